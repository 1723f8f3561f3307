"""Tests against a database as the product uses it: real commits, real threads, on SQLite files and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import dj_database_url
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.once import Once


@contextmanager
def default_is(configuration: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Make this the default database, in this thread and in those begun meanwhile."""
    before, before_settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": configuration})["default"]
    now = connections["default"] = connections.create_connection("default")
    try:
        yield now
    finally:
        now.close()
        connections.settings["default"] = before_settings
        connections["default"] = before


def copy_database(place: Path, to: Path) -> None:
    """Copy a SQLite file nobody writes to, with its log where it has one."""
    for end in ("", "-wal"):
        if Path(f"{place}{end}").exists():
            shutil.copyfile(f"{place}{end}", f"{to}{end}")


class SqliteFiles:
    """SQLite files, migrated once in a run and copied for each test."""

    def __init__(self, folder: Path, once: Once) -> None:
        self._folder = folder
        self._once = once

    @contextmanager
    def fresh(self, like: Path | None = None) -> Iterator[BaseDatabaseWrapper]:
        """A database of its own: a copy of this file, or an empty one that is migrated."""
        place = self._folder / f"{uuid4().hex}.sqlite3"
        copy_database(like or self._once("migrated", self._migrate) / "knotwork.sqlite3", place)
        with default_is(self._configured(place)) as database:
            yield database

    def _migrate(self, folder: Path) -> None:
        with default_is(self._configured(folder / "knotwork.sqlite3")):
            call_command("migrate", interactive=False, verbosity=0)

    def _configured(self, place: Path) -> dict[str, Any]:
        return {**settings.SQLITE, "NAME": place}


class PostgresDatabases:
    """Migrated databases on one server, made from a template for each test."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._has_template = False

    @contextmanager
    def fresh(self) -> Iterator[BaseDatabaseWrapper]:
        """A migrated database of its own."""
        if not self._has_template:
            self._ask("CREATE DATABASE knotwork_template")
            with default_is(self._configured("knotwork_template")):
                call_command("migrate", interactive=False, verbosity=0)
            self._has_template = True
        name = f"knotwork_{uuid4().hex}"
        self._ask(f"CREATE DATABASE {name} TEMPLATE knotwork_template")
        try:
            with default_is(self._configured(name)) as database:
                yield database
        finally:
            self._ask(f"DROP DATABASE {name} WITH (FORCE)")

    def _configured(self, name: str) -> dict[str, Any]:
        return {**dj_database_url.parse(self._url), "NAME": name}

    def _ask(self, statement: str) -> None:
        reach = dj_database_url.parse(self._url)
        keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        known = {key: reach[named] for key, named in keys.items() if reach.get(named)}
        with psycopg.connect(autocommit=True, **known) as line:
            line.execute(statement)
