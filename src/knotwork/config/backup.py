"""`knotwork backup` and `knotwork restore` on SQLite: one file, taken while serving, which never holds the key."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

from knotwork.config.folder import DATABASE, database_files
from knotwork.config.saying import CannotStart
from knotwork.platform.kit import clock
from knotwork.platform.sealing import guard

_PAGES = 512


def take(target: Path, *, tell: Callable[[int], None]) -> None:
    """Copy the database as it is at one moment into this file, whole or not at all.

    Writers go on meanwhile. `tell` hears the hundredths done. Interrupted, nothing is left behind.

    Raises:
        CannotStart: there is no data, or the copy turned out not to be sound.
    """
    source = settings.KNOTWORK_DATA / DATABASE
    if not source.exists():
        raise CannotStart(f"There is no data in {settings.KNOTWORK_DATA}.")
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _copy(source, part, tell)
        if (fault := soundness(part)) is not None:
            raise CannotStart(f"The copy is not sound ({fault}); no backup was kept.")
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except OSError as fault:
        raise CannotStart(f"The backup cannot be written to {target}: {fault.strerror}.") from fault
    finally:
        for leftover in (part, *(part.with_name(part.name + ending) for ending in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def soundness(file: Path) -> str | None:
    """What is wrong with a database file; None if it is sound."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            answer: str = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = copy.execute("PRAGMA foreign_key_check").fetchone()
            return "a reference leads nowhere" if broken else None if answer == "ok" else answer
    except sqlite3.DatabaseError as fault:
        return str(fault)


def put_back(file: Path, *, replace: bool) -> None:
    """Put a backup into the data folder, which must be empty or may be replaced; what was there is set aside.

    Raises:
        CannotStart: no sound backup of Knotwork, of other data than the key file, or in the way of present data.
        KeyFault: the key file is not the one this backup was made under.
    """
    _refuse_strange(file)
    present = database_files(settings.KNOTWORK_DATA)
    if present and not replace:
        raise CannotStart(f"There is data in {settings.KNOTWORK_DATA} already. Add --replace to set it aside.")
    arriving = settings.KNOTWORK_DATA / f"{DATABASE}.arriving"
    os.close(os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    arriving.write_bytes(file.read_bytes())
    _sync(arriving)
    set_aside(clock.now())
    arriving.replace(settings.KNOTWORK_DATA / DATABASE)
    _sync(settings.KNOTWORK_DATA)


def set_aside(at: datetime) -> None:
    """Rename the present database files, so that they can be found again."""
    for path in database_files(settings.KNOTWORK_DATA):
        path.replace(path.with_name(f"{path.name}.before-{at:%Y%m%d-%H%M%S}"))


def copy_before_migrating(folder: Path) -> Path:
    """A copy of the database beside it, before a newer program changes it."""
    copy = folder / f"before-migrating-{clock.now():%Y%m%d-%H%M%S}.sqlite3"
    take(copy, tell=lambda _hundredths: None)
    return copy


def _copy(source: Path, target: Path, tell: Callable[[int], None]) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        tell(100 * (total - remaining) // max(total, 1))

    with closing(sqlite3.connect(source, timeout=30)) as origin, closing(sqlite3.connect(target)) as copy:
        # A read transaction pins one moment: other writers neither wait for the copy nor make it begin again.
        origin.isolation_level = None
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
        origin.backup(copy, pages=_PAGES, progress=told)
        origin.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")


def _refuse_strange(file: Path) -> None:
    if not file.is_file():
        raise CannotStart(f"There is no file {file}.")
    if (fault := soundness(file)) is not None:
        raise CannotStart(f"{file} is no sound backup: {fault}.")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        try:
            row = copy.execute("SELECT fingerprint FROM sealing_masterkeymark WHERE id = 1").fetchone()
        except sqlite3.DatabaseError:
            row = None
    if row is None:
        raise CannotStart(f"{file} is no backup of Knotwork.")
    guard.check(settings.KNOTWORK_KEY_FILE, row[0])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
