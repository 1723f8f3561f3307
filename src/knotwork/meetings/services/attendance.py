"""Who is coming, and who came."""

from datetime import datetime

from django.db import transaction

from knotwork.meetings import rules
from knotwork.meetings.enums import Attendance
from knotwork.meetings.models import AttendanceAnswer, Meeting
from knotwork.meetings.services.locking import locked, refuse_archived, refuse_outsiders
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse


@transaction.atomic
def answer_attendance(meeting: Meeting, *, answer: Attendance, message: str = "", by: Person, at: datetime) -> AttendanceAnswer:
    """Say whether one is coming, with a word to the set if wanted; the latest answer counts.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_over`, `called_off`.
    """
    meeting = locked(meeting)
    refuse_outsiders(by, meeting.learning_set, at)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_answer(meeting.state_at(at)))
    said = _row(meeting, by)
    said.answer = answer
    said.message = message.strip()
    said.answered_at = at
    said.save(update_fields=["answer", "message", "answered_at"])
    return said


@transaction.atomic
def note_arrival(meeting: Meeting, *, person: Person, at: datetime) -> None:
    """Note that somebody is in the room; the first arrival counts."""
    arrived = _row(locked(meeting), person)
    if arrived.came_at is None:
        arrived.came_at = at
        arrived.save(update_fields=["came_at"])


@transaction.atomic
def meet_anyway(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Keep the date although too few can come; the choice is recorded.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`.
    """
    meeting = locked(meeting)
    refuse_outsiders(by, meeting.learning_set, at)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_change(meeting.state_at(at)))
    meeting.meets_anyway = True
    meeting.save(update_fields=["meets_anyway"])
    audit.record("meeting.kept_below_quorum", meeting, by=by, at=at, learning_set=meeting.learning_set)
    return meeting


def _row(meeting: Meeting, person: Person) -> AttendanceAnswer:
    """This person's row, begun empty if there is none."""
    held = AttendanceAnswer.objects.filter(meeting=meeting, person=person).first()
    return held or AttendanceAnswer.objects.create(meeting=meeting, learning_set=meeting.learning_set, person=person)
