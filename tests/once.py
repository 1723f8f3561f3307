"""What is made once in a run of the tests, however many workers share it."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

type Once = Callable[[str, Callable[[Path], None]], Path]


def made_once(places: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name, which all workers of this run share; whoever wants it first fills it, the others wait."""
    own = places.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    made = folder / "is-made"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(folder)
            made.touch()
    return folder
