"""Letting a phone in from a device where one is signed in.

The signed-in device makes a ticket and shows its link; the phone opens it and asks; both show the same number; the
device says yes; the phone goes in. A ticket is good for two minutes and for one phone.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, get_random_string

from knotwork.people import emails, queries, rules
from knotwork.people.enums import Notice, Why
from knotwork.people.models import Person, PhoneTicket, host_secret
from knotwork.people.services import entering, limits
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused, refuse

_ASKER = "phone_asker"


@transaction.atomic
def offer(person: Person, *, next_path: str, at: datetime) -> PhoneTicket:
    """Make a ticket for one phone; the person's earlier tickets end.

    Raises:
        Refused: `too_often`.
    """
    limits.spend(((rules.TICKET_LIMIT, str(person.pk)),), at=at)
    PhoneTicket.objects.filter(person=person).delete()
    ticket = PhoneTicket(id=new_id(), person=person, next=next_path, made_at=at, good_until=at + rules.TICKET_IS_GOOD_FOR)
    ticket.mark = rules.token(host_secret(), "ticket", ticket.code)
    ticket.save(force_insert=True)
    audit.record("phone.offered", ticket, by=person, at=at)
    return ticket


def found(request: HttpRequest, *, code: str, at: datetime) -> PhoneTicket:
    """The ticket a phone opened.

    Raises:
        Refused: `too_often`, `ticket_is_over` (also for a code that never was).
    """
    guesses = ((rules.TICKET_TRY_LIMIT, limits.place_of(request)),)
    limits.refuse_if_spent(guesses, at=at)
    ticket = queries.ticket_with(code)
    if ticket is None:
        limits.count(guesses, at=at)
        raise Refused(Why.TICKET_IS_OVER)
    refuse(rules.why_not_ticket(good_until=ticket.good_until, refused_at=ticket.refused_at, used_at=ticket.used_at, at=at))
    return ticket


@transaction.atomic
def ask(request: HttpRequest, ticket: PhoneTicket, *, at: datetime) -> PhoneTicket:
    """Let this phone ask to come in; only one can.

    Raises:
        Refused: `ticket_is_asked`.
    """
    secret = request.session.setdefault(_ASKER, get_random_string(32))
    mark = _asker_mark(ticket, secret)
    won = PhoneTicket.objects.filter(pk=ticket.pk, asked_by="").update(asked_by=mark)
    if not won and not is_asker(request, ticket):
        raise Refused(Why.TICKET_IS_ASKED)
    ticket.asked_by = mark
    audit.record("phone.asked", ticket, by=None, at=at)
    return ticket


def is_asker(request: HttpRequest, ticket: PhoneTicket) -> bool:
    """Whether it was this phone that asked."""
    secret = request.session.get(_ASKER, "")
    return bool(secret and ticket.asked_by) and constant_time_compare(ticket.asked_by, _asker_mark(ticket, secret))


@transaction.atomic
def answer(ticket_id: UUID, *, is_mine: bool, by: Person, at: datetime) -> None:
    """Say on the signed-in device whether the phone that asked is one's own.

    Raises:
        Refused: `ticket_is_over`, nobody asked, or time is up.
    """
    waiting = PhoneTicket.objects.filter(person=by, pk=ticket_id, good_until__gt=at, approved_at=None, refused_at=None)
    changed = waiting.exclude(asked_by="").update(**{"approved_at" if is_mine else "refused_at": at})
    refuse(None if changed else Why.TICKET_IS_OVER)
    audit.record("phone.approved" if is_mine else "phone.refused", None, by=by, at=at, detail={"ticket": str(ticket_id)})


@transaction.atomic
def go_in(request: HttpRequest, ticket: PhoneTicket, *, at: datetime) -> None:
    """Sign the phone in that asked and was approved; once.

    Raises:
        Refused: `not_the_one_who_asked`, `ticket_is_over`.
    """
    refuse(None if is_asker(request, ticket) else Why.NOT_THE_ONE_WHO_ASKED)
    good = PhoneTicket.objects.filter(pk=ticket.pk, used_at=None, refused_at=None, good_until__gt=at).exclude(approved_at=None)
    refuse(None if good.update(used_at=at) else Why.TICKET_IS_OVER)
    request.session.pop(_ASKER, None)
    entering.let_in(request, ticket.person, at=at)
    emails.tell(Notice.DEVICE_LET_IN, ticket.person, address=ticket.person.email, at=at)


def sweep(at: datetime) -> None:
    """Forget tickets whose time is up."""
    PhoneTicket.objects.filter(good_until__lt=at - rules.TICKET_IS_GOOD_FOR).delete()


def _asker_mark(ticket: PhoneTicket, secret: str) -> str:
    return rules.token(host_secret(), "asker", f"{ticket.pk}|{secret}")
