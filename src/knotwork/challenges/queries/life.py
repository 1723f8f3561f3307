"""What screens ask about where a challenge stood, and about its owner's own look at it."""

from datetime import datetime

from knotwork.challenges.models import Bringing, Challenge, FitCheck, Placement
from knotwork.challenges.queries.record import reading_of
from knotwork.challenges.rules import Reading
from knotwork.people.models import Person


def placements(viewer: Person, challenge: Challenge, at: datetime) -> list[Placement]:
    """Where the challenge stood, the newest first, as far back as the viewer may read."""
    how_much, since = reading_of(viewer, challenge, at)
    if how_much is Reading.NOTHING:
        return []
    kept = challenge.placements.order_by("-placed_at", "-id")
    return list(kept.filter(placed_at__gte=since) if how_much is Reading.SINCE and since else kept)


def bringings(viewer: Person, challenge: Challenge, at: datetime) -> list[Bringing]:
    """The meetings it was brought to, the earliest first, as far back as the viewer may read."""
    how_much, since = reading_of(viewer, challenge, at)
    if how_much is Reading.NOTHING:
        return []
    kept = challenge.bringings.select_related("meeting").order_by("brought_at", "id")
    return list(kept.filter(brought_at__gte=since) if how_much is Reading.SINCE and since else kept)


def fit_check_of(viewer: Person, challenge: Challenge) -> FitCheck | None:
    """The viewer's own look at an own challenge; nobody else's is ever answered."""
    return FitCheck.objects.filter(challenge=challenge, owner=viewer).first()
