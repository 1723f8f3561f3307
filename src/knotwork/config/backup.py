"""`knotwork backup` and `knotwork restore` on SQLite: one file, taken while serving, which never holds the key."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

from knotwork.config import checks, trouble
from knotwork.config.folder import DATABASE, database_files
from knotwork.config.saying import CannotStart
from knotwork.platform.kit import clock
from knotwork.platform.sealing import guard

_PAGES = 512
_DUMP = b"PGDMP"


def refuse_in_the_way(target: Path) -> None:
    """Keep a backup from taking the place of anything but an older backup.

    Raises:
        CannotStart: something else lies there, or it would lie among the data.
    """
    if target.is_dir():
        raise CannotStart(f"{target} is a folder. Name a file in it.")
    if target.resolve().is_relative_to(settings.KNOTWORK_DATA):
        raise CannotStart("In the data folder a backup is lost together with the data. Choose another place.")
    if target.exists() and not _is_backup(target):
        raise CannotStart(f"At {target} lies something else, which is no backup of Knotwork. Choose another name.")


def take(target: Path, *, tell: Callable[[int], None]) -> None:
    """Copy the database as it is at one moment into this file, whole or not at all.

    Writers go on meanwhile. `tell` hears the hundredths done. Interrupted, nothing is left behind.

    Raises:
        CannotStart: there is no data, or the copy turned out not to be sound.
    """
    source = settings.KNOTWORK_DATA / DATABASE
    nothing = CannotStart(f"There is no data in {settings.KNOTWORK_DATA}.")
    if not source.exists():
        raise nothing
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _copy(source, part, tell)
        if (fault := soundness(part)) is not None:
            raise CannotStart(f"The copy is not sound ({fault}); no backup was kept.")
        if _mark_of(part) is None:
            raise nothing
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except OSError as fault:
        raise CannotStart(f"The backup cannot be written to {target}: {fault.strerror}.") from fault
    except sqlite3.Error as fault:
        raise CannotStart(f"No backup was kept. {trouble.explained(fault)}") from fault
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


def put_back(file: Path, *, replace: bool) -> list[Path]:
    """Put a backup into the data folder, which must be empty or may be replaced; returns what was set aside.

    Raises:
        CannotStart: no sound backup of Knotwork, of a newer one, in the way of present data, or it cannot be written.
        KeyFault: the key file is not the one this backup was made under.
    """
    _refuse_strange(file)
    present = database_files(settings.KNOTWORK_DATA)
    if present and not replace:
        raise CannotStart(f"There is data in {settings.KNOTWORK_DATA} already. Add --replace to set it aside.")
    arriving = settings.KNOTWORK_DATA / f"{DATABASE}.arriving"
    try:
        os.close(os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        arriving.write_bytes(file.read_bytes())
        _sync(arriving)
        aside = set_aside(clock.now())
        arriving.replace(settings.KNOTWORK_DATA / DATABASE)
        _sync(settings.KNOTWORK_DATA)
    except OSError as fault:
        raise CannotStart(f"The backup cannot be put into {settings.KNOTWORK_DATA}: {fault.strerror}.") from fault
    finally:
        arriving.unlink(missing_ok=True)
    return aside


def set_aside(at: datetime) -> list[Path]:
    """Rename the present database files, so that they can be found again; returns where they lie."""
    return [
        path.replace(path.with_name(f"{path.name}.before-{at:%Y%m%d-%H%M%S}"))
        for path in database_files(settings.KNOTWORK_DATA)
    ]


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
    mark = _mark_of(file)
    if mark is None:
        raise CannotStart(f"{file} is no backup of Knotwork.")
    if unknown := checks.unknown_among(_asked(file, "SELECT app, name FROM django_migrations")):
        raise CannotStart(f"{file} was made by a newer Knotwork ({unknown[-1]}). Install that version, or a later one.")
    guard.check(settings.KNOTWORK_KEY_FILE, mark)


def _is_backup(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        is_dump = opened.read(len(_DUMP)) == _DUMP
    return is_dump or _mark_of(file) is not None


def _mark_of(file: Path) -> str | None:
    """The fingerprint of the key a database file is sealed under; None if it is no database of Knotwork."""
    marks = _asked(file, "SELECT fingerprint, id FROM sealing_masterkeymark WHERE id = 1")
    return next((fingerprint for fingerprint, _id in marks), None)


def _asked(file: Path, question: str) -> set[tuple[str, str]]:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            return set(copy.execute(question).fetchall())
    except sqlite3.DatabaseError:
        return set()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
