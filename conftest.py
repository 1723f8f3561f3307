"""Fixtures every test may use: a key file, a fixed moment, and the cast."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from uuid import uuid4

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from knotwork.platform.sealing import keyring
from tests import postgres
from tests.databases import PostgresDatabases, SqliteFiles
from tests.once import Once, made_once

# A busy machine draws and runs slowly; that says nothing about what is drawn or promised.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the keys of all tests lie, each in a folder of its own."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def key_file(key_folder: Path, settings) -> Iterator[Path]:
    """A master key of its own for each test, which need not outlive a power cut as one that `masterkey.create` makes."""
    path = key_folder / uuid4().hex / "master.key"
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    path.write_text(f"{token_hex(32)}\n", encoding="ascii")
    settings.KNOTWORK_KEY_FILE = path
    keyring.forget()
    yield path
    keyring.forget()


@pytest.fixture
def at() -> datetime:
    """The moment at which tests happen: Monday 23 November 2026, 12:00 UTC."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL server's address, as DATABASE_URL has it; started once, and stopped if we started it."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once("world", tell)`: a folder that `tell` fills, once for all workers of this run. Use copies of what lies in it."""
    return partial(made_once, tmp_path_factory)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory, once: Once) -> SqliteFiles:
    """Migrated SQLite files, copied for each test."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"), once)


@pytest.fixture(scope="session")
def postgres_databases(postgres_url) -> PostgresDatabases:
    """Migrated PostgreSQL databases, made from a template for each test."""
    return PostgresDatabases(postgres_url)


@pytest.fixture
def sqlite_file(sqlite_files, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """The default database is a SQLite file of this test's own: real commits, other threads see them."""
    with django_db_blocker.unblock(), sqlite_files.fresh() as database:
        yield database


@pytest.fixture
def postgres_database(postgres_databases, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """The default database is a PostgreSQL database of this test's own: real commits, other threads see them."""
    with django_db_blocker.unblock(), postgres_databases.fresh() as database:
        yield database


@pytest.fixture(params=["sqlite_file", pytest.param("postgres_database", marks=pytest.mark.postgres)])
def real_database(request) -> BaseDatabaseWrapper:
    """Runs the test twice: on a SQLite file and on PostgreSQL."""
    return request.getfixturevalue(request.param)
