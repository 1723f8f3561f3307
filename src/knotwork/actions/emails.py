"""The one letter of actions: between two meetings, when the set meets next and where the own action stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knotwork.actions import queries, rules
from knotwork.actions.models import BuddyCall
from knotwork.meetings import queries as meetings
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people import queries as people
from knotwork.people import services as accounts
from knotwork.people.enums import Nudge
from knotwork.people.models import Person
from knotwork.platform.mail import services as mail
from knotwork.platform.mail.kinds import LetterKind, Written
from knotwork.sets import queries as sets
from knotwork.sets.enums import Stage

NUDGE, CALL = "actions.nudge", "actions.call"


def nudge(interval: queries.Interval, *, at: datetime) -> None:
    """Ask whoever wants it, in the middle of their interval, about what they set out to try; once in each interval."""
    following = interval.next
    if not rules.is_about_halfway(interval.last.over_at, following.starts_at, at):
        return
    for person in sets.active(following.learning_set):
        due_at = rules.nudge_at(interval.last.over_at, following.starts_at, person.zoneinfo)
        if due_at is not None and rules.is_nudge_due(due_at, at) and _is_wanted(person, following):
            mail.post(
                NUDGE,
                dedupe_key=f"{NUDGE}:{interval.last.pk}:{person.pk}",
                address=person.email,
                recipient=person.pk,
                params={"meeting": str(following.pk)},
                at=at,
                not_after=following.starts_at,
            )


def _is_wanted(person: Person, following: Meeting) -> bool:
    wants = rules.wants_nudge(Nudge(person.nudge), following.number)
    return wants and queries.has_open(person, following.learning_set)


def write(params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> Written:
    """The letter, in the recipient's language and on the recipient's clock."""
    person = people.account(recipient)
    assert person is not None  # noqa: S101 – `may_be_sent` has just found the account
    (following,) = meetings.named([params["meeting"]])
    with timezone.override(person.zoneinfo), translation.override(person.language):
        context = {
            "starts_at": following.starts_at,
            "zone": person.zone,
            "link": settings.KNOTWORK_BASE_URL + _path(person, following),
            "profile": settings.KNOTWORK_BASE_URL + reverse("people:profile"),
        }
        text, html = (render_to_string(f"actions/emails/nudge.{form}", context) for form in ("txt", "html"))
        return Written(subject=_("Between two meetings"), text=text, html=html)


def _path(person: Person, following: Meeting) -> str:
    """The action, or the list of them where there are several."""
    trying = queries.open_of(person, following.learning_set)
    if len(trying) == 1:
        return reverse("actions:action", args=[trying[0].pk])
    return reverse("actions:of_set", args=[following.learning_set_id])


def may_be_sent(params: Mapping[str, Any], recipient: UUID | None, at: datetime) -> bool:
    """Whether the recipient still wants it, belongs and does not pause, and something still waits to be tried."""
    found = meetings.named([params["meeting"]])
    person = people.account(recipient)
    if person is None or not found or found[0].state_at(at) is not MeetingState.PLANNED or found[0].starts_at <= at:
        return False
    learning_set = found[0].learning_set
    if learning_set.archived_at is not None or learning_set.stage == Stage.CLOSED:
        return False
    return person in sets.active(learning_set) and _is_wanted(person, found[0])


def switch_off(recipient: UUID, at: datetime) -> None:
    """Ask this person nothing between meetings any more."""
    accounts.want_no_nudges(recipient, at=at)


def tell_of_call(call: BuddyCall, *, to: Person, at: datetime) -> None:
    """Tell one of two members that a call is asked for, or agreed; a line, a time and a link."""
    mail.post(
        CALL,
        dedupe_key=f"{CALL}:{call.pk}:{'agreed' if call.is_accepted else 'asked'}",
        address=to.email,
        recipient=to.pk,
        params={"call": str(call.pk)},
        at=at,
        not_after=call.starts_at or call.meeting.starts_at,
    )


def write_of_call(params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> Written:
    """The letter about a call, in the recipient's language and on the recipient's clock."""
    person, call = people.account(recipient), queries.call_to_write(UUID(params["call"]))
    assert person is not None  # noqa: S101 – `call_may_be_told` has just found both
    assert call is not None  # noqa: S101 – see above
    with timezone.override(person.zoneinfo), translation.override(person.language):
        link = settings.KNOTWORK_BASE_URL + reverse("actions:call", args=[call.pk])
        context = {"call": call, "zone": person.zone, "link": link}
        text, html = (render_to_string(f"actions/emails/call.{form}", context) for form in ("txt", "html"))
        subject = _("A call is agreed") if call.is_accepted else _("A call is asked for")
        return Written(subject=subject, text=text, html=html)


def call_may_be_told(params: Mapping[str, Any], recipient: UUID | None, at: datetime) -> bool:
    """Whether the call still stands and lies ahead, and the recipient is still in the set."""
    person, call = people.account(recipient), queries.call_to_write(UUID(params["call"]))
    if person is None or call is None or call.happened or call.meeting.starts_at <= at:
        return False
    return call.learning_set.archived_at is None and sets.is_member(person, call.learning_set)


CALLED = LetterKind(CALL, write_of_call, call_may_be_told)
KIND = LetterKind(NUDGE, write, may_be_sent, can_be_switched_off=True, switch_off=switch_off)
