"""How `knotwork form` ends, as its exit code says (docs/guide/forming-sets.md)."""

from enum import IntEnum


class Ending(IntEnum):
    """What a script may ask about."""

    KEPT = 0
    """A plan that keeps every rule."""
    INTERRUPTED = 1
    """Ended before there were sets; nothing is written."""
    BAD_INPUT = 2
    """A file cannot be read or written, or what is asked does not go together; told in words."""
    NOT_SO = 3
    """No plan can keep every rule and what clashes is named, or none with so few moves."""
    BROKEN = 4
    """The best plan found, the broken rules named; whether there is a better one was not proven."""
