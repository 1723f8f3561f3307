"""Passkeys: a key on one's own device that signs in by itself (W3C Web Authentication, level 3).

A passkey is asked to know its person (by finger, face or code), so no second step follows it. The account library
checks what browsers answer; what was asked lies in the session and is used once.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from knotwork.people import emails, queries
from knotwork.people.enums import Means, Notice, Why
from knotwork.people.models import Person
from knotwork.people.services import entering
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused

_MALFORMED = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


def ask_for_new(person: Person) -> dict[str, Any]:
    """What to ask the browser for, to make a passkey for this person."""
    return dict(auth.begin_registration(person, passwordless=True))


@transaction.atomic
def add(person: Person, *, name: str, credential: Mapping[str, Any], at: datetime) -> None:
    """Keep the passkey the browser made.

    Raises:
        Refused: `passkey_not_known`, the answer does not fit what was asked.
    """
    try:
        auth.parse_registration_response(dict(credential))
        auth.complete_registration(dict(credential))
    except _MALFORMED:
        raise Refused(Why.PASSKEY_NOT_KNOWN) from None
    auth.WebAuthn.add(person, name, dict(credential))
    audit.record("passkey.added", person, by=person, at=at)
    emails.tell(Notice.PASSKEY_ADDED, person, address=person.email, at=at)


@transaction.atomic
def remove(person: Person, *, passkey_id: int, at: datetime) -> bool:
    """Forget a passkey; false if it is not the person's."""
    own = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN, pk=passkey_id)
    if not own.delete()[0]:
        return False
    audit.record("passkey.removed", person, by=person, at=at)
    emails.tell(Notice.PASSKEY_REMOVED, person, address=person.email, at=at)
    return True


def ask_for_any() -> dict[str, Any]:
    """What to ask the browser for, to sign in whoever's passkey it has."""
    return dict(auth.begin_authentication(None))


def come_in(request: HttpRequest, *, credential: Mapping[str, Any], at: datetime) -> None:
    """Sign in whose passkey answered.

    Raises:
        Refused: `passkey_not_known`.
    """
    try:
        person = queries.account(auth.extract_user_from_response(dict(credential)).pk)
        if person is None:
            raise Refused(Why.PASSKEY_NOT_KNOWN)
        authenticator = auth.complete_authentication(person, dict(credential))
    except _MALFORMED:
        raise Refused(Why.PASSKEY_NOT_KNOWN) from None
    authenticator.record_usage()
    entering.come_in_with_all_steps(request, person, means=Means.PASSKEY, at=at)
