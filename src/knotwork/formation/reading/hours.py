"""Weekly hours as people write them: `Mon 09:00-12:30; Tue 13:00-17:00`."""

import re

from knotwork.formation.programme import Span
from knotwork.formation.reading.text import quoted

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WANTED = "Write the day and from-to in the person's own time, like Mon 09:00-12:30; Tue 13:00-17:00. Empty means working hours."
LONGEST = 2000
"""Characters; every quarter of an hour of a week, written apart, would be more, and nobody writes so."""
_SHORT = {day[:length]: number for number, day in enumerate(DAYS) for length in range(3, len(day) + 1)} | {
    day[:length] + "s": number for number, day in enumerate(DAYS) for length in (len(day),)
}
_TIME = r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*([ap]\.?m\.?)?"
_TO = r"\s*(?:-|–|—|−|to|until|till)\s*"
_PIECE = re.compile(rf"(?P<days>[a-z.\s&/–—-]*?)\s*(?:{_TIME}{_TO}{_TIME})?", re.IGNORECASE)
_DAY = re.compile(r"[a-z]+", re.IGNORECASE)


class NotHours(ValueError):
    """Text that states no weekly hours; the message says why, as a sentence."""


def spans_of(text: str) -> tuple[Span, ...]:
    """The weekly hours a text states, sorted, with no two touching.

    Days in English, short or long, also as `Mon-Fri` or `Mon, Wed`; several times of a day as `Mon 9-12, 13-17`;
    times as 9, 09:00, 9.30, 9h30 or 9am.

    Raises:
        NotHours: a part is not understood, or ends before it begins.
    """
    if len(text) > LONGEST:
        raise NotHours(f"{quoted(text)} is too long to be hours of a week.")
    spans: list[Span] = []
    for part in re.split(r"[;\n]", text):
        days: list[int] = []
        waiting: list[int] = []
        for piece in filter(None, (" ".join(piece.split()) for piece in part.split(","))):
            match = _PIECE.fullmatch(piece)
            if match is None:
                raise NotHours(f"{quoted(piece)} is not understood as a day and hours.")
            named = _days(match["days"], piece)
            waiting += named
            if match[2] is None:
                continue
            days, waiting = waiting or days, []
            spans += _day_spans(days, match, piece)
        if waiting:
            raise NotHours(f"{quoted(part)} names a day without hours.")
    return _merged(spans)


def _days(text: str, piece: str) -> list[int]:
    words = _DAY.findall(text.replace("and", " "))
    unknown = [word for word in words if word.lower() not in _SHORT]
    if unknown:
        raise NotHours(f"{quoted(unknown[0])} in {quoted(piece)} is no day.")
    days = [_SHORT[word.lower()] for word in words]
    if len(days) == 2 and re.search(r"[-–—]", text):
        first, last = days
        return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return days


def _day_spans(days: list[int], match: re.Match[str], piece: str) -> list[Span]:
    if not days:
        raise NotHours(f"{quoted(piece)} names no day.")
    start = _minute(match[2], match[3], match[4], piece)
    end = _minute(match[5], match[6], match[7], piece)
    if end <= start:
        ends = "when" if end == start else "before"
        raise NotHours(
            f"{quoted(piece)} ends {ends} it begins; over midnight takes two parts, like Mon 22:00-24:00; Tue 00:00-02:00."
        )
    return [Span(day, start, end) for day in days]


def _minute(hour: str, minute: str | None, half: str | None, piece: str) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0) if 1 <= hours <= 12 else 99
    if hours * 60 + minutes > 1440 or minutes > 59:
        raise NotHours(f"{quoted(piece)} holds a time that no clock shows.")
    return hours * 60 + minutes


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.weekday, span.start_minute)):
        last = joined[-1] if joined else None
        if last and last.weekday == span.weekday and span.start_minute <= last.end_minute:
            joined[-1] = Span(last.weekday, last.start_minute, max(last.end_minute, span.end_minute))
        else:
            joined.append(span)
    return tuple(joined)
