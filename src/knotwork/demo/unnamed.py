"""Whom Dina keeps out of her words, and what she says instead. The names are invented."""

from datetime import timedelta

from knotwork.meetings.models import Meeting
from knotwork.people import services as people
from knotwork.people.models import Person

KEPT_OUT = (("Baraka", "the caretaker"), ("Wanjiru Otieno", "the chair of the board"), ("Wanjiru", "the chair of the board"))


def tell(person: Person, first: Meeting) -> None:
    """She thinks of it on the eve of the first meeting, before she has written anything."""
    for name, instead in KEPT_OUT:
        people.keep_out(person, name=name, instead=instead, at=first.starts_at - timedelta(days=1))
