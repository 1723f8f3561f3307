"""The second step of signing in: a code from an authenticator, or one of ten spare codes (RFC 6238)."""

from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from knotwork.people import emails, rules
from knotwork.people.adapters import SecondStepAdapter
from knotwork.people.enums import Notice, Why
from knotwork.people.models import Person, SecondStepMark
from knotwork.people.services import limits
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused, refuse

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
        Refused: `second_code_is_wrong`.
    """
    step = _step_of(secret, rules.digits_of(typed), at)
    if step is None:
        raise Refused(Why.SECOND_CODE_IS_WRONG)
    SecondStepMark.objects.update_or_create(person=person, defaults={"step": step})
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
    """Check a code of the person's authenticator, or use up one of the spare codes; each works once.

    Raises:
        Refused: `too_often`, `second_code_is_wrong`.
    """
    limits.spend(((rules.SECOND_STEP_LIMIT, str(person.pk)),), at=at)
    digits = rules.digits_of(typed)
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user_id=person.pk, type__in=_TYPES).order_by("pk")
        is_right = any(_accepts(row, person, digits, at) for row in rows)
    refuse(None if is_right else Why.SECOND_CODE_IS_WRONG)


def _accepts(row: Authenticator, person: Person, digits: str, at: datetime) -> bool:
    """Whether the authenticator says this code now, and for the first time; or whether it is an unused spare code.

    The library remembers used codes in the memory of one process, and for half a minute only, so that is done here.
    """
    if row.type != Authenticator.Type.TOTP:
        return bool(row.wrap().validate_code(digits))
    step = _step_of(str(decrypt(row.data["secret"])), digits, at)
    return step is not None and _is_first_use(person, step)


def _step_of(secret: str, digits: str, at: datetime) -> int | None:
    """The time step this code belongs to, of the present one and its neighbours; None if it is not theirs."""
    now = int(at.timestamp()) // app_settings.TOTP_PERIOD
    near = range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)
    fitting = [step for step in near if constant_time_compare(format_hotp_value(hotp_value(secret, step)), digits)]
    return fitting[-1] if fitting else None


def _is_first_use(person: Person, step: int) -> bool:
    """Keep this time step as the last one used; of two uses at once, in whatever processes, one succeeds."""
    _mark, is_new = SecondStepMark.objects.get_or_create(person=person, defaults={"step": step})
    return is_new or SecondStepMark.objects.filter(person=person, step__lt=step).update(step=step) == 1
