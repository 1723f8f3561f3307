"""The judge on times against a clock that is read minute by minute, for times and places nobody chose."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from knotwork.formation.checker import violations
from knotwork.formation.programme import Slot, Span
from knotwork.formation.tests.plans import TUESDAY, halves, programme, told

ZONES = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Africa/Casablanca",
)
EDGES = st.integers(0, 96).map(lambda quarter: quarter * 15)
SPANS = st.lists(
    st.builds(
        lambda weekday, edges: Span(weekday, *sorted(edges)),
        st.integers(0, 6),
        st.lists(EDGES, min_size=2, max_size=2, unique=True),
    ),
    min_size=1,
    max_size=12,
).map(tuple)
WHOLE_WEEK = tuple(Span(weekday, 0, 1440) for weekday in range(7))
SLOTS = st.builds(
    Slot,
    weekday=st.integers(0, 6),
    start=st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15)),
    zone=st.sampled_from(ZONES),
    minutes=st.sampled_from((30, 45, 120, 180)),
)
FIRST_DAYS = st.dates(date(2027, 1, 1), date(2028, 12, 31))


@given(SLOTS, st.sampled_from(ZONES), SPANS, FIRST_DAYS, st.integers(1, 9))
@example(Slot(6, time(23), "Europe/London", 120), "Europe/London", WHOLE_WEEK, date(2027, 3, 22), 2)
@example(Slot(6, time(1, 30), "Australia/Lord_Howe", 120), "UTC", WHOLE_WEEK, date(2027, 9, 27), 3)
def test_the_judge_reads_every_clock_right(slot, zone, spans, starts_on, weeks):
    always = {name: {"available": WHOLE_WEEK} for name in ("Chen", "Dina", "Edo", "Farah", "Goran")}
    people = programme(
        {**always, "Bo": {"zone": zone, "available": spans}}, starts_on=starts_on, weeks=weeks, meeting_minutes=slot.minutes
    )
    sets = halves(slots=(slot,)).sets
    plan = replace(halves(), sets=(sets[0], replace(sets[1], slots=(slot,))))

    found = told(violations(people, plan))

    assert found == ([] if can_come(slot, zone, spans, starts_on, weeks) else [("meeting time", {"Bo"})])


def can_come(slot: Slot, zone: str, spans: tuple[Span, ...], starts_on: date, weeks: int) -> bool:
    """Whether somebody's own clock reads a time that suits them at each minute of each meeting."""
    days = [starts_on + timedelta(days=number) for number in range(7 * weeks)]
    for day in days:
        if day.weekday() != slot.weekday:
            continue
        begins = datetime.combine(day, slot.start, ZoneInfo(slot.zone)).astimezone(UTC)
        for passed in range(slot.minutes):
            here = (begins + timedelta(minutes=passed)).astimezone(ZoneInfo(zone))
            minute = here.hour * 60 + here.minute
            if not any(span.weekday == here.weekday() and span.start_minute <= minute < span.end_minute for span in spans):
                return False
    return True


@given(SPANS, st.integers(0, 1440))
def test_it_makes_no_difference_where_spans_are_cut(spans, cut):
    parts = []
    for span in spans:
        edges = [span.start_minute, *([cut] if span.start_minute < cut < span.end_minute else []), span.end_minute]
        parts += [Span(span.weekday, begins, ends) for begins, ends in pairwise(edges)]

    verdicts = {
        violations(programme({"Bo": {"available": tuple(pieces)}}), halves(slots=(TUESDAY,))) for pieces in (spans, parts)
    }

    assert len(verdicts) == 1
