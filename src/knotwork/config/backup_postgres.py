"""`knotwork backup` and `knotwork restore` on PostgreSQL, by its own tools."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from knotwork.config.saying import CannotStart
from knotwork.platform.sealing import guard
from knotwork.platform.sealing.models import MasterKeyMark

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
    mark = MasterKeyMark.objects.filter(pk=1).first()
    if mark is not None:
        guard.check(key_file, mark.fingerprint)


def _run(tool: str, *arguments: str) -> None:
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
        raise CannotStart(f"{tool} failed: {last[0]}")
