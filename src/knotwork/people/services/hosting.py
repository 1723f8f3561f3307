"""Who looks after the host, and whether its mail arrives."""

from datetime import datetime

from django.db import transaction

from knotwork.people import emails, queries
from knotwork.people.enums import Why
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse


@transaction.atomic
def name_host(*, address: str, by: Person, at: datetime) -> Person:
    """Let somebody with an account look after the host too; whoever does so already goes on.

    Raises:
        Refused: `not_the_host`, `no_account`.
    """
    _refuse_others(by)
    person = queries.by_address(address)
    refuse(None if person else Why.NO_ACCOUNT)
    assert person is not None  # noqa: S101 – refused above
    if not person.is_host:
        person.is_host = True
        person.save(update_fields=["is_host"])
        audit.record("host.named", person, by=by, at=at)
    return person


@transaction.atomic
def end_host(person: Person, *, by: Person, at: datetime) -> Person:
    """Somebody looks after the host no longer; one always does.

    Raises:
        Refused: `not_the_host`, `last_host`.
    """
    _refuse_others(by)
    looking_after = list(Person.objects.select_for_update().filter(is_host=True, is_active=True).values_list("pk", flat=True))
    refuse(Why.LAST_HOST if looking_after == [person.pk] else None)
    if person.pk in looking_after:
        person.is_host = False
        person.save(update_fields=["is_host"])
        audit.record("host.ended", person, by=by, at=at)
    return person


@transaction.atomic
def try_mail(*, by: Person, at: datetime) -> None:
    """Post a letter that says nothing but that mail arrives.

    Raises:
        Refused: `not_the_host`.
    """
    _refuse_others(by)
    emails.send_trial(by, at=at)


def _refuse_others(by: Person) -> None:
    refuse(None if Person.objects.filter(pk=by.pk, is_host=True, is_active=True).exists() else Why.NOT_THE_HOST)
