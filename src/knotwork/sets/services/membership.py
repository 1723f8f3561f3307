"""What a member says about themselves in a set, and who may read of their access needs."""

from datetime import datetime

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries
from knotwork.sets.enums import Stage, Why
from knotwork.sets.models import LearningSet, Membership
from knotwork.sets.services.locking import locked


@transaction.atomic
def change_membership(
    learning_set: LearningSet,
    *,
    commitment: str,
    bio: str,
    hopes: str,
    languages: str,
    access_needs: str,
    access_needs_for: Person | None,
    by: Person,
    at: datetime,
) -> Membership:
    """Change what the member tells the set about themselves.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `commitment_missing`, `not_one_of_us`.
    """
    learning_set = locked(learning_set)
    membership = queries.membership_of(by, learning_set)
    refuse(Why.NOT_YOUR_SET if membership is None else None)
    assert membership is not None  # noqa: S101 – refused above
    refuse(Why.SET_IS_CLOSED if learning_set.stage == Stage.CLOSED else None)
    refuse(None if commitment.strip() else Why.COMMITMENT_MISSING)
    refuse(why_not_named(learning_set, access_needs_for))
    if commitment.strip() != membership.commitment:
        membership.commitment, membership.committed_at = commitment.strip(), at
    membership.bio, membership.hopes, membership.languages = bio.strip(), hopes.strip(), languages.strip()
    membership.access_needs = access_needs.strip()
    membership.access_needs_for = access_needs_for
    membership.save(
        update_fields=["commitment", "committed_at", "bio", "hopes", "languages", "access_needs", "access_needs_for"],
    )
    audit.record("membership.changed", membership, by=by, at=at, learning_set=learning_set)
    return membership


def why_not_named(learning_set: LearningSet, named: Person | None) -> Why | None:
    """Why access needs cannot be shown to this person: only a member can be named."""
    return None if named is None or queries.is_member(named, learning_set) else Why.NOT_ONE_OF_US
