"""Who may pass this app's URL names: the members of the set, and who facilitates it in term."""

from knotwork.meetings.queries import load_meeting
from knotwork.platform.access.rows import Table, row
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set

_SET = row(Standing.MEMBER, Standing.FACILITATOR, load=load_set)
_MEETING = row(Standing.MEMBER, Standing.FACILITATOR, load=load_meeting)

TABLE: Table = {
    "meetings:rhythm": _SET,
    "meetings:extra_meeting": _SET,
    "meetings:calendar_name": _SET,
    "meetings:rota": _SET,
    "meetings:next_time": row(Standing.MEMBER, load=load_set),
    "meetings:review": row(Standing.MEMBER, load=load_set),
    "meetings:swap": row(Standing.MEMBER, load=load_meeting),
    "meetings:swap_answer": row(Standing.MEMBER, load=load_meeting),
    "meetings:meeting": _MEETING,
    "meetings:attendance": _MEETING,
    "meetings:arrangements": _MEETING,
    "meetings:postponement": _MEETING,
    "meetings:cancellation": _MEETING,
    "meetings:quorum": _MEETING,
    "meetings:calendar": _MEETING,
}
