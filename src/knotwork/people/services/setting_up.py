"""The first host administrator: a one-time link, printed where the program is started."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string

from knotwork.people import queries, rules
from knotwork.people.enums import Why
from knotwork.people.models import Person, SetUp, host_secret
from knotwork.people.services import accounts
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse


@transaction.atomic
def set_up_link(*, at: datetime) -> str | None:
    """A path with a one-time secret that makes its opener the host administrator; None when there is one.

    A new link ends the one before it. Only a mark of the secret is kept.
    """
    if queries.has_host():
        return None
    secret = get_random_string(43)
    SetUp.objects.update_or_create(pk=1, defaults={"mark": _mark(secret), "made_at": at})
    return reverse("people:first", args=[secret])


def is_good(secret: str) -> bool:
    """Whether this is the secret of the newest link, and nobody looks after the host yet."""
    row = SetUp.objects.filter(pk=1).first()
    return row is not None and constant_time_compare(row.mark, _mark(secret)) and not queries.has_host()


@transaction.atomic
def open_first_account(*, secret: str, email: str, name: str, zone: str, at: datetime) -> Person:
    """Open the account of the first host administrator and use up the link.

    Raises:
        Refused: `host_is_set_up`, `address_is_taken`.
    """
    refuse(None if is_good(secret) and SetUp.objects.filter(pk=1).delete()[0] else Why.HOST_IS_SET_UP)
    refuse(Why.ADDRESS_IS_TAKEN if queries.by_address(email) else None)
    person = accounts.open_account(email=email, name=name, zone=zone, is_host=True, at=at)
    audit.record("host.set_up", person, by=person, at=at)
    return person


def _mark(secret: str) -> str:
    return rules.token(host_secret(), "set-up", secret)
