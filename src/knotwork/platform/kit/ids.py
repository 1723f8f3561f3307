"""Row identities, made before a row exists so that sealed words can be bound to them."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """A fresh random identity that tells nothing about when it was made."""
    return uuid4()
