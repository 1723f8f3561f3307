"""How a turn felt to its presenter, shown to the set only if they say so."""

from datetime import datetime

from django.db import transaction

from knotwork.challenges import rules
from knotwork.challenges.models import Bringing, Felt
from knotwork.challenges.services.record import own
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse


@transaction.atomic
def keep_felt(
    bringing: Bringing, *, invited: int | None, support: int, challenged: int, shown: bool, by: Person, at: datetime
) -> Felt:
    """Keep how a turn felt, in place of what was kept before.

    Args:
        invited: how strongly one had asked to be challenged, 1–5; None = not said.
        support, challenged: how much of each was felt, 1–5.
        shown: whether the set sees it.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `felt_out_of_bounds`.
    """
    challenge = own(bringing.challenge, by)
    refuse(rules.why_not_felt(invited, support, challenged))
    felt = Felt.objects.filter(bringing=bringing).first() or Felt(bringing=bringing, owner=by)
    was_shown = felt.shown_to_set
    felt.invited, felt.support, felt.challenged = invited, support, challenged
    felt.shown_to_set, felt.felt_at = shown, at
    felt.save()
    if shown != was_shown:
        event = "turn.felt_shown" if shown else "turn.felt_taken_back"
        audit.record(event, challenge, by=by, at=at)
    return felt


@transaction.atomic
def forget_felt(bringing: Bringing, *, by: Person, at: datetime) -> None:
    """Delete what was kept of how a turn felt.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    challenge = own(bringing.challenge, by)
    Felt.objects.filter(bringing=bringing, owner=by).delete()
    audit.record("turn.felt_forgotten", challenge, by=by, at=at)
