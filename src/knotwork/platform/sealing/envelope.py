"""The sealed envelope: `version 1 | key id 16 | nonce 12 | AES-256-GCM text and tag` (design: trust.md §3.3)."""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
_KEY_ID, _NONCE = slice(1, 17), slice(17, 29)
_HEAD = 29


class Unopenable(Exception):
    """The envelope was altered, moved to another row, or sealed with another key."""


@dataclass(frozen=True)
class Key:
    """A 256-bit key and its id."""

    id: UUID
    secret: bytes


def seal(text: str, key: Key, bound_to: bytes) -> bytes:
    """Seal text so that it opens only with this key and only where it is bound to."""
    head = VERSION + key.id.bytes + os.urandom(12)
    return head + AESGCM(key.secret).encrypt(head[_NONCE], text.encode("utf-8", "surrogatepass"), head[:17] + bound_to)


def key_id(envelope: bytes) -> UUID:
    """The id of the key this envelope wants.

    Raises:
        Unopenable: too short, or a version this program does not know.
    """
    if len(envelope) < _HEAD + 16 or envelope[:1] != VERSION:
        raise Unopenable("unknown envelope")
    return UUID(bytes=envelope[_KEY_ID])


def open_(envelope: bytes, key: Key, bound_to: bytes) -> str:
    """The text inside.

    Raises:
        Unopenable: any bit of the envelope, its key or its place differs.
    """
    try:
        clear = AESGCM(key.secret).decrypt(envelope[_NONCE], envelope[_HEAD:], envelope[:17] + bound_to)
    except InvalidTag as fault:
        raise Unopenable("altered or moved") from fault
    return clear.decode("utf-8", "surrogatepass")
