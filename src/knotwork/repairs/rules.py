"""Pure decisions about matters and talks: who may keep one, until when it is answered, who may do what."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from knotwork.repairs.enums import Asked, Stand, Why

TIME_TO_ANSWER = timedelta(hours=48)
TIME_TO_SAY = timedelta(days=7)
"""How long somebody invited to a talk has to answer."""
KEPT_AFTERWARDS = timedelta(days=7)
"""How long whoever was invited can still read that it is over; then it is forgotten who was invited."""
LONGEST_WORDS = 4000
LONGEST_INVITATION = 2000
OPEN = frozenset({Asked.PREPARED, Asked.WAITING})
"""An invitation of which nobody knows yet what becomes of it."""
ASKED_ENOUGH = frozenset({Asked.COMES, Asked.RATHER_NOT})
"""Who answered so is not invited again."""


def answer_due(entrusted_at: datetime) -> datetime:
    """Until when the keeper answers (design: domain.md §9.6)."""
    return entrusted_at + TIME_TO_ANSWER


def stand(*, entrusted_at: datetime, answered_at: datetime | None, settled_at: datetime | None, at: datetime) -> Stand:
    """Where a matter stands at this moment."""
    if settled_at is not None:
        return Stand.SETTLED
    if answered_at is not None:
        return Stand.ANSWERED
    return Stand.WAITING if at <= answer_due(entrusted_at) else Stand.LATE


def why_not_raise(words: str, keeper: UUID, keepers: Collection[UUID], *, is_member: bool, is_archived: bool) -> Why | None:
    """Why this cannot be raised; None if it can.

    Args:
        keepers: who may be told: whoever facilitates now, and the other members.
    """
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    if not words.strip():
        return Why.WORDS_MISSING
    return None if keeper in keepers else Why.NOT_A_KEEPER


def why_not_answer(now: Stand, *, is_keeper: bool) -> Why | None:
    """Why this person does not answer now; None if they do, or did already."""
    if not is_keeper:
        return Why.NOT_YOURS_TO_ANSWER
    return Why.SETTLED_ALREADY if now is Stand.SETTLED else None


def why_not_entrust(now: Stand, keeper: UUID, keepers: Collection[UUID], *, is_raiser: bool, has_keeper: bool) -> Why | None:
    """Why it cannot be entrusted to somebody else; None if it can.

    Args:
        has_keeper: whether the one it was told to still belongs to the set or facilitates it.
    """
    if not is_raiser:
        return Why.NOT_YOURS_TO_SETTLE
    if now is Stand.SETTLED:
        return Why.SETTLED_ALREADY
    if now is Stand.ANSWERED and has_keeper:
        return Why.IS_ANSWERED
    return None if keeper in keepers else Why.NOT_A_KEEPER


def why_not_settle(now: Stand, *, is_raiser: bool) -> Why | None:
    """Why this person cannot settle it; None if they can."""
    if not is_raiser:
        return Why.NOT_YOURS_TO_SETTLE
    return Why.SETTLED_ALREADY if now is Stand.SETTLED else None


def may_be_invited(answers: Collection[Asked]) -> bool:
    """Whether somebody may be invited who stood so to earlier invitations about the same matter; a no is asked once."""
    return ASKED_ENOUGH.isdisjoint(answers)


def say_due(sent_at: datetime) -> datetime:
    """Until when somebody invited to a talk answers."""
    return sent_at + TIME_TO_SAY


def asked(*, sent_at: datetime | None, comes: bool | None, taken_back: bool, is_settled: bool, at: datetime) -> Asked:
    """Where an invitation to a talk stands at this moment.

    Args:
        comes: what whoever is invited answered; None = nothing yet.
    """
    if taken_back:
        return Asked.TAKEN_BACK
    if is_settled:
        return Asked.OVER
    if sent_at is None:
        return Asked.PREPARED
    if comes is not None:
        return Asked.COMES if comes else Asked.RATHER_NOT
    return Asked.WAITING if at <= say_due(sent_at) else Asked.UNANSWERED


def why_not_prepare(now: Stand, *, is_keeper: bool, is_member: bool, is_archived: bool, one_is_open: bool) -> Why | None:
    """Why the keeper prepares no invitation to a talk now; None if they can.

    Args:
        is_member: whether whoever raised it is in the set now; without them there is no talk.
    """
    if not is_keeper:
        return Why.NOT_YOURS_TO_INVITE
    if is_archived:
        return Why.SET_IS_ARCHIVED
    if now is Stand.SETTLED:
        return Why.SETTLED_ALREADY
    if now is not Stand.ANSWERED:
        return Why.NOT_ANSWERED_YET
    if not is_member:
        return Why.NO_LONGER_HERE
    return Why.ONE_IS_OPEN if one_is_open else None


def why_not_invite(words: str, concerned: UUID, candidates: Collection[UUID]) -> Why | None:
    """Why this person is not invited with these words; None if they are."""
    if not words.strip():
        return Why.WORDS_MISSING
    return None if concerned in candidates else Why.NOT_TO_BE_INVITED


def why_not_send(now: Asked, *, is_raiser: bool, is_archived: bool, all_are_here: bool) -> Why | None:
    """Why an invitation does not go out; None if it does.

    Args:
        all_are_here: whether all three belong to the set now, or facilitate it.
    """
    if not is_raiser:
        return Why.NOT_YOURS_TO_SETTLE
    if is_archived:
        return Why.SET_IS_ARCHIVED
    if now is not Asked.PREPARED:
        return None if now is Asked.WAITING else Why.NOT_OPEN_NOW
    return None if all_are_here else Why.NO_LONGER_HERE


def why_not_take_back(now: Asked, *, is_raiser: bool, is_keeper: bool) -> Why | None:
    """Why this person does not take an invitation back; None if they do. The keeper can until it is sent, and a no stays."""
    if now not in {Asked.PREPARED, Asked.WAITING, Asked.COMES}:
        return Why.NOT_OPEN_NOW
    if is_raiser:
        return None
    return None if is_keeper and now is Asked.PREPARED else Why.NOT_YOURS_TO_SETTLE


def why_not_say(now: Asked, *, is_concerned: bool, is_archived: bool) -> Why | None:
    """Why this person does not answer an invitation; None if they do. An answer can be changed."""
    if not is_concerned:
        return Why.NOT_YOUR_INVITATION
    if is_archived:
        return Why.SET_IS_ARCHIVED
    return None if now in {Asked.WAITING, Asked.COMES, Asked.RATHER_NOT} else Why.NOT_OPEN_NOW
