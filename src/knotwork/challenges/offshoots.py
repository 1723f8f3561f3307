"""What grew out of a challenge in the apps above, which register here; the page of a challenge shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knotwork.challenges.models import Challenge
from knotwork.people.models import Person


@dataclass(frozen=True)
class Offshoot:
    """One thing that grew out of a challenge: its words, where it stands, since when, its page, and whose it is."""

    words: str
    standing: StrEnum
    since: datetime
    url: str
    whose: str = ""


@dataclass(frozen=True)
class Kind:
    """What an app above knows of a challenge.

    `seen_by` answers what the viewer may read of it; `begin_url` is where the owner begins another.
    """

    seen_by: Callable[[Person, Challenge, datetime], Sequence[Offshoot]]
    begin_url: Callable[[Challenge], str]


@dataclass(frozen=True)
class Way:
    """A page of an app above that shows a challenge in another way."""

    label: Callable[[], str]
    url: Callable[[Challenge], str]


_kinds: list[Kind] = []
_ways: list[Way] = []


def register(kind: Kind) -> None:
    """Show this on the page of a challenge; called once, from an app's `ready`."""
    if kind not in _kinds:
        _kinds.append(kind)


def register_way(way: Way) -> None:
    """Lead from the page of a challenge to another way of looking at it; called once, from an app's `ready`."""
    if way not in _ways:
        _ways.append(way)


def ways(challenge: Challenge) -> list[tuple[str, str]]:
    """The other ways of looking at it, each with its page."""
    return [(way.label(), way.url(challenge)) for way in _ways]


def seen_by(viewer: Person, challenge: Challenge, at: datetime) -> list[Offshoot]:
    """All that grew out of the challenge, as far as the viewer may read."""
    return [offshoot for kind in _kinds for offshoot in kind.seen_by(viewer, challenge, at)]


def begin_urls(challenge: Challenge) -> list[str]:
    """Where the owner begins something that grows out of it."""
    return [kind.begin_url(challenge) for kind in _kinds]
