"""The master key: a file outside the data folder, 0600, made only for an empty database."""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from knotwork.platform.sealing.envelope import Key


class KeyFault(Exception):
    """The key file is missing, unreadable or belongs to other data; the message says what to do."""


def read(path: Path) -> Key:
    """Read the master key.

    Raises:
        KeyFault: there is no such file, or it is not a key.
    """
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise KeyFault(f"The key file {path} is missing. Put back the copy you keep apart from the backups.") from None
    except OSError as fault:
        raise KeyFault(f"The key file {path} cannot be read: {fault.strerror}.") from fault
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise KeyFault(f"The file {path} holds no key: a key is 64 hexadecimal digits. Put back the right one.")
    return Key(_id(secret), secret)


def create(path: Path) -> Key:
    """Make a new master key file with mode 0600.

    Raises:
        KeyFault: a file of that name exists, or none can be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFault(f"The key file {path} exists already and is not overwritten.") from None
    except OSError as fault:
        raise KeyFault(f"The key file {path} cannot be made: {fault.strerror}.") from fault
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(os.urandom(32).hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return read(path)


def close_to_others(path: Path) -> None:
    """Leave the key file to this account alone, as far as the system lets us; the doctor tells of what is left."""
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)


def next_to(path: Path) -> Path:
    """Where the key lies that a change of keys is bringing in."""
    return path.with_name(f"{path.name}.next")


def fingerprint(key: Key) -> str:
    """What may be stored beside the data to recognise the key; tells nothing about it."""
    return hashlib.blake2b(key.secret, digest_size=32, person=b"knotwork-master").hexdigest()


def _id(secret: bytes) -> UUID:
    """Tells one master key from another, so that each wrap names the one it needs; tells nothing about the key."""
    return UUID(bytes=hashlib.blake2b(secret, digest_size=16, person=b"knotwork-key-id").digest())
