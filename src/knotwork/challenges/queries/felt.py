"""What screens ask about how turns felt: presenters about their own, members about what presenters show."""

from datetime import datetime
from uuid import UUID

from knotwork.challenges.models import Bringing, Challenge, Felt, SharedBrief
from knotwork.challenges.queries.record import brief_of
from knotwork.people.models import Person
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


def own_turns(viewer: Person, challenge: Challenge) -> list[tuple[Bringing, Felt | None]]:
    """The meetings the viewer's own challenge was brought to, the newest first, with what the viewer kept of each."""
    brought = Bringing.objects.filter(challenge=challenge, challenge__owner=viewer).select_related(
        "meeting", "felt", "challenge"
    )
    return [(one, getattr(one, "felt", None)) for one in brought.order_by("-brought_at", "-id")]


def invited_for(viewer: Person, challenge: Challenge) -> dict[UUID | None, int | None]:
    """How strongly the viewer had asked to be challenged, by meeting as shared for it, under None as in the brief. Two queries."""
    shared = SharedBrief.objects.filter(challenge=challenge, challenge__owner=viewer)
    brief = brief_of(viewer, challenge)
    invited: dict[UUID | None, int | None] = {one.meeting_id: one.challenge_invited for one in shared}
    return {**invited, None: brief.challenge_invited if brief else None}


def shown_turns(viewer: Person, learning_set: LearningSet, at: datetime) -> list[Felt]:
    """How turns felt whose presenters show it to the set, the earliest first; of turns since the viewer joined."""
    since = sets.joined_at(viewer, learning_set)
    if since is None or since > at:
        return []
    shown = Felt.objects.filter(
        shown_to_set=True, bringing__challenge__learning_set=learning_set, bringing__brought_at__gte=since
    )
    return list(shown.select_related("owner", "bringing__meeting").order_by("bringing__brought_at", "pk"))
