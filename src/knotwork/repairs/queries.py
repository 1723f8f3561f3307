"""What screens ask about matters; for everybody but the two they are between, they do not exist."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.repairs.enums import Bond
from knotwork.repairs.models import Matter
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


def load_matter(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The matter named in the address, for whoever raised it and for its keeper while they are inside."""
    matter = _whole().filter(pk=kwargs["matter_id"]).first()
    if matter is None or not isinstance(viewer, Person):
        return None
    if matter.raised_by_id == viewer.pk:
        return Found(matter, frozenset({Bond.RAISER}))
    return Found(matter, frozenset({Bond.KEEPER})) if matter.keeper_id == viewer.pk and has_keeper(matter, at) else None


def has_keeper(matter: Matter, at: datetime) -> bool:
    """Whether the one it was told to still belongs to the set, or facilitates it. One query."""
    return bool(sets.standing(matter.keeper, matter.learning_set, at) & {Standing.MEMBER, Standing.FACILITATOR})


def keepers(viewer: Person, learning_set: LearningSet, at: datetime) -> list[Person]:
    """Whom the viewer may tell: whoever facilitates now, then the other members by name."""
    facilitator = sets.facilitator(learning_set, at)
    others = [member for member in sets.members(learning_set) if member not in {viewer, facilitator}]
    return [*([facilitator] if facilitator is not None and facilitator != viewer else []), *others]


def of_viewer(viewer: Person, learning_set: LearningSet) -> list[Matter]:
    """What the viewer raised in this set, the newest first. One query."""
    return list(_whole().filter(raised_by=viewer, learning_set=learning_set).order_by("-raised_at", "-id"))


def waiting_for(viewer: Person, learning_sets: Iterable[LearningSet]) -> list[Matter]:
    """What is entrusted to the viewer in these sets and not settled, the oldest first. One query.

    Args:
        learning_sets: those the viewer is in now, or facilitates; of others nothing is theirs to read.
    """
    kept = _whole().filter(keeper=viewer, settled_at=None, learning_set__in=list(learning_sets))
    return list(kept.order_by("entrusted_at", "id"))


def export_of(person: Person) -> dict[str, Any]:
    """What the person raised, and how it ended; never what others told them."""
    return {
        "matters": [
            {
                "set": matter.learning_set.name,
                "words": matter.words,
                "raised_at": matter.raised_at.isoformat(),
                "settled_at": matter.settled_at.isoformat() if matter.settled_at else None,
                "ending": matter.ending,
            }
            for matter in _whole().filter(raised_by=person).order_by("raised_at", "id")
        ]
    }


def _whole() -> Any:
    return Matter.objects.select_related("learning_set", "raised_by", "keeper")
