"""What screens and the room ask of the protocols that ship."""

import json
from functools import cache
from pathlib import Path

from knotwork.protocols import shape
from knotwork.protocols.shape import Protocol

_SHIPPED = Path(__file__).parent / "shipped"
_ORDER = ("first-meeting", "classic", "classic-short")


@cache
def shipped() -> tuple[Protocol, ...]:
    """Every protocol that ships, in the order a new set meets them."""
    return tuple(shape.parse(json.loads((_SHIPPED / f"{key}.json").read_text(encoding="utf-8"))) for key in _ORDER)


def nearest_in_length(minutes: int) -> Protocol:
    """The shipped protocol with presenters whose own length is nearest; of two equally near the shorter one."""
    with_presenters = (protocol for protocol in shipped() if protocol.of_presenter)
    return min(with_presenters, key=lambda protocol: (abs(protocol.minutes - minutes), protocol.minutes))


def shipped_by_key(key: str) -> Protocol:
    """The shipped protocol with this key.

    Raises:
        KeyError: none has this key.
    """
    return {protocol.key: protocol for protocol in shipped()}[key]
