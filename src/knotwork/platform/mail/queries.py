"""What the host asks about letters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter


@dataclass(frozen=True)
class Trouble:
    """Mail does not leave: how many letters wait after a failed attempt or were given up, and the latest fault."""

    letters: int
    fault: str


def trouble(at: datetime) -> Trouble | None:
    """What is wrong with sending now; None once a letter has left after the last fault."""
    day = at - timedelta(days=1)
    failing = Letter.objects.filter(state=LetterState.WAITING, attempts__gt=0).exclude(last_fault="")
    given_up = Letter.objects.filter(state=LetterState.FAILED, settled_at__gte=day)
    latest = (failing | given_up).order_by("-written_at", "-pk").first()
    if latest is None or Letter.objects.filter(state=LetterState.SENT, settled_at__gte=latest.written_at).exists():
        return None
    return Trouble((failing | given_up).count(), latest.last_fault)


def latest(kind: str, recipient: UUID) -> Letter | None:
    """The newest letter of a kind to somebody."""
    return Letter.objects.filter(kind=kind, recipient=recipient).order_by("-written_at", "-pk").first()


def longest_waiting(at: datetime) -> Letter | None:
    """The letter that should have left first and has not."""
    return Letter.objects.filter(state=LetterState.WAITING, not_before__lte=at).order_by("not_before", "pk").first()


def kept(most: int) -> list[Letter]:
    """The newest letters that were written and kept on this machine."""
    return list(Letter.objects.filter(state=LetterState.KEPT).order_by("-settled_at", "-pk")[:most])
