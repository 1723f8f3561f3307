"""Names of people outside that somebody keeps out of their words."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.people import queries
from knotwork.people.enums import Why
from knotwork.people.models import KeptOutName, Person
from knotwork.platform.kit import kept_out
from knotwork.platform.kit.refusals import refuse

MOST_NAMES = 100


@transaction.atomic
def keep_out(person: Person, *, name: str, instead: str, changes: KeptOutName | None = None, at: datetime) -> KeptOutName:
    """Say something else instead of this name from now on; of a name kept out already, say this from now on.

    Args:
        changes: the line of this person's list that is to read so; None = a new one.

    Raises:
        Refused: `no_name`, `name_in_its_role`, `too_many_names`.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    own = queries.kept_out_names(person)
    same = [each for each in own if each == changes or kept_out.same(each.name, name)]
    kept = next((each for each in own if each == changes), None) or next(iter(same), None)
    others = {each.name: each.instead for each in own if each not in same}
    refuse(why_not_keep_out(others, name, instead))
    kept = kept or KeptOutName(person=person, kept_out_at=at)
    KeptOutName.objects.filter(pk__in=[each.pk for each in same if each != kept]).delete()
    kept.name, kept.instead = name, instead
    kept.save()
    return kept


def why_not_keep_out(others: kept_out.KeptOut, name: str, instead: str) -> Why | None:
    """Why this cannot be said instead of this name, beside the others kept out; None if it can."""
    if not kept_out.is_name(name):
        return Why.NO_NAME
    told = {**others, name: instead}
    if any(kept_out.found(role, told) for role in told.values()):
        return Why.NAME_IN_ITS_ROLE
    return Why.TOO_MANY_NAMES if len(told) > MOST_NAMES else None


def let_in(person: Person, *, name_id: UUID) -> bool:
    """Keep a name out no more; False if there is no such name of this person."""
    return bool(KeptOutName.objects.filter(person=person, pk=name_id).delete()[0])
