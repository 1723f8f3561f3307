"""The world is told once in a run; each module of tests has a copy, and what a test changes is undone after it."""

import logging
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from knotwork.live.services import PRESENCE
from knotwork.platform.sealing import guard, keyring
from knotwork.platform.sealing.models import WrappedKey
from tests import world as worlds
from tests.databases import copy_database
from tests.world import World

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def told(once, sqlite_files, django_db_blocker) -> Path:
    """The folder in which the world lies that was told once in this run: its key, its database, and what is known of it."""

    def tell(folder: Path) -> None:
        key = folder / "master.key"
        with override_settings(KNOTWORK_KEY_FILE=key), django_db_blocker.unblock(), sqlite_files.fresh() as database:
            guard.claim(key)
            with transaction.atomic():
                world = worlds.build(AT)
            (folder / "world").write_bytes(pickle.dumps(world))
            copy_database(database.settings_dict["NAME"], folder / "knotwork.sqlite3")
        keyring.forget()

    return once("world", tell)


@pytest.fixture(autouse=True, scope="module")
def key_file(told, tmp_path_factory) -> Iterator[Path]:
    """The key of the module's world, and a data folder, which a fresh clone has not."""
    path = shutil.copy(told / "master.key", tmp_path_factory.mktemp("key"))
    with override_settings(KNOTWORK_KEY_FILE=Path(path), KNOTWORK_DATA=tmp_path_factory.mktemp("data")):
        keyring.forget()
        yield Path(path)
        keyring.forget()


@pytest.fixture(scope="module")
def told_world(told, sqlite_files, django_db_blocker, key_file) -> Iterator[World]:
    """A copy of the world in a file of its own, its keys at hand."""
    with django_db_blocker.unblock(), sqlite_files.fresh(like=told / "knotwork.sqlite3"):
        for key in WrappedKey.objects.all():
            keyring.key_of(key.pk)
        yield pickle.loads((told / "world").read_bytes())  # noqa: S301 – written by `told`


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
