"""Opening an account and changing what it says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from knotwork.people import emails
from knotwork.people.enums import Asking, Notice, Nudge, Reminder, Theme, Why
from knotwork.people.models import AddressProof, Person
from knotwork.people.services import devices
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused


@dataclass(frozen=True)
class Profile:
    """What a person decides about their account."""

    name: str
    zone: str
    language: str
    theme: Theme
    reminder: Reminder
    nudge: Nudge
    asking: Asking


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


@transaction.atomic
def change_profile(person: Person, *, to: Profile, by: Person, at: datetime) -> Person:
    """Keep the person's name, clock, language, look, and what letters they want."""
    person.name, person.zone, person.language = to.name.strip(), to.zone, to.language
    person.theme, person.reminder, person.nudge, person.asking = to.theme, to.reminder, to.nudge, to.asking
    person.save(update_fields=["name", "zone", "language", "theme", "reminder", "nudge", "asking"])
    audit.record("profile.changed", person, by=by, at=at)
    return person


@transaction.atomic
def want_no_reminders(person: UUID, *, at: datetime) -> None:
    """Send this person no reminders from now on; what the link in a reminder does, without signing in."""
    found = Person.objects.filter(pk=person).exclude(reminder=Reminder.NONE).first()
    if found is not None:
        found.reminder = Reminder.NONE
        found.save(update_fields=["reminder"])
        audit.record("profile.changed", found, by=found, at=at)


@transaction.atomic
def want_no_nudges(person: UUID, *, at: datetime) -> None:
    """Ask this person nothing between meetings from now on; what the link in such a letter does, without signing in."""
    found = Person.objects.filter(pk=person).exclude(nudge=Nudge.NONE).first()
    if found is not None:
        found.nudge = Nudge.NONE
        found.save(update_fields=["nudge"])
        audit.record("profile.changed", found, by=found, at=at)


@transaction.atomic
def want_no_asking(person: UUID, *, at: datetime) -> None:
    """Send this person no letters about proposals from now on; what the link in one does, without signing in."""
    found = Person.objects.filter(pk=person).exclude(asking=Asking.NONE).first()
    if found is not None:
        found.asking = Asking.NONE
        found.save(update_fields=["asking"])
        audit.record("profile.changed", found, by=found, at=at)


@transaction.atomic
def change_address(person: Person, *, to: str, by: Person, at: datetime) -> Person:
    """Give the account an address that was proven on both sides, and tell the old one.

    Letters on their way to the old address prove nothing from now on.

    Raises:
        Refused: `address_is_taken`.
    """
    old, person.email = person.email, to.strip().lower()
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        person.email = old
        raise Refused(Why.ADDRESS_IS_TAKEN) from None
    AddressProof.objects.filter(person=person).delete()
    audit.record("account.address_changed", person, by=by, at=at)
    emails.tell(Notice.ADDRESS_CHANGED, person, address=old, at=at)
    return person


@transaction.atomic
def keep_password(request: HttpRequest, person: Person, *, password: str, at: datetime) -> None:
    """Let the person sign in with this password too; every other device is signed out."""
    person.set_password(password)
    person.save(update_fields=["password"])
    _end_other_sessions(request, person, at)
    audit.record("account.password_kept", person, by=person, at=at)
    emails.tell(Notice.PASSWORD_KEPT, person, address=person.email, at=at)


def _end_other_sessions(request: HttpRequest, person: Person, at: datetime) -> None:
    """Sessions carry a mark of the password; after a change only this one gets the new mark, and a new key."""
    devices.end_others(person, session_key=request.session.session_key, at=at)
    update_session_auth_hash(request, person)
    devices.note(request)


@transaction.atomic
def remove_password(request: HttpRequest, person: Person, *, at: datetime) -> None:
    """Sign in by letter only from now on; every other device is signed out."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    _end_other_sessions(request, person, at)
    audit.record("account.password_removed", person, by=person, at=at)
    emails.tell(Notice.PASSWORD_REMOVED, person, address=person.email, at=at)
