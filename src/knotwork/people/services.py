"""The only writers of accounts."""

from datetime import datetime

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit


@transaction.atomic
def open_account(*, email: str, name: str, zone: str, is_host: bool = False, at: datetime) -> Person:
    """Open an account without a password; the person signs in by mail.

    Raises:
        IntegrityError: the address has an account.
    """
    person = Person(email=email.strip().lower(), name=name.strip(), zone=zone, is_host=is_host, joined_at=at)
    person.set_unusable_password()
    person.save(force_insert=True)
    audit.record("account.opened", person, by=person, at=at)
    return person
