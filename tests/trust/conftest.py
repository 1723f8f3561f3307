"""One world for each module of tests; what a test changes is undone after it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from knotwork.live.services import PRESENCE
from knotwork.platform.sealing import guard, keyring, masterkey
from tests import world as worlds
from tests.world import World

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def key_file(tmp_path_factory) -> Iterator[Path]:
    """A master key for the module, as its world lives as long, and a data folder, which a fresh clone has not."""
    path = tmp_path_factory.mktemp("key") / "master.key"
    masterkey.create(path)
    with override_settings(KNOTWORK_KEY_FILE=path, KNOTWORK_DATA=tmp_path_factory.mktemp("data")):
        keyring.forget()
        yield path
        keyring.forget()


@pytest.fixture(scope="module")
def told_world(sqlite_files, django_db_blocker, key_file) -> Iterator[World]:
    """The world, told once into a file of its own."""
    with django_db_blocker.unblock(), sqlite_files.fresh():
        guard.claim(key_file)
        with transaction.atomic():
            told = worlds.build(AT)
        yield told


@pytest.fixture(autouse=True)
def no_log() -> Iterator[None]:
    """Thousands of refusals would be written down otherwise; tests of the log take this back."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(told_world, django_db_blocker) -> Iterator[World]:
    """The world at noon, while both meetings are on."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(AT, tick=False):
        PRESENCE.sweep(datetime.max.replace(tzinfo=UTC))
        yield told_world
        transaction.set_rollback(True)


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def undone() -> Callable[[], AbstractContextManager[None]]:
    """`with undone():` what happens in it has not happened."""
    return _undone
