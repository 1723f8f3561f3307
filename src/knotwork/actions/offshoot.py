"""Actions as the page of a challenge shows them."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from knotwork.actions import queries
from knotwork.actions.models import Action
from knotwork.challenges.models import Challenge
from knotwork.challenges.offshoots import Kind, Offshoot
from knotwork.people.models import Person


def _seen_by(viewer: Person, challenge: Challenge, at: datetime) -> Sequence[Offshoot]:
    return [
        Offshoot(
            action.what,
            action.status_word,
            _since(viewer, action),
            reverse("actions:action", args=[action.pk]),
            whose=action.owner.name,
        )
        for action in queries.from_challenge(viewer, challenge, at)
    ]


def _since(viewer: Person, action: Action) -> datetime:
    """When it was last reported, as far as the viewer may know, or else set out; no query, for reports are loaded."""
    is_own = action.owner_id == viewer.pk
    return max((one.reported_at for one in action.reports.all() if is_own or one.shown_to_set), default=action.since_at)


def _begin_url(challenge: Challenge) -> str:
    return f"{reverse('actions:new', args=[challenge.learning_set_id])}?from={challenge.pk}"


KIND = Kind(seen_by=_seen_by, begin_url=_begin_url)
