"""Pictures of how different sets are inside, against what is possible: one strip for each attribute, a table around them.

A strip is drawn in a box of 200 by 16, from nothing to all that is possible; a dot is a set, a stroke is all sets
together. The numbers stand beside it in the same row, so the strip of a set is hidden from screen readers; the strips
of the whole plan carry a title and a description.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knotwork.formation.programme import Attribute, Direction, Plan, PlannedSet
from knotwork.formation.report.difference import Scale
from knotwork.formation.report.words import breakable, counted, heading, per_cent

_LEFT, _RIGHT = 8, 192
IN_ALL = "In all"


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a set's picture; places on the strip are empty where nothing is known.

    Attributes:
        wish: `to mix` or `alike`; empty for all attributes together.
        here, all_sets: what is reached, as `92 %`, and where that lies on the strip.
    """

    name: str
    wish: str
    here: str
    here_at: str
    all_sets: str
    all_at: str


@dataclass(frozen=True, slots=True)
class Spread:
    """One row of the whole plan's picture.

    Attributes:
        name, plain: the attribute's name, breakable and not.
        strokes: an SVG path with one stroke for each set, sets that coincide drawn once.
        says: the same in a sentence.
    """

    name: str
    plain: str
    wish: str
    strokes: str
    all_at: str
    all_sets: str
    lowest: str
    highest: str
    says: str


class Pictures:
    """The strips of every set, and of all sets together."""

    def __init__(self, plan: Plan, scales: Mapping[str, Scale], attributes: Sequence[Attribute]) -> None:
        self._scales = [scales[attribute.name] for attribute in attributes]
        self._shares = {share.attribute: share.reached for share in plan.shares}
        self._bound = plan.bound
        self._total = share_of_bound(plan.score, plan.bound)
        self._reached = {one: [scale.reached(one.members) for scale in self._scales] for one in plan.sets}
        self._sets = plan.sets

    def of(self, planned: PlannedSet) -> list[Strip]:
        """One strip for each attribute, then one for all together."""
        strips = [
            self._strip(scale.attribute.name, wish(scale.attribute), here, self._shares.get(scale.attribute.name))
            for scale, here in zip(self._scales, self._reached[planned], strict=True)
        ]
        return [*strips, self._strip(IN_ALL, "", share_of_bound(planned.distance, self._bound), self._total)]

    def whole(self) -> list[Spread]:
        """For each attribute where the sets lie, the lowest, all together and the highest."""
        columns = zip(*(self._reached[one] for one in self._sets), strict=True)
        rows = [
            _spread(scale.attribute.name, wish(scale.attribute), column, self._shares.get(scale.attribute.name))
            for scale, column in zip(self._scales, columns, strict=False)
        ]
        in_all = [share_of_bound(one.distance, self._bound) for one in self._sets]
        return [*rows, _spread(IN_ALL, "", in_all, self._total)]

    def _strip(self, name: str, wished: str, here: float | None, all_sets: float | None) -> Strip:
        return Strip(breakable(heading(name)), wished, _said(here), _at(here), _said(all_sets), _at(all_sets))


def share_of_bound(distance: float, bound: float) -> float:
    """How much of what is possible a distance is; all of it where nothing is."""
    return min(1.0, distance / bound) if bound > 0 else 1.0


def wish(attribute: Attribute) -> str:
    """What is wanted of an attribute, in a word or two."""
    return "to mix" if attribute.direction is Direction.MIX else "alike"


def _spread(name: str, wished: str, reached: Iterable[float | None], all_sets: float | None) -> Spread:
    known = [share for share in reached if share is not None]
    low, high = (min(known), max(known)) if known else (None, None)
    says = (
        f"{counted(len(known), 'set')}, between {_said(low)} and {_said(high)} of what is possible; {_said(all_sets)} in all."
    )
    places = sorted({float(_at(share)) for share in known})
    strokes = "".join(f"M{at:g} 4v8" for at in places)
    return Spread(
        breakable(heading(name)), heading(name), wished, strokes, _at(all_sets), _said(all_sets), _said(low), _said(high), says
    )


def _said(share: float | None) -> str:
    return "–" if share is None else per_cent(share)


def _at(share: float | None) -> str:
    """Where on the strip; empty if not known."""
    return "" if share is None else f"{_LEFT + (_RIGHT - _LEFT) * max(0.0, min(1.0, share)):.0f}"
