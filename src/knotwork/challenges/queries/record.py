"""What screens ask about challenges; the viewer comes first, and what is not the viewer's to read is absent."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from knotwork.challenges import rules
from knotwork.challenges.enums import Bond
from knotwork.challenges.models import Brief, Bringing, Challenge, Framing, Intervention, KeptQuestion, SharedBrief
from knotwork.challenges.rules import Reading
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.sealing.fields import SealedQuerySet
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


def here_since(viewer: Person, learning_set: LearningSet, at: datetime | None = None) -> datetime | None:
    """Since when the viewer belongs to the set; nothing from before is theirs to read unless its owner shares it.

    A facilitator counts only when `at` is given and a term of theirs runs then; terms without a gap count as one.
    """
    joined = sets.joined_at(viewer, learning_set)
    if joined is not None or at is None:
        return joined
    return sets.facilitating_since(viewer, learning_set, at)


def mine(viewer: Person, learning_set: LearningSet) -> list[Challenge]:
    """The viewer's own challenges in this set, the newest first. Three queries."""
    return list(whole(Challenge.objects.filter(owner=viewer, learning_set=learning_set)))


def of_set(viewer: Person, learning_set: LearningSet, at: datetime | None = None) -> list[Challenge]:
    """Challenges shown to the set, own ones too, the newest first; a facilitator must say `at`."""
    since = here_since(viewer, learning_set, at)
    shown = Challenge.objects.filter(learning_set=learning_set, shown_to_set=True)
    return list(whole(shown.filter(_readable(viewer, since))))


def headline(challenge: Challenge) -> str:
    """The newest framing; no query if the challenge came from a list."""
    newest = max((one for one in challenge.framings.all() if one.headline), key=lambda one: one.number, default=None)
    return newest.headline if newest else ""


def whose_challenge(challenge_id: UUID) -> UUID | None:
    """The set this challenge belongs to, if there is one; for the record of refused attempts alone."""
    found: UUID | None = Challenge.objects.filter(pk=challenge_id).values_list("learning_set", flat=True).first()
    return found


