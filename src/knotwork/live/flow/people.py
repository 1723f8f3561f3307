"""Coming, going, and writing for somebody without a screen."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from knotwork.live.flow import chair, rounds, slots
from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Arrived, Stepped
from knotwork.live.flow.moves import Admit, Arrive, CaughtUp, DepartRoom, PeopleMove, Remove, StopWritingFor, WriteFor
from knotwork.live.flow.roles import takes_part
from knotwork.live.flow.state import People, Seat, State, Writing
from knotwork.live.flow.why import Why


def take(state: State, move: PeopleMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a move of coming or going that `who` has let pass."""
    made: Stepped | Why
    match move:
        case Arrive():
            made = Why.ALREADY_SO
        case CaughtUp():
            people = replace(state.people, latecomers=state.people.latecomers - {by})
            made = Stepped(replace(state, at=at, people=people))
        case DepartRoom():
            made = Stepped(gone(state, by, at))
        case Admit(person=person, seat=seat):
            made = _admit(state, person, seat, at)
        case Remove(person=person):
            made = _remove(state, person, at)
        case WriteFor(person=person):
            made = _write_for(state, person, by, at)
        case StopWritingFor(person=person):
            is_so = Writing(person, by) in state.people.writing
            made = Stepped(gone(state, person, at)) if is_so else Why.NO_SUCH_PERSON
        case _:
            assert_never(move)
    return made


def here(state: State, person: UUID, at: datetime) -> Stepped:
    """Somebody is here with a screen of their own; whoever makes a move is. Late is who comes after the first stop."""
    people = state.people
    writing = tuple(row for row in people.writing if row.person != person)
    late = people.latecomers | {person} if len(state.path) > 1 else people.latecomers
    people = replace(people, present=people.present | {person}, latecomers=late, writing=writing)
    return _arrived(state, people, person, at)


def is_here(state: State, person: UUID) -> bool:
    """Whether somebody is present with a screen of their own."""
    people = state.people
    return person in people.present and not (people.writing and any(row.person == person for row in people.writing))


def gone(state: State, person: UUID, at: datetime) -> State:
    """Somebody is no longer in the room, nor are those they wrote for; a steward frees the chair."""
    people = state.people
    leaving = {person} | {row.person for row in people.writing if row.writer == person}
    writing = tuple(row for row in people.writing if row.person not in leaving)
    people = replace(people, present=people.present - leaving, latecomers=people.latecomers - leaving, writing=writing)
    return slots.settled_ask(replace(state, at=at, people=people, chair=chair.without(state.chair, person)))


def _arrived(state: State, people: People, person: UUID, at: datetime) -> Stepped:
    came = replace(state, at=at, people=people)
    if state.here >= 0:
        came = replace(came, rounds=rounds.refreshed(came))
    return Stepped(came, (Arrived(person),))


def _admit(state: State, person: UUID, seat: Seat, at: datetime) -> Stepped | Why:
    """Seat somebody; a new facilitator takes the place of the one before, who leaves unless a member."""
    before = state.people.facilitator
    if seat is Seat.FACILITATOR and before is not None and before not in (person, *state.people.members):
        state = gone(state, before, at)
    people = state.people
    members = people.members if person in people.members else (*people.members, person)
    match seat:
        case Seat.MEMBER:
            seated = replace(people, members=members, observers=people.observers - {person})
        case Seat.OBSERVER:
            seated = replace(people, members=members, observers=people.observers | {person})
        case Seat.FACILITATOR:
            seated = replace(people, facilitator=person)
        case Seat.VISITOR:
            if takes_part(state, person):
                return Why.NO_SUCH_PERSON
            seated = replace(people, visitors=people.visitors | {person})
        case _:
            assert_never(seat)
    if seated == people:
        return Why.ALREADY_SO
    if seat is not Seat.VISITOR:
        seated = replace(seated, visitors=seated.visitors - {person})
    return Stepped(replace(state, at=at, people=seated))


def _remove(state: State, person: UUID, at: datetime) -> Stepped | Why:
    people = state.people
    if not takes_part(state, person) and person not in people.visitors:
        return Why.ALREADY_SO
    left = gone(state, person, at)
    people = replace(
        left.people,
        members=tuple(one for one in people.members if one != person),
        facilitator=None if people.facilitator == person else people.facilitator,
        observers=people.observers - {person},
        visitors=people.visitors - {person},
    )
    return slots.without(replace(left, people=people), person, at)


def _write_for(state: State, person: UUID, by: UUID, at: datetime) -> Stepped | Why:
    people = state.people
    if person == by or person not in people.members:
        return Why.NO_SUCH_PERSON
    if is_here(state, person):
        return Why.HAS_OWN_SCREEN
    if Writing(person, by) in people.writing:
        return Why.ALREADY_SO
    others = tuple(row for row in people.writing if row.person != person)
    people = replace(people, present=people.present | {person}, writing=(*others, Writing(person, by)))
    return _arrived(state, people, person, at)
