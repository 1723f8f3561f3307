"""A weekly time on each person's own clock, on every date of the cycle, the weeks in which clocks change included."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from knotwork.formation.programme import Participant, Rules, Slot
from knotwork.formation.report.words import WEEKDAYS, listed


@dataclass(frozen=True, slots=True)
class Clock:
    """What a weekly time is for people whose clocks agree all through the cycle.

    Attributes:
        places: the cities their zones are named after.
        mails: whose clock it is.
        day, time: in most weeks, or until it changes for good: `Tuesdays` and `09:30–11:30`.
        moves: the weeks in which it differs: `10:30–12:30 on 16 and 23 March`.
    """

    places: tuple[str, ...]
    mails: tuple[str, ...]
    day: str
    time: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wall:
    """A slot as a clock on the wall of one zone shows it.

    Attributes:
        times: weekday and time in each week.
        first: its first date there.
        usual: the weekday and time that are told first.
        moves: as in `Clock`.
    """

    times: tuple[tuple[int, str], ...]
    first: datetime
    usual: tuple[int, str]
    moves: tuple[str, ...]


def clocks(slot: Slot, rules: Rules, people: Iterable[Participant]) -> list[Clock]:
    """The slot on the clocks of these people, the earliest first; people whose clocks agree in each week share one."""
    people = list(people)
    walls = {person.zone: _wall(slot, rules.starts_on, rules.weeks, person.zone) for person in people}
    agreeing: dict[tuple[tuple[int, str], ...], list[str]] = {}
    for zone in sorted(walls, key=lambda zone: (walls[zone].first, zone)):
        agreeing.setdefault(walls[zone].times, []).append(zone)
    return [_clock(alike, walls[alike[0]], people) for alike in agreeing.values()]


def _clock(zones: list[str], wall: _Wall, people: list[Participant]) -> Clock:
    return Clock(
        places=tuple(dict.fromkeys(map(place, zones))),
        mails=tuple(person.email for person in people if person.zone in zones),
        day=WEEKDAYS[wall.usual[0]],
        time=wall.usual[1],
        moves=wall.moves,
    )


def meeting_dates(slot: Slot, starts_on: date, weeks: int) -> list[date]:
    """The dates of the slot, in its own zone: one in each week of the cycle."""
    first = starts_on + timedelta(days=(slot.weekday - starts_on.weekday()) % 7)
    return [first + timedelta(weeks=week) for week in range(max(1, weeks))]


def place(zone: str) -> str:
    """The city an IANA zone is named after: `Buenos Aires`; zones without one stay as they are."""
    return zone.rpartition("/")[2].replace("_", " ") if "/" in zone and not zone.startswith("Etc/") else zone


def hours(slot: Slot) -> str:
    """`09:30–11:30`, on the clocks of the slot's own zone."""
    starts = datetime.combine(date.min, slot.start)
    return f"{starts:%H:%M}–{starts + timedelta(minutes=slot.minutes):%H:%M}"


@lru_cache(maxsize=1 << 14)
def _wall(slot: Slot, starts_on: date, weeks: int, zone: str) -> _Wall:
    """Many sets share slots and zones, and each costs a conversion for every week."""
    anchor, here, length = ZoneInfo(slot.zone), ZoneInfo(zone), timedelta(minutes=slot.minutes)
    begins = [datetime.combine(day, slot.start, anchor).astimezone(UTC) for day in meeting_dates(slot, starts_on, weeks)]
    shown = [(at.astimezone(here), (at + length).astimezone(here)) for at in begins]
    times = tuple((start.weekday(), f"{start:%H:%M}–{end:%H:%M}") for start, end in shown)
    stretches = [time for time, _ in groupby(times)]
    usual = times[0] if len(stretches) <= 2 else Counter(times).most_common(1)[0][0]
    dates = [f"{start.day} {start:%B}" for start, _ in shown]
    return _Wall(times, shown[0][0].replace(tzinfo=None), usual, tuple(_moves(times, dates, usual)))


def _moves(times: Sequence[tuple[int, str]], dates: Sequence[str], usual: tuple[int, str]) -> Iterable[str]:
    """The stretches of weeks that differ from the usual time."""
    for time, stretch in groupby(range(len(times)), key=times.__getitem__):
        if time != usual:
            weeks = list(stretch)
            day = "" if time[0] == usual[0] else f"{WEEKDAYS[time[0]]} "
            yield f"{day}{time[1]} {_when(dates[weeks[0] : weeks[-1] + 1], ends_cycle=weeks[-1] == len(times) - 1)}"


def _when(dates: Sequence[str], *, ends_cycle: bool) -> str:
    if ends_cycle and len(dates) > 1:
        return f"from {dates[0]} on"
    if len(dates) <= 2:
        return f"on {listed(_once(dates))}"
    return f"from {dates[0]} to {dates[-1]}"


def _once(dates: Sequence[str]) -> list[str]:
    """`16 and 23 March`: a month two dates share is said once."""
    months = [day.partition(" ")[2] for day in dates]
    return [dates[0].partition(" ")[0], dates[1]] if len(set(months)) == 1 and len(dates) == 2 else list(dates)
