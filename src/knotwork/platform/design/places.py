"""Where a person can go from here. Apps register their places; the masthead and the foot ask for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Place:
    """A link in the masthead or in a subject's own row of links.

    Places of one group (such as "Sets") that stand beside each other fold into one when they are many.
    """

    label: str
    url: str
    is_current: bool = False
    group: str = ""


@dataclass(frozen=True)
class Fold:
    """Places of one group that are too many to stand side by side."""

    label: str
    places: tuple[Place, ...]
    is_current: bool


type Places = Callable[[HttpRequest], Iterable[Place]]
type PlacesWithin = Callable[[HttpRequest, object], Iterable[Place]]

_SIDE_BY_SIDE = 3

MORE = gettext_lazy("More")
"""The group of places within a subject that are looked for less often; they come last."""
AMONG_MORE = 90
"""The order in which they are registered."""

_places: list[tuple[int, Places]] = []
_within: list[tuple[int, PlacesWithin]] = []
_foot: list[tuple[int, Places]] = []
_own: list[Callable[[HttpRequest], Place | None]] = []


def register(places: Places, *, order: int = 50) -> None:
    """Show these places in the masthead of a signed-in person; a lower order stands further left."""
    _add(_places, places, order)


def register_within(places: PlacesWithin, *, order: int = 50) -> None:
    """Show these places under the masthead of a page that has a `learning_set` in its context."""
    _add(_within, places, order)


def register_foot(places: Places, *, order: int = 50) -> None:
    """Show these places at the foot of every page, whoever reads it."""
    _add(_foot, places, order)


def register_own(place: Callable[[HttpRequest], Place | None]) -> None:
    """Where the person's own name leads, at the right of the masthead."""
    _own[:] = [place]


def of(request: HttpRequest) -> list[Place | Fold]:
    """All registered places of this request, in order; more than three of a group as one fold."""
    return _folded((place for _order, places in _places for place in places(request)), is_called_after_here=True)


def within(request: HttpRequest, subject: object) -> list[Place | Fold]:
    """All registered places of this subject, in order; more than three of a group as one fold, called after the group."""
    return _folded((place for _order, places in _within for place in places(request, subject)), is_called_after_here=False)


def foot(request: HttpRequest) -> list[Place]:
    """All registered places of the foot, in order."""
    return [place for _order, places in _foot for place in places(request)]


def own(request: HttpRequest) -> Place | None:
    """The person's own place, if an app registered one."""
    return _own[0](request) if _own else None


def _folded(places: Iterable[Place], *, is_called_after_here: bool) -> list[Place | Fold]:
    """The places themselves, or for a group of many one fold, called after the place one is at or after the group."""
    entries: list[Place | Fold] = []
    for group, together in groupby(places, key=attrgetter("group")):
        found = tuple(together)
        if not group or len(found) <= _SIDE_BY_SIDE:
            entries += found
            continue
        here = next((place.label for place in found if place.is_current), "")
        entries.append(Fold(here if here and is_called_after_here else group, found, bool(here)))
    return entries


def _add[P](shelf: list[tuple[int, P]], places: P, order: int) -> None:
    shelf.append((order, places))
    shelf.sort(key=lambda entry: entry[0])
