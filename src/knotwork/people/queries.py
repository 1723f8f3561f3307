"""What screens and letters ask about accounts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from knotwork.people import rules
from knotwork.people.models import AddressProof, KeptOutName, Person, PhoneTicket, host_secret
from knotwork.platform.kit.kept_out import Said, Writer


@dataclass(frozen=True)
class Device:
    """A browser in which somebody is signed in."""

    id: int
    browser: str
    system: str
    since: datetime
    is_this_one: bool


def by_address(address: str) -> Person | None:
    """The open account with this address, whatever its capitals."""
    return Person.objects.filter(email=address.strip().lower(), is_active=True).first()


def account(person_id: UUID | None) -> Person | None:
    """The open account with this key."""
    return Person.objects.filter(pk=person_id, is_active=True).first() if person_id else None


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """What these people are called, by key; who has left the host is called a former member."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def anybody_here() -> bool:
    """Whether any account was ever opened here, tombstones included."""
    return Person.objects.exists()


def has_host() -> bool:
    """Whether somebody looks after this host."""
    return Person.objects.filter(is_host=True, is_active=True).exists()


def hosts() -> list[Person]:
    """Everybody who looks after this host, whoever began first first."""
    return list(Person.objects.filter(is_host=True, is_active=True).order_by("joined_at", "pk"))


def accounts() -> QuerySet[Person]:
    """Every open account, the newest first; for pages of them."""
    return Person.objects.filter(is_active=True).order_by("-joined_at", "-pk")


def proof(proof_id: UUID | None) -> AddressProof | None:
    """The proof with this key, with its account; None if it was never begun or is swept away."""
    return AddressProof.objects.select_related("person").filter(pk=proof_id).first() if proof_id else None


def devices(viewer: Person, *, session_key: str | None, at: datetime) -> list[Device]:
    """Where the viewer is signed in: this device first, then the newest. One query."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = UserSession.objects.filter(user_id=viewer.pk, session_key__in=alive)
    found = [
        Device(row.pk, *rules.browser_and_system(row.user_agent), row.created_at, row.session_key == session_key)
        for row in rows
    ]
    return sorted(found, key=lambda device: (not device.is_this_one, -device.since.timestamp(), device.id))


@dataclass(frozen=True)
class Passkey:
    """A passkey, as its owner named it."""

    id: int
    name: str
    since: datetime
    used_at: datetime | None


def passkeys(viewer: Person) -> list[Passkey]:
    """The viewer's own passkeys, oldest first."""
    rows = Authenticator.objects.filter(user_id=viewer.pk, type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")
    return [Passkey(row.pk, str(row.data["name"]), row.created_at, row.last_used_at) for row in rows]


def ticket_with(code: str) -> PhoneTicket | None:
    """The phone ticket this code opens, with the account that offers it, whatever has become of it."""
    mark = rules.token(host_secret(), "ticket", code.strip().lower())
    return PhoneTicket.objects.select_related("person").filter(mark=mark, person__is_active=True).first()


def ticket_of(viewer: Person, ticket_id: UUID) -> PhoneTicket | None:
    """The viewer's own phone ticket with this key."""
    return PhoneTicket.objects.filter(person=viewer, pk=ticket_id).first()


def has_second_step(person: Person) -> bool:
    """Whether signing in takes a second step."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists())


def kept_out_names(person: Person) -> list[KeptOutName]:
    """The names this person keeps out of their words, in alphabetical order."""
    return sorted(KeptOutName.objects.filter(person=person), key=lambda kept: (kept.name.casefold(), kept.pk))


def kept_out_name(person: Person, name_id: UUID) -> KeptOutName | None:
    """This line of the person's own list; None if there is none."""
    return KeptOutName.objects.filter(person=person, pk=name_id).first()


def writer(person: Person, said: str, left: Collection[str]) -> Writer:
    """Somebody who writes now, and what they said about names they keep out; anything unknown says nothing.

    Args:
        left: ids of names that may stand this time.
    """
    known = Said(said) if said in set(Said) else Said.NOTHING
    return Writer(
        cache(lambda: {kept.name: kept.instead for kept in kept_out_names(person) if str(kept.pk) not in left}), known
    )


def export_of(person: Person) -> dict[str, object]:
    """The person's own account as it is kept here."""
    return {
        "name": person.name,
        "address": person.email,
        "time zone": person.zone,
        "language": person.language,
        "look": person.theme,
        "reminder": person.reminder,
        "nudge": person.nudge,
        "letters about proposals": person.asking,
        "names kept out": [{"name": kept.name, "instead": kept.instead} for kept in kept_out_names(person)],
        "joined at": person.joined_at.isoformat(),
        "signed in on": [
            {"browser": row.user_agent, "since": row.created_at.isoformat()}
            for row in UserSession.objects.filter(user_id=person.pk).order_by("created_at", "pk")
        ],
    }
