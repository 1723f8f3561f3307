"""Leaving the host, and taking words back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from knotwork.meetings.models import Airtime, AttendanceAnswer, OwnLabel, RoleHeld, RoleSwap
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet


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


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Erase what a member of a closed set said when they could not come or came late; that they came stays."""
    for said in AttendanceAnswer.objects.filter(meeting__learning_set=learning_set, person=person):
        said.message = ""
        said.save(update_fields=["message"])