def load_challenge(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The challenge named in the address, if this viewer may know of it now."""
    challenge = whole(Challenge.objects.filter(pk=kwargs["challenge_id"])).first()
    if challenge is None or not isinstance(viewer, Person):
        return None
    standings = sets.standing(viewer, challenge.learning_set, at)
    if challenge.owner_id == viewer.pk:
        return Found(challenge, standings | {Bond.OWNER})
    if not standings & {Standing.MEMBER, Standing.FACILITATOR}:
        return None
    if challenge.is_shared and Standing.MEMBER in standings:
        return Found(challenge, standings | {Bond.TOGETHER})
    return Found(challenge, standings) if reading_of(viewer, challenge, at)[0] is not Reading.NOTHING else None


@dataclass(frozen=True)
class Told:
    """What a viewer may read of a challenge, the newest first."""

    framings: tuple[Framing, ...]
    interventions: tuple[Intervention, ...]


def told(viewer: Person, challenge: Challenge, at: datetime) -> Told:
    """How the challenge was put and what was tried, as far back as the viewer may read."""
    how_much, since = reading_of(viewer, challenge, at)
    framings = tuple(sorted(challenge.framings.all(), key=lambda one: -one.number))
    interventions = tuple(sorted(challenge.interventions.all(), key=lambda one: (one.told_at, one.pk), reverse=True))
    match how_much:
        case Reading.ALL:
            return Told(framings, interventions)
        case Reading.SINCE if since is not None:
            lately = [one for one in framings if one.framed_at >= since]
            in_force = [] if lately else [_without_question(one) for one in framings[:1]]
            return Told((*lately, *in_force), tuple(one for one in interventions if one.told_at >= since))
        case _:
            return Told((), ())


def _without_question(framing: Framing) -> Framing:
    """The wording in force from before the viewer came: what moved it was said among those who were there."""
    alone = copy(framing)
    alone.moved_by = ""
    return alone


def kept_questions(viewer: Person, challenge: Challenge | None = None) -> list[KeptQuestion]:
    """Questions the viewer kept, the newest first; all of them, or those of one challenge."""
    kept = KeptQuestion.objects.filter(owner=viewer).select_related("meeting", "challenge")
    return list((kept.filter(challenge=challenge) if challenge else kept).order_by("-kept_at", "-id"))


def load_kept_question(viewer: Viewer, kwargs: Mapping[str, Any], _at: datetime) -> Found | None:
    """The kept question named in the address, if it is the viewer's own."""
    kept = KeptQuestion.objects.filter(pk=kwargs["kept_id"], owner_id=viewer.pk).select_related("challenge").first()
    return Found(kept, frozenset({Bond.OWNER})) if kept else None


def brief_of(viewer: Person, challenge: Challenge) -> Brief | None:
    """The viewer's own brief for this challenge; nobody else's is ever answered."""
    return Brief.objects.filter(challenge=challenge, owner=viewer).first()


def shares(viewer: Person, challenge: Challenge) -> list[SharedBrief]:
    """The meetings for which the viewer shared the brief of an own challenge."""
    own = SharedBrief.objects.filter(challenge=challenge, challenge__owner=viewer)
    return list(own.select_related("meeting").order_by("-meeting__starts_at", "id"))


def shared_briefs(viewer: Person, meeting: Meeting, at: datetime | None = None) -> list[SharedBrief]:
    """Briefs shared for a meeting, by the presenter's name; a facilitator must say `at`."""
    since = here_since(viewer, meeting.learning_set, at)
    if since is None or since > _prepared_until(meeting):
        return []
    shared = SharedBrief.objects.filter(meeting=meeting).select_related("challenge__owner", "challenge__learning_set")
    return list(shared.order_by("challenge__owner__name", "id"))


def _prepared_until(meeting: Meeting) -> datetime:
    """Until when whoever comes into the set comes in time for what was prepared for this meeting."""
    return min(meeting.planned_end_at, meeting.over_at)


def load_shared_brief(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """A brief shared for one meeting, for the set that meeting belongs to."""
    found = SharedBrief.objects.filter(challenge=kwargs["challenge_id"], meeting=kwargs["meeting_id"])
    shared = found.select_related("meeting", "learning_set", "challenge__owner").first()
    if shared is None or not isinstance(viewer, Person):
        return None
    standings = sets.standing(viewer, shared.learning_set, at)
    if shared.challenge.owner_id == viewer.pk:
        return Found(shared, standings | {Bond.OWNER})
    since = here_since(viewer, shared.learning_set, at)
    return Found(shared, standings) if since is not None and since <= _prepared_until(shared.meeting) else None


def whole(challenges: SealedQuerySet[Challenge]) -> SealedQuerySet[Challenge]:
    """These challenges with framings, interventions, owner and set loaded, the newest first."""
    return (
        challenges.select_related("owner", "learning_set")
        .prefetch_related(
            "framings__meeting",
            "framings__said_by",
            "interventions__said_by",
        )
        .order_by("-begun_at", "-id")
    )


def _readable(viewer: Person, since: datetime | None) -> Q:
    if since is None:
        return Q(owner=viewer)
    brought = Bringing.objects.filter(challenge=OuterRef("pk"), brought_at__gte=since)
    return Q(owner=viewer) | Q(owner=None) | Q(shown_at__gte=since) | Q(Exists(brought))


def reading_of(viewer: Person, challenge: Challenge, at: datetime) -> tuple[Reading, datetime | None]:
    """How much of the challenge the viewer reads now, and since when they belong to the set."""
    if challenge.owner_id == viewer.pk:
        return Reading.ALL, None
    since = here_since(viewer, challenge.learning_set, at)
    last = Bringing.objects.filter(challenge=challenge).order_by("-brought_at", "-id").first()
    how_much = rules.reading(
        is_owner=False,
        is_shared=challenge.is_shared,
        shown_at=challenge.shown_at if challenge.shown_to_set else None,
        brought_at=last.brought_at if last else None,
        here_since=since,
    )
    return how_much, since
