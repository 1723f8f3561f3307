"""What is somebody's own: the name in their calendar, what they said, and what they take along."""

from typing import Any
from uuid import UUID

from knotwork.meetings.models import AttendanceAnswer, Meeting, OwnLabel
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet

NEUTRAL_LABEL = "Meeting"


def own_label(viewer: Person, learning_set: LearningSet) -> str:
    """What the viewer's calendar calls this set's meetings."""
    label = OwnLabel.objects.filter(person=viewer, learning_set=learning_set).first()
    return label.text if label else NEUTRAL_LABEL


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


def said(meeting: Meeting) -> dict[UUID | None, str]:
    """What each person said about coming, by account."""
    return dict(AttendanceAnswer.objects.filter(meeting=meeting).values_list("person", "answer"))
