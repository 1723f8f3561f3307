"""What happens next: one state and one move in, the next state or a reason out (design: live-room.md §3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from knotwork.live.flow import captures, chair, codec, moves, people, questions, rounds, slots, steering, who
from knotwork.live.flow.events import Stepped
from knotwork.live.flow.moves import Move
from knotwork.live.flow.state import Agenda, Chair, People, State
from knotwork.live.flow.steering import due_at
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Protocol

__all__ = ["begin", "decode", "due_at", "encode", "step"]


def begin(
    protocol: Protocol,
    *,
    members: Sequence[UUID],
    ends_at: datetime,
    at: datetime,
    steward: UUID | None = None,
    facilitator: UUID | None = None,
) -> State:
    """The room before its meeting opens.

    Args:
        protocol: the frozen version the meeting runs with, its minutes already fitted (`protocols.fit.fitted`).
        members: in the order in which they speak.
        ends_at: when the meeting was planned to end.
        at: the present instant.
        steward: who stewards from the start, if agreed before.
        facilitator: who facilitates, in term.
    """
    return State(
        protocol=protocol,
        at=at,
        ends_at=ends_at,
        people=People(members=tuple(members), facilitator=facilitator),
        chair=Chair(steward=steward, since=None if steward is None else at),
        agenda=Agenda(planned=tuple(phase.minutes for phase in protocol.phases)),
    )


def step(state: State, move: Move, *, by: UUID | None, at: datetime) -> Stepped | Why:
    """Make one move: settle what is due by `at`, then do what the move says or refuse it.

    Total: any move at any time has an answer. A refusal leaves everything as it was, also what is due (send `Settle`
    for that). `by` is empty when the product itself acts. An instant before the latest move counts as the latest.
    """
    at = max(at, state.at)
    due = due_at(state)
    settled = steering.settle(state, at) if due is not None and due <= at else Stepped(state)
    stepped = _answered(settled.state, move, by, at)
    if isinstance(stepped, Why):
        return settled if isinstance(move, moves.Settle) and settled.state is not state else stepped
    return Stepped(stepped.state, (*settled.happened, *stepped.happened)) if settled.happened else stepped


def encode(state: State) -> dict[str, Any]:
    """The state as compact JSON without its protocol; `decode(encode(state), state.protocol) == state`."""
    return codec.to_json(state, without=_WITHOUT)


def decode(told: dict[str, Any], protocol: Protocol) -> State:
    """The state from its JSON and the protocol frozen with the meeting.

    Raises:
        codec.Malformed: the JSON is not a state.
    """
    return codec.from_json(State, told, protocol=protocol)


_WITHOUT = frozenset({"protocol"})


def _answered(state: State, move: Move, by: UUID | None, at: datetime) -> Stepped | Why:
    why = who.why_not(state, move.kind, by, at)
    if why is not None:
        return why
    expect = getattr(move, "expect", None)
    if expect is not None and expect != state.phase_version:
        return Why.STALE
    if by is None:
        return _made(state, move, who.PRODUCT, at)
    if people.is_here(state, by) or isinstance(move, moves.DepartRoom):
        return _made(state, move, by, at)
    came = people.here(state, by, at)
    made = came if isinstance(move, moves.Arrive) else _made(came.state, move, by, at)
    return made if isinstance(made, Why) or made is came else Stepped(made.state, (*came.happened, *made.happened))


def _made(state: State, move: Move, by: UUID, at: datetime) -> Stepped | Why:
    made: Stepped | Why
    match move:
        case moves.OfPeople():
            made = people.take(state, move, by, at)
        case moves.OfChair():
            made = chair.take(state, move, by, at)
        case moves.OfSteering():
            made = steering.take(state, move, by, at)
        case moves.OfRound():
            made = rounds.take(state, move, by, at)
        case moves.OfSlot():
            made = slots.take(state, move, by, at)
        case moves.OfQuestion():
            made = questions.take(state, move, by, at)
        case moves.OfWords():
            made = captures.take(state, move, by, at)
        case _:
            assert_never(move)
    return made
