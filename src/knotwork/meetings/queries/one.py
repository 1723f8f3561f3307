"""One meeting: whose it is, how somebody stands to it, and who comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from knotwork.agreements.models import Version
from knotwork.meetings import rules
from knotwork.meetings.enums import Attendance, Keep, Rule
from knotwork.meetings.models import AttendanceAnswer, Meeting
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.queries import Circle

INSIDE = frozenset({Standing.MEMBER, Standing.FACILITATOR})


@dataclass(frozen=True)
class Coming:
    """What one person said about coming to a meeting; `answer` None = not said yet."""

    person: Person
    answer: Attendance | None
    message: str
    came: bool


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


def keeps(meeting: Meeting) -> Keep:
    """What is kept of this meeting's words, by the rule it ran with; all of them where the set decided nothing."""
    version = Version.objects.filter(pk=meeting.ran_with[Rule.NOTES]).first() if Rule.NOTES in meeting.ran_with else None
    return Keep(version.body["keep"]) if version else Keep.ALL
