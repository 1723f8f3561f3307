"""Sending what waits in the outbox: at least once, at most one extra for each crash (design: trust.md §4.3)."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import connection, models, transaction

from knotwork.platform.jobs.apart import told as told_of_fault
from knotwork.platform.mail import kinds, smtp, writing
from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter

LEASE = timedelta(seconds=60)
_MOST_IN_A_ROUND = 50
_MINUTES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360)
_log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """The letter can never be sent; the message says why, in words without content."""


def leaves_this_machine() -> bool:
    """Whether letters are sent at all: an SMTP server is set, and this is no demo."""
    return bool(settings.KNOTWORK_SMTP_URL) and not settings.KNOTWORK_DEMO


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after this many attempts; None when a day has been tried in vain."""
    return timedelta(minutes=_MINUTES[attempts - 1]) if attempts <= len(_MINUTES) else None


def deliver(at: datetime) -> None:
    """Send what is due. One read when nothing is."""
    if not _due(at).exists():
        return
    if not leaves_this_machine():
        _each(at, lambda letter: _settle(letter, LetterState.KEPT, at) if _is_wanted(letter, at) else None)
        return
    with smtp.Connection(smtp.Server.parse(settings.KNOTWORK_SMTP_URL)) as line:
        _each(at, lambda letter: _send(letter, line, at))


def claim(at: datetime) -> Letter | None:
    """Take the letter that has waited longest; one of two workers gets it, and only for as long as the lease."""
    with transaction.atomic():
        due = _due(at).order_by("not_before", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        letter = due.first()
        if letter is None:
            return None
        letter.attempts += 1
        letter.lease_until = at + LEASE
        letter.save(update_fields=["attempts", "lease_until"])
    return letter


def _due(at: datetime) -> models.QuerySet[Letter]:
    free = models.Q(lease_until=None) | models.Q(lease_until__lte=at)
    return Letter.objects.filter(free, state=LetterState.WAITING, not_before__lte=at)


def _each(at: datetime, do: Callable[[Letter], object]) -> None:
    began = monotonic()
    for _ in range(_MOST_IN_A_ROUND):
        letter = claim(at + timedelta(seconds=monotonic() - began))  # a slow server makes a round longer than a lease
        if letter is None:
            return
        try:
            do(letter)
        except Undeliverable as why:
            _settle(letter, LetterState.FAILED, at, str(why))
        except Exception as fault:  # noqa: BLE001 – any fault of one letter is noted on it, and the next one sent
            _put_off(letter, fault, at)
            if isinstance(fault, OSError) and not hasattr(fault, "smtp_code"):
                return


def _is_wanted(letter: Letter, at: datetime) -> bool:
    """Whether it may still be sent; a letter that may not is dropped here."""
    if letter.not_after is not None and at > letter.not_after:
        if leaves_this_machine():
            _log.info("a letter of kind %s was dropped: its time is over", letter.kind)
        _settle(letter, LetterState.DROPPED, at, "too late")
        return False
    if not _kind(letter).may_be_sent(letter.params, letter.recipient, at):
        _settle(letter, LetterState.DROPPED, at, "no longer allowed")
        return False
    return True


def _send(letter: Letter, line: smtp.Connection, at: datetime) -> None:
    if not _is_wanted(letter, at):
        return
    kind = _kind(letter)
    written = kind.write(letter.params, letter.recipient, at)
    try:
        mail = writing.message(letter, written, kind, at=at)
    except ValueError as fault:
        raise Undeliverable("the address cannot be written in a header") from fault
    line.send(mail)
    _settle(letter, LetterState.SENT, at)


def _kind(letter: Letter) -> kinds.LetterKind:
    try:
        return kinds.kind_of(letter.kind)
    except KeyError:
        raise Undeliverable("nobody knows this kind of letter any more") from None


def _put_off(letter: Letter, fault: Exception, at: datetime) -> None:
    note = smtp.told(fault) if isinstance(fault, OSError) else told_of_fault(fault)
    _log.warning("a letter of kind %s was not sent: %s", letter.kind, note)
    pause = None if smtp.is_for_good(fault) else pause_after(letter.attempts)
    if pause is None:
        _settle(letter, LetterState.FAILED, at, note)
    else:
        _mine(letter).update(not_before=at + pause, lease_until=None, last_fault=note[:200])


def _settle(letter: Letter, state: LetterState, at: datetime, note: str = "") -> None:
    _mine(letter).update(state=state, settled_at=at, lease_until=None, last_fault=note[:200])


def _mine(letter: Letter) -> models.QuerySet[Letter]:
    """The row, as long as nobody else has taken it since."""
    return Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING, lease_until=letter.lease_until)
