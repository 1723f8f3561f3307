"""Fields a form does not ask for change nothing, whoever slips them in."""

import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models

from tests.trust.asking import Browser
from tests.trust.fields import PLACES

_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}")


def foreign(world):
    """Twenty and more names of columns, with values somebody might want there."""
    weir, bo, then = world.sets["Weir"].pk, world.people["Bo"].pk, "2020-01-01T00:00:00Z"
    people = dict.fromkeys(("owner", "owner_id", "author", "author_id", "person", "by", "drafted_by", "invited_by"), bo)
    sets = dict.fromkeys(("learning_set", "learning_set_id", "set", "set_id"), weir)
    times = dict.fromkeys(
        ("at", "joined_at", "left_at", "archived_at", "closed_at", "shared_at", "in_force_from", "ends_at"), then
    )
    powers = dict.fromkeys(("is_host", "is_staff", "is_superuser", "is_active", "shown_to_set"), "on")
    words = {
        "stage": "closed",
        "role": "facilitator",
        "email": "mara@example.org",
        "password": "pbkdf2",
        "sealed": "x",
        "meets_anyway": "on",
    }
    return {"id": uuid4(), "pk": uuid4(), "number": 99, "seq": 99, **people, **sets, **times, **powers, **words}


def everything(known):
    """All rows of all tables as text; ids that are new, and sealed bytes, count as any other."""

    def told(value):
        if isinstance(value, bytes | memoryview):
            return f"{len(bytes(value))} bytes"
        return _ID.sub(lambda found: found[0] if found[0] in known else "new", str(value))

    skipped = {"sessions.Session", "sealing.WrappedKey"}
    return {
        model._meta.label: sorted(
            str([told(value) for value in row])
            for row in models.QuerySet(model).values_list(*(one.attname for one in model._meta.concrete_fields))
        )
        for model in apps.get_models()
        if model._meta.label not in skipped
    }


@pytest.fixture
def known(world):
    """The ids that were there before."""
    rows = (models.QuerySet(model).values_list("pk", flat=True) for model in apps.get_models())
    return {str(key) for keys in rows for key in keys}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.form.__name__)
def test_a_form_takes_only_its_own_fields(world, undone, known, place):
    browser, after = Browser(world, place.actor), []
    slipped = {name: value for name, value in foreign(world).items() if name not in {*place.form.base_fields, *place.fields}}
    assert len(slipped) >= 20

    for more in ({}, slipped):
        with undone():
            path = place.path(world)
            answer = browser.post(path, {**place.base(world), **dict.fromkeys(place.fields, "Words."), **more})
            after.append((answer.status_code, everything(known)))

    assert after[0][0] in {200, 302}
    assert after[0] == after[1]
