"""Another shape for the next meeting alone: one press of one member, and one to take it back. It belongs to one meeting."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.agreements import queries as agreements
from knotwork.agreements import services as deciding
from knotwork.agreements.models import Version
from knotwork.meetings import queries
from knotwork.meetings.enums import Rule, Why
from knotwork.meetings.models import Meeting
from knotwork.meetings.services.locking import locked_set
from knotwork.meetings.services.planning import give_shape
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


def try_in(trial: Version, meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    """Let this meeting have the shape that is tried; what it would have had is remembered."""
    trial.body = {**trial.body, "meeting": str(meeting.pk), "instead_of": meeting.protocol_key}
    trial.save(update_fields=["body"])
    give_shape(meeting, trial.body["protocol"], by=by, at=at)


def trial_of(meeting: Meeting) -> Version | None:
    """What this meeting tries, as long as nobody chose another shape for it since."""
    trials = agreements.trials_to_come(meeting.learning_set, Rule.PROTOCOL)
    return next((each for each in trials if _is_for(each, meeting) and each.body["protocol"] == meeting.protocol_key), None)


def settle_trials(meeting: Meeting, *, at: datetime) -> list[UUID]:
    """Before a meeting opens: a shape is tried in it if it has it then, or if the date it was meant for is gone.

    Returns:
        What waits for another meeting that lies ahead.
    """
    learning_set, waiting = meeting.learning_set, []
    planned = {str(each.pk) for each in queries.ahead(learning_set, at)}
    for trial in agreements.trials_to_come(learning_set, Rule.PROTOCOL):
        if _is_for(trial, meeting):
            if trial.body["protocol"] != meeting.protocol_key:
                deciding.give_up_trial(trial, by=None, at=at)
        elif trial.body.get("meeting") in planned:
            waiting.append(trial.pk)
        else:
            try_in(trial, meeting, by=None, at=at)
    return waiting


def _is_for(trial: Version, meeting: Meeting) -> bool:
    return bool(trial.body.get("meeting") == str(meeting.pk))
