"""The type of an access row: which standings may pass a URL name or make a move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID


class Viewer(Protocol):
    """Whoever asks: an account as far as access needs to know it."""

    @property
    def pk(self) -> UUID:
        """The account's key."""


class Gate(StrEnum):
    """Standings that need no field knowledge."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    HOST = "host"


@dataclass(frozen=True)
class Found:
    """What a loader found: the subject of a request and how the viewer stands to it."""

    subject: object
    standings: frozenset[StrEnum]


type Loader = Callable[[Viewer, Mapping[str, Any], datetime], Found | None]


@dataclass(frozen=True)
class Row:
    """One line of the access table.

    `allows` lists the standings that may pass; `load` finds the subject through the viewer and
    says how they stand to it. Without `load` only the gates apply.
    """

    allows: frozenset[StrEnum]
    load: Loader | None = None


def row(*allows: StrEnum, load: Loader | None = None) -> Row:
    """A row that lets these standings pass."""
    return Row(frozenset(allows), load)


ANYONE = row(Gate.ANYONE)
SIGNED_IN = row(Gate.SIGNED_IN)
HOST = row(Gate.HOST)

type Table = Mapping[str, Row]
