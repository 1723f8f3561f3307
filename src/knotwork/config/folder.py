"""The data folder: private, on a real disk, marked as demo or not, and used by one program at a time."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from knotwork.config.saying import CannotStart

DATABASE = "knotwork.sqlite3"
DEMO_MARK = "this-is-the-demo"
_LOCK = "serving.lock"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs"}


def prepare(folder: Path) -> None:
    """Make the folder, 0700.

    Raises:
        CannotStart: it cannot be made private, lies on a network, or holds what this start is not for.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotStart(f"{folder} is a file. The data lives in a folder: say another place.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)
    except OSError as fault:
        raise CannotStart(
            f"The data folder {folder} cannot be made readable for this account alone: {fault.strerror}."
        ) from fault
    if connection.vendor == "sqlite" and (kind := _file_system(folder)) in _NETWORK:
        raise CannotStart(f"The data folder {folder} lies on a network file system ({kind}), where SQLite loses data.")
    _tell_demo_from_real(folder)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep every other Knotwork out of this folder meanwhile; ends with the process, however it ends.

    Raises:
        CannotStart: another one is in, or nothing can be written there.
    """
    try:
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise CannotStart(f"This account may not write to the data folder {folder}: {fault.strerror}.") from fault
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(f"Another Knotwork is using the data folder {folder}. Stop it first.") from None
        yield
    finally:
        os.close(descriptor)


def database_files(folder: Path) -> list[Path]:
    """The files of the SQLite database that are there."""
    return [path for ending in ("", "-wal", "-shm") if (path := folder / f"{DATABASE}{ending}").exists()]


def _tell_demo_from_real(folder: Path) -> None:
    mark = folder / DEMO_MARK
    if settings.KNOTWORK_DEMO and connection.vendor != "sqlite":
        raise CannotStart("The demo keeps its data in a folder of its own: unset DATABASE_URL.")
    if settings.KNOTWORK_DEMO and not mark.exists():
        if database_files(folder):
            raise CannotStart(
                f"The folder {folder} holds real data; the demo, where anybody signs in as anybody, stays out of it."
            )
        _leave(mark)
    if not settings.KNOTWORK_DEMO and mark.exists():
        raise CannotStart(f"The folder {folder} holds the demo. Choose another data folder, or start the demo.")


def _leave(mark: Path) -> None:
    try:
        mark.touch()
    except OSError as fault:
        raise CannotStart(f"This account may not write to the data folder {mark.parent}: {fault.strerror}.") from fault


def _file_system(folder: Path) -> str:
    """The kind of file system, where the system tells (Linux)."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    mounts = [(Path(parts[1].replace("\\040", " ")), parts[2]) for line in lines if len(parts := line.split()) > 2]
    around = [(len(place.parts), number, kind) for number, (place, kind) in enumerate(mounts) if folder.is_relative_to(place)]
    return max(around)[2] if around else ""
