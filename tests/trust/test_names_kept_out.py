"""Whoever writes a name they keep out is asked in every form; what they chose to say instead is all that is kept."""

import json

import pytest
from django.apps import apps
from django.db import connection

from knotwork.people.models import KeptOutName
from knotwork.people.services import keep_out
from knotwork.platform.sealing.fields import SealedModel, sealed_fields
from tests.trust.asking import Browser
from tests.trust.fields import PLACES
from tests.trust.searching import all_of

NAME, ROLE = "Ottoline Zwarteveen", "my director"
SAID = f"I told {NAME.upper()}’s deputy."
INSTEAD = f"I told {ROLE}’s deputy."

NOT_ASKED = {
    "AttendanceForm": "one line to say that one comes late",
    "CalendarNameForm": "a name in one's own calendar",
    "Entry": "the private log",
    "Question": "the private log",
    "Search": "looks for words and keeps none",
    "KeptOutNameForm": "the list itself",
    "LensForm": "its owner's alone",
    "ProfileForm": "one's own name",
    "CopyForm": "the name of a meeting's shape",
    "NameForm": "the name of a meeting's shape",
    "NewPhaseForm": "the name of a phase",
    "ChangeForm": "the name of a set; its purpose is asked about",
}
"""Forms, or their fields of one line, in which any name may stand, and why."""


@pytest.fixture
def kept_out(world):
    """Everybody who posts a form keeps the same name out."""
    for name in {place.actor for place in PLACES}:
        keep_out(world.person(name), name=NAME, instead=ROLE, at=world.at)


def everything_kept():
    """Every row as it lies in the database, and every sealed column opened, but for the lists themselves."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – our own tables
            yield json.dumps(
                cursor.fetchall(), default=lambda raw: raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
            )
    for model in apps.get_models():
        if issubclass(model, SealedModel) and model is not KeptOutName:
            for row in model._default_manager.all():
                yield json.dumps([str(getattr(row, field.attname)) for field in sealed_fields(model)])


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.form.__name__)
def test_a_name_chosen_away_is_nowhere(world, undone, kept_out, place):
    browser, asked = Browser(world, place.actor), set()

    for name, longest in place.fields.items():
        written = SAID if longest >= len(SAID) else NAME
        with undone():
            sent = {**place.base(world), **dict.fromkeys(place.fields, "Words."), name: written}
            answer = browser.post(place.path(world), sent)
            if b'name="kept-out"' not in answer.content:
                continue
            asked.add(name)
            assert f"You keep ‘{NAME}’ out. Use ‘{ROLE}’?" in answer.content.decode()
            assert written.replace("’", "’") in answer.content.decode(), "words were lost"
            assert not [one for one in everything_kept() if "zwarteveen" in one.casefold()]

            kept = browser.post(place.path(world), sent | {"kept-out": "replace"})
            told = list(everything_kept())

            assert kept.status_code == 302, (name, kept.status_code)
            assert b"zwarteveen" not in all_of(kept).lower()
            assert not [one for one in told if "zwarteveen" in one.casefold()]
            assert [one for one in told if ROLE in one], "nothing was kept"

    assert asked or place.form.__name__ in NOT_ASKED, place.fields
