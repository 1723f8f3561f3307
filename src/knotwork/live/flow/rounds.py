"""Speaking in turn: who is next, done, passed, another order."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Stepped
from knotwork.live.flow.moves import DoneSpeaking, NextSpeaker, PassTurn, ReorderRound, RoundMove
from knotwork.live.flow.state import Round, State
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Role


def present_round(state: State) -> Round | None:
    """The speaking order of the present phase; None where nobody speaks in turn."""
    run = state.run
    if run is not None:
        for row in state.rounds:
            if row.phase == run.phase and row.slot == run.slot:
                return row
    return None


def speaker(state: State) -> UUID | None:
    """Whose turn it is; None when all have spoken or nobody speaks in turn."""
    row = present_round(state)
    if row is not None:
        for person in row.order:
            if person not in row.done and person in state.people.present:
                return person
    return None


def is_round_over(state: State) -> bool:
    """Whether the present phase is a round in which everybody here has had their turn."""
    row = present_round(state)
    return row is not None and bool(row.done) and speaker(state) is None


def acts_for(state: State, by: UUID, person: UUID) -> bool:
    """Whether this is the person, or the one who writes for them."""
    return by == person or any(row.person == person and row.writer == by for row in state.people.writing)


def refreshed(state: State) -> tuple[Round, ...]:
    """The rounds, with everybody who is here in the present one; newcomers speak last."""
    run, phase = state.run, state.phase
    if run is None or phase is None or not phase.round:
        return state.rounds
    row = present_round(state)
    if row is None:
        return (*state.rounds, Round(run.phase, run.slot, _order(state)))
    late = tuple(person for person in _order(state) if person not in row.order)
    return _with(state, replace(row, order=row.order + late)) if late else state.rounds


def take(state: State, move: RoundMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a move of a round that `who` has let pass."""
    row = present_round(state)
    if row is None:
        return Why.NOT_NOW
    match move:
        case DoneSpeaking():
            return _done(state, row, speaker(state), at)
        case PassTurn():
            turn = speaker(state)
            return _done(state, row, turn if turn is not None and acts_for(state, by, turn) else by, at)
        case NextSpeaker(after=after):
            return _done(state, row, after, at) if after == speaker(state) else Why.NOT_THEIR_TURN
        case ReorderRound(order=order):
            return _reorder(state, row, order, at)
        case _:
            assert_never(move)


def _done(state: State, row: Round, person: UUID | None, at: datetime) -> Stepped:
    done = row.done if person is None else row.done | {person}
    return Stepped(replace(state, at=at, rounds=_with(state, replace(row, done=done))))


def _reorder(state: State, row: Round, order: tuple[UUID, ...], at: datetime) -> Stepped | Why:
    waiting = [person for person in row.order if person not in row.done]
    if len(order) != len(set(order)) or not set(order) <= set(waiting):
        return Why.NO_SUCH_PERSON
    spoken = tuple(person for person in row.order if person in row.done)
    rest = tuple(person for person in waiting if person not in order)
    return Stepped(replace(state, at=at, rounds=_with(state, replace(row, order=spoken + order + rest))))


def _with(state: State, row: Round) -> tuple[Round, ...]:
    return tuple(row if (old.phase, old.slot) == (row.phase, row.slot) else old for old in state.rounds)


def _order(state: State) -> tuple[UUID, ...]:
    """Those here in the set's own order, the facilitator last; the presenter first, or not at all without the floor."""
    people, phase, slot = state.people, state.phase, state.slot
    order = [person for person in people.members if person in people.present]
    if people.facilitator is not None and people.facilitator in people.present:
        order.append(people.facilitator)
    if slot is not None and phase is not None and slot.person in order:
        order.remove(slot.person)
        if Role.PRESENTER in phase.floor:
            order.insert(0, slot.person)
    return tuple(order)
