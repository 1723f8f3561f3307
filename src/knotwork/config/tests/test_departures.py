"""Taking out what is one's own from every app, and leaving the host."""

import json

import pytest
from django.apps import apps

from knotwork.actions import services as actions
from knotwork.challenges import services as challenges
from knotwork.config.departures import DEPARTURES
from knotwork.people.services import leaving
from knotwork.platform.sealing.fields import SealedModel, SealedTextField
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.reflections.models import LearningNote, LogEntry
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db

SHOWN, OWN, OTHERS = "canary shown to the set", "canary for Bo alone", "canary of Chen"


@pytest.fixture
def heron(at):
    """Heron, where Bo and Chen have said something to the set, and Bo something for himself."""
    learning_set, people = factories.full_heron(at)
    for person, words in ((people["Bo"], SHOWN), (people["Chen"], OTHERS)):
        challenges.begin(owner=person, learning_set=learning_set, headline=words, shown=True, at=at)
        actions.set_out(owner=person, learning_set=learning_set, what=words, at=at)
        note = {"author": person, "learning_set": learning_set, "level": Level.SELF, "text": words}
        reflections.note(**note, audience=Audience.SET, at=at)
    bo = people["Bo"]
    reflections.note(author=bo, learning_set=learning_set, level=Level.SELF, text=OWN, audience=Audience.ME, at=at)
    reflections.write_entry(author=bo, title=OWN, text=OWN, at=at)
    return learning_set, people


def everything_readable() -> str:
    """All sealed words of the database, opened; fails if one cannot be opened."""
    words = []
    for model in apps.get_models():
        if issubclass(model, SealedModel):
            columns = [field.name for field in model._meta.fields if isinstance(field, SealedTextField)]
            words += [str(getattr(row, column)) for row in model._default_manager.all() for column in columns]
    return "\n".join(words)


def test_every_app_that_keeps_words_is_listed():
    kept = {model._meta.app_label for model in apps.get_models() if issubclass(model, SealedModel)}
    listed = {"people" if departure.name == "account" else departure.name for departure in DEPARTURES}

    assert kept <= listed


def test_one_takes_out_all_one_s_own_words_and_nobody_else_s(heron, at):
    _, people = heron

    taken = json.dumps(leaving.export_everything(people["Bo"], at=at), default=str)

    assert SHOWN in taken
    assert OWN in taken
    assert OTHERS not in taken
    assert "chen@example.org" not in taken


def test_after_leaving_all_that_stays_can_be_opened_and_nothing_private_stays(heron, at):
    learning_set, people = heron
    before = everything_readable()

    leaving.leave_host(people["Bo"], at=at)

    after = everything_readable()
    assert OWN in before
    assert OWN not in after
    assert SHOWN in after
    assert OTHERS in after
    assert not LogEntry.objects.exists()
    assert not LearningNote.objects.filter(audience=Audience.ME).exists()
    assert people["Bo"] not in sets.members(learning_set)
    assert len(sets.members(learning_set)) == 5


def test_who_is_the_last_member_or_in_an_archived_set_can_still_leave(at):
    bo = factories.person("Bo", at)
    alone = factories.heron(bo, at)
    archived = factories.heron(bo, at)
    set_services.archive(archived, by=bo, at=at)

    leaving.leave_host(bo, at=at)

    bo.refresh_from_db()
    assert not bo.is_active
    assert sets.members(alone) == []
