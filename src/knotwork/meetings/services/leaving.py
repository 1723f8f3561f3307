"""Leaving the host."""

from datetime import datetime

from django.db import transaction

from knotwork.meetings.models import Airtime, AttendanceAnswer, OwnLabel
from knotwork.people.models import Person


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's farewell has this signature
    """Take a leaving person's name and words out; that somebody came, and for how long, stays with the set unnamed."""
    for said in AttendanceAnswer.objects.filter(person=person):
        said.person, said.message = None, ""
        said.save(update_fields=["person", "message"])
    Airtime.objects.filter(person=person).update(person=None)
    OwnLabel.objects.filter(person=person).delete()
