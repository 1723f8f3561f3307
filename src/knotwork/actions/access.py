"""Who may pass this app's URL names."""

from knotwork.actions import queries as actions
from knotwork.challenges.enums import Bond
from knotwork.platform.access.rows import Table, row
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing

_OWN = row(Bond.OWNER, load=actions.load_action)
_READABLE = row(Bond.OWNER, Standing.MEMBER, Standing.FACILITATOR, load=actions.load_action)

TABLE: Table = {
    "actions:of_set": row(Standing.MEMBER, Standing.FACILITATOR, load=sets.load_set),
    "actions:new": row(Standing.MEMBER, load=sets.load_set),
    "actions:calls": row(Standing.MEMBER, load=sets.load_set),
    "actions:call_asking": row(Standing.MEMBER, load=sets.load_set),
    "actions:call": row(Bond.OWNER, load=actions.load_call),
    "actions:action": _READABLE,
    "actions:thread": _READABLE,
    "actions:report": _OWN,
    "actions:new_shape": _OWN,
    "actions:carrying_over": _OWN,
    "actions:letting_go": _OWN,
    "actions:sharing": _OWN,
}
