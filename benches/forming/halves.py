"""Half-days: when somebody can meet who must at least be there at certain times (own arithmetic, shared with nobody)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from knotwork.formation.programme import Rules, Slot, Span

EARLY, MORNING, AFTERNOON, EVENING = (420, 540), (540, 750), (780, 1020), (1020, 1320)
BLOCKS = (EARLY, MORNING, AFTERNOON, EVENING)
WORKING = tuple(Span(weekday, *block) for weekday in range(5) for block in (MORNING, AFTERNOON))


def seen(slot: Slot, zone: str, rules: Rules) -> set[Span] | None:
    """The different stretches of a zone's wall clock a weekly slot takes over the cycle; None if one leaves 07:00 to 22:00."""
    found = set()
    first = rules.starts_on + timedelta(days=(slot.weekday - rules.starts_on.weekday()) % 7)
    for week in range(rules.weeks):
        begins_at = datetime.combine(first + timedelta(weeks=week), slot.start, ZoneInfo(slot.zone))
        here = begins_at.astimezone(ZoneInfo(zone))
        begins = here.hour * 60 + here.minute
        if begins < EARLY[0] or begins + slot.minutes > EVENING[1]:
            return None
        found.add(Span(here.weekday(), begins, begins + slot.minutes))
    return found


def half_days(needed: Iterable[Span], *, more: int, rng: Random) -> tuple[Span, ...]:
    """Half-days that hold every stretch needed, and a few more working half-days by chance; sorted, overlaps made one."""
    spans = [_holding(span) for span in needed] + rng.sample(WORKING, k=more)
    made: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.weekday, each.start_minute)):
        last = made[-1] if made else None
        if last and last.weekday == span.weekday and span.start_minute <= last.end_minute:
            made[-1] = Span(last.weekday, last.start_minute, max(last.end_minute, span.end_minute))
        else:
            made.append(span)
    return tuple(made)


def _holding(span: Span) -> Span:
    begins = max(begin for begin, _ in BLOCKS if begin <= span.start_minute)
    ends = min(end for _, end in BLOCKS if end >= span.end_minute)
    return Span(span.weekday, begins, ends)
