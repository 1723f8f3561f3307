"""Words typed and not yet sent: sealed for their writer, kept until they are acknowledged or let go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from knotwork.live import rules
from knotwork.live.models import Draft
from knotwork.live.services.speech import ANSWERS
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse

KEPT_AFTER_A_MEETING = timedelta(days=30)


@dataclass(frozen=True)
class Kept:
    """What stands at a place now; `conflict` when somebody else's tab wrote there since."""

    text: str
    version: int
    conflict: bool = False


@transaction.atomic
def keep(meeting: Meeting, *, place: str, text: str, version: int, by: Person, at: datetime) -> Kept:
    """Keep what is typed at a place; two tabs never overwrite one another.

    Args:
        text: empty = let go of what stands there.
        version: what the writer's page knew; 0 = nothing stood there.

    Raises:
        Refused: `words_too_long`.
    """
    refuse(rules.why_not_words({place: text}))
    if not text.strip():
        forget(meeting, place=place, by=by)
        return Kept("", 0)
    place, by = _column(place), Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    held = Draft.objects.select_for_update().filter(meeting=meeting, author=by, place=place).first()
    if held is not None and held.version != version and held.text != text:
        return Kept(held.text, held.version, conflict=True)
    if held is None:
        held = Draft(meeting=meeting, author=by, place=place, version=version)
    held.text, held.kept_at, held.version = text, at, held.version + 1
    held.save()
    return Kept(text, held.version)


def forget(meeting: Meeting, *, place: str, by: Person) -> None:
    """Let go of what was typed at a place: it was sent, or is not wanted."""
    Draft.objects.filter(meeting=meeting, author=by, place=_column(place)).delete()


def _column(place: str) -> str:
    """A place as the column holds it, whatever a browser calls it."""
    return f"typed:{place}".replace("\x00", "")[:60]


def forget_old(*, at: datetime) -> None:
    """Let go of what was typed in meetings that closed long ago."""
    old = Draft.objects.filter(meeting__closed_at__lt=at - KEPT_AFTER_A_MEETING)
    old.exclude(place__startswith=ANSWERS).delete()
