"""Refused attempts, counted in memory and written grouped by the worker, so that forbidden costs the same as absent."""

from collections import Counter
from threading import Lock
from uuid import UUID

_lock = Lock()
_attempts: Counter[tuple[UUID, str]] = Counter()
_MOST = 10_000


def note(viewer: UUID, name: str) -> None:
    """Remember that this account was answered 404 at this URL name."""
    with _lock:
        if len(_attempts) < _MOST:
            _attempts[viewer, name] += 1


def take() -> list[tuple[UUID, str, int]]:
    """Hand over and forget what was noted: (account, URL name, how often)."""
    with _lock:
        taken = [(viewer, name, times) for (viewer, name), times in _attempts.items()]
        _attempts.clear()
    return taken


def give_back(taken: list[tuple[UUID, str, int]]) -> None:
    """Remember again what could not be written down."""
    with _lock:
        for viewer, name, times in taken:
            _attempts[viewer, name] += times
