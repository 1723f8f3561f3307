"""The cast for tests of sets and of what stands upon them; a conftest names the fixtures it wants."""

from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from knotwork.people.models import Person
from knotwork.sets.tests import factories


@pytest.fixture
def bo(at: datetime) -> Person:
    return factories.person("Bo", at)


@pytest.fixture
def amara(at: datetime) -> Person:
    return factories.person("Amara", at)


@pytest.fixture
def heron(bo: Person, at: datetime):
    return factories.heron(bo, at)


@pytest.fixture
def opened_by(at: datetime) -> "Callable[[Person | None], Client]":
    """A browser of somebody, at the moment of the tests."""

    def open_browser(person: Person | None = None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return open_browser


@pytest.fixture(autouse=True)
def at_the_moment(at: datetime):
    with time_machine.travel(at, tick=False):
        yield
