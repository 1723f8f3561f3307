"""Who may pass this app's URL names, and who may make which kind of move."""

from knotwork.live import rules
from knotwork.live.queries import load_room
from knotwork.platform.access.rows import Table, row
from knotwork.sets.enums import Standing

_INSIDE = row(Standing.MEMBER, Standing.FACILITATOR, Standing.VISITOR, load=load_room)

MOVES = rules.MOVES

TABLE: Table = {
    "live:room": _INSIDE,
    "live:screen": _INSIDE,
    "live:shared": _INSIDE,
    "live:phase": _INSIDE,
    "live:moves": _INSIDE,
    "live:drafts": _INSIDE,
}
