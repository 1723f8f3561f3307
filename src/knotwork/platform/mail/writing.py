"""From a letter in the outbox to what travels."""

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.urls import reverse

from knotwork.platform.mail.kinds import LetterKind, Written
from knotwork.platform.mail.models import Letter

_SALT = "knotwork.letters.off"


def message(letter: Letter, written: Written, kind: LetterKind, *, at: datetime) -> EmailMessage:
    """The letter as RFC 5322 has it: text and HTML, the same Message-ID every time, and a way to switch the kind off.

    Raises:
        ValueError: the address is not one plain address.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.DEFAULT_FROM_EMAIL
    mail["To"] = plain_address(letter.address)
    mail["Subject"] = one_line(written.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id(letter.dedupe_key)
    mail["Auto-Submitted"] = "auto-generated"
    if kind.switch_off is not None and letter.recipient is not None:
        mail["List-Unsubscribe"] = f"<{off_url(kind.key, letter.recipient)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(written.text)
    mail.add_alternative(written.html, subtype="html")
    return mail


def message_id(dedupe_key: str) -> str:
    """The same id for the same letter, so that one that is sent twice can be told to be one."""
    host = urlsplit(settings.KNOTWORK_BASE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:40]}@{host}>"


def off_url(kind: str, recipient: UUID) -> str:
    """Where this person switches this kind of letter off; never ends, tells nothing, cannot be guessed."""
    token = Signer(salt=_SALT).sign_object([kind, recipient.hex])
    return settings.KNOTWORK_BASE_URL + reverse("mail:off", args=[token])


def read_token(token: str) -> tuple[str, UUID] | None:
    """(kind, recipient) of a token we signed; None for any other."""
    try:
        kind, recipient = Signer(salt=_SALT).unsign_object(token)
        return str(kind), UUID(recipient)
    except (BadSignature, ValueError, TypeError):
        return None


def plain_address(address: str) -> str:
    """The address, if it is one address and nothing else.

    Raises:
        ValueError: it is not.
    """
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError("no plain address") from None
    return address


def one_line(text: str) -> str:
    """The text without line ends and control characters, so that it can add no header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
