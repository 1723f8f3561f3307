"""What screens ask about meetings. Every question goes through the viewer or a set the viewer was given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Sum

from knotwork.agreements.models import Version
from knotwork.meetings import rules
from knotwork.meetings.enums import ON_OR_AHEAD, Attendance, Keep, MeetingState, RotaRole, Rule, WallTime
from knotwork.meetings.models import Airtime, AttendanceAnswer, Meeting, OwnLabel, RoleHeld, RoleSwap, Series
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet
from knotwork.sets.queries import Circle
from knotwork.sets.visiting import Occasion

NEUTRAL_LABEL = "Meeting"
INSIDE = frozenset({Standing.MEMBER, Standing.FACILITATOR})


@dataclass(frozen=True)
class Coming:
    """What one person said about coming to a meeting; `answer` None = not said yet."""

    person: Person
    answer: Attendance | None
    message: str
    came: bool


# One meeting


def whose_meeting(meeting_id: UUID) -> UUID | None:
    """The set this meeting belongs to, if there is one; for the record of refused attempts alone."""
    found: UUID | None = Meeting.objects.filter(pk=meeting_id).values_list("learning_set", flat=True).first()
    return found


def load_meeting(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The meeting `meeting_id`, with how the viewer stands to its set; for access rows.

    A facilitator's standing counts for meetings the term reaches: those that ended before it began are absent.
    """
    meeting = Meeting.objects.select_related("learning_set", "agreement").filter(pk=kwargs["meeting_id"]).first()
    if meeting is None:
        return None
    held = standings(_person(viewer), meeting, at)
    return Found(meeting, held) if held else None


def standings(viewer: Person, meeting: Meeting, at: datetime) -> frozenset[Standing]:
    """How the viewer stands to the set of this meeting, as far as this meeting is concerned."""
    held = sets.standing(viewer, meeting.learning_set, at)
    is_beyond_term = held & INSIDE == {Standing.FACILITATOR} and not _term_reaches(viewer, meeting, at)
    return held - {Standing.FACILITATOR} if is_beyond_term else held


def standings_inside(viewer: Person, meeting: Meeting, circle: Circle) -> frozenset[Standing]:
    """The same for whoever belongs to the set, told from its circle without asking again."""
    held = circle.standing(viewer)
    reaches = circle.term is not None and meeting.over_at > circle.term.starts_at
    return held if reaches or Standing.MEMBER in held else held - {Standing.FACILITATOR}


def _person(viewer: Viewer) -> Person:
    """The account itself; a viewer is always one."""
    assert isinstance(viewer, Person)  # noqa: S101 – only accounts sign in
    return viewer


def _term_reaches(viewer: Person, meeting: Meeting, at: datetime) -> bool:
    since = sets.facilitating_since(viewer, meeting.learning_set, at)
    return since is not None and meeting.over_at > since


def attendance(viewer: Person, meeting: Meeting) -> list[Coming]:
    """What each member now, whoever facilitates then, and whoever came said; by name.

    Messages only since the viewer joined.
    """
    answers = {answer.person: answer for answer in meeting.attendance.select_related("person")}
    people = {person for person, answer in answers.items() if person is not None and answer.came_at is not None}
    people.update(sets.members(meeting.learning_set))
    guide = sets.facilitator(meeting.learning_set, meeting.starts_at)
    if guide is not None:
        people.add(guide)
    shown = may_read_words_of(viewer, meeting)
    by_name = sorted(people, key=lambda person: (person.name.casefold(), str(person.pk)))
    return [_coming(person, answers.get(person), shown=shown) for person in by_name]


def _coming(person: Person, answer: AttendanceAnswer | None, *, shown: bool) -> Coming:
    if answer is None:
        return Coming(person, None, "", came=False)
    said = Attendance(answer.answer) if answer.answer else None
    return Coming(person, said, answer.message if shown else "", came=answer.came_at is not None)


def may_read_words_of(viewer: Person, meeting: Meeting) -> bool:
    """Whether words said around this meeting are the viewer's to read: a member reads none from before joining."""
    joined = sets.joined_at(viewer, meeting.learning_set)
    return joined is None or meeting.over_at > joined


def own_answers(viewer: Person, meetings: Iterable[Meeting]) -> dict[UUID, Attendance]:
    """What the viewer said about coming, by meeting; those not answered are missing."""
    answers = AttendanceAnswer.objects.filter(person=viewer, meeting__in=list(meetings)).exclude(answer="")
    return {answer.meeting_id: Attendance(answer.answer) for answer in answers}


@dataclass(frozen=True)
class Quorum:
    """How many are needed for a meeting, and how many may come: all who did not say they cannot."""

    needed: int
    may_come: int
    members: int

    @property
    def is_missed(self) -> bool:
        """Whether too few may come."""
        return self.may_come < self.needed


