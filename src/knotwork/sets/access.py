"""Who may pass this app's URL names. After a term only `sets:ended` is left of a set."""

from knotwork.platform.access.rows import ANYONE, SIGNED_IN, Table, row
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set

_OF_THE_SET = row(Standing.MEMBER, Standing.FACILITATOR, load=load_set)
_MEMBERS = row(Standing.MEMBER, load=load_set)

TABLE: Table = {
    "sets:start": SIGNED_IN,
    "sets:people": _OF_THE_SET,
    "sets:invitations": _OF_THE_SET,
    "sets:link": _OF_THE_SET,
    "sets:revocation": _OF_THE_SET,
    "sets:membership": _MEMBERS,
    "sets:departure": _MEMBERS,
    "sets:pause": _MEMBERS,
    "sets:particulars": _MEMBERS,
    "sets:archive": _MEMBERS,
    "sets:handing_over": _OF_THE_SET,
    "sets:taking_over": _MEMBERS,
    "sets:asking_over": _OF_THE_SET,
    "sets:giving_back": _MEMBERS,
    "sets:leading": _MEMBERS,
    "sets:words": _MEMBERS,
    "sets:ended": row(Standing.FORMER_FACILITATOR, load=load_set),
    "sets:invitation": ANYONE,
}
