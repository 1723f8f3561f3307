"""Leaving the host, and taking words back."""

from datetime import datetime

from django.db import transaction

from knotwork.live.enums import WordsFor
from knotwork.live.models import Draft, Words
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's farewell has this signature
    """Delete what was the person's alone; what was said to the set stays with it, unnamed."""
    Draft.objects.filter(author=person).delete()
    Words.objects.filter(author=person, audience=WordsFor.ME).delete()
    Words.objects.filter(author=person).update(author=None)


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:
    """Blank what a member said in the meetings of a closed set; what was for them alone stays theirs, unsent words too."""
    said = Words.objects.filter(learning_set=learning_set, author=person, blanked_at=None)
    for words in said.exclude(audience=WordsFor.ME):
        words.text, words.blanked_at = "", at
        words.save(update_fields=["text", "blanked_at"])
