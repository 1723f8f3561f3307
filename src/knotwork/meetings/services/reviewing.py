"""The review of a set's way of working in mid-cycle: suggested once, taken up or left."""

from datetime import datetime

from django.db import transaction

from knotwork.meetings import queries
from knotwork.meetings.enums import Why
from knotwork.meetings.models import Meeting, Series
from knotwork.meetings.services.locking import locked_set, refuse_archived, refuse_outsiders
from knotwork.meetings.services.planning import give_shape
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols import queries as protocols
from knotwork.sets.models import LearningSet


@transaction.atomic
def review_next_time(learning_set: LearningSet, *, by: Person, at: datetime) -> Meeting:
    """The next meeting becomes a review; nobody suggests one again in this cycle.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `nothing_ahead`.
    """
    meeting = _next(learning_set, by=by, at=at)
    _settle(meeting, at=at)
    return meeting if meeting.protocol_key == protocols.REVIEW else give_shape(meeting, protocols.REVIEW, by=by, at=at)


@transaction.atomic
def leave_review(learning_set: LearningSet, *, by: Person, at: datetime) -> Meeting:
    """Go on without a review; nobody suggests one again in this cycle.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `nothing_ahead`.
    """
    meeting = _next(learning_set, by=by, at=at)
    if _settle(meeting, at=at):
        audit.record("review.left", meeting, by=by, at=at, learning_set=meeting.learning_set)
    return meeting


def _next(learning_set: LearningSet, *, by: Person, at: datetime) -> Meeting:
    learning_set = locked_set(learning_set.pk)
    refuse_outsiders(by, learning_set, at)
    refuse_archived(learning_set)
    ahead = queries.ahead(learning_set, at)
    refuse(None if ahead else Why.NOTHING_AHEAD)
    return ahead[0]


def _settle(meeting: Meeting, *, at: datetime) -> bool:
    """Settle it for the cycle of this meeting, or for the meeting alone that is in none; whether it was open until now."""
    settled: Series | Meeting = meeting.series or meeting
    if settled.review_settled_at is not None:
        return False
    settled.review_settled_at = at
    settled.save(update_fields=["review_settled_at"])
    return True
