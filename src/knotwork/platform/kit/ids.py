"""Row identities, made before a row exists so that sealed words can be bound to them."""

import secrets
import time
from threading import Lock
from uuid import UUID, uuid4


def new_id() -> UUID:
    """A fresh random identity that tells nothing about when it was made."""
    return uuid4()


class Sequence:
    """Identities in the order they are made, for rows that tell their time anyway."""

    def __init__(self) -> None:
        self._last, self._one_at_a_time = 0, Lock()

    def next(self) -> UUID:
        """An identity that sorts after each this process made before, and after another's by the clock."""
        with self._one_at_a_time:
            self._last = max(time.time_ns(), self._last + 1)
            return UUID(int=self._last << 64 | secrets.randbits(64))
