"""Wakes the worker of this process when work has just been committed."""

from threading import Event

from django.db import transaction

_rung = Event()


def ring() -> None:
    """Wake the worker when the running transaction commits, or at once outside one."""
    transaction.on_commit(_rung.set)


def wait(seconds: float) -> None:
    """Sleep until the bell rings, or so long; in the worker's thread only."""
    _rung.wait(seconds)
    _rung.clear()


def wake() -> None:
    """Wake the worker now, whatever the transaction."""
    _rung.set()
