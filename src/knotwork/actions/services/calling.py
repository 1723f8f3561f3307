"""A call of two members between two meetings. In the end nothing is kept of it but that it happened."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from knotwork.actions import emails, queries, rules
from knotwork.actions.enums import Why
from knotwork.actions.models import BuddyCall
from knotwork.meetings import queries as meetings
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.models import LearningSet


@transaction.atomic
def ask_for_call(
    learning_set: LearningSet, *, asked: Person, starts_at: datetime | None, by: Person, at: datetime
) -> BuddyCall:
    """Ask another member for a call before the set next meets. Asked twice is asked once; asked by both is agreed.

    Args:
        starts_at: one of the times good for both; None = the two find one themselves.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `not_to_be_called`, `no_meeting_ahead`, `not_a_good_time`.
    """
    learning_set = set_services.locked(learning_set)
    following = meetings.next_of(learning_set, at)
    members = sets.active(learning_set)
    refuse(
        rules.why_not_call(
            is_member=sets.is_member(by, learning_set),
            is_archived=learning_set.archived_at is not None,
            can_be_called=asked in members and asked != by,
            has_meeting=following is not None and following.starts_at > at,
        )
    )
    assert following is not None  # noqa: S101 – refused above
    standing = queries.call_between(by, asked, following)
    if standing is not None:
        return standing if standing.asked_by_id == by.pk or standing.is_accepted else accept_call(standing, by=by, at=at)
    good = rules.good_times(by.zoneinfo, asked.zoneinfo, since=at, until=following.starts_at)
    refuse(None if starts_at is None or starts_at in good else Why.NOT_A_GOOD_TIME)
    call = BuddyCall.objects.create(learning_set=learning_set, meeting=following, asked_by=by, asked=asked, starts_at=starts_at)
    emails.tell_of_call(call, to=asked, at=at)
    return call


@transaction.atomic
def accept_call(call: BuddyCall, *, by: Person, at: datetime) -> BuddyCall:
    """Say yes to a call; whoever asked is told.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    call = _own(call, by)
    refuse(None if call.asked_id == by.pk else Why.NOT_YOURS)
    if not call.is_accepted:
        call.is_accepted = True
        call.save(update_fields=["is_accepted"])
        emails.tell_of_call(call, to=call.asked_by, at=at)
    return call


@transaction.atomic
def withdraw_call(call: BuddyCall, *, by: Person) -> None:
    """Say no, or call it off; nothing is left of it. What has happened stays.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `has_happened`.
    """
    call = _own(call, by)
    refuse(Why.HAS_HAPPENED if call.happened else None)
    call.delete()


@transaction.atomic
def tell_that_it_happened(call: BuddyCall, *, by: Person) -> BuddyCall:
    """Tick that the two have spoken; when it was to be is forgotten then.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `not_agreed`.
    """
    call = _own(call, by)
    refuse(None if call.is_accepted else Why.NOT_AGREED)
    call.happened, call.starts_at = True, None
    call.save(update_fields=["happened", "starts_at"])
    return call


@transaction.atomic
def forget_calls(*, at: datetime) -> None:
    """Forget calls that came to nothing once the set has met."""
    for call in BuddyCall.objects.filter(happened=False, meeting__starts_at__lte=at).select_related("meeting"):
        if call.meeting.over_at <= at or not call.is_accepted:
            call.delete()


def forget_person(person: Person) -> None:
    """Delete this person's calls: they belong to two, and one of them leaves the host."""
    BuddyCall.objects.filter(Q(asked_by=person) | Q(asked=person)).delete()


def _own(call: BuddyCall, by: Person) -> BuddyCall:
    """The call, locked; refuses whoever is not one of the two."""
    locked = BuddyCall.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=call.pk)
    refuse(
        rules.why_not_change(
            is_owner=by.pk in {locked.asked_by_id, locked.asked_id},
            is_member=sets.is_member(by, locked.learning_set),
            is_archived=locked.learning_set.archived_at is not None,
        )
    )
    return locked
