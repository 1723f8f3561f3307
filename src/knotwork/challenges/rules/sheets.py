"""Pure decisions about grids and force fields: what is missing, and what moved between two days."""

from collections.abc import Sequence
from dataclasses import dataclass

from knotwork.challenges.enums import Gap, Side, Why

MOST_LINES, LONGEST_LINE = 30, 200
MUCH = 2


@dataclass(frozen=True)
class GridLine:
    """Somebody, named by what they do, and how much they know, care and can, 0–3."""

    who: str
    knows: int
    cares: int
    can: int

    def is_sound(self) -> bool:
        """Whether the line can be kept."""
        marks = (self.knows, self.cares, self.can)
        return 0 < len(self.who) <= LONGEST_LINE and all(0 <= mark <= 3 for mark in marks)


@dataclass(frozen=True)
class Force:
    """Something that drives a change or holds it back; `key` stays the same through all re-weighings, `weight` 1–5."""

    key: str
    what: str
    side: Side
    weight: int

    def is_sound(self) -> bool:
        """Whether the line can be kept."""
        return 0 < len(self.what) <= LONGEST_LINE and 1 <= self.weight <= 5 and 0 < len(self.key) <= 40


def why_not_lines(lines: Sequence[GridLine] | Sequence[Force]) -> Why | None:
    """Why these lines cannot be kept; None if they can."""
    is_sound = len(lines) <= MOST_LINES and all(line.is_sound() for line in lines)
    return None if is_sound else Why.SHEET_OUT_OF_BOUNDS


def gaps(lines: Sequence[GridLine]) -> tuple[Gap, ...]:
    """What the grid leaves open (design: domain.md §5.4); nothing as long as nobody stands in it.

    Somebody who can only a little counts as long as nobody can more.
    """
    if not lines:
        return ()
    found = [
        gap
        for gap, marks in (
            (Gap.NOBODY_CAN, [line.can for line in lines]),
            (Gap.NOBODY_CARES, [line.cares for line in lines]),
            (Gap.NOBODY_KNOWS, [line.knows for line in lines]),
        )
        if not any(marks)
    ]
    can = [line for line in lines if line.can >= min(MUCH, max(line.can for line in lines) or MUCH)]
    if can and Gap.NOBODY_CARES not in found and all(line.cares < MUCH for line in can):
        found.append(Gap.CAN_BUT_DOES_NOT_CARE)
    if can and Gap.NOBODY_KNOWS not in found and all(line.knows < MUCH for line in can):
        found.append(Gap.CAN_BUT_DOES_NOT_KNOW)
    care = [line for line in lines if line.cares >= MUCH]
    if care and Gap.NOBODY_CAN not in found and not any(line.can for line in care):
        found.append(Gap.CARES_BUT_CANNOT)
    return tuple(found)


@dataclass(frozen=True)
class Shift:
    """One force on two days; 0 = it was not there."""

    what: str
    side: Side
    then: int
    now: int


def shifts(then: Sequence[Force], now: Sequence[Force]) -> tuple[Shift, ...]:
    """What became of each force: those of today in their order, then those that are gone. Driving ones come first."""
    before = {force.key: force.weight for force in then}
    here = {force.key for force in now}
    all_of_them = [Shift(one.what, one.side, before.get(one.key, 0), one.weight) for one in now]
    all_of_them += [Shift(one.what, one.side, one.weight, 0) for one in then if one.key not in here]
    return tuple(sorted(all_of_them, key=lambda one: one.side is Side.RESTRAINING))
