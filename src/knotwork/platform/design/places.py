"""Where a person can go from here. Apps register their places; the masthead and the foot ask for them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Place:
    """A link in the masthead or in a subject's own row of links.

    Places of one group (such as "Sets") that stand beside each other fold into one when they are many. What `is_rare` is
    the first to fold where there is little room.
    """

    label: str
    url: str
    is_current: bool = False
    group: str = ""
    is_rare: bool = False


@dataclass(frozen=True)
class Fold:
    """Places of one group that are too many to stand side by side."""

    label: str
    places: tuple[Place, ...]
    is_current: bool


@dataclass(frozen=True)
class Row:
    """Places beside each other, and the same in one line of a phone; that is empty where all of them fit into one."""

    places: Sequence[Place | Fold]
    on_a_phone: Sequence[Place | Fold] = ()


type Places = Callable[[HttpRequest], Iterable[Place]]
type PlacesWithin = Callable[[HttpRequest, object], Iterable[Place]]

_SIDE_BY_SIDE = 3
_LINE, _GAP, _LONGEST = 42, 2, 26
"""How many letters one line of a phone has room for, the gap between two places, and the longest name in a row."""

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


def row(places: Iterable[Place | Fold]) -> Row:
    """A row of these; on a phone the first of them in one line, with where one is, and under "More" what has no room."""
    whole = tuple(places)
    if _letters(whole) <= _LINE:
        return Row(whole)
    more = [each for each in whole if isinstance(each, Fold) and each.label == str(MORE)]
    often = [each for each in whole if each not in more]
    beside = [each for each in often if each.is_current]
    waiting = [each for each in often if not each.is_current]
    for each in sorted(waiting, key=lambda one: isinstance(one, Place) and one.is_rare):
        if _letters([*beside, each, _more()]) > _LINE:
            break
        beside.append(each)
    folded = [each for each in often if each not in beside]
    return Row(whole, (*(each for each in often if each in beside), _more(*folded, *more))) if folded else Row(whole)


def _more(*entries: Place | Fold) -> Fold:
    """All of these under one name, and what is folded already unfolded among them."""
    found = tuple(place for each in entries for place in (each.places if isinstance(each, Fold) else (each,)))
    return Fold(str(MORE), found, any(place.is_current for place in found))


def _letters(row: Sequence[Place | Fold]) -> int:
    """How much room these take beside each other; a fold has its sign behind its name."""
    names = [min(len(each.label), _LONGEST) + (_GAP if isinstance(each, Fold) else 0) for each in row]
    return sum(names) + _GAP * (len(names) - 1)


def _add[P](shelf: list[tuple[int, P]], places: P, order: int) -> None:
    shelf.append((order, places))
    shelf.sort(key=lambda entry: entry[0])
