"""The protocols that ship, read from their files, and frozen ones read again. Pure but for the files themselves."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from knotwork.protocols import shape
from knotwork.protocols.shape import Protocol

_SHIPPED = Path(__file__).parent / "shipped"
_ORDER = (
    "first-meeting",
    "classic",
    "classic-short",
    "self-managed",
    "virtual-short",
    "triads",
    "reflecting-team",
    "helpers-turn",
    "short-round",
    "question-burst",
    "review",
    "repair",
    "closing",
)
FIRST = "first-meeting"
"""The shape of the first meeting of a set."""
CLOSING = "closing"
"""The shape that closes a set."""
REVIEW = "review"
"""The shape in which a set looks at how it works."""
_USUAL = ("classic", "classic-short")
"""What a new rhythm is planned with; the others are chosen by name."""


@cache
def shipped() -> tuple[Protocol, ...]:
    """Every protocol that ships, in the order a new set meets them."""
    return tuple(shape.parse(json.loads((_SHIPPED / f"{key}.json").read_text(encoding="utf-8"))) for key in _ORDER)


def nearest_in_length(minutes: int) -> Protocol:
    """Of the classic shapes the one whose own length is nearest; of two equally near the shorter one."""
    return min(
        (shipped_by_key(key) for key in _USUAL), key=lambda protocol: (abs(protocol.minutes - minutes), protocol.minutes)
    )


def shipped_by_key(key: str) -> Protocol:
    """The shipped protocol with this key.

    Raises:
        KeyError: none has this key.
    """
    return {protocol.key: protocol for protocol in shipped()}[key]


def frozen(told: Mapping[str, Any]) -> Protocol:
    """The shape a meeting runs with, from the JSON form it keeps; what was read once is remembered.

    Raises:
        Malformed: it is no protocol.
    """
    return _read(json.dumps(told))


@lru_cache(maxsize=256)
def _read(text: str) -> Protocol:
    return shape.parse(json.loads(text))
