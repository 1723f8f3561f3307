"""The chair: taken, offered, lost, given back."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Stepped
from knotwork.live.flow.moves import (
    AcceptChair,
    ChairMove,
    DeclineChair,
    LeaveChair,
    OfferChair,
    StewardBack,
    StewardLost,
    TakeChair,
)
from knotwork.live.flow.roles import takes_part
from knotwork.live.flow.state import Chair, State
from knotwork.live.flow.why import Why


def take(state: State, move: ChairMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a move about the chair that `who` has let pass."""
    held = state.chair
    match move:
        case TakeChair() | AcceptChair():
            seated = _taken(state, by, at)
        case OfferChair(to=to):
            if to == by or to not in state.people.present or not takes_part(state, to):
                return Why.NO_SUCH_PERSON
            seated = replace(held, offered_to=to)
        case DeclineChair():
            seated = replace(held, offered_to=None)
        case LeaveChair():
            seated = Chair(stands_in_for=held.stands_in_for)
        case StewardLost():
            seated = replace(held, lost_since=at, offered_to=None)
        case StewardBack():
            seated = Chair(offered_to=held.steward, stands_in_for=held.stands_in_for)
        case _:
            assert_never(move)
    return Why.ALREADY_SO if seated == held else Stepped(replace(state, at=at, chair=seated))


def without(held: Chair, person: UUID) -> Chair:
    """The chair after somebody left the room."""
    if held.steward == person:
        held = Chair(stands_in_for=held.stands_in_for)
    if held.offered_to == person:
        held = replace(held, offered_to=None)
    return replace(held, stands_in_for=None) if held.stands_in_for == person else held


def _taken(state: State, by: UUID, at: datetime) -> Chair:
    """The chair with somebody new in it; a presenting steward gets it back when the slot ends."""
    held, slot = state.chair, state.slot
    presents = slot is not None and held.steward == slot.person
    waits = held.steward if presents and held.lost_since is None else held.stands_in_for
    return Chair(steward=by, since=at, stands_in_for=waits if waits != by else None)
