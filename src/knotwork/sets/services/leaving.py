"""Leaving a set, and leaving the host."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import circle, queries, withdrawing
from knotwork.sets.enums import Why
from knotwork.sets.models import ChoiceOfWords, FacilitatorTerm, HandOver, Invitation, LearningSet, Membership, Visit
from knotwork.sets.services import life, terms, visits
from knotwork.sets.services.locking import locked

OWN_WORDS = ("commitment", "bio", "hopes", "languages")


@transaction.atomic
def leave(
    learning_set: LearningSet, *, goodbye: str = "", erase_own_words: bool = False, by: Person, at: datetime
) -> Membership:
    """Leave the set. Access needs are erased at once; a set nobody is left in closes and is archived.

    Args:
        goodbye: a line for those who stay; empty = they see the date only.
        erase_own_words: also erase what the member wrote about themselves here; otherwise it stays, sealed, for
            their own export.

    Raises:
        Refused: `not_your_set`.
    """
    learning_set = locked(learning_set)
    membership = Membership.objects.select_for_update().filter(learning_set=learning_set, person=by, left_at=None).first()
    refuse(Why.NOT_YOUR_SET if membership is None else None)
    assert membership is not None  # noqa: S101 – refused above
    membership.left_at = at
    membership.goodbye = goodbye.strip()
    _forget_needs(membership)
    if erase_own_words:
        _erase(membership)
    membership.save(update_fields=["left_at", "goodbye", "access_needs", "access_needs_for", *OWN_WORDS])
    Membership.objects.filter(learning_set=learning_set, access_needs_for=by).update(access_needs_for=None)
    audit.record("membership.left", membership, by=by, at=at, learning_set=learning_set)
    if queries.size(learning_set) == 0:
        life.close_empty(learning_set, by=by, at=at)
    circle.changed(learning_set, at)
    return membership


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Somebody leaves the host: they leave every set, their terms end, and what they wrote about themselves is erased.

    Words they took back in a set that closed go at once.
    """
    current = Membership.objects.filter(person=person, left_at=None).select_related("learning_set")
    for membership in current.order_by("learning_set"):
        leave(membership.learning_set, by=person, at=at)
    for term in FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), person=person).select_related("learning_set"):
        terms.end_term(term, by=person, at=at)
    for visit in Visit.objects.filter(person=person, ended_at=None).select_related("learning_set"):
        visits.end_visit(visit, by=person, at=at)
    for taken in ChoiceOfWords.objects.filter(person=person, done_at=None).exclude(due_at=None).select_related("learning_set"):
        withdrawing.let_go(person, taken.learning_set, at)
    ChoiceOfWords.objects.filter(person=person).delete()
    HandOver.objects.filter(keeper=person).update(keeper=None, taken_at=None)
    HandOver.objects.filter(asked=person).update(asked=None, asked_at=None)
    for membership in Membership.objects.filter(person=person):
        erase_own_words(membership)
    made_or_got = Invitation.objects.filter(Q(invited_by=person) | Q(address=person.email), used_at=None, revoked_at=None)
    made_or_got.update(revoked_at=at, secret_to_mail=b"")
    Invitation.objects.filter(Q(used_by=person) | Q(address=person.email)).update(address="")


@transaction.atomic
def record_taking_out(person: Person, *, at: datetime) -> None:
    """Write into the record of each set the person is in or facilitates that they took out what is theirs."""
    for learning_set in queries.visible(person, at):
        audit.record("words.taken_out", by=person, at=at, learning_set=learning_set)


def erase_own_words(membership: Membership) -> None:
    """Erase what a member wrote about themselves in a set, the goodbye too."""
    _erase(membership)
    _forget_needs(membership)
    membership.goodbye = ""
    membership.save(update_fields=["goodbye", "access_needs", "access_needs_for", *OWN_WORDS])


def _forget_needs(membership: Membership) -> None:
    membership.access_needs = ""
    membership.access_needs_for = None


def _erase(membership: Membership) -> None:
    for field in OWN_WORDS:
        setattr(membership, field, "")
