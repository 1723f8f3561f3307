"""Leaving the host."""

from datetime import datetime

from django.db import transaction

from knotwork.live.enums import WordsFor
from knotwork.live.models import Draft, Words
from knotwork.people.models import Person


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's farewell has this signature
    """Delete what was the person's alone; what was said to the set stays with it, unnamed."""
    Draft.objects.filter(author=person).delete()
    Words.objects.filter(author=person, audience=WordsFor.ME).delete()
    Words.objects.filter(author=person).update(author=None)
