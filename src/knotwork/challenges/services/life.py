"""Where a challenge stands, with words and an undo, and the owner's own look at whether it fits."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from knotwork.challenges import rules
from knotwork.challenges.enums import Ending, Holds, Statement, Status, Why
from knotwork.challenges.models import Challenge, FitCheck
from knotwork.challenges.services.record import note_standing, own, own_or_shared
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused, refuse


@transaction.atomic
def place(
    challenge: Challenge,
    *,
    status: Status,
    domains: Iterable[str],
    ending: Ending | None = None,
    words: str = "",
    by: Person,
    at: datetime,
) -> Challenge:
    """Say where the challenge stands now, any standing after any other, and which sides of life it touches.

    Args:
        ending: how it came to its end; counts for a closed challenge alone.
        words: what the owner says to it. The same standing without words adds nothing to the history.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `another_is_shared`.
    """
    challenge = own_or_shared(challenge, by)
    refuse(why_not_beside(challenge, status))
    challenge.domains = rules.sides_text(domains)
    challenge.save(update_fields=["domains"])
    ending = ending if status is Status.CLOSED else None
    newest = challenge.placements.filter(taken_back_at=None).order_by("-placed_at", "-id").first()
    said = (newest.status, newest.ending, newest.words) if newest else ("", "", "")
    if challenge.status == status and ((not words.strip() and ending is None) or said == (status, ending or "", words.strip())):
        return challenge
    note_standing(challenge, status=status, ending=ending, words=words, at=at)
    audit.record("challenge.placed", challenge, by=by, at=at, detail={"status": status.value})
    return challenge


@transaction.atomic
def undo_placing(challenge: Challenge, *, by: Person, at: datetime) -> Challenge:
    """Take back the newest placing: it stands where it stood before. The history keeps both.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `no_earlier_standing`,
            `another_is_shared`.
    """
    challenge = own_or_shared(challenge, by)
    newest = challenge.placements.filter(taken_back_at=None).order_by("-placed_at", "-id").first()
    if newest is None:
        raise Refused(Why.NO_EARLIER_STANDING)
    refuse(why_not_beside(challenge, Status(newest.before)))
    newest.taken_back_at = at
    newest.save(update_fields=["taken_back_at"])
    challenge.status = newest.before
    challenge.save(update_fields=["status"])
    audit.record("challenge.placing_undone", challenge, by=by, at=at, detail={"status": challenge.status})
    return challenge


@transaction.atomic
def check_fit(challenge: Challenge, *, said: Mapping[Statement, Holds], by: Person, at: datetime) -> FitCheck:
    """Keep what the owner answered to the six statements, in place of what was answered before.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    challenge = own(challenge, by)
    check = FitCheck.objects.filter(challenge=challenge).first() or FitCheck(challenge=challenge, owner=by)
    check.answers = {statement.value: holds.value for statement, holds in said.items()}
    check.checked_at = at
    check.save()
    return check


@transaction.atomic
def keep_learning_need(challenge: Challenge, *, words: str, by: Person, at: datetime) -> FitCheck:
    """Keep beside the six statements what the owner could ask somebody who knows; empty words drop it.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `not_checked_yet`.
    """
    challenge = own(challenge, by)
    check = FitCheck.objects.filter(challenge=challenge).first()
    if check is None:
        raise Refused(Why.NOT_CHECKED_YET)
    check.learning_need, check.checked_at = words.strip(), at
    check.save(update_fields=["learning_need", "checked_at"])
    return check


def why_not_beside(challenge: Challenge, status: Status) -> Why | None:
    """Why a shared challenge cannot stand so: the set has gone on to another; None if it can, or is somebody's own."""
    if not challenge.is_shared or status in rules.ENDED:
        return None
    others = Challenge.objects.filter(learning_set=challenge.learning_set_id, owner=None).exclude(pk=challenge.pk)
    return rules.why_not_shared(works_on_one=True, another_lives=others.exclude(status__in=rules.ENDED).exists())
