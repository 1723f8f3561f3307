"""Whether this database and this key file belong together; asked before the program starts."""

from pathlib import Path

from django.db import transaction

from knotwork.platform.sealing import keyring, masterkey
from knotwork.platform.sealing.masterkey import KeyFault
from knotwork.platform.sealing.models import MasterKeyMark, WrappedKey


@transaction.atomic
def claim(path: Path) -> None:
    """Make sure the key file is the one this database is sealed under; an empty database takes, or is given, a key.

    Raises:
        KeyFault: the key is missing, is another one, or the data does not say which it needs.
    """
    mark = MasterKeyMark.objects.filter(pk=1).first()
    if mark is None:
        if WrappedKey.objects.exists():
            raise KeyFault("The data is sealed but does not say under which key. Restore a whole backup of it.")
        key = masterkey.read(path) if path.exists() else masterkey.create(path)
        MasterKeyMark.objects.create(pk=1, fingerprint=masterkey.fingerprint(key))
    else:
        check(path, mark.fingerprint)
    masterkey.close_to_others(path)
    keyring.forget()


def check(path: Path, fingerprint: str) -> None:
    """Compare the key file with the mark of a database.

    Raises:
        KeyFault: it is missing, or another database's key.
    """
    key = masterkey.read(path)
    if masterkey.fingerprint(key) == fingerprint:
        return
    if (following := masterkey.next_to(path)).exists() and masterkey.fingerprint(masterkey.read(following)) == fingerprint:
        raise KeyFault("A change of the master key was interrupted. Finish it with: knotwork rotate-key")
    raise KeyFault(f"The key file {path} belongs to other data: nothing here can be opened with it. Put back the right one.")
