"""Refused attempts, counted in memory and written grouped by the worker, so that forbidden costs the same as absent."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Attempt:
    """What was tried: by which account, at which URL name, with which ids in the address."""

    viewer: UUID
    name: str
    ids: tuple[tuple[str, UUID], ...]


_lock = Lock()
_attempts: Counter[Attempt] = Counter()
_whose: dict[str, Callable[[UUID], UUID | None]] = {}
_MOST = 10_000


def tell_whose(key: str, whose: Callable[[UUID], UUID | None]) -> None:
    """Say who may read of attempts at addresses with this id in them; called from an app's `ready`.

    It is asked by the worker, never while somebody waits for an answer; None = there is no such row.
    """
    _whose[key] = whose


def note(viewer: UUID, name: str, kwargs: Mapping[str, Any]) -> None:
    """Remember that this account was answered 404 at this URL name; asks nothing of the database."""
    ids = tuple((key, value) for key, value in kwargs.items() if isinstance(value, UUID))
    with _lock:
        if len(_attempts) < _MOST:
            _attempts[Attempt(viewer, name, ids)] += 1


def take() -> Counter[Attempt]:
    """Hand over and forget what was noted, with how often."""
    with _lock:
        taken = _attempts.copy()
        _attempts.clear()
    return taken


def give_back(taken: Counter[Attempt]) -> None:
    """Remember again what could not be written down."""
    with _lock:
        _attempts.update(taken)


def audience(attempt: Attempt) -> UUID | None:
    """Whose record the attempt belongs to; None = nobody's but the host's."""
    found = (_whose[key](value) for key, value in attempt.ids if key in _whose)
    return next((each for each in found if each is not None), None)
