"""The weekly times of one set: those that suit all of it, the kindest first."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from knotwork.formation.numbers import Numbers
from knotwork.formation.programme import Rules, Slot

NOON = 12 * 60 + 30
"""Minute of the day around which a meeting is kindest, on everybody's own clock."""

WEEK = 7 * 24 * 60
CLOCKS = 4 * 60
"""Minutes by which clocks may at most draw two meetings together or apart: each zone changes by two hours at most."""

TRIES = 20_000
"""Choices of times looked at for one facilitator."""


def best_first(numbers: Numbers, rows: Sequence[int], rules: Rules) -> tuple[Slot, ...]:
    """Every time that suits all of them in each week; first where nobody must come very early or late.

    Args:
        rows: of `numbers.times.suits`.
    """
    people = len(numbers.members)
    zones = [(numbers.members[row] if row < people else numbers.facilitators[row - people]).zone for row in rows]
    common = [numbers.times.slots[at] for at in np.flatnonzero(numbers.times.suits[list(rows)].all(axis=0))]

    def unkind(slot: Slot) -> tuple[int, int, int, object]:
        off = [_minutes_from_noon(slot, zone, rules.starts_on) for zone in zones]
        return max(off), sum(off), slot.weekday, slot.start

    return tuple(sorted(common, key=unkind))


@lru_cache(maxsize=100_000)
def _minutes_from_noon(slot: Slot, zone: str, starts_on: date) -> int:
    """How far the middle of the first meeting lies from noon in this zone."""
    day = starts_on + timedelta(days=(slot.weekday - starts_on.weekday()) % 7)
    start = datetime.combine(day, slot.start, ZoneInfo(slot.zone))
    middle = (start + timedelta(minutes=slot.minutes / 2)).astimezone(ZoneInfo(zone))
    return abs(middle.hour * 60 + middle.minute - NOON)


def side_by_side(offered: Sequence[tuple[Slot, ...]], rules: Rules) -> list[tuple[Slot, ...]]:
    """The times of the sets of one facilitator, first of each one at which they are in no other of them, if that can be.

    Args:
        offered: for each set its times, best first; who has fewest chooses first, and takes back what leaves others none.
    """
    order = sorted(range(len(offered)), key=lambda number: len(offered[number]))
    chosen: dict[int, Slot] = {}
    left = [TRIES]

    def place(depth: int) -> bool:
        if depth == len(order):
            return True
        for slot in offered[order[depth]]:
            left[0] -= 1
            if left[0] < 0:
                return False
            if not any(overlap(slot, other, rules) for other in chosen.values()):
                chosen[order[depth]] = slot
                if place(depth + 1):
                    return True
                del chosen[order[depth]]
        return False

    if not place(0):
        chosen = _one_after_another(offered, order, rules)
    return [_first(slots, chosen.get(number)) for number, slots in enumerate(offered)]


def _one_after_another(offered: Sequence[tuple[Slot, ...]], order: Sequence[int], rules: Rules) -> dict[int, Slot]:
    """A time for each set that runs beside as many others as there can be, without taking back."""
    chosen: dict[int, Slot] = {}
    for number in order:
        free = [slot for slot in offered[number] if not any(overlap(slot, other, rules) for other in chosen.values())]
        if free:
            chosen[number] = free[0]
    return chosen


def _first(slots: tuple[Slot, ...], chosen: Slot | None) -> tuple[Slot, ...]:
    return slots if chosen is None else (chosen, *(slot for slot in slots if slot != chosen))


@lru_cache(maxsize=100_000)
def _begins(slot: Slot, starts_on: date, weeks: int) -> np.ndarray:
    """When the meetings of these weeks begin, in minutes; int64, shape (weeks,)."""
    first = starts_on + timedelta(days=(slot.weekday - starts_on.weekday()) % 7)
    walls = (datetime.combine(first + timedelta(weeks=week), slot.start, ZoneInfo(slot.zone)) for week in range(weeks))
    return np.array([int(wall.timestamp()) // 60 for wall in walls], np.int64)


def overlap(one: Slot, other: Slot, rules: Rules) -> bool:
    """Whether two weekly meetings run at the same time in any week."""
    return _overlap(one, other, rules.starts_on, rules.weeks)


def overlapping(slots: Sequence[Slot], rules: Rules) -> Iterator[tuple[int, int]]:
    """The pairs of these that run at the same time in any week, by their numbers; most are passed over at a glance."""
    begins = np.array([_begins(slot, rules.starts_on, rules.weeks)[0] for slot in slots], np.int64)
    apart, reach = (begins[None, :] - begins[:, None]) % WEEK, rules.meeting_minutes + CLOCKS
    for one, other in np.argwhere(np.triu((apart < reach) | (apart > WEEK - reach), 1)).tolist():
        if overlap(slots[one], slots[other], rules):
            yield one, other


@lru_cache(maxsize=100_000)
def _overlap(one: Slot, other: Slot, starts_on: date, weeks: int) -> bool:
    apart = _begins(other, starts_on, weeks)[None, :] - _begins(one, starts_on, weeks)[:, None]
    return bool(((apart < one.minutes) & (apart > -other.minutes)).any())
