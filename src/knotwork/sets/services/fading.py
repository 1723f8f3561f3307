"""Choosing what a facilitator does in the meetings that are left of their term."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import fading, queries, rules
from knotwork.sets.enums import Leading, Stage, Why
from knotwork.sets.models import ChosenLeading, LearningSet
from knotwork.sets.services.locking import locked


@transaction.atomic
def choose_leading(learning_set: LearningSet, *, meeting: UUID, leading: Leading, by: Person, at: datetime) -> ChosenLeading:
    """Choose what the facilitator does in this meeting; any member may, and any member may choose anew.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `not_led`.
    """
    learning_set = locked(learning_set)
    is_archived, stage = learning_set.archived_at is not None, Stage(learning_set.stage)
    refuse(rules.why_not_change(queries.standing(by, learning_set, at), stage, is_archived=is_archived))
    refuse(Why.NOT_LED if fading.planned_for(learning_set, meeting, at) is None else None)
    chosen = ChosenLeading.objects.filter(meeting=meeting).first() or ChosenLeading(learning_set=learning_set, meeting=meeting)
    if chosen.leading == leading:
        return chosen
    chosen.leading, chosen.chosen_by, chosen.chosen_at = leading, by, at
    chosen.save()
    audit.record("leading.chosen", chosen, by=by, at=at, learning_set=learning_set, detail={"leading": leading})
    return chosen
