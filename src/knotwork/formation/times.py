"""When people can meet: weekly times that suit somebody in every week of the cycle, as bits.

A weekly time is wall time in one zone, so in a week in which clocks change it falls on another hour for people in
other zones. Somebody's bit is set only where their own spans hold the whole meeting on every concrete date.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np

from knotwork.formation.programme import Participant, Rules, Slot, Span

STEP_MINUTES = 30
"""Meetings begin on the hour or half past, in the zone that keeps them."""
_EPOCH = date(1970, 1, 1)
_DAY = 24 * 60
_WEEK = 7 * _DAY
_FIRST_WEEKDAY = 3
"""1 January 1970, from which instants are counted, was a Thursday."""


@dataclass(frozen=True, slots=True)
class Times:
    """Weekly times and whom they suit.

    Attributes:
        slots: the times, one for each column of `suits`.
        suits: bool, shape (people, slots).
        begins: shape (slots,); the minute of the week, in UTC, at which the first meeting begins.
    """

    slots: tuple[Slot, ...]
    suits: np.ndarray
    begins: np.ndarray


def times(people: Sequence[Participant], rules: Rules) -> Times:
    """All weekly times that suit at least a smallest set of these people, and whom they suit.

    Times that fall on the same instants are one, named in the zone most people live in.
    """
    zones = [zone for zone, _ in sorted(Counter(person.zone for person in people).items(), key=lambda of: (-of[1], of[0]))]
    instants: dict[tuple[int, ...], Slot] = {}
    for zone, weekday in product(zones, range(7)):
        for minute, starts in _starts(zone, weekday, rules):
            instants.setdefault(starts, Slot(weekday, time(*divmod(minute, 60)), zone, rules.meeting_minutes))
    begins = np.array(list(instants), np.int64).reshape(len(instants), -1)
    suits = np.zeros((len(people), len(instants)), bool)
    for zone, alike in _by_hours(people).items():
        start, end = _weeks_that_differ(_local(begins, zone), _local(begins + rules.meeting_minutes, zone))
        for spans, rows in alike.items():
            suits[rows] = _fits(start, end, spans, rules.meeting_minutes)
    wanted = suits.sum(axis=0) >= min(rules.size.smallest, len(people))
    slots = list(instants.values())
    return Times(tuple(slots[number] for number in np.flatnonzero(wanted)), suits[:, wanted], begins[wanted, 0] % _WEEK)


def _by_hours(people: Sequence[Participant]) -> dict[str, dict[tuple[Span, ...], list[int]]]:
    """The numbers of people by their zone, and by when they are available."""
    found: defaultdict[str, dict[tuple[Span, ...], list[int]]] = defaultdict(dict)
    for number, person in enumerate(people):
        found[person.zone].setdefault(person.available, []).append(number)
    return found


def _starts(zone: str, weekday: int, rules: Rules) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each minute of the day a meeting may begin at, with its instants in minutes; without hours a date lacks."""
    first = rules.starts_on + timedelta(days=(weekday - rules.starts_on.weekday()) % 7)
    midnight = np.array([(first + timedelta(weeks=week) - _EPOCH).days * _DAY for week in range(rules.weeks)], np.int64)
    early, late = (np.array([_offset(int(at), zone) for at in midnight + shift]) for shift in (-_DAY, 2 * _DAY))
    for minute in range(0, _DAY, STEP_MINUTES):
        found = midnight + minute - early
        for week in np.flatnonzero(early != late):
            found[week] = _instant(first + timedelta(weeks=int(week)), minute, zone)
        if (found >= 0).all():
            yield minute, tuple(found.tolist())


def _instant(day: date, minute: int, zone: str) -> int:
    """The instant of a wall time, -1 if the date lacks this hour."""
    wall = datetime.combine(day, time(*divmod(minute, 60)), ZoneInfo(zone))
    instant = wall.astimezone(UTC)
    is_there = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall.replace(tzinfo=None)
    return int(instant.timestamp()) // 60 if is_there else -1


def _local(instants: np.ndarray, zone: str) -> np.ndarray:
    """Minutes after Monday midnight on the wall clock of a zone."""
    day = instants // _DAY
    midnights = np.array([_offset(number * _DAY, zone) for number in range(day.min(), day.max() + 2)])
    which = day - day.min()
    shift = midnights[which]
    for at in zip(*np.nonzero(shift != midnights[which + 1]), strict=True):
        shift[at] = _offset(int(instants[at]), zone)
    return np.asarray((instants + shift + _FIRST_WEEKDAY * _DAY) % _WEEK)


def _weeks_that_differ(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same columns, one for all weeks in which the clocks show the same."""
    weeks = list({start[:, week].tobytes() + end[:, week].tobytes(): week for week in range(start.shape[1])}.values())
    return start[:, weeks], end[:, weeks]


@cache
def _offset(instant: int, zone: str) -> int:
    moved = datetime.fromtimestamp(instant * 60, ZoneInfo(zone)).utcoffset() or timedelta()
    return int(moved.total_seconds()) // 60


def _fits(start: np.ndarray, end: np.ndarray, spans: tuple[Span, ...], minutes: int) -> np.ndarray:
    """Whether the whole meeting lies in the spans in each week; shape (slots,)."""
    open_ = np.zeros(2 * _WEEK + 1, np.int32)
    for span in spans:
        open_[span.weekday * _DAY + span.start_minute + 1 : span.weekday * _DAY + span.end_minute + 1] = 1
    open_[_WEEK + 1 :] = open_[1 : _WEEK + 1]
    until = np.cumsum(open_)
    length = (end - start) % _WEEK
    held = until[start + length] - until[start]
    return np.asarray(((held == length) & (length > 0)).all(axis=1) & (minutes > 0))


def worth_a_bit(found: Times, minutes: int) -> np.ndarray:
    """The numbers of the times the solver need know, those that suit most people first.

    A time is left out where some other at about the same hour suits everybody it suits: nobody loses a possible set by it,
    and a facilitator keeps times for several sets.
    """
    counts = found.suits.sum(axis=0)
    columns, kept = found.suits.astype(np.float32), list[int]()
    common = columns.T @ columns
    for at in np.argsort(-counts, kind="stable"):
        apart = np.abs(found.begins[kept] - found.begins[at])
        beside = np.minimum(apart, _WEEK - apart) <= minutes
        if not (beside & (common[at, kept] >= counts[at])).any():
            kept.append(int(at))
    return np.array(kept, np.int64)
