"""Words of the outbox."""

from enum import StrEnum


class LetterState(StrEnum):
    """Where a letter stands. `KEPT`: written, and kept on this machine because nothing sends it."""

    WAITING = "waiting"
    SENT = "sent"
    KEPT = "kept"
    DROPPED = "dropped"
    FAILED = "failed"
