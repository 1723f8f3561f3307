"""The ground of a domain map: a plane with four overlapping ellipses, one for each region."""

from collections.abc import Collection, Sequence
from math import hypot

from knotwork.challenges.enums import Domain

WIDTH, HEIGHT = 1000, 740
RADIUS_X, RADIUS_Y = 319, 231
CENTRES = {
    Domain.PERSONAL: (344, 256),
    Domain.PROFESSIONAL: (656, 256),
    Domain.ORGANISATIONAL: (656, 484),
    Domain.SOCIAL: (344, 484),
}
_WELL_INSIDE, _STEP = 0.86, 25
_ROOM_X, _ROOM_Y = 215, 125


def is_on_it(x: int, y: int) -> bool:
    """Whether this place lies on the plane."""
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def regions_at(x: int, y: int) -> frozenset[Domain]:
    """The regions this place lies in; empty outside all of them."""
    return frozenset(region for region in Domain if _depth(region, x, y) <= 1)


def free_place(regions: Collection[Domain], taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where something of these regions is drawn: far enough from what stands there, near the middle of its area.

    Two regions that lie across from each other meet only where all four do. The same input gives the same place.
    """
    area = _area(frozenset(regions))
    middle_x = sum(x for x, _ in area) / len(area)
    middle_y = sum(y for _, y in area) / len(area)

    def worth(place: tuple[int, int]) -> tuple[float, float]:
        x, y = place
        room = min((hypot((x - a) / _ROOM_X, (y - b) / _ROOM_Y) for a, b in taken), default=1.0)
        return round(min(room, 1.0), 2), -hypot(x - middle_x, y - middle_y)

    return max(area, key=worth)


def _area(regions: frozenset[Domain]) -> list[tuple[int, int]]:
    """Places well inside all of these regions, and as far as can be inside no other."""
    places = [(x, y) for x in range(_STEP * 2, WIDTH - _STEP, _STEP) for y in range(_STEP * 2, HEIGHT - _STEP, _STEP)]
    inside = [place for place in places if all(_depth(region, *place) <= _WELL_INSIDE for region in regions)]
    alone = [place for place in inside if regions_at(*place) == regions]
    return alone or inside


def _depth(region: Domain, x: int, y: int) -> float:
    """0 in the middle of the region, 1 on its border, more outside."""
    centre_x, centre_y = CENTRES[region]
    return hypot((x - centre_x) / RADIUS_X, (y - centre_y) / RADIUS_Y)
