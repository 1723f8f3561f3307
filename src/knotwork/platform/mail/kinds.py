"""A kind of letter: who may get it and how it reads. Apps register theirs; config lists them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Written:
    """A letter as it is sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class LetterKind:
    """How letters of one kind are written, and whether they may still be sent.

    `write(params, recipient, at)` makes the letter at sending time, in the recipient's language and zone.
    `may_be_sent(params, recipient, at)` asks the recipient's permission again at sending time.
    `can_be_switched_off`: the letter carries List-Unsubscribe (RFC 8058), and `switch_off(recipient, at)` is what it does;
    the program does not start with one and without the other.
    """

    key: str
    write: Callable[[Mapping[str, Any], UUID | None, datetime], Written]
    may_be_sent: Callable[[Mapping[str, Any], UUID | None, datetime], bool]
    can_be_switched_off: bool = False
    switch_off: Callable[[UUID, datetime], None] | None = None


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    """Make a kind known; called from an app's `ready`.

    Raises:
        ValueError: another kind has this key.
    """
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"letter kind {kind.key} is registered twice")


def kind_of(key: str) -> LetterKind:
    """The kind with this key."""
    return _kinds[key]


def known() -> tuple[str, ...]:
    """The keys of all kinds, sorted."""
    return tuple(sorted(_kinds))


def faults() -> list[str]:
    """Kinds that promise a way to switch them off and have none, in sentences."""
    silent = [kind.key for kind in _kinds.values() if kind.can_be_switched_off != (kind.switch_off is not None)]
    return [f"Letters of kind {key} can be switched off, but nothing is registered to do it." for key in sorted(silent)]
