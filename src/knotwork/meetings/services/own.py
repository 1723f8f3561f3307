"""What belongs to one person alone."""

from django.db import transaction

from knotwork.meetings.models import OwnLabel
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet


@transaction.atomic
def name_for_calendar(learning_set: LearningSet, *, text: str, by: Person) -> None:
    """Choose what one's own calendar calls this set's meetings; empty returns to the neutral word."""
    words = text.strip()
    if words:
        OwnLabel.objects.update_or_create(person=by, learning_set=learning_set, defaults={"text": words})
    else:
        OwnLabel.objects.filter(person=by, learning_set=learning_set).delete()
