import errno
import sqlite3

import pytest
from django.db.utils import DatabaseError, OperationalError

from knotwork.config.trouble import explained


def out_of(fault, cause):
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (sqlite3.DatabaseError("database disk image is malformed"), "damaged"),
        (out_of(OperationalError("x"), sqlite3.OperationalError("attempt to write a readonly database")), "may not write"),
        (out_of(OperationalError("x"), sqlite3.OperationalError("database or disk is full")), "The disk is full"),
        (out_of(OperationalError("x"), sqlite3.OperationalError("database is locked")), "keeps the database busy"),
        (sqlite3.OperationalError("CNRY is no such column"), "cannot be used (OperationalError)"),
        (DatabaseError("CNRY"), "DATABASE_URL"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/data"), "may not write or read there (/data)"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_refuses_is_explained_without_its_words(fault, sentence):
    said = explained(fault)

    assert sentence in said
    assert "CNRY" not in said
