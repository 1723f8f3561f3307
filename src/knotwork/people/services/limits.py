"""How often something was tried, so that guessing is slow and a set behind one router is not refused."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest

from knotwork.people import rules
from knotwork.people.enums import Why
from knotwork.people.models import Attempt, host_secret
from knotwork.people.rules import Limit
from knotwork.platform.kit.refusals import refuse

_KEPT_FOR = timedelta(hours=2)


def place_of(request: HttpRequest) -> str:
    """Where a request comes from; what proxies say was settled before it came here."""
    return rules.place_of(request.META.get("REMOTE_ADDR", ""))


type Subjects = Iterable[tuple[Limit, str]]


def spend(subjects: Subjects, *, at: datetime) -> None:
    """Count one try against each limit and subject.

    Raises:
        Refused: `too_often`; a refused try is not counted, so that waiting helps.
    """
    pairs = tuple(subjects)
    refuse_if_spent(pairs, at=at)
    count(pairs, at=at)


def refuse_if_spent(subjects: Subjects, *, at: datetime) -> None:
    """Refuse if a limit is reached; count nothing.

    Raises:
        Refused: `too_often`.
    """
    for limit, whom in subjects:
        tries = Attempt.objects.filter(what=limit.what, whom=_mark(limit, whom), made_at__gt=at - limit.within)
        refuse(Why.TOO_OFTEN if tries.count() >= limit.most else None)


def count(subjects: Subjects, *, at: datetime) -> None:
    """Count one try; whom it concerns is kept as a mark only."""
    Attempt.objects.bulk_create(Attempt(what=limit.what, whom=_mark(limit, whom), made_at=at) for limit, whom in subjects)


def _mark(limit: Limit, whom: str) -> str:
    return rules.token(host_secret(), limit.what, whom)


def spend_on_address(limits: tuple[Limit, Limit, Limit], request: HttpRequest, *, address: str, at: datetime) -> None:
    """Count one try by this request for this address: from here, from anywhere, and by this place for any address.

    Raises:
        Refused: `too_often`.
    """
    here, anywhere, place = limits
    whence, whom = place_of(request), address.strip().lower()
    spend(((here, f"{whence}|{whom}"), (anywhere, whom), (place, whence)), at=at)


def sweep(at: datetime) -> None:
    """Forget tries that no limit counts any more."""
    Attempt.objects.filter(made_at__lt=at - _KEPT_FOR).delete()
