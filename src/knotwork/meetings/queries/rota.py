"""Who looks after what in the meetings ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from knotwork.meetings import rules
from knotwork.meetings.enums import Attendance, MeetingState, RotaRole
from knotwork.meetings.models import AttendanceAnswer, Meeting, RoleHeld, RoleSwap
from knotwork.people.models import Person
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet

ROTA_AHEAD = 4


@dataclass(frozen=True)
class Turn:
    """Who has a role in a meeting, and the question about it that waits for an answer; None = nobody asked."""

    role: RotaRole
    person: Person
    swap: RoleSwap | None


def rota(learning_set: LearningSet, at: datetime) -> list[tuple[Meeting, list[Turn]]]:
    """Who looks after what in the next meetings. The number of queries does not grow with people or meetings."""
    every = Meeting.objects.of([learning_set]).not_cancelled().in_order()
    all_meetings = list(every.select_related("learning_set"))
    coming = [each for each in all_meetings if each.state_at(at) is not MeetingState.CLOSED][:ROTA_AHEAD]
    members = {person.pk: person for person in sets.members(learning_set)}
    settled: dict[UUID, dict[RotaRole, UUID]] = {}
    for had in RoleHeld.objects.filter(meeting__in=all_meetings, person__isnull=False):
        if had.person_id is not None:
            settled.setdefault(had.meeting_id, {})[RotaRole(had.role)] = had.person_id
    before = [_place(each, settled) for each in all_meetings if each not in coming and each.was_held]
    away = _away(coming)
    plan = rules.rota(
        _since(learning_set, all_meetings), before, [_place(each, settled, away.get(each.pk, frozenset())) for each in coming]
    )
    waiting = RoleSwap.objects.filter(meeting__in=coming, answered_at=None).select_related("asked", "asked_by")
    swaps = {(each.meeting_id, each.role, each.asked_by_id): each for each in waiting}
    return [
        (each, [Turn(role, members[key], swaps.get((each.pk, role, key))) for role, key in roles.items()])
        for each, roles in zip(coming, plan, strict=True)
    ]


def turns_of(meeting: Meeting, at: datetime) -> list[Turn]:
    """Who looks after what in a meeting that is on or to come; empty if it is further ahead than the rota looks."""
    return next((turns for each, turns in rota(meeting.learning_set, at) if each == meeting), [])


def steward_of(meeting: Meeting) -> Person | None:
    """Whom the rota made steward of this meeting when it opened."""
    had = RoleHeld.objects.filter(meeting=meeting, role=RotaRole.STEWARD).select_related("person").first()
    return had.person if had else None


def _place(
    meeting: Meeting, settled: Mapping[UUID, Mapping[RotaRole, UUID]], away: frozenset[UUID] = frozenset()
) -> rules.Place:
    return rules.Place(meeting.number, settled.get(meeting.pk, {}), away)


def _away(coming: Sequence[Meeting]) -> dict[UUID, frozenset[UUID]]:
    """By meeting, who said they cannot come."""
    said = AttendanceAnswer.objects.filter(meeting__in=coming, answer=Attendance.CANNOT, person__isnull=False)
    pairs = list(said.values_list("meeting", "person"))
    return {each.pk: frozenset(person for meeting, person in pairs if meeting == each.pk) for each in coming}


def _since(learning_set: LearningSet, all_meetings: Sequence[Meeting]) -> dict[UUID, int]:
    """The members in the order they joined, with the number of the last meeting that was held before."""
    joined = sorted(sets.memberships(learning_set), key=lambda each: (each.joined_at, str(each.pk)))
    return {
        each.person_id: max((m.number for m in all_meetings if m.opened_at and m.opened_at < each.joined_at), default=0)
        for each in joined
    }


def swaps_asked(viewer: Person, learning_sets: Sequence[LearningSet], at: datetime) -> list[RoleSwap]:
    """The roles others ask this person to take over, as far as they can still be taken; the next meeting first."""
    waiting = RoleSwap.objects.filter(asked=viewer, answered_at=None, meeting__learning_set__in=learning_sets)
    asked = waiting.select_related("meeting__learning_set", "asked_by").order_by("meeting__starts_at", "pk")
    return [each for each in asked if _may_be_taken(each, at)]


def _may_be_taken(swap: RoleSwap, at: datetime) -> bool:
    if swap.meeting.state_at(at) is not MeetingState.PLANNED:
        return False
    return any(turn.swap == swap for turn in turns_of(swap.meeting, at))


def swap_of(meeting: Meeting, swap_id: UUID) -> RoleSwap | None:
    """A question to take a role over in this meeting."""
    return RoleSwap.objects.filter(meeting=meeting, pk=swap_id).first()
