from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from knotwork.platform.sealing.keyring import Holder

HERON = Holder("set", UUID("00000000-0000-4000-8000-00000000000a"))
WEIR = Holder("set", UUID("00000000-0000-4000-8000-00000000000b"))
BO = Holder("person", UUID("00000000-0000-4000-8000-0000000000b0"))


@pytest.fixture
def make_set(at):
    """Makes and stores a set with this name; its name is a sealed column."""

    def made(name="Heron", **more):
        row = apps.get_model("sets.LearningSet")(name=name, zone="UTC", started_at=at, **more)
        row.save()
        return row

    return made


@pytest.fixture
def make_note(at, make_set):
    """Makes and stores Bo's own note, whose holder changes when it is shared."""

    def made(text="CNRY-words"):
        bo = get_user_model().objects.create(email="bo@example.org", name="Bo", joined_at=at)
        row = apps.get_model("reflections.LearningNote")(
            author=bo, learning_set=make_set(), level="self", audience="me", text=text, noted_at=at
        )
        row.save()
        return row

    return made


def stored(row, column):
    """The bytes of a column as they lie in the database."""
    return bytes(type(row)._base_manager.filter(pk=row.pk)[0].__dict__[column].sealed)
