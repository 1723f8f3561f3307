"""Changing the master key: every wrapped key is wrapped anew, in steps that can be interrupted anywhere.

The new key lies beside the old one as `<name>.next` until all is done; each wrap names the master key it needs, so a
second run goes on where the first stopped, and the program can read on meanwhile. The old key is kept as
`<name>.old-<mark>`: backups taken before need it.
"""

import os
from pathlib import Path

from django.db import transaction

from knotwork.platform.sealing import keyring, masterkey
from knotwork.platform.sealing.envelope import Key, key_id
from knotwork.platform.sealing.models import MasterKeyMark, WrappedKey

_STEP = 100


def rotate_master(path: Path) -> Path:
    """Bring in a new master key, or finish bringing it in; returns where the old key is kept.

    Raises:
        KeyFault: the key file does not belong to this database.
    """
    following = masterkey.next_to(path)
    old = masterkey.read(path)
    new = masterkey.read(following) if following.exists() else masterkey.create(following)
    while _rewrap_some(old, new):
        pass
    MasterKeyMark.objects.update_or_create(pk=1, defaults={"fingerprint": masterkey.fingerprint(new)})
    kept = path.with_name(f"{path.name}.old-{masterkey.fingerprint(old)[:8]}")
    if not kept.exists():
        os.link(path, kept)
    following.replace(path)
    keyring.forget()
    while _rewrap_some(old, new):  # what another process wrapped in the moment between
        pass
    return kept


@transaction.atomic
def _rewrap_some(old: Key, new: Key) -> bool:
    """Wrap the next keys anew; False when none is left under the old master key."""
    left = [row for row in WrappedKey.objects.select_for_update().order_by("pk") if key_id(bytes(row.wrapped)) != new.id][
        :_STEP
    ]
    for row in left:
        row.wrapped = keyring.wrap(keyring.unwrap(row, old), keyring.Holder.of(row), new)
        row.save(update_fields=["wrapped"])
    return bool(left)
