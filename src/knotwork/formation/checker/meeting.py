"""Can everybody be there, on each date of the cycle, by their own clock?

A slot is wall time in its zone. On each date it becomes an instant; at every minute of the meeting everybody's own clock
must then read a time that suits them. So a change of clocks anywhere, before, after or during a meeting, is judged by
what people will really see.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, reduce
from itertools import combinations
from operator import or_
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knotwork.formation.checker.case import Case, violation
from knotwork.formation.checker.enums import Rule
from knotwork.formation.programme import Participant, PlannedSet, Rules, Slot, Span, Violation

DAY = 24 * 60
WEEK = 7 * DAY
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Sight:
    """A meeting as one zone's clocks show it.

    Attributes:
        begins, ends: wall time in the zone.
        read: the minutes of the week the clocks show meanwhile, as bits; bit 0 is Monday's midnight.
    """

    begins: datetime
    ends: datetime
    read: int


def violations(case: Case) -> Iterator[Violation]:
    """What is wrong with the times proposed, and with every other time a set is offered."""
    for planned in case.plan.sets:
        if not planned.slots:
            why = f"“{planned.label}” has no time to meet."
            yield violation(Rule.NO_MEETING_TIME, planned.members, why)
        for slot in planned.slots:
            yield from _slot(case, planned, slot)
    yield from _at_once(case)


def _slot(case: Case, planned: PlannedSet, slot: Slot) -> Iterator[Violation]:
    if slot.minutes != case.rules.meeting_minutes:
        why = f"“{planned.label}” is to meet for {slot.minutes} minutes, not for {case.rules.meeting_minutes}."
        yield violation(Rule.MEETING_LENGTH, planned.members, why)
    when = f"{WEEKDAYS[slot.weekday]} at {slot.start:%H:%M} in {slot.zone}"
    if _zone(slot.zone) is None:
        why = f"“{planned.label}” is to meet on {when}, a time zone nobody knows."
        yield violation(Rule.MEETING_TIME, planned.members, why)
        return
    hindered = [(person, sight) for person in case.everybody(planned) if (sight := _first_clash(case.rules, slot, person))]
    if hindered:
        first, sight = hindered[0]
        date = f"{WEEKDAYS[sight.begins.weekday()]}, {sight.begins.day} {sight.begins:%B %Y}"
        why = (
            f"{case.names(person for person, _ in hindered)} cannot come to “{planned.label}” on {when}: on {date}, "
            f"it is from {sight.begins:%H:%M} to {sight.ends:%H:%M} on {case.name(first)}’s clock."
        )
        yield violation(Rule.MEETING_TIME, [person for person, _ in hindered], why)


def _at_once(case: Case) -> Iterator[Violation]:
    """Whoever facilitates several sets cannot be at two meetings at once; the proposed times count, on each date."""
    for email, sets in case.facilitated_by.items():
        timed = [planned for planned in sets if planned.slots and _zone(planned.slots[0].zone)]
        for one, other in combinations(timed, 2):
            begins = _first_overlap(case.rules, one.slots[0], other.slots[0])
            if begins:
                date = f"{WEEKDAYS[begins.weekday()]}, {begins.day} {begins:%B %Y}"
                why = f"{case.name(email)} would have to be in “{one.label}” and in “{other.label}” at once, on {date}."
                yield violation(Rule.TWO_AT_ONCE, [email], why)


def _first_overlap(rules: Rules, one: Slot, other: Slot) -> datetime | None:
    """When two weekly meetings first run at the same time, in UTC; None if they never do. Meetings of a slot stand in order."""
    first, second = (_instants(slot, rules.starts_on, rules.weeks) for slot in (one, other))
    lasts, also = timedelta(minutes=one.minutes), timedelta(minutes=other.minutes)
    over = 0
    for begins in first:
        while over < len(second) and second[over] + also <= begins:
            over += 1
        if over < len(second) and second[over] < begins + lasts:
            return max(begins, second[over])
    return None


def _first_clash(rules: Rules, slot: Slot, person: Participant) -> Sight | None:
    """The first meeting of the cycle that somebody cannot come to, as they would see it; None if all suit."""
    free = _free_minutes(person.available)
    for sight in _sights(slot, person.zone, rules.starts_on, rules.weeks):
        if sight.read & ~free:
            return sight
    return None


@lru_cache(maxsize=4096)
def _free_minutes(available: tuple[Span, ...]) -> int:
    """The minutes of the week that lie in a span, as bits; spans that touch are thereby one."""
    return reduce(
        or_, (_bits(span.weekday * DAY + span.start_minute, span.end_minute - span.start_minute) for span in available), 0
    )


def _bits(first: int, count: int) -> int:
    return ((1 << count) - 1) << first


@lru_cache(maxsize=4096)
def _sights(slot: Slot, zone: str, starts_on: date, weeks: int) -> tuple[Sight, ...]:
    """Every different way in which a zone's clocks show the slot in these weeks, each as it is first seen."""
    clock, lasts, found = ZoneInfo(zone), timedelta(minutes=slot.minutes), dict[int, Sight]()
    for begins in _instants(slot, starts_on, weeks):
        here, after = begins.astimezone(clock), (begins + lasts).astimezone(clock)
        read = _read(here, after, slot.minutes)
        if read not in found:
            found[read] = Sight(here, after, read)
    return tuple(found.values())


@lru_cache(maxsize=1024)
def _instants(slot: Slot, starts_on: date, weeks: int) -> tuple[datetime, ...]:
    """When the slot really begins, once in each seven days from `starts_on`, in UTC.

    An hour the clocks skip counts from before they changed, an hour they repeat is the first (RFC 5545, 3.3.5).
    """
    first = starts_on + timedelta(days=(slot.weekday - starts_on.weekday()) % 7)
    days = (first + timedelta(weeks=week) for week in range(weeks))
    return tuple(datetime.combine(day, slot.start, ZoneInfo(slot.zone)).astimezone(UTC) for day in days)


def _read(here: datetime, after: datetime, minutes: int) -> int:
    """The minutes of the week a clock shows from `here` to `after`; it runs on evenly unless it is changed meanwhile."""
    first = _minute_of_week(here)
    if here.utcoffset() == after.utcoffset() and first + minutes <= WEEK:
        return _bits(first, minutes)
    begins = here.astimezone(UTC)
    each = ((begins + timedelta(minutes=passed)).astimezone(here.tzinfo) for passed in range(minutes))
    return reduce(or_, (1 << _minute_of_week(at) for at in each), 0)


def _minute_of_week(at: datetime) -> int:
    return at.weekday() * DAY + at.hour * 60 + at.minute


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
