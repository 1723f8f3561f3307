"""Leaving the host."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from knotwork.meetings.models import Airtime, AttendanceAnswer, OwnLabel, RoleHeld, RoleSwap
from knotwork.people.models import Person


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's farewell has this signature
    """Take a leaving person's name and words out; that somebody came, and for how long, stays with the set unnamed."""
    for said in AttendanceAnswer.objects.filter(person=person):
        said.person, said.message = None, ""
        said.save(update_fields=["person", "message"])
    Airtime.objects.filter(person=person).update(person=None)
    RoleHeld.objects.filter(person=person).update(person=None)
    RoleSwap.objects.filter(Q(asked_by=person) | Q(asked=person)).delete()
    OwnLabel.objects.filter(person=person).delete()
