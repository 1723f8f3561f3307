"""How meetings are said on pages: lengths, shifts of clocks, places of zones."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.meetings.rules import Clock, DateRow, LocalDate

register = template.Library()


@register.filter
def place(zone: str) -> str:
    """A zone as people say it: `America/New_York` is New York."""
    return Clock(zone, ()).place


@register.filter
def shift(minutes: int) -> str:
    """How much a local time shifts against the time before: "1 hour earlier"."""
    length = duration(abs(minutes))
    return _("%(length)s later") % {"length": length} if minutes > 0 else _("%(length)s earlier") % {"length": length}


@register.filter
def duration(minutes: int) -> str:
    """A length in hours and minutes."""
    hours, left = divmod(minutes, 60)
    said = [ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}] if hours else []
    if left or not said:
        said.append(ngettext("%(n)d minute", "%(n)d minutes", left) % {"n": left})
    return " ".join(said)


@register.filter
def as_minutes(seconds: int) -> str:
    """A number of seconds as whole minutes, rounded, in words."""
    return duration(round(seconds / 60))


@register.filter
def movers(rows: Sequence[DateRow]) -> list[tuple[DateRow, Clock, LocalDate]]:
    """Each date on each clock that a clock change shifts, in order."""
    return [(row, clock, local) for row in rows for clock, local in row.on if local.moves]
