"""Pausing a membership, and coming back."""

from datetime import datetime

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import circle
from knotwork.sets.enums import Why
from knotwork.sets.models import LearningSet, Membership
from knotwork.sets.services.locking import locked


@transaction.atomic
def pause(learning_set: LearningSet, *, by: Person, at: datetime) -> Membership:
    """Pause: belong on, read on, and be neither reminded nor counted. Pausing twice changes nothing.

    Raises:
        Refused: `not_your_set`.
    """
    membership = _own(learning_set, by)
    if membership.paused_at is None:
        membership.paused_at = at
        membership.save(update_fields=["paused_at"])
        audit.record("membership.paused", membership, by=by, at=at, learning_set=membership.learning_set)
        circle.changed(membership.learning_set, at)
    return membership


@transaction.atomic
def come_back(learning_set: LearningSet, *, by: Person, at: datetime) -> Membership:
    """Be counted and reminded again.

    Raises:
        Refused: `not_your_set`.
    """
    membership = _own(learning_set, by)
    if membership.paused_at is not None:
        membership.paused_at = None
        membership.save(update_fields=["paused_at"])
        audit.record("membership.resumed", membership, by=by, at=at, learning_set=membership.learning_set)
        circle.changed(membership.learning_set, at)
    return membership


def _own(learning_set: LearningSet, by: Person) -> Membership:
    learning_set = locked(learning_set)
    rows = Membership.objects.select_for_update(of=("self",)).select_related("learning_set")
    membership = rows.filter(learning_set=learning_set, person=by, left_at=None).first()
    refuse(Why.NOT_YOUR_SET if membership is None else None)
    assert membership is not None  # noqa: S101 – refused above
    return membership
