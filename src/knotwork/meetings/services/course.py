"""The course of a meeting: opening, airtime, closing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from knotwork.agreements import queries as agreements
from knotwork.agreements import services as agreement_services
from knotwork.agreements.enums import Rule as AgreementRule
from knotwork.agreements.models import Version
from knotwork.meetings import queries, rules
from knotwork.meetings.enums import MeetingState, Why
from knotwork.meetings.models import Airtime, Meeting
from knotwork.meetings.services import rota, trying
from knotwork.meetings.services.locking import in_the_set, locked, refuse_archived, refuse_from_meeting, refuse_undecided
from knotwork.meetings.services.planning import call_off_ahead
from knotwork.people.models import Person
from knotwork.platform.audit import queries as audit_queries
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols import queries as protocols
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet

type RanWith = Mapping[str, Version]
MEETINGS_UNTIL_WORKING = 2
_REVIEWED = frozenset({Stage.WORKING, Stage.SELF_MANAGED})
"""Stages from which a set goes into a review, and back when it is over."""


@transaction.atomic
def open_meeting(meeting: Meeting, *, protocol: Callable[[RanWith], dict[str, Any]], by: Person, at: datetime) -> Meeting:
    """Open the door: what was agreed on takes effect, and shape and rules are frozen into the meeting.

    Opening an open meeting changes nothing.

    Args:
        protocol: makes the shape of the rules the meeting runs with, by kind.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `too_early_to_open`, `already_over`, `called_off`,
            `decide_first`.
    """
    meeting = locked(meeting)
    refuse_from_meeting(by, meeting, at)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_open(meeting.state_at(at), meeting.starts_at, at))
    if meeting.state == MeetingState.OPEN:
        return meeting
    refuse_undecided(meeting.learning_set, at)
    waiting = trying.settle_trials(meeting, at=at)
    ran_with = agreement_services.take_effect(meeting.learning_set, at=at, but_for=waiting)
    rota.settle_roles(meeting, at=at)
    meeting.state = MeetingState.OPEN
    meeting.opened_at = at
    meeting.protocol = protocol(ran_with)
    meeting.agreement = ran_with.get(AgreementRule.AGREEMENT)
    meeting.ran_with = {kind: str(version.pk) for kind, version in ran_with.items()}
    meeting.save(update_fields=["state", "opened_at", "protocol", "agreement", "ran_with"])
    steered_by = in_the_set(by, meeting.learning_set, at)
    if meeting.learning_set.stage == Stage.FORMING:
        sets.enter_stage(meeting.learning_set, stage=Stage.CONTRACTING, by=steered_by, at=at)
    if _is_review(meeting) and meeting.learning_set.stage in _REVIEWED:
        sets.enter_stage(meeting.learning_set, stage=Stage.REVIEWING, by=steered_by, at=at)
    audit.record("meeting.opened", meeting, by=by, at=at, learning_set=meeting.learning_set)
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Person | None, at: datetime) -> Meeting:
    """Close a meeting; terms that end after it end, and the set's stage moves on. Closing twice changes nothing.

    Args:
        by: who closed it; None = nobody did, and its latest end has passed.

    Raises:
        Refused: `not_your_set`, `not_open`, `called_off`.
    """
    meeting = locked(meeting)
    if by is not None:
        refuse_from_meeting(by, meeting, at)
    if meeting.state == MeetingState.CLOSED:
        return meeting
    refuse(_why_not_close(meeting, at))
    meeting.state = MeetingState.CLOSED
    meeting.closed_at = min(at, meeting.closes_at_latest)
    meeting.save(update_fields=["state", "closed_at"])
    came = set(meeting.attendance.exclude(came_at=None).values_list("person", flat=True))
    agreement_services.settle_among(meeting.learning_set, present=came, at=meeting.closed_at)
    sets.end_terms_after(meeting.learning_set, meeting_number=meeting.number, at=meeting.closed_at)
    if meeting.was_held:
        _move_on(meeting, by=in_the_set(by, meeting.learning_set, at), at=at)
        _pause_undecided(meeting.learning_set, at)
    audit.record("meeting.closed", meeting, by=by, at=at, learning_set=meeting.learning_set)
    return meeting


def _why_not_close(meeting: Meeting, at: datetime) -> Why | None:
    if meeting.state == MeetingState.CANCELLED:
        return Why.CALLED_OFF
    never_opened = meeting.state == MeetingState.PLANNED and meeting.state_at(at) is not MeetingState.CLOSED
    return Why.NOT_OPEN if never_opened else None


def _is_review(meeting: Meeting) -> bool:
    return protocols.REVIEW in (meeting.protocol.get("key"), meeting.protocol.get("parent"))


def _come_out_of_review(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    """Back to where the set stood before it reviewed how it works."""
    entered = audit_queries.of_set(learning_set.pk).filter(event="set.stage_entered").order_by("-at", "-pk").first()
    left = entered.detail.get("from") if entered is not None else None
    sets.enter_stage(learning_set, stage=Stage(left) if left in _REVIEWED else Stage.WORKING, by=by, at=at)


def _move_on(meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    """From contracting to working once there is an agreement, or after the second meeting; closed after a closing meeting."""
    learning_set = meeting.learning_set
    if learning_set.stage == Stage.CLOSING and meeting.protocol.get("closes_set"):
        call_off_ahead(learning_set, after=at, by=by, at=at)
        sets.close(learning_set, by=by, at=at)
    if learning_set.stage == Stage.REVIEWING and _is_review(meeting):
        _come_out_of_review(learning_set, by=by, at=at)
    if learning_set.stage != Stage.CONTRACTING:
        return
    if agreements.in_force(learning_set) is not None or queries.held(learning_set) >= MEETINGS_UNTIL_WORKING:
        sets.enter_stage(learning_set, stage=Stage.WORKING, by=by, at=at)


def _pause_undecided(learning_set: LearningSet, at: datetime) -> None:
    """A set that has met once without its facilitator and has decided nothing yet pauses until it has."""
    if queries.must_decide_first(learning_set, at):
        sets.await_decision(learning_set, at=at)


def close_left_open(*, at: datetime) -> int:
    """Close what counts as closed although nobody closed it; returns how many."""
    return len(each_apart(queries.left_open(at), lambda meeting: close_meeting(meeting, by=None, at=at)))


@transaction.atomic
def record_airtime(meeting: Meeting, *, person: Person, slot: int, seconds: int) -> None:
    """Write the time somebody presented in this slot, replacing what stood there; nothing if the set keeps no ledger."""
    if meeting.learning_set.keeps_ledger:
        Airtime.objects.update_or_create(meeting=meeting, slot=slot, defaults={"person": person, "seconds": max(0, seconds)})
