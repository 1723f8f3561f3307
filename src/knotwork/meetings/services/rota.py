"""Who looks after what in a meeting: a swap is asked by one and confirmed by the other."""

from datetime import datetime

from django.db import transaction

from knotwork.meetings import queries, rules
from knotwork.meetings.enums import RotaRole, SwapAnswer, Why
from knotwork.meetings.models import Meeting, RoleHeld, RoleSwap
from knotwork.meetings.services.locking import locked, refuse_archived
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets


@transaction.atomic
def ask_to_swap(meeting: Meeting, *, role: RotaRole, asked: Person, by: Person, at: datetime) -> RoleSwap:
    """Ask another member to take one's role over in this meeting; nothing moves until they say yes.

    A question about the same role that still waits is taken back.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`, `not_your_role`, `not_one_of_us`.
    """
    meeting = _changeable(meeting, by=by, at=at)
    refuse(None if _holder(meeting, role, at) == by else Why.NOT_YOUR_ROLE)
    refuse(Why.NOT_ONE_OF_US if asked == by or not sets.is_member(asked, meeting.learning_set) else None)
    waiting = RoleSwap.objects.filter(meeting=meeting, role=role, answered_at=None)
    waiting.update(answer=SwapAnswer.TAKEN_BACK, answered_at=at)
    return RoleSwap.objects.create(meeting=meeting, role=role, asked_by=by, asked=asked, asked_at=at)


@transaction.atomic
def answer_swap(swap: RoleSwap, *, answer: SwapAnswer, by: Person, at: datetime) -> RoleSwap:
    """Say yes or no to taking a role over, or take one's own question back.

    With a yes the role moves; if the one who was asked had another role in this meeting, that one goes the other way.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`, `not_asked`, `swap_overtaken`.
    """
    meeting = _changeable(swap.meeting, by=by, at=at)
    swap = RoleSwap.objects.select_for_update().get(pk=swap.pk)
    may = swap.asked_by_id if answer is SwapAnswer.TAKEN_BACK else swap.asked_id
    refuse(None if by.pk == may else Why.NOT_ASKED)
    refuse(Why.SWAP_OVERTAKEN if swap.answered_at is not None else None)
    if answer is SwapAnswer.ACCEPTED:
        _exchange(swap, meeting, at)
    swap.answer, swap.answered_at = answer, at
    swap.save(update_fields=["answer", "answered_at"])
    return swap


def settle_roles(meeting: Meeting, *, at: datetime) -> None:
    """Keep who has which role as the meeting opens, for the rota to count."""
    for turn in queries.turns_of(meeting, at):
        _keep(meeting, turn.role, turn.person)


def _exchange(swap: RoleSwap, meeting: Meeting, at: datetime) -> None:
    turns = {turn.role: turn.person for turn in queries.turns_of(meeting, at)}
    role = RotaRole(swap.role)
    refuse(None if turns.get(role) == swap.asked_by else Why.SWAP_OVERTAKEN)
    other = next((each for each, person in turns.items() if person == swap.asked), None)
    _keep(meeting, role, swap.asked)
    if other is not None:
        _keep(meeting, other, swap.asked_by)


def _keep(meeting: Meeting, role: RotaRole, person: Person) -> None:
    RoleHeld.objects.update_or_create(meeting=meeting, role=role, defaults={"person": person})


def _holder(meeting: Meeting, role: RotaRole, at: datetime) -> Person | None:
    return next((turn.person for turn in queries.turns_of(meeting, at) if turn.role is role), None)


def _changeable(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """The locked meeting, if it has not begun and this is one of its members."""
    meeting = locked(meeting)
    refuse(None if sets.is_member(by, meeting.learning_set) else Why.NOT_YOUR_SET)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_change(meeting.state_at(at)))
    return meeting
