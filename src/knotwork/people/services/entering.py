"""Coming in and going out: the one place where a session begins to belong to a person.

What a browser has under way lies in its session: the proof it asked for, where it wants to go, whether it holds
an invitation, and when its person last showed who they are.
"""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import login, logout
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from knotwork.people import queries, rules
from knotwork.people.enums import Means, Purpose, Why
from knotwork.people.models import AddressProof, Person
from knotwork.people.services import accounts, devices, under_way
from knotwork.platform.audit import services as audit
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused, refuse

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_PROVED, _SECOND = "proved_at", "second_step"


def come_in(request: HttpRequest, person: Person, *, means: Means, at: datetime) -> bool:
    """Sign the person in, or ask for the second step first; says whether they are in.

    Raises:
        Refused: `not_recognised`, the account was closed meanwhile.
    """
    if not person.is_active:
        raise Refused(Why.NOT_RECOGNISED)
    if queries.has_second_step(person):
        request.session[_SECOND] = {"person": str(person.pk), "means": means.value, "at": at.isoformat()}
        return False
    _begin_session(request, person, means=means, at=at)
    _note_proof(request, at)
    return True


def waiting_for_second_step(request: HttpRequest, *, at: datetime) -> tuple[Person, Means] | None:
    """Who has shown the first step in this browser within ten minutes, and how; None if nobody."""
    held = request.session.get(_SECOND)
    if not held or at - datetime.fromisoformat(held["at"]) >= rules.SECOND_STEP_WAITS_FOR:
        return None
    person = queries.account(UUID(held["person"]))
    return (person, Means(held["means"])) if person else None


def come_in_with_all_steps(request: HttpRequest, person: Person, *, means: Means, at: datetime) -> None:
    """Sign the person in after both steps, or with a passkey, which is both."""
    request.session.pop(_SECOND, None)
    _begin_session(request, person, means=means, at=at)
    _note_proof(request, at)


@transaction.atomic
def come_in_by_proof(request: HttpRequest, proof: AddressProof, *, means: Means, at: datetime) -> bool:
    """Sign in who proved their address, opening an account first if that is what they came for.

    Raises:
        Refused: `not_recognised`, `sign_up_is_closed` (the invitation no longer holds), `invitation_has_opened`
            (an account in another browser).
    """
    person = proof.person or queries.by_address(proof.address)
    if person is None and proof.purpose == Purpose.SIGN_UP:
        person = _open_account(request, proof, at=at)
    if person is None:
        raise Refused(Why.NOT_RECOGNISED)
    return come_in(request, person, means=means, at=at)


def _open_account(request: HttpRequest, proof: AddressProof, *, at: datetime) -> Person | None:
    """The account of a proven address; if another browser opens it at the same instant, theirs is this one too."""
    why_not = under_way.use_invitation(request, at=at)
    opened_meanwhile = queries.by_address(proof.address) if why_not else None
    if opened_meanwhile is not None:
        return opened_meanwhile
    refuse(why_not)
    try:
        with transaction.atomic():
            return accounts.open_account(email=proof.address, name=proof.name, zone=proof.zone, at=at)
    except IntegrityError:
        return queries.by_address(proof.address)


def sign_in_as(request: HttpRequest, person: Person) -> None:
    """Sign a person in at a press, without any proof: the demo's door, called by its view alone."""
    _begin_session(request, person, means=Means.DEMO, at=clock.now())


def let_in(request: HttpRequest, person: Person, *, at: datetime) -> None:
    """Sign in on a device that the person let in from another one.

    The session does not count as a recent proof: what cannot be undone asks for a code first.
    """
    _begin_session(request, person, means=Means.DEVICE, at=at)


def note_proof(request: HttpRequest, *, person: Person, at: datetime) -> None:
    """Remember that the signed-in person just showed who they are."""
    _note_proof(request, at)
    audit.record("person.confirmed", person, by=person, at=at)


def has_proved_lately(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the signed-in person showed within half an hour who they are."""
    held = request.session.get(_PROVED)
    return rules.is_recent(datetime.fromisoformat(held) if held else None, at)


def go_out(request: HttpRequest, *, at: datetime) -> None:
    """End this session; all it held is forgotten."""
    if isinstance(request.user, Person):
        audit.record("session.ended", request.user, by=request.user, at=at)
    logout(request)


def _begin_session(request: HttpRequest, person: Person, *, means: Means, at: datetime) -> None:
    """Give the browser a session with a new key, and note the device."""
    login(request, person, backend=_BACKEND)
    request.session.pop(_PROVED, None)
    devices.note(request)
    audit.record("session.begun", person, by=person, at=at, detail={"means": means.value})


def _note_proof(request: HttpRequest, at: datetime) -> None:
    request.session[_PROVED] = at.isoformat()
