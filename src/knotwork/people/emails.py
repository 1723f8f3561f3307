"""The letters of accounts: a code and a link, or a line that something was changed; never a name, never content."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knotwork.people import queries
from knotwork.people.enums import Notice, Purpose
from knotwork.people.models import AddressProof, Person
from knotwork.platform.kit import words
from knotwork.platform.kit.ids import new_id
from knotwork.platform.mail import kinds
from knotwork.platform.mail import services as mail
from knotwork.platform.mail.kinds import LetterKind, Written

NOBODY = "nobody@invalid"


def send_proof(proof: AddressProof, *, is_wanted: bool, at: datetime) -> None:
    """Post the letter of a proof; one that nobody should get is addressed to nobody and dropped when its turn comes."""
    mail.post(
        PROOF.key,
        dedupe_key=f"{PROOF.key}:{proof.pk}",
        address=proof.address if is_wanted else NOBODY,
        recipient=proof.person_id if is_wanted else None,
        params={"proof": str(proof.pk), "wanted": "yes" if is_wanted else "no"},
        at=at,
        not_after=proof.good_until,
    )


def tell(notice: Notice, person: Person, *, address: str, at: datetime) -> None:
    """Post a line that something about the account was changed."""
    mail.post(
        NOTICE.key,
        dedupe_key=f"{NOTICE.key}:{person.pk}:{notice}:{new_id()}",
        address=address,
        recipient=person.pk,
        params={"notice": notice.value, "at": at.isoformat()},
        at=at,
    )


def send_trial(person: Person, *, at: datetime) -> None:
    """Post a letter that says nothing but that mail arrives."""
    mail.post(
        TRIAL.key, dedupe_key=f"{TRIAL.key}:{person.pk}:{new_id()}", address=person.email, recipient=person.pk, params={}, at=at
    )


def _write_proof(params: Mapping[str, Any], recipient: UUID | None, at: datetime) -> Written:
    proof = queries.proof(UUID(params["proof"]))
    if proof is None:
        raise LookupError("the proof was swept away")
    with translation.override(_language(recipient)):
        is_for_entry = proof.purpose in {Purpose.SIGN_IN, Purpose.SIGN_UP}
        link = _url("people:sign_in_link", proof.token) if is_for_entry else ""
        minutes = max(1, int((proof.good_until - at).total_seconds() + 59) // 60)
        subject = _("Your sign-in code") if is_for_entry else _("Your confirmation code")
        return _written("proof", subject, {"code": proof.code, "url": link, "minutes": minutes, "purpose": proof.purpose})


def _proof_may_be_sent(params: Mapping[str, Any], _recipient: UUID | None, at: datetime) -> bool:
    proof = queries.proof(UUID(params["proof"]))
    return params["wanted"] == "yes" and proof is not None and proof.used_at is None and at < proof.good_until


def _write_notice(params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> Written:
    person = queries.account(recipient)
    with translation.override(_language(recipient)), timezone.override(person.zoneinfo if person else UTC):
        context = {
            "sentence": words.say(Notice(params["notice"])),
            "happened_at": datetime.fromisoformat(params["at"]),
            "url": _url("people:devices"),
        }
        return _written("notice", _("Something about your account has changed"), context)


def _notice_may_be_sent(_params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> bool:
    return queries.account(recipient) is not None


def _write_trial(_params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> Written:
    with translation.override(_language(recipient)):
        return _written("trial", _("A test letter"), {"url": f"{settings.KNOTWORK_BASE_URL}/"})


def _trial_may_be_sent(_params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> bool:
    person = queries.account(recipient)
    return person is not None and person.is_host


def _written(name: str, subject: str, context: Mapping[str, object]) -> Written:
    context = {**context, "subject": subject}
    text, html = (render_to_string(f"people/emails/{name}.{form}", dict(context)) for form in ("txt", "html"))
    return Written(subject=subject, text=text, html=html)


def _language(recipient: UUID | None) -> str:
    person = queries.account(recipient)
    return person.language if person else settings.LANGUAGE_CODE


def _url(name: str, *args: object) -> str:
    return f"{settings.KNOTWORK_BASE_URL}{reverse(name, args=args)}"


PROOF = LetterKind("people.proof", _write_proof, _proof_may_be_sent)
NOTICE = LetterKind("people.notice", _write_notice, _notice_may_be_sent)
TRIAL = LetterKind("people.trial", _write_trial, _trial_may_be_sent)


def register() -> None:
    """Make this app's kinds of letter known."""
    kinds.register(PROOF)
    kinds.register(NOTICE)
    kinds.register(TRIAL)
