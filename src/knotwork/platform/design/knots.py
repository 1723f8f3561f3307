"""The knots of Knotwork: a ring that crosses itself once for each strand, drawn as one strand and its turns.

A ring with n crossings is the curve r(t) = R - a·sin(n·t/2). At each crossing one pass goes over and one under;
the part from one under-pass to the next, shortened at both ends, is a strand, and n turns of it make the knot.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

_RADIUS = 7.2
_STEPS = 8


@dataclass(frozen=True)
class Knot:
    """A knot ready to be drawn in the box -12 -12 24 24: one path, turned by each of `turns` (degrees)."""

    strand: str
    turns: tuple[str, ...]


def knot(strands: int, *, gap: float = 0.2) -> Knot:
    """The ring of this many crossings; fewer than three are drawn as three.

    Args:
        strands: how many crossings, one for each member.
        gap: how much of the way to the next crossing stays empty where a strand passes under.
    """
    count = max(3, strands)
    reach = 2 * pi / count * (1 - gap / 2)
    swing = 2.4 * (5 / max(5, count + 1)) ** 0.35
    turns = tuple(f"{360 * index / count:g}" for index in range(count))
    return Knot(_strand(count, swing, reach), turns)


def _strand(count: int, swing: float, reach: float) -> str:
    """A path of cubic curves through the strand, with true tangents at its joints."""
    step = 2 * reach / _STEPS
    joints = [-reach + step * index for index in range(_STEPS + 1)]
    x, y = _point(count, swing, joints[0])
    parts = [f"M{x:.2f} {y:.2f}"]
    for start, end in pairwise(joints):
        (x0, y0), (x3, y3) = _point(count, swing, start), _point(count, swing, end)
        (dx0, dy0), (dx3, dy3) = _slope(count, swing, start), _slope(count, swing, end)
        third = step / 3
        parts.append(
            f"C{x0 + dx0 * third:.2f} {y0 + dy0 * third:.2f} {x3 - dx3 * third:.2f} {y3 - dy3 * third:.2f} {x3:.2f} {y3:.2f}"
        )
    return "".join(parts)


def _point(count: int, swing: float, turn: float) -> tuple[float, float]:
    """Where the strand is at this turn (radians from the top)."""
    radius = _RADIUS - swing * sin(count * turn / 2)
    return radius * sin(turn), -radius * cos(turn)


def _slope(count: int, swing: float, turn: float) -> tuple[float, float]:
    """The derivative of `_point`."""
    radius = _RADIUS - swing * sin(count * turn / 2)
    change = -swing * count / 2 * cos(count * turn / 2)
    return change * sin(turn) + radius * cos(turn), -change * cos(turn) + radius * sin(turn)
