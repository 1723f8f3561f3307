"""How somebody stands to a set, and which sets they see; standing is two small queries."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.sets.enums import Stage, Standing
from knotwork.sets.models import FacilitatorTerm, Invitation, LearningSet, Membership

_INSIDE = frozenset({Standing.MEMBER, Standing.FACILITATOR})
_BACK: Mapping[Standing, Standing] = {  # who is back is no longer somebody who was
    Standing.MEMBER: Standing.FORMER_MEMBER,
    Standing.FACILITATOR: Standing.FORMER_FACILITATOR,
}


def standing(viewer: Viewer, learning_set: LearningSet, at: datetime) -> frozenset[Standing]:
    """How this person stands to the set at this instant. Nobody bypasses it.

    Asked for every request and move, so it reads the few rows there are and judges them here: two small queries cost
    the program a third of one that judges. Invitations are asked for only by who is not inside.
    """
    memberships = Membership.objects.filter(learning_set=learning_set.pk, person=viewer.pk).values_list("left_at", flat=True)
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set.pk, person=viewer.pk)
    held = {Standing.MEMBER if left_at is None else Standing.FORMER_MEMBER for left_at in memberships}
    for begun, *ends in terms.values_list("starts_at", "ended_at", "ends_at"):
        if any(end is not None and end <= at for end in ends):
            held.add(Standing.FORMER_FACILITATOR)
        elif begun <= at:
            held.add(Standing.FACILITATOR)
    if not held & _INSIDE and _is_invited(viewer, learning_set, at):
        held.add(Standing.INVITED)
    return frozenset(held) - {was for now, was in _BACK.items() if now in held}


def _is_invited(viewer: Viewer, learning_set: LearningSet, at: datetime) -> bool:
    own = Person.objects.filter(pk=viewer.pk).values("email")
    return Invitation.objects.waiting(at).filter(learning_set=learning_set.pk, address__in=own).exists()


def load_set(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The set an address names and how the viewer stands to it; None for a stranger."""
    learning_set = LearningSet.objects.filter(pk=kwargs["set_id"]).first()
    if learning_set is None:
        return None
    held = standing(viewer, learning_set, at)
    return Found(learning_set, held) if held else None


def visible(viewer: Person, at: datetime) -> list[LearningSet]:
    """Sets the viewer is in or facilitates within the term, by name, archived ones last."""
    sets = LearningSet.objects.visible_to(viewer, at)
    return sorted(sets, key=_by_name)


def _by_name(learning_set: LearningSet) -> tuple[bool, str, UUID]:
    return (learning_set.archived_at is not None, learning_set.name.casefold(), learning_set.pk)


def visible_and_own(viewer: Person, at: datetime) -> list[tuple[LearningSet, bool]]:
    """The sets of `visible`, in its order, each with whether the viewer is a member; otherwise they facilitate it."""
    own = Membership.objects.filter(learning_set=OuterRef("pk"), person=viewer, left_at=None)
    sets = LearningSet.objects.visible_to(viewer, at).annotate(is_own=Exists(own))
    return [(each, each.is_own) for each in sorted(sets, key=_by_name)]  # type: ignore[attr-defined]  # annotated above


def how_many_go_on() -> int:
    """How many sets of this host are neither put away nor closed; for whoever looks after it."""
    return LearningSet.objects.filter(archived_at=None).exclude(stage=Stage.CLOSED).count()


def whose_set(set_id: UUID) -> UUID | None:
    """The set itself, if there is one; for the record of refused attempts alone."""
    found: UUID | None = LearningSet.objects.filter(pk=set_id).values_list("pk", flat=True).first()
    return found


def set_for(viewer: Person, set_id: UUID, at: datetime) -> LearningSet | None:
    """The set with this id, if the viewer is in it or facilitates it within the term."""
    return LearningSet.objects.visible_to(viewer, at).filter(pk=set_id).first()
