"""The keyring: hands out set keys and person keys. First provider: wrapped under the master key file."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, local
from typing import Literal, Self
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing import masterkey
from knotwork.platform.sealing.envelope import Key, Unopenable, key_id, open_, seal
from knotwork.platform.sealing.models import WrappedKey


@dataclass(frozen=True)
class Holder:
    """Whose key seals a row."""

    kind: Literal["set", "person"]
    id: UUID

    @classmethod
    def of(cls, row: WrappedKey) -> Self:
        """The holder of a wrapped key."""
        return cls(row.holder_kind, row.holder)  # type: ignore[arg-type]  # the column holds nothing else


@dataclass(frozen=True)
class Held:
    """A key and whose it is."""

    key: Key
    holder: Holder
    epoch: int


def key_for(holder: Holder) -> Key:
    """The holder's newest key, made on first use; one query at most, none once seen."""
    known = _memory.newest(holder)
    if known is None:
        row = WrappedKey.objects.filter(holder_kind=holder.kind, holder=holder.id).order_by("-epoch").first()
        known = _remember(row or _make(holder))
    return known.key


def key_of(wanted: UUID) -> Held:
    """The key an envelope names, and whose it is.

    Raises:
        Unopenable: the key was destroyed, or never was.
    """
    known = _memory.by_id(wanted)
    if known is None:
        row = WrappedKey.objects.filter(pk=wanted).first()
        if row is None:
            raise Unopenable("the key is gone")
        known = _remember(row)
    return known


def destroy(holder: Holder) -> None:
    """Forget every key of this holder: what they sealed can never be opened again."""
    WrappedKey.objects.filter(holder_kind=holder.kind, holder=holder.id).delete()
    forget()
    transaction.on_commit(forget)


def forget() -> None:
    """Drop all keys held in memory; they are read again when needed."""
    _memory.forget()


def wrap(key: Key, holder: Holder, master: Key) -> bytes:
    """The key, sealed under a master key and bound to its holder."""
    return seal(key.secret.hex(), master, _bound(key.id, holder))


def unwrap(row: WrappedKey, master: Key) -> Key:
    """The key inside a row.

    Raises:
        Unopenable: another master key, or the row was altered.
    """
    return Key(row.pk, bytes.fromhex(open_(bytes(row.wrapped), master, _bound(row.pk, Holder.of(row)))))


class _Marker:
    """Stands in the list of what happens on commit; while it stands there, its transaction lives."""

    def __init__(self, held: Held) -> None:
        self.held = held

    def __call__(self) -> None:
        _memory.share(self.held)


@dataclass
class _Memory:
    """Keys already unwrapped.

    A key seen inside a transaction may be rolled back with it, and what it sealed afterwards could never be opened
    again. So it counts for this connection alone, and only while its marker still waits for the commit.
    """

    _lock: Lock = field(default_factory=Lock)
    _shared: dict[UUID, Held] = field(default_factory=dict)
    _newest: dict[Holder, Held] = field(default_factory=dict)
    _masters: dict[UUID, Key] = field(default_factory=dict)
    _pending: local = field(default_factory=local)
    _age: int = 0

    def newest(self, holder: Holder) -> Held | None:
        """The known key of this holder with the highest epoch."""
        with self._lock:
            shared = self._newest.get(holder)
        mine = [held for held in self._waiting() if held.holder == holder]
        return max([*mine, *([shared] if shared else [])], key=lambda held: held.epoch, default=None)

    def by_id(self, wanted: UUID) -> Held | None:
        """The known key with this id."""
        with self._lock:
            known = self._shared.get(wanted)
        return known or next((held for held in self._waiting() if held.key.id == wanted), None)

    def share(self, held: Held) -> None:
        """Its row is committed: everybody may use it."""
        with self._lock:
            self._shared[held.key.id] = held
            known = self._newest.get(held.holder)
            if known is None or known.epoch < held.epoch:
                self._newest[held.holder] = held

    def wait(self, held: Held) -> None:
        """Share it when the running transaction commits, at once outside one."""
        marker = _Marker(held)
        transaction.on_commit(marker)
        if connection.in_atomic_block:
            self._pending.markers = [*self._markers(), marker]

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._shared.clear()
            self._newest.clear()
            self._masters.clear()
            self._age += 1

    def master(self, wanted: UUID | None) -> Key:
        """The master key with this id, or the present one; the files are read again when it is not known."""
        with self._lock:
            known = self._masters.get(wanted) if wanted else None
            if known is not None:
                return known
            path: Path = settings.KNOTWORK_KEY_FILE
            present = masterkey.read(path)
            following = masterkey.next_to(path)
            keys = [present, *([masterkey.read(following)] if following.exists() else [])]
            self._masters = {key.id: key for key in keys}
            return self._masters.get(wanted, present) if wanted else present

    def _waiting(self) -> list[Held]:
        return [marker.held for marker in self._markers()]

    def _markers(self) -> list[_Marker]:
        if getattr(self._pending, "age", None) != self._age:
            self._pending.age, self._pending.markers = self._age, []
        noted: list[_Marker] = self._pending.markers
        if noted:
            alive = {id(entry[1]) for entry in connection.run_on_commit}
            noted = self._pending.markers = [marker for marker in noted if id(marker) in alive]
        return noted


_memory = _Memory()


def _bound(key: UUID, holder: Holder) -> bytes:
    return f"wrapped-key|{key}|{holder.kind}|{holder.id}".encode()


def _make(holder: Holder) -> WrappedKey:
    key = Key(new_id(), os.urandom(32))
    wrapped = wrap(key, holder, _memory.master(None))
    with transaction.atomic():
        row, _created = WrappedKey.objects.get_or_create(
            holder_kind=holder.kind, holder=holder.id, epoch=1, defaults={"id": key.id, "wrapped": wrapped}
        )
    return row


def _remember(row: WrappedKey) -> Held:
    key = unwrap(row, _memory.master(key_id(bytes(row.wrapped))))
    held = Held(key, Holder.of(row), row.epoch)
    _memory.wait(held)
    return held
