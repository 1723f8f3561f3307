"""The second step of signing in: a code from an authenticator, or one of ten spare codes (RFC 6238)."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.db import transaction

from knotwork.people import emails, rules
from knotwork.people.adapters import SecondStepAdapter
from knotwork.people.enums import Notice, Why
from knotwork.people.models import Person
from knotwork.people.services import limits
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse

_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def new_secret() -> str:
    """A fresh secret for an authenticator, in base 32."""
    return str(generate_totp_secret())


def uri_for(person: Person, secret: str) -> str:
    """What an authenticator reads from the picture: the secret, the host's name and the person's address."""
    return str(SecondStepAdapter().build_totp_url(person, secret))


@transaction.atomic
def begin(person: Person, *, secret: str, typed: str, at: datetime) -> list[str]:
    """Ask for a second step from now on, once a code shows that the authenticator has the secret.

    Returns:
        Ten spare codes, to be kept on paper.

    Raises:
        Refused: `code_is_wrong`.
    """
    refuse(None if validate_totp_code(secret, rules.digits_of(typed)) else Why.CODE_IS_WRONG)
    Authenticator.objects.filter(user_id=person.pk, type__in=_TYPES).delete()
    TOTP.activate(person, secret)
    audit.record("account.second_step_begun", person, by=person, at=at)
    emails.tell(Notice.SECOND_STEP_BEGUN, person, address=person.email, at=at)
    return list(RecoveryCodes.activate(person).get_unused_codes())


@transaction.atomic
def end(person: Person, *, at: datetime) -> None:
    """Ask for no second step any more."""
    Authenticator.objects.filter(user_id=person.pk, type__in=_TYPES).delete()
    audit.record("account.second_step_ended", person, by=person, at=at)
    emails.tell(Notice.SECOND_STEP_ENDED, person, address=person.email, at=at)


def check(person: Person, *, typed: str, at: datetime) -> None:
    """Check a code of the person's authenticator, or use up one of the spare codes.

    Raises:
        Refused: `too_often`, `code_is_wrong`.
    """
    limits.spend(((rules.SECOND_STEP_LIMIT, str(person.pk)),), at=at)
    digits = rules.digits_of(typed)
    rows = Authenticator.objects.filter(user_id=person.pk, type__in=_TYPES).order_by("pk")
    refuse(None if any(row.wrap().validate_code(digits) for row in rows) else Why.CODE_IS_WRONG)
