"""The letters of meetings: time and link, never content."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knotwork.meetings import queries, rules
from knotwork.meetings.enums import Lead, MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people import queries as people
from knotwork.people import services as accounts
from knotwork.people.enums import Reminder
from knotwork.people.models import Person
from knotwork.platform.mail import services as mail
from knotwork.platform.mail.kinds import LetterKind, Written
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet

REMINDER, DATES, MOVED, CANCELLED = "meetings.reminder", "meetings.dates", "meetings.moved", "meetings.cancelled"


# Posting


def tell_of_dates(learning_set: LearningSet, meetings: Sequence[Meeting], *, by: Person | None, at: datetime) -> None:
    """Tell everybody in the set, except whoever planned them, of new dates."""
    first = meetings[0]
    for person in _everybody(learning_set, at, but=by):
        mail.post(
            DATES,
            dedupe_key=f"{DATES}:{first.pk}:{person.pk}",
            address=person.email,
            recipient=person.pk,
            params={"meetings": [str(each.pk) for each in meetings]},
            at=at,
            not_after=meetings[-1].starts_at,
        )


def tell_of_new_date(meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    """Tell everybody else in the set of a moved meeting; what the outbox still holds about the old date is dropped."""
    _withdraw(meeting, at)
    _tell(MOVED, meeting, by=by, at=at)


def tell_of_cancellation(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Tell everybody else in the set that a meeting will not take place."""
    _withdraw(meeting, at)
    _tell(CANCELLED, meeting, by=by, at=at)


def remind(meeting: Meeting, lead: Lead, *, at: datetime) -> None:
    """Put this meeting's reminders into the outbox for whoever wants them at this distance and did not say no."""
    answers = queries.said(meeting)
    for person in _everybody(meeting.learning_set, at, but=None):
        if lead in rules.wanted(Reminder(person.reminder)) and answers.get(person.pk) != "cannot":
            mail.post(
                REMINDER,
                dedupe_key=f"{REMINDER}:{meeting.pk}:{meeting.starts_at:%Y%m%dT%H%MZ}:{lead}:{person.pk}",
                address=person.email,
                recipient=person.pk,
                params={**_named(meeting), "lead": lead.value},
                at=at,
                not_after=meeting.starts_at,
            )


def _tell(kind: str, meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    for person in _everybody(meeting.learning_set, at, but=by):
        mail.post(
            kind,
            dedupe_key=f"{kind}:{meeting.pk}:{meeting.calendar_sequence}:{person.pk}",
            address=person.email,
            recipient=person.pk,
            params=_named(meeting),
            at=at,
            not_after=meeting.planned_end_at,
        )


def _withdraw(meeting: Meeting, at: datetime) -> None:
    for kind in (REMINDER, MOVED):
        mail.withdraw(f"{kind}:{meeting.pk}:", at=at)


def _named(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": str(meeting.pk), "starts_at": meeting.starts_at.isoformat()}


def _everybody(learning_set: LearningSet, at: datetime, *, but: Person | None) -> list[Person]:
    people = {person.pk: person for person in sets.active(learning_set)}
    guide = sets.facilitator(learning_set, at)
    if guide is not None:
        people.setdefault(guide.pk, guide)
    return [person for person in people.values() if person != but]


# Sending


def write(kind: str, params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> Written:
    """The letter, in the recipient's language and on the recipient's clock."""
    person = people.account(recipient)
    assert person is not None  # noqa: S101 – `may_be_sent` has just found the account
    meetings = queries.named(params.get("meetings") or [params["meeting"]])
    if kind == DATES:
        meetings = [each for each in meetings if each.state != MeetingState.CANCELLED]
    shown = [{"starts_at": each.starts_at, "link": _link("meetings:meeting", each.pk)} for each in meetings]
    name = kind.partition(".")[2]
    with timezone.override(person.zoneinfo), translation.override(person.language):
        context = {"meetings": shown, "zone": person.zone, "profile": f"{settings.KNOTWORK_BASE_URL}/profile/"}
        return Written(
            subject=_subject(kind),
            text=render_to_string(f"meetings/emails/{name}.txt", context),
            html=render_to_string(f"meetings/emails/{name}.html", context),
        )


def _link(name: str, key: UUID) -> str:
    return settings.KNOTWORK_BASE_URL + reverse(name, args=[key])


def _subject(kind: str) -> str:
    match kind:
        case "meetings.reminder":
            return _("A meeting is near")
        case "meetings.dates":
            return _("New dates to meet")
        case "meetings.moved":
            return _("A meeting has moved")
        case _:
            return _("A meeting will not take place")


def may_be_sent(kind: str, params: Mapping[str, Any], recipient: UUID | None, at: datetime) -> bool:
    """Whether the recipient still belongs, nothing has changed since, and a reminder is still wanted."""
    meetings = queries.named(params.get("meetings") or [params["meeting"]])
    person = people.account(recipient)
    if person is None or not meetings or not sets.standing(person, meetings[0].learning_set, at) & queries.INSIDE:
        return False
    stands_as = MeetingState.CANCELLED if kind == CANCELLED else MeetingState.PLANNED
    if not any(each.state_at(at) is stands_as for each in meetings):
        return False
    if "starts_at" in params and meetings[0].starts_at.isoformat() != params["starts_at"]:
        return False
    if kind != REMINDER:
        return True
    meets = meetings[0].learning_set.archived_at is None
    return meets and Lead(params["lead"]) in rules.wanted(Reminder(person.reminder))


def switch_off(recipient: UUID, at: datetime) -> None:
    """Send this person no reminders any more."""
    accounts.want_no_reminders(recipient, at=at)


KINDS = (
    LetterKind(
        REMINDER, partial(write, REMINDER), partial(may_be_sent, REMINDER), can_be_switched_off=True, switch_off=switch_off
    ),
    *(LetterKind(key, partial(write, key), partial(may_be_sent, key)) for key in (DATES, MOVED, CANCELLED)),
)
