"""Locking what a service is about to change, and asking whether somebody may."""

from datetime import datetime
from uuid import UUID

from knotwork.meetings import queries
from knotwork.meetings.enums import ON_OR_AHEAD, Why
from knotwork.meetings.models import Meeting
from knotwork.meetings.queries import INSIDE
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets import visiting
from knotwork.sets.models import LearningSet


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked until the transaction ends; its set is locked first."""
    locked_set(meeting.learning_set_id)
    return Meeting.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=meeting.pk)


def locked_set(learning_set: UUID) -> LearningSet:
    """The set with this key, locked until the transaction ends, so that its dates change one after another."""
    return LearningSet.objects.select_for_update().get(pk=learning_set)


def refuse_outsiders(by: Person, learning_set: LearningSet, at: datetime) -> None:
    """Refuse whoever is neither a member now nor facilitating now."""
    refuse(None if sets.standing(by, learning_set, at) & INSIDE else Why.NOT_YOUR_SET)


def refuse_from_meeting(by: Person, meeting: Meeting, at: datetime) -> None:
    """Refuse whoever neither belongs to the set now nor visits this meeting while it is on or ahead."""
    visitor = None
    if meeting.state_at(at) in ON_OR_AHEAD:
        visitor = visiting.visitor(meeting.learning_set, meeting.pk, at)
    if visitor is None or visitor.pk != by.pk:
        refuse_outsiders(by, meeting.learning_set, at)


def in_the_set(by: Person | None, learning_set: LearningSet, at: datetime) -> Person | None:
    """Whoever does this, if they belong to the set; what a visitor's press means for it, the meeting does by itself."""
    return by if by is not None and sets.standing(by, learning_set, at) & INSIDE else None


def refuse_undecided(learning_set: LearningSet, at: datetime) -> None:
    """Refuse while a set that has met once without its facilitator has not decided how it goes on."""
    refuse(Why.DECIDE_FIRST if queries.must_decide_first(learning_set, at) else None)


def refuse_archived(learning_set: LearningSet) -> None:
    """Refuse while the set is put away."""
    refuse(Why.SET_IS_ARCHIVED if learning_set.archived_at is not None else None)
