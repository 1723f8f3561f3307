"""`knotwork backup` and `knotwork restore` on PostgreSQL, by its own tools."""

import os
import shutil
import subprocess
from itertools import takewhile
from pathlib import Path

from django.db import connection

from knotwork.config import checks
from knotwork.config.saying import CannotStart
from knotwork.platform.sealing import guard

_REACH = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def take(target: Path) -> None:
    """Dump the database into one file, whole or not at all.

    Raises:
        CannotStart: there is no pg_dump, or it failed.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
        part.chmod(0o600)
        _run("pg_restore", "--list", f"--file={os.devnull}", str(part))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def put_back(file: Path, key_file: Path, *, replace: bool) -> None:
    """Read a dump into the database, which must be empty or may be replaced; all of it or nothing.

    Raises:
        CannotStart: there is data in the way, no pg_restore, or it failed.
        KeyFault: the key file is not the one of the dump.
    """
    if not file.is_file():
        raise CannotStart(f"There is no file {file}.")
    if connection.introspection.table_names() and not replace:
        raise CannotStart("There is data in the database already. Add --replace to overwrite it; take a backup of it first.")
    _refuse_newer_and_strange(file, key_file)
    name = str(connection.settings_dict["NAME"])
    clean = ["--clean", "--if-exists"] if replace else []
    connection.close()
    _run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        *clean,
        f"--dbname={name}",
        str(file),
    )


def _refuse_newer_and_strange(file: Path, key_file: Path) -> None:
    """Ask a dump, before anything is written, for its key and for the program that made it."""
    marks = _rows(file, "sealing_masterkeymark")
    if not marks:
        raise CannotStart(f"{file} is no backup of Knotwork.")
    applied = {(row["app"], row["name"]) for row in _rows(file, "django_migrations")}
    if unknown := checks.unknown_among(applied):
        raise CannotStart(f"{file} was made by a newer Knotwork ({unknown[-1]}). Install that version, or a later one.")
    guard.check(key_file, marks[0]["fingerprint"])


def _rows(file: Path, table: str) -> list[dict[str, str]]:
    """What a dump holds of one table; plain words without escapes only."""
    lines = iter(_run("pg_restore", "--data-only", f"--table={table}", "--file=-", str(file)).splitlines())
    begun = next((line for line in lines if line.startswith("COPY ")), "COPY x ()")
    columns = [name.strip(' "') for name in begun[begun.index("(") + 1 : begun.index(")")].split(",")]
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in takewhile(lambda line: line != "\\.", lines)]


def _run(tool: str, *arguments: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise CannotStart(
            f"{tool} is not installed here. Install the PostgreSQL client, or take the backup on the database's host."
        )
    settings = connection.settings_dict
    reach = {variable: str(settings[key]) for key, variable in _REACH.items() if settings.get(key)}
    done = subprocess.run([found, *arguments], env={**os.environ, **reach}, capture_output=True, text=True, check=False)  # noqa: S603 – a fixed tool
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise CannotStart(f"{tool} failed: {last[0].strip()}")
    return done.stdout
