"""Calendar text: one event with time and link, never content (RFC 5545). Pure; the text is written by `icalendar`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

PRODUCT = "-//Knotwork//Knotwork//EN"
_ZONE_SPAN = timedelta(days=400)


@dataclass(frozen=True)
class Entry:
    """What a calendar is told about one meeting.

    Attributes:
        key: names the meeting for ever.
        title: neutral words, chosen by the calendar's owner.
        starts_at: aware; shown in `zone`, the IANA zone whose wall time was promised.
        sequence: rises with every change, so that a calendar replaces what it holds.
        changed_at: when this text was made (DTSTAMP), aware.
        link: where the meeting is, on its host; the host's name also makes the UID unique.
    """

    key: UUID
    title: str
    starts_at: datetime
    minutes: int
    zone: str
    sequence: int
    changed_at: datetime
    link: str
    is_cancelled: bool


def calendar(entry: Entry) -> bytes:
    """One calendar with one event, lines folded and ended as calendars expect."""
    written = Calendar()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    written.add("method", "CANCEL" if entry.is_cancelled else "PUBLISH")
    written.add_component(_event(entry))
    day = entry.starts_at.date()
    written.add_missing_timezones(first_date=day - _ZONE_SPAN, last_date=day + _ZONE_SPAN)
    text: bytes = written.to_ical()
    return text


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(entry.link).hostname or 'knotwork'}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", " ".join(entry.title.split()))
    event.add("dtstart", _on_clock(entry.starts_at, entry.zone))
    event.add("dtend", _on_clock(entry.starts_at + timedelta(minutes=entry.minutes), entry.zone))
    event.add("url", entry.link)
    event.add("description", entry.link)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    return event


def _on_clock(instant: datetime, zone: str) -> datetime:
    """The instant on the zone's clock, or in UTC where that clock shows it a second time.

    A calendar reads a time that is shown twice as the first (RFC 5545, 3.3.5).
    """
    here = instant.astimezone(ZoneInfo(zone))
    return instant.astimezone(UTC) if here.fold else here
