"""The keyring: hands out set keys and person keys. First provider: wrapped under the master key file."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing import masterkey
from knotwork.platform.sealing.envelope import Key, Unopenable, open_, seal
from knotwork.platform.sealing.models import WrappedKey


@dataclass(frozen=True)
class Holder:
    """Whose key seals a row."""

    kind: Literal["set", "person"]
    id: UUID


def key_for(holder: Holder) -> Key:
    """The holder's newest key, made on first use; one query at most, none once seen."""
    known = _newest.get(holder)
    if known is not None:
        return known
    row = WrappedKey.objects.filter(holder_kind=holder.kind, holder=holder.id).order_by("-epoch").first()
    key = _unwrap(row) if row else _make(holder)
    _newest[holder] = key
    _by_id[key.id] = key
    return key


def key_of(key_id: UUID) -> Key:
    """The key an envelope names.

    Raises:
        Unopenable: the key was destroyed, or never was.
    """
    known = _by_id.get(key_id)
    if known is not None:
        return known
    row = WrappedKey.objects.filter(pk=key_id).first()
    if row is None:
        raise Unopenable("the key is gone")
    key = _unwrap(row)
    _by_id[key.id] = key
    return key


def destroy(holder: Holder) -> None:
    """Forget every key of this holder: what they sealed can never be opened again."""
    WrappedKey.objects.filter(holder_kind=holder.kind, holder=holder.id).delete()
    forget()


def forget() -> None:
    """Drop all keys held in memory; they are read again when needed."""
    _newest.clear()
    _by_id.clear()
    _master.cache_clear()


_newest: dict[Holder, Key] = {}
_by_id: dict[UUID, Key] = {}


@lru_cache(maxsize=1)
def _master(path: Path) -> Key:
    return masterkey.read(path)


def _bound(key_id: UUID, holder: Holder) -> bytes:
    return f"wrapped-key|{key_id}|{holder.kind}|{holder.id}".encode()


def _make(holder: Holder) -> Key:
    key = Key(new_id(), os.urandom(32))
    wrapped = seal(key.secret.hex(), _master(settings.KNOTWORK_KEY_FILE), _bound(key.id, holder))
    with transaction.atomic():
        row, created = WrappedKey.objects.get_or_create(
            holder_kind=holder.kind, holder=holder.id, epoch=1, defaults={"id": key.id, "wrapped": wrapped}
        )
    return key if created else _unwrap(row)


def _unwrap(row: WrappedKey) -> Key:
    holder = Holder(row.holder_kind, row.holder)  # type: ignore[arg-type]  # the column holds nothing else
    secret = open_(bytes(row.wrapped), _master(settings.KNOTWORK_KEY_FILE), _bound(row.pk, holder))
    return Key(row.pk, bytes.fromhex(secret))
