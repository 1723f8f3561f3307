"""What somebody said in a set before others came to it, which only its owner can show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from knotwork.actions import queries as actions
from knotwork.challenges import queries as challenges
from knotwork.home.enums import Earlier
from knotwork.people.models import Person
from knotwork.reflections import queries as reflections
from knotwork.reflections.enums import Audience
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet, Membership


@dataclass(frozen=True)
class Unseen:
    """One thing of the viewer's that the set sees and whoever came later does not; `url` is where it is shown to them."""

    kind: Earlier
    words: str
    shown_at: datetime
    url: str


@dataclass(frozen=True)
class Forward:
    """Who came to the set after the viewer showed it something, the latest last, and what they do not see."""

    newcomers: Sequence[Membership]
    unseen: Sequence[Unseen]


def forward(viewer: Person, learning_set: LearningSet) -> Forward:
    """What the viewer showed the set before its newest member came, the earliest first. The queries do not grow with it."""
    memberships = sets.memberships(learning_set)
    newest = max((each.joined_at for each in memberships if each.person_id != viewer.pk), default=None)
    unseen = [] if newest is None else [each for each in _shown(viewer, learning_set) if each.shown_at < newest]
    unseen.sort(key=lambda each: (each.shown_at, each.url))
    first = unseen[0].shown_at if unseen else None
    came = [each for each in memberships if first is not None and each.joined_at > first and each.person_id != viewer.pk]
    return Forward(sorted(came, key=lambda each: (each.joined_at, each.pk)), unseen)


def _shown(viewer: Person, learning_set: LearningSet) -> list[Unseen]:
    """Everything of the viewer's own that the set sees."""
    brought = [
        Unseen(Earlier.CHALLENGE, challenges.headline(one), one.shown_at, reverse("challenges:sharing", args=[one.pk]))
        for one in challenges.mine(viewer, learning_set)
        if one.shown_to_set and one.shown_at is not None
    ]
    tried = [
        Unseen(Earlier.ACTION, one.what, one.shown_at, reverse("actions:sharing", args=[one.pk]))
        for one in actions.mine(viewer, learning_set)
        if one.shown_to_set and one.shown_at is not None
    ]
    learned = [
        Unseen(Earlier.NOTE, one.text, one.shared_at, reverse("reflections:note_sharing", args=[one.pk]))
        for one in reflections.own_notes(viewer, learning_set)
        if one.audience == Audience.SET and one.shared_at is not None
    ]
    return [*brought, *tried, *learned]
