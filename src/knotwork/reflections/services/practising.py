"""A skill somebody practises in a meeting, and what the others write back to them alone."""

from datetime import datetime

from django.db import transaction

from knotwork.meetings import queries as meetings
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.reflections import rules
from knotwork.reflections.enums import Skill, Why
from knotwork.reflections.models import Feedback, Practice
from knotwork.sets import queries as sets


@transaction.atomic
def choose_skill(meeting: Meeting, *, skill: Skill, focus: str, by: Person, at: datetime) -> Practice:
    """Choose what to practise in a meeting, or choose anew; the set sees it.

    Args:
        focus: what the others could watch for; may be empty.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `meeting_is_over`.
    """
    meeting = _locked(meeting)
    _refuse_practice(meeting, by, at)
    practice = Practice.objects.filter(meeting=meeting, person=by).first()
    if practice is None:
        practice = Practice(meeting=meeting, learning_set=meeting.learning_set, person=by, skill=skill, chosen_at=at)
        practice.focus = focus.strip()
        practice.save(force_insert=True)
        return practice
    practice.skill, practice.focus, practice.chosen_at = skill, focus.strip(), at
    practice.save(update_fields=["skill", "focus", "chosen_at"])
    return practice


@transaction.atomic
def practise_nothing(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Choose to practise nothing in this meeting after all. What was written back already keeps it.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `meeting_is_over`, `has_feedback`.
    """
    meeting = _locked(meeting)
    _refuse_practice(meeting, by, at)
    practice = Practice.objects.filter(meeting=meeting, person=by).first()
    if practice is not None:
        refuse(Why.HAS_FEEDBACK if practice.feedback.exists() else None)
        practice.delete()


@transaction.atomic
def give_feedback(practice: Practice, *, text: str, by: Person, at: datetime) -> Feedback:
    """Write to somebody what one saw of their practice; it replaces what one wrote before, and they alone read it.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `own_practice`, `not_feedback_time`, `words_missing`.
    """
    meeting = _locked(practice.meeting)
    refuse(
        rules.why_not_feedback(
            text,
            is_inside=bool(meetings.standings(by, meeting, at) & meetings.INSIDE),
            is_archived=meeting.learning_set.archived_at is not None,
            is_own=practice.person_id == by.pk,
            is_time=rules.is_feedback_time(was_held=meeting.was_held, over_at=meeting.over_at, at=at),
        )
    )
    given = Feedback.objects.filter(practice=practice, author=by).first()
    if given is None:
        given = Feedback(practice=practice, to_id=practice.person_id, author=by, given_at=at)
        given.text = text.strip()
        given.save(force_insert=True)
        return given
    given.text, given.given_at = text.strip(), at
    given.save(update_fields=["text", "given_at"])
    return given


@transaction.atomic
def delete_feedback(feedback: Feedback, *, by: Person) -> None:
    """Delete what somebody wrote to oneself.

    Raises:
        Refused: `not_yours`.
    """
    refuse(None if feedback.to_id == by.pk else Why.NOT_YOURS)
    feedback.delete()


def forget_person(person: Person) -> None:
    """Delete what this person practised with all that was written to them; what they wrote stays with whom it was for."""
    Practice.objects.filter(person=person).delete()


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=meeting.pk)


def _refuse_practice(meeting: Meeting, by: Person, at: datetime) -> None:
    refuse(
        rules.why_not_practise(
            is_member=sets.is_member(by, meeting.learning_set),
            is_archived=meeting.learning_set.archived_at is not None,
            is_over=meeting.over_at <= at or meeting.state_at(at) is MeetingState.CANCELLED,
        )
    )
