"""The only writers of the room: moves, drafts, new logs."""

from knotwork.live.services.chairing import arrive, follow_steward
from knotwork.live.services.departing import depart, give_back
from knotwork.live.services.drafts import Kept, forget, forget_old, keep
from knotwork.live.services.moving import Acknowledged, OtherBody, make_move, make_product_move
from knotwork.live.services.people import follow_circle
from knotwork.live.services.presence import PRESENCE, note_here, tell_others, who_is_told
from knotwork.live.services.rooms import begin_new_logs, replay

__all__ = [
    "PRESENCE",
    "Acknowledged",
    "Kept",
    "OtherBody",
    "arrive",
    "begin_new_logs",
    "depart",
    "follow_circle",
    "follow_steward",
    "forget",
    "forget_old",
    "give_back",
    "keep",
    "make_move",
    "make_product_move",
    "note_here",
    "replay",
    "tell_others",
    "who_is_told",
]
