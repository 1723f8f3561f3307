"""The weekly times of one set: those that suit all of it, the kindest first."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from knotwork.formation.numbers import Numbers
from knotwork.formation.programme import Rules, Slot

NOON = 12 * 60 + 30
"""Minute of the day around which a meeting is kindest, on everybody's own clock."""


def best_first(numbers: Numbers, rows: Sequence[int], rules: Rules) -> tuple[Slot, ...]:
    """Every time that suits all of them in each week; first where nobody must come very early or late.

    Args:
        rows: of `numbers.times.suits`.
    """
    everybody = [*numbers.members, *numbers.facilitators]
    zones = [everybody[row].zone for row in rows]
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


def beside(slots: tuple[Slot, ...], kept: list[Slot]) -> tuple[Slot, ...]:
    """The times of a set whose facilitator has others: first one that runs beside none of theirs, if there is one.

    Notes the proposed time in `kept`.
    """
    free = [slot for slot in slots if not any(_overlap(slot, other) for other in kept)]
    first = free[0] if free else slots[0] if slots else None
    if first is None:
        return slots
    kept.append(first)
    return (first, *(slot for slot in slots if slot != first))


def _overlap(one: Slot, other: Slot) -> bool:
    """Whether two weekly times overlap on the first day after which both zones keep one offset; good to an hour."""
    start, end = _minutes(one)
    begin, stop = _minutes(other)
    return start < stop and begin < end


def _minutes(slot: Slot) -> tuple[int, int]:
    offset = datetime(2027, 1, 6, tzinfo=ZoneInfo(slot.zone)).utcoffset() or timedelta()
    start = slot.weekday * 24 * 60 + slot.start.hour * 60 + slot.start.minute - int(offset.total_seconds()) // 60
    return start, start + slot.minutes
