"""A one-use sign-in link, printed on the host's machine, for whoever looks after the host and gets no mail.

It is for nobody else: a shell on the host's machine is no way into a member's account, and a second step is still asked for.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from knotwork.people import emails, queries, rules
from knotwork.people.enums import Notice, Purpose, Why
from knotwork.people.models import AddressProof, Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused, refuse


@transaction.atomic
def print_link(*, address: str, at: datetime) -> str:
    """A path that signs whoever looks after the host in, once; it ends the one printed before.

    Raises:
        Refused: `no_account`, `not_the_host`.
    """
    person = queries.by_address(address)
    if person is None:
        raise Refused(Why.NO_ACCOUNT)
    refuse(None if person.is_host else Why.NOT_THE_HOST)
    AddressProof.objects.filter(person=person, purpose=Purpose.PRINTED, used_at=None).update(used_at=at)
    proof = AddressProof(
        purpose=Purpose.PRINTED,
        person=person,
        address=person.email,
        made_at=at,
        good_until=at + rules.LETTER_IS_GOOD_FOR,
    )
    proof.save(force_insert=True)
    audit.record("link.printed", person, by=None, at=at)
    return reverse("people:printed_link", args=[proof.pk, proof.token])


def is_good(proof_id: UUID, *, token: str, at: datetime) -> bool:
    """Whether this link would sign somebody in now; changes nothing."""
    return _whose(proof_id, token, at) is not None


@transaction.atomic
def use(proof_id: UUID, *, token: str, at: datetime) -> Person:
    """Use the printed link up; returns whose it is. Of two at once only one succeeds.

    Raises:
        Refused: `printed_is_over`, whatever it is that ended it.
    """
    person = _whose(proof_id, token, at)
    won = AddressProof.objects.filter(pk=proof_id, used_at=None).update(used_at=at) if person else 0
    if person is None or not won:
        raise Refused(Why.PRINTED_IS_OVER)
    emails.tell(Notice.LINK_PRINTED, person, address=person.email, at=at)
    return person


def _whose(proof_id: UUID, token: str, at: datetime) -> Person | None:
    """Whose link it is, if it is good; somebody may have stopped looking after the host since it was printed."""
    proof = queries.proof(proof_id)
    if proof is None or proof.purpose != Purpose.PRINTED or not constant_time_compare(token, proof.token):
        return None
    is_over = rules.why_not_proven(good_until=proof.good_until, used_at=proof.used_at, tries=0, at=at)
    return proof.person if proof.person is not None and proof.person.is_host and not is_over else None