def quorum_of(meeting: Meeting) -> Quorum:
    """The quorum of a meeting, counted over the set's members; who pauses is not counted."""
    members = sets.active(meeting.learning_set)
    cannot = AttendanceAnswer.objects.filter(meeting=meeting, answer=Attendance.CANNOT, person__in=members).count()
    return Quorum(rules.quorum(len(members)), len(members) - cannot, len(members))


# The meetings of a set


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


def keeps(meeting: Meeting) -> Keep:
    """What is kept of this meeting's words, by the rule it ran with; all of them where the set decided nothing."""
    version = Version.objects.filter(pk=meeting.ran_with[Rule.NOTES]).first() if Rule.NOTES in meeting.ran_with else None
    return Keep(version.body["keep"]) if version else Keep.ALL


def ahead(learning_set: LearningSet, at: datetime) -> list[Meeting]:
    """Meetings planned and not begun, earliest first; one whose hour has come is among them while it can be opened."""
    coming = Meeting.objects.of([learning_set]).perhaps_to_come(at).select_related("learning_set", "series")
    return [each for each in coming.in_order() if each.state_at(at) is MeetingState.PLANNED]


def to_visit(learning_set: LearningSet, at: datetime) -> list[Occasion]:
    """The meetings of a set that are on or ahead, as far as whoever visits one needs to know them."""
    coming = [each for each in Meeting.objects.of([learning_set]).in_order() if each.state_at(at) in ON_OR_AHEAD]
    return [Occasion(each.pk, each.number, each.starts_at, each.over_at) for each in coming]


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


# Airtime


def airtime_of(viewer: Person, meeting: Meeting) -> list[tuple[Person, int]]:
    """Who presented in this meeting and for how many seconds, by name; empty if the set keeps no ledger."""
    if not meeting.learning_set.keeps_ledger or not sets.is_member(viewer, meeting.learning_set):
        return []
    had = Airtime.objects.filter(meeting=meeting, person__isnull=False).select_related("person")
    seconds: dict[Person, int] = {}
    for each in had:
        if each.person is not None:
            seconds[each.person] = seconds.get(each.person, 0) + each.seconds
    return sorted(seconds.items(), key=lambda pair: (pair[0].name.casefold(), str(pair[0].pk)))


def ledger(viewer: Person, learning_set: LearningSet) -> list[tuple[Person, int]]:
    """Seconds each present member has presented in this cycle, by name, never by amount.

    Empty if the set keeps no ledger or the viewer is not one of its members. A cycle is the rhythm the latest
    held meeting belongs to, and what was held since it began.
    """
    members = sets.members(learning_set)
    if not learning_set.keeps_ledger or viewer not in members:
        return []
    had = Airtime.objects.filter(meeting__in=_cycle(learning_set), person__in=members)
    seconds = dict(had.values_list("person").annotate(total=Sum("seconds")))
    return [(person, seconds.get(person.pk, 0)) for person in members]


def _cycle(learning_set: LearningSet) -> list[UUID]:
    """The keys of the meetings of the cycle the latest held meeting belongs to."""
    latest = last_closed(learning_set)
    meetings = Meeting.objects.of([learning_set]).not_cancelled()
    if latest is not None and latest.series_id is not None:
        first = meetings.filter(series=latest.series_id).in_order().first()
        meetings = meetings.filter(starts_at__gte=first.starts_at) if first else meetings
    return list(meetings.values_list("pk", flat=True))


# Calendars


def own_label(viewer: Person, learning_set: LearningSet) -> str:
    """What the viewer's calendar calls this set's meetings."""
    label = OwnLabel.objects.filter(person=viewer, learning_set=learning_set).first()
    return label.text if label else NEUTRAL_LABEL


# Rota

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


def swap_of(meeting: Meeting, swap_id: UUID) -> RoleSwap | None:
    """A question to take a role over in this meeting."""
    return RoleSwap.objects.filter(meeting=meeting, pk=swap_id).first()


# The worker and leaving


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


def export_of(person: Person) -> dict[str, Any]:
    """What this person said about coming in sets they are or were a member of, and the names for the own calendar.

    What a facilitator said stays with the set (design: mission.md, promise 2).
    """
    been_in = person.memberships.values("learning_set")
    answers = AttendanceAnswer.objects.filter(person=person, meeting__learning_set__in=been_in)
    answers = answers.select_related("meeting").order_by("meeting__starts_at", "id")
    labels = OwnLabel.objects.filter(person=person).order_by("id")
    return {
        "attendance": [
            {"meeting_starts_at": each.meeting.starts_at.isoformat(), "answer": each.answer, "message": each.message}
            for each in answers
        ],
        "calendar_names": [{"set": str(each.learning_set_id), "name": each.text} for each in labels],
    }


# Letters


def named(keys: Iterable[str]) -> list[Meeting]:
    """The meetings with these keys, earliest first; those that are gone are missing."""
    return list(Meeting.objects.filter(pk__in=list(keys)).in_order().select_related("learning_set"))


def said(meeting: Meeting) -> dict[UUID | None, str]:
    """What each person said about coming, by account."""
    return dict(AttendanceAnswer.objects.filter(meeting=meeting).values_list("person", "answer"))
