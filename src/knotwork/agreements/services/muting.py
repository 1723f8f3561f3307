"""What one member wants to hear nothing of. It concerns that member alone and is written into no record of the set."""

from datetime import datetime

from django.db import transaction

from knotwork.agreements.enums import Why
from knotwork.agreements.models import Mute, Version
from knotwork.agreements.services.drafting import locked_set
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@transaction.atomic
def mute(learning_set: LearningSet, *, version: Version | None = None, by: Person, at: datetime) -> None:  # noqa: ARG001 – every service knows its moment
    """Ask this member nothing about one proposal any more, or without one about any of the set; twice is like once.

    Raises:
        Refused: `not_a_member`.
    """
    locked_set(learning_set)
    refuse(None if sets.is_member(by, learning_set) else Why.NOT_A_MEMBER)
    Mute.objects.get_or_create(person=by, learning_set=learning_set, version=version)


@transaction.atomic
def unmute(learning_set: LearningSet, *, version: Version | None = None, by: Person, at: datetime) -> None:  # noqa: ARG001 – see `mute`
    """Ask this member again.

    Raises:
        Refused: `not_a_member`.
    """
    refuse(None if sets.is_member(by, learning_set) else Why.NOT_A_MEMBER)
    Mute.objects.filter(person=by, learning_set=learning_set, version=version).delete()
