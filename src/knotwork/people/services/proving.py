"""Proving who reads an address: a letter with six digits, and for signing in a link."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from knotwork.people import emails, queries, rules
from knotwork.people.enums import Purpose, Why
from knotwork.people.models import AddressProof, Person
from knotwork.platform.kit.refusals import Refused, refuse

_KEPT_FOR = timedelta(hours=1)


@transaction.atomic
def begin(
    purpose: Purpose, *, address: str, person: Person | None = None, name: str = "", zone: str = "", at: datetime
) -> AddressProof:
    """Begin to prove an address and post the letter.

    The same rows are written for an address nobody here has; its letter is addressed to nobody and is
    dropped by the worker. Whoever asks can tell neither by the answer nor by the time it takes.
    """
    known = queries.by_address(address)
    proof = AddressProof(
        purpose=purpose,
        person=person or (known if purpose in {Purpose.SIGN_IN, Purpose.SIGN_UP} else None),
        address=address.strip().lower(),
        name=name,
        zone=zone,
        made_at=at,
        good_until=at + rules.LETTER_IS_GOOD_FOR,
    )
    proof.save(force_insert=True)
    emails.send_proof(proof, is_wanted=_is_wanted(proof, known), at=at)
    return proof


def _is_wanted(proof: AddressProof, known: Person | None) -> bool:
    """Whether somebody should get the letter."""
    if proof.purpose == Purpose.SIGN_IN:
        return known is not None
    return known is None if proof.purpose == Purpose.NEW_ADDRESS else True


def by_code(proof_id: UUID | None, *, typed: str, at: datetime) -> AddressProof:
    """Use up the proof this browser asked for by the code in its letter.

    Each call counts as one of five tries, and counts even if it is refused.

    Raises:
        Refused: `not_asked_here`, `code_is_used`, `code_is_old`, `too_many_tries`, `code_is_wrong`.
    """
    proof = _still_good(proof_id, at)
    counted = AddressProof.objects.filter(pk=proof.pk, tries__lt=rules.TRIES).update(tries=F("tries") + 1)
    refuse(None if counted else Why.TOO_MANY_TRIES)
    fits = constant_time_compare(rules.digits_of(typed), proof.code)
    refuse(None if fits and _proves_something(proof) else Why.CODE_IS_WRONG)
    return _used(proof, at)


def by_link(proof_id: UUID | None, *, token: str, at: datetime) -> AddressProof:
    """Use up the proof this browser asked for by the link in its letter.

    Raises:
        Refused: `not_asked_here` (also for the link of another letter), `code_is_used`, `code_is_old`.
    """
    refuse(why_not_by_link(proof_id, token=token, at=at))
    proof = queries.proof(proof_id)
    if proof is None or not _proves_something(proof):
        raise Refused(Why.NOT_ASKED_HERE)
    return _used(proof, at)


def why_not_by_link(proof_id: UUID | None, *, token: str, at: datetime) -> Why | None:
    """Why this link would not work in this browser now; changes nothing. Wrong codes do not touch it: it cannot be guessed."""
    proof = queries.proof(proof_id)
    if proof is None or not constant_time_compare(token, proof.token):
        return Why.NOT_ASKED_HERE
    return rules.why_not_proven(good_until=proof.good_until, used_at=proof.used_at, tries=0, at=at)


def _still_good(proof_id: UUID | None, at: datetime) -> AddressProof:
    proof = queries.proof(proof_id)
    if proof is None:
        raise Refused(Why.NOT_ASKED_HERE)
    refuse(rules.why_not_proven(good_until=proof.good_until, used_at=proof.used_at, tries=proof.tries, at=at))
    return proof


def _proves_something(proof: AddressProof) -> bool:
    """A guess that fits the code of an address nobody here has proves nothing."""
    return proof.person is not None or proof.purpose == Purpose.SIGN_UP


def _used(proof: AddressProof, at: datetime) -> AddressProof:
    """Mark the proof used; of two at once only one succeeds."""
    won = AddressProof.objects.filter(pk=proof.pk, used_at=None).update(used_at=at)
    refuse(None if won else Why.CODE_IS_USED)
    proof.used_at = at
    return proof


def sweep(at: datetime) -> None:
    """Forget proofs an hour after they were last good."""
    AddressProof.objects.filter(good_until__lt=at - _KEPT_FOR).delete()
