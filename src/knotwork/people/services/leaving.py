"""Taking out what is one's own, and leaving the host.

Each app that keeps somebody's words has an export and a departure; `config/departures.py` lists them. The account
itself becomes a tombstone: what belongs to a set keeps a former member, without a name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from knotwork.people.models import AddressProof, KeptOutName, Person, PhoneTicket, SecondStepMark
from knotwork.people.services import devices
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing import keyring


class Step(Protocol):
    """One thing an app does when a person takes out what is theirs, or leaves."""

    def __call__(self, person: Person, *, at: datetime) -> object:
        """Do it, at this instant."""


@dataclass(frozen=True)
class Departure:
    """What one app does when a person takes out what is theirs, or leaves.

    `depart` deletes what is the person's alone and leaves what belongs to the set; `record` writes that something
    was taken out, where others than the person may read of it.
    """

    name: str
    export: Callable[[Person], Any]
    depart: Step
    record: Step | None = None


def departures() -> tuple[Departure, ...]:
    """Every app's departure, this app's last."""
    return cast("tuple[Departure, ...]", import_string(settings.KNOTWORK_DEPARTURES))


@transaction.atomic
def export_everything(person: Person, *, at: datetime) -> dict[str, Any]:
    """The person's own words and account from every app, ready for JSON; that it was taken out is recorded."""
    taken = {departure.name: departure.export(person) for departure in departures()}
    for departure in departures():
        if departure.record is not None:
            departure.record(person, at=at)
    audit.record("account.exported", person, by=person, at=at)
    return {"format": "knotwork-export-1", "taken at": at.isoformat(), **taken}


@transaction.atomic
def leave_host(person: Person, *, at: datetime) -> None:
    """Close the account for good: every app lets the person go, then their key is destroyed."""
    audit.record("account.closed", person, by=person, at=at)
    for departure in departures():
        departure.depart(person, at=at)
    keyring.destroy(keyring.Holder("person", person.pk))


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Make the account a tombstone and end all its sessions."""
    devices.end_others(person, session_key=None, at=at)
    Authenticator.objects.filter(user_id=person.pk).delete()
    SecondStepMark.objects.filter(person=person).delete()
    AddressProof.objects.filter(person=person).delete()
    PhoneTicket.objects.filter(person=person).delete()
    KeptOutName.objects.filter(person=person).delete()
    person.name, person.email = _("a former member"), f"gone-{new_id()}@invalid"
    person.is_active = person.is_host = False
    person.left_at, person.last_login = at, None
    person.set_unusable_password()
    person.save(update_fields=["name", "email", "is_active", "is_host", "left_at", "last_login", "password"])
