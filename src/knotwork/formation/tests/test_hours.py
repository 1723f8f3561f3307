"""Weekly hours as people write them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.formation.programme import Span
from knotwork.formation.reading import hours

NINE_TO_NOON = Span(0, 540, 720)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Mon 09:00-12:00", [NINE_TO_NOON]),
        ("monday 9 - 12", [NINE_TO_NOON]),
        ("Mondays 9am–12pm", [NINE_TO_NOON]),
        ("MON 9h00 to 12h", [NINE_TO_NOON]),
        ("Mon 9.00-10.30; Mon 10:30-12:00", [NINE_TO_NOON]),
        ("Mon 10:00-12:00; Mon 09:00-11:00;", [NINE_TO_NOON]),
        ("Mon 09:00-12:00, 13:00-17:00", [NINE_TO_NOON, Span(0, 780, 1020)]),
        ("Mon, Tue 09:00-12:00", [NINE_TO_NOON, Span(1, 540, 720)]),
        ("Mon and Tue 09:00-12:00", [NINE_TO_NOON, Span(1, 540, 720)]),
        ("Mon & Wed 9-12\nSun 22:00-24:00", [NINE_TO_NOON, Span(2, 540, 720), Span(6, 1320, 1440)]),
        ("Mon-Wed 9-12", [NINE_TO_NOON, Span(1, 540, 720), Span(2, 540, 720)]),
        ("Sat-Mon 9-12", [NINE_TO_NOON, Span(5, 540, 720), Span(6, 540, 720)]),
        ("Thurs 12am-1am", [Span(3, 0, 60)]),
        ("", []),
        (" ; ", []),
    ],
)
def test_hours_are_read(text, spans):
    assert list(hours.spans_of(text)) == spans


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mon 17:00-09:00",
            "“Mon 17:00-09:00” ends before it begins; over midnight takes two parts, like Mon 22:00-24:00; Tue 00:00-02:00.",
        ),
        ("Mon 9-9", "“Mon 9-9” ends when it begins; over midnight takes two parts, like Mon 22:00-24:00; Tue 00:00-02:00."),
        ("Monday", "“Monday” names a day without hours."),
        ("Tue 9-12, Wed", "“Tue 9-12, Wed” names a day without hours."),
        ("9-12", "“9-12” names no day."),
        ("Mon 25:00-26:00", "“Mon 25:00-26:00” holds a time that no clock shows."),
        ("Mon 9:75-12:00", "“Mon 9:75-12:00” holds a time that no clock shows."),
        ("Mon 13pm-14pm", "“Mon 13pm-14pm” holds a time that no clock shows."),
        ("Funday 9-12", "“Funday” in “Funday 9-12” is no day."),
        ("whenever", "“whenever” in “whenever” is no day."),
        ("Mon 9-12 or so", "“Mon 9-12 or so” is not understood as a day and hours."),
    ],
)
def test_what_is_no_hours_is_said_kindly(text, said):
    with pytest.raises(hours.NotHours) as refused:
        hours.spans_of(text)

    assert str(refused.value) == said


WEEKLY = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 1440), st.integers(0, 1440)).filter(lambda span: span[1] < span[2]), max_size=12
)


@given(WEEKLY)
def test_what_is_written_is_what_is_read(week):
    def clock(minute):
        return f"{minute // 60:02}:{minute % 60:02}"

    text = "; ".join(f"{hours.DAYS[day][:3].title()} {clock(start)}-{clock(end)}" for day, start, end in week)

    spans = hours.spans_of(text)

    asked = {(day, minute) for day, start, end in week for minute in range(start, end)}
    assert {(span.weekday, minute) for span in spans for minute in range(span.start_minute, span.end_minute)} == asked
    assert all(a.weekday < b.weekday or a.end_minute < b.start_minute for a, b in pairwise(spans))


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text):
    spans, said = (), "."
    try:
        spans = hours.spans_of(text)
    except hours.NotHours as fault:
        said = str(fault)

    assert said.endswith(".")
    assert all(0 <= span.start_minute < span.end_minute <= 1440 for span in spans)
