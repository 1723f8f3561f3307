"""What screens ask about a challenge a set shares: which it is, who holds which part, and who would open what was said before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from knotwork.challenges import rules
from knotwork.challenges.enums import Bond, Status
from knotwork.challenges.models import Challenge, Framing, Holding, Intervention, Part
from knotwork.challenges.queries.record import load_challenge, mine, reading_of, whole
from knotwork.challenges.rules import Reading
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.sets import queries as sets
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet


def shared_of(learning_set: LearningSet) -> Challenge | None:
    """What the set works on together now, or did last; for members, and whoever facilitates. Three queries.

    None, and no query, where each brings their own.
    """
    if learning_set.problem_mode != ProblemMode.SHARED:
        return None
    ours = list(whole(Challenge.objects.filter(learning_set=learning_set, owner=None)))
    return next((one for one in ours if one.status not in rules.ENDED), ours[0] if ours else None)


def in_hand(viewer: Person, learning_set: LearningSet) -> list[Challenge]:
    """What a member may work on in this set: what it shares, while that lives, and the member's own.

    Three queries, seven where one challenge is shared.
    """
    shared = shared_of(learning_set)
    shared = shared if shared is None or sets.is_member(viewer, learning_set) else None
    alive = [shared] if shared is not None and shared.status not in rules.ENDED else []
    return [*alive, *mine(viewer, learning_set)]


def biddable(viewer: Person, learning_set: LearningSet) -> list[Challenge]:
    """What the viewer may offer when turns are given out, what the set shares first."""
    return [challenge for challenge in in_hand(viewer, learning_set) if may_be_bid(challenge)]


def may_be_bid(challenge: Challenge) -> bool:
    """Whether something was tried or is planned, and the challenge is alive; no query if it came from a list."""
    tried = any(challenge.interventions.all())
    return rules.why_not_bid(Status(challenge.status), something_tried_or_planned=tried) is None


def brought_by(presenter: Person, learning_set: LearningSet, challenge_id: UUID | None) -> Challenge | None:
    """The challenge a presenter brings to a meeting of this set: their own, or what the set shares."""
    if challenge_id is None:
        return None
    return Challenge.objects.filter(Q(owner=presenter) | Q(owner=None, learning_set=learning_set), pk=challenge_id).first()


def in_hand_of(viewer: Person, learning_sets: Iterable[LearningSet]) -> list[Challenge]:
    """The viewer's own challenges in these sets and what those share of which they are a member, the newest first."""
    joined = LearningSet.objects.filter(membership__person=viewer, membership__left_at=None)
    theirs = Q(owner=viewer) | Q(owner=None, learning_set__in=joined)
    return list(whole(Challenge.objects.filter(theirs, learning_set__in=list(learning_sets))))


@dataclass(frozen=True)
class Held:
    """A part and who holds it; `before`: who held it earlier, the newest first, as far as the viewer may read."""

    part: Part
    holder: Person | None
    since: datetime | None
    before: tuple[Holding, ...]


def parts(viewer: Person, challenge: Challenge, at: datetime) -> list[Held]:
    """The parts that stand, the oldest first, each with its holder. Two queries, and what the viewer's standing takes."""
    how_much, since = reading_of(viewer, challenge, at)
    if how_much is Reading.NOTHING:
        return []
    stand = challenge.parts.filter(put_away_at=None).order_by("written_at", "id").prefetch_related("holdings__person")
    return [_held(part, since if how_much is Reading.SINCE else None) for part in stand]


def _held(part: Part, since: datetime | None) -> Held:
    now = next((one for one in part.holdings.all() if one.until_at is None), None)
    before = [one for one in part.holdings.all() if one.until_at is not None and (since is None or one.until_at >= since)]
    before.sort(key=lambda one: (one.since_at, one.pk), reverse=True)
    return Held(part, now.person if now else None, now.since_at if now else None, tuple(before))


def load_part(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The part named in the address, of a challenge the viewer shares."""
    found = load_challenge(viewer, kwargs, at)
    if found is None or Bond.TOGETHER not in found.standings or not isinstance(found.subject, Challenge):
        return None
    part = found.subject.parts.filter(pk=kwargs["part_id"]).select_related("challenge__learning_set").first()
    return Found(part, found.standings) if part else None


@dataclass(frozen=True)
class Past:
    """Whether what was said before somebody came is open to them.

    `agreed`: how many members would open it, of `members`; `has_agreed`: whether the viewer is among them.
    """

    came_later: bool
    agreed: int
    members: int
    has_agreed: bool


def past_of(viewer: Person, challenge: Challenge) -> Past:
    """Who reads only a part of a shared challenge, and how many would open the rest. Two queries."""
    joined = {one.person_id: one.joined_at for one in sets.memberships(challenge.learning_set)}
    newest = max(joined.values(), default=challenge.begun_at)
    agreed = {one.person_id for one in challenge.openings.all() if one.agreed_at >= newest and one.person_id in joined}
    came_later = rules.came_later(challenge.shown_at, joined.values())
    return Past(came_later, len(agreed), len(joined), viewer.pk in agreed)


def export_shared(person: Person) -> list[dict[str, Any]]:
    """What the person said of challenges their sets share, in every set they were in; nobody else's words."""
    framings: Collection[Framing] = Framing.objects.filter(said_by=person).order_by("framed_at", "id")
    told: Collection[Intervention] = Intervention.objects.filter(said_by=person).order_by("told_at", "id")
    written: Collection[Part] = Part.objects.filter(written_by=person).order_by("written_at", "id")
    said: list[Framing | Intervention | Part] = [*framings, *told, *written]
    ids = {one.challenge_id for one in said}
    return [
        {
            "set": challenge.learning_set.name,
            "framings": [
                {"headline": one.headline, "moved_by": one.moved_by, "framed_at": one.framed_at.isoformat()}
                for one in framings
                if one.challenge_id == challenge.pk
            ],
            "interventions": [
                {"kind": one.kind, "what": one.what, "told_at": one.told_at.isoformat()}
                for one in told
                if one.challenge_id == challenge.pk
            ],
            "parts": [
                {"what": one.what, "written_at": one.written_at.isoformat()}
                for one in written
                if one.challenge_id == challenge.pk
            ],
        }
        for challenge in Challenge.objects.filter(pk__in=ids).select_related("learning_set").order_by("begun_at", "id")
    ]
