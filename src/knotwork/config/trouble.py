"""What a database or a disk that refuses says, in a sentence for whoever runs the host."""

import errno
import sqlite3

from django.db.utils import DatabaseError

FAULTS = (DatabaseError, sqlite3.Error, OSError)
_ON_DISK = (
    (
        ("not a database", "malformed"),
        "The database file is damaged. Look with: knotwork doctor; then restore the last backup.",
    ),
    (("readonly", "unable to open"), "This account may not write to the data folder, or to a file in it."),
    (("is full",), "The disk is full: the database cannot be written to. Make room."),
    (("locked",), "Another program keeps the database busy. Try again when it is done."),
)


def explained(fault: Exception) -> str:
    """What went wrong, and where to look; never a word of what the database holds."""
    if isinstance(fault, OSError):
        place = f" ({fault.filename})" if fault.filename else ""
        return f"{_of_the_system(fault)}{place}."
    origin = fault if isinstance(fault, sqlite3.Error) else fault.__cause__
    if isinstance(origin, sqlite3.Error):
        said = str(origin)
        found = next((sentence for signs, sentence in _ON_DISK if any(sign in said for sign in signs)), None)
        return found or f"The database cannot be used ({type(origin).__name__}). Look with: knotwork doctor"
    return (
        f"The database named by DATABASE_URL cannot be used ({type(fault).__name__}). "
        "Is its server running, and are its name, user and password right?"
    )


def _of_the_system(fault: OSError) -> str:
    if fault.errno == errno.ENOSPC:
        return "The disk is full. Make room, then try again"
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "This account may not write or read there"
    return f"The system refused: {fault.strerror or type(fault).__name__}"
