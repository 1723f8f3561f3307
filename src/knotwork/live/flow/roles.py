"""What each person is in this moment, and what the screen tells them to do."""

from uuid import UUID

from knotwork.live.flow.rounds import acts_for
from knotwork.live.flow.state import State
from knotwork.protocols.shape import Role

_FIRST_ROLE = (Role.PRESENTER, Role.STEWARD, Role.OBSERVER, Role.FACILITATOR, Role.MEMBER)


def roles(state: State, person: UUID) -> frozenset[Role]:
    """What somebody is at this moment; empty for a visitor and for whoever does not belong here."""
    people, slot = state.people, state.slot
    held = set()
    if slot is not None and slot.person == person:
        held.add(Role.PRESENTER)
    if state.chair.steward == person:
        held.add(Role.STEWARD)
    if person in people.observers:
        held.add(Role.OBSERVER)
    if person == people.facilitator:
        held.add(Role.FACILITATOR)
    if person in people.members:
        held.add(Role.MEMBER)
    return frozenset(held)


def prompt(state: State, person: UUID) -> str:
    """The sentence "For you now" of the present phase for this person; empty if the phase has none."""
    phase = state.phase
    if phase is None:
        return ""
    held = roles(state, person)
    for role in _FIRST_ROLE:
        if role in held and role in phase.prompts:
            return phase.prompts[role]
    return phase.prompts.get(Role.MEMBER, "")


def takes_part(state: State, person: UUID) -> bool:
    """Whether somebody is a member or the facilitator."""
    return person in state.people.members or person == state.people.facilitator


def has_steward(state: State) -> bool:
    """Whether the chair is held by somebody who is here and not lost."""
    chair = state.chair
    return chair.steward is not None and chair.lost_since is None and chair.steward in state.people.present


def may_steer(state: State, by: UUID) -> bool:
    """Whether this person steers: the steward, or anyone taking part while there is none here."""
    return state.chair.steward == by or (takes_part(state, by) and not has_steward(state))


def is_presenter(state: State, by: UUID) -> bool:
    """Whether this person presents now, or writes for the one who does."""
    slot = state.slot
    return slot is not None and acts_for(state, by, slot.person)
