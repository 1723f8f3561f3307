"""Another shape for the next meeting alone: one press of one member, and one to take it back."""

from datetime import datetime

from django.db import transaction

from knotwork.agreements import queries as agreements
from knotwork.agreements import services as deciding
from knotwork.agreements.models import Version
from knotwork.meetings import queries
from knotwork.meetings.enums import Rule, Why
from knotwork.meetings.services.locking import locked_set
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols import queries as protocols
from knotwork.sets.models import LearningSet


@transaction.atomic
def try_shape(learning_set: LearningSet, *, key: str, by: Person, at: datetime) -> Version:
    """Let the next meeting alone have this shape; its review looks at it. The next choice takes its place.

    Raises:
        Refused: `nothing_ahead`, `unknown_protocol`, `not_a_member`, `set_is_archived`, `nothing_changes`.
    """
    learning_set = locked_set(learning_set.pk)
    refuse(None if queries.ahead(learning_set, at) else Why.NOTHING_AHEAD)
    refuse(None if key in dict(protocols.choices(learning_set)) else Why.UNKNOWN_PROTOCOL)
    body = protocols.rule_body(learning_set, key)
    return deciding.try_once(learning_set, kind=Rule.PROTOCOL, body=body, reason="", by=by, at=at)


@transaction.atomic
def leave_shape(learning_set: LearningSet, *, by: Person, at: datetime) -> None:
    """Take back what the next meeting would have tried; it has the shape again that was planned. Twice is once.

    Raises:
        Refused: `not_a_member`, `set_is_archived`.
    """
    learning_set = locked_set(learning_set.pk)
    for trial in agreements.trials_to_come(learning_set, Rule.PROTOCOL):
        deciding.end_trial(trial, by=by, at=at)
