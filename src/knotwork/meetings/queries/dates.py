"""The meetings of a set: the next, the last, those ahead, and their dates on every clock."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from knotwork.meetings import rules
from knotwork.meetings.enums import ON_OR_AHEAD, MeetingState, WallTime
from knotwork.meetings.models import Meeting, Series
from knotwork.people.models import Person
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet
from knotwork.sets.visiting import Occasion


@once_a_page
def next_of(learning_set: LearningSet, at: datetime) -> Meeting | None:
    """The meeting that is on, or else the next to come."""
    return next_of_each([learning_set], at).get(learning_set.pk)


def next_of_each(learning_sets: Iterable[LearningSet], at: datetime) -> dict[UUID, Meeting]:
    """For each of these sets the meeting that is on, or else the next to come; sets without one are missing."""
    coming: dict[UUID, Meeting] = {}
    for meeting in Meeting.objects.of(learning_sets).perhaps_to_come(at).in_order().select_related("learning_set"):
        if meeting.state_at(at) is not MeetingState.CLOSED:
            coming.setdefault(meeting.learning_set_id, meeting)
    return coming


@once_a_page
def of_set(viewer: Person, learning_set: LearningSet) -> list[Meeting]:  # noqa: ARG001 – dates are the same for all
    """All meetings of a set, earliest first, cancelled ones too. A member sees all dates; `may_read_words_of` the rest."""
    return list(Meeting.objects.of([learning_set]).in_order())


@once_a_page
def last_closed(learning_set: LearningSet) -> Meeting | None:
    """The latest meeting that was held and is closed."""
    held = Meeting.objects.of([learning_set]).filter(state=MeetingState.CLOSED, opened_at__isnull=False)
    return held.order_by("-starts_at", "-id").first()


def ahead(learning_set: LearningSet, at: datetime) -> list[Meeting]:
    """Meetings planned and not begun, earliest first; one whose hour has come is among them while it can be opened."""
    coming = Meeting.objects.of([learning_set]).perhaps_to_come(at).select_related("learning_set", "series")
    return [each for each in coming.in_order() if each.state_at(at) is MeetingState.PLANNED]


def to_visit(learning_set: LearningSet, at: datetime) -> list[Occasion]:
    """The meetings of a set that are on or ahead, as far as whoever visits one needs to know them."""
    coming = [each for each in Meeting.objects.of([learning_set]).in_order() if each.state_at(at) in ON_OR_AHEAD]
    return [Occasion(each.pk, each.number, each.starts_at, each.over_at, bool(each.video_link)) for each in coming]


def must_decide_first(learning_set: LearningSet, at: datetime) -> bool:
    """Whether a set has met once on its own since its facilitator's term ended, and decides before it meets again."""
    since = sets.undecided_since(learning_set, at)
    return since is not None and Meeting.objects.of([learning_set]).filter(opened_at__gt=since).exists()


def length_of_cycle(learning_set: LearningSet) -> int:
    """How many meetings the set planned at a time the last time; a usual number where it planned none."""
    counts = Series.objects.filter(learning_set=learning_set).order_by("-planned_at", "-id").values_list("count", flat=True)
    return min(counts.first() or rules.USUAL_CYCLE, rules.LONGEST_CYCLE)


def held(learning_set: LearningSet) -> int:
    """How many meetings were held and are closed."""
    return Meeting.objects.of([learning_set]).filter(state=MeetingState.CLOSED, opened_at__isnull=False).count()


def proposed_rhythm(learning_set: LearningSet, meetings: Sequence[Meeting], at: datetime) -> dict[str, Any]:
    """What to propose when a set plans: the last rhythm going on after its last date, or the usual one."""
    last = Series.objects.filter(learning_set=learning_set).order_by("-planned_at", "-id").first()
    standing = [each for each in meetings if each.state != MeetingState.CANCELLED]
    known = rules.Rhythm(last.every_weeks, last.starts_on, last.wall_time, last.zone, last.count) if last else None
    last_day = standing[-1].starts_at.astimezone(standing[-1].zoneinfo).date() if standing else None
    today = at.astimezone(learning_set.zoneinfo).date()
    proposed = rules.proposal(known, last_day, zone=learning_set.zone, today=today)
    return {**asdict(proposed), "minutes": last.minutes if last else rules.USUAL_MINUTES}


def rhythm_ahead(learning_set: LearningSet, at: datetime) -> dict[str, Any]:
    """What to propose when a set changes its rhythm: the last one, over the dates a new one would call off."""
    coming = [each for each in ahead(learning_set, at) if each.starts_at > at]
    proposed = proposed_rhythm(learning_set, coming, at)
    if not coming:
        return proposed
    first = coming[0].starts_at.astimezone(coming[0].zoneinfo).date()
    return {**proposed, "starts_on": first, "count": min(len(coming), rules.MOST_DATES)}


def occurrence_of(meeting: Meeting) -> rules.Occurrence:
    """A planned meeting as the rules know it."""
    wall_start = meeting.starts_at.astimezone(meeting.zoneinfo).replace(tzinfo=None, fold=0)
    return rules.Occurrence(wall_start, meeting.starts_at, meeting.zone, WallTime.CERTAIN)


def on_every_clock(
    viewer: Person, learning_set: LearningSet, dates: Sequence[rules.Occurrence], *, zone: str
) -> tuple[rules.DateRow, ...]:
    """These dates on the anchor's clock, the viewer's own, and each other member's."""
    people = [(person.name, person.zone) for person in sets.members(learning_set)]
    return rules.date_rows(dates, rules.clocks_of(people, anchor=zone, own=viewer.zone))


def planned_rows(viewer: Person, learning_set: LearningSet, meetings: Sequence[Meeting]) -> list[tuple[Meeting, rules.DateRow]]:
    """These meetings with their dates on the clock of the set and the viewer's own."""
    clocks = rules.clocks_of([], anchor=learning_set.zone, own=viewer.zone)
    rows = rules.date_rows([occurrence_of(meeting) for meeting in meetings], clocks)
    return list(zip(meetings, rows, strict=True))


def starting_within_a_day(at: datetime) -> list[Meeting]:
    """Planned meetings that start within 24 hours, for reminders; a set that is put away does not meet."""
    latest = at + max(rules.NOTICE.values())
    planned = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__gt=at, starts_at__lte=latest)
    planned = planned.filter(learning_set__archived_at=None)
    return list(planned.in_order().select_related("learning_set"))


def left_open(at: datetime) -> list[Meeting]:
    """Meetings that count as closed although nobody closed them."""
    going = Meeting.objects.filter(state__in=(MeetingState.PLANNED, MeetingState.OPEN), starts_at__lte=at)
    return [meeting for meeting in going.in_order() if meeting.state_at(at) is MeetingState.CLOSED]


def named(keys: Iterable[str]) -> list[Meeting]:
    """The meetings with these keys, earliest first; those that are gone are missing."""
    return list(Meeting.objects.filter(pk__in=list(keys)).in_order().select_related("learning_set"))
