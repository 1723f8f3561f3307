"""The types of recurring work; `config/schedule.py` lists all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Periodic:
    """Work to be done again and again: an idempotent function of the moment, done by one worker at a time."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


@dataclass(frozen=True)
class Prompt:
    """Work looked for in every round of every worker, about once a second.

    Its rows carry leases of their own, or it belongs to this process alone. With nothing to do it must cost
    one read at most.
    """

    name: str
    run: Callable[[datetime], None]
