"""The type of a periodic task; `config/schedule.py` lists them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Periodic:
    """Work to be done again and again: an idempotent function of the moment."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]
