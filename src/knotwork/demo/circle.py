"""Who pauses, leaves and comes in Ferry, and how its members decide about it from then on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from knotwork.agreements import queries as agreed
from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Admission, Answer, Choice, Rule
from knotwork.agreements.models import Version
from knotwork.challenges import queries as challenges
from knotwork.challenges import services as sharing
from knotwork.demo import ferry
from knotwork.demo.cast import FERRY, PIA, RAVI, SANA, TOMAS, UMA, VIKTOR, Role
from knotwork.meetings import queries as meetings
from knotwork.meetings import services as planning
from knotwork.meetings.enums import Renewal, SwapAnswer
from knotwork.meetings.enums import Rule as Decided
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule
from knotwork.sets.rules import TermWish

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
type People = Mapping[Role, Person]


def say_goodbye(first: Meeting, cast: People) -> None:
    """Viktor pauses after the first meeting and leaves two weeks later with a line."""
    learning_set, viktor, then = first.learning_set, cast[VIKTOR], first.planned_end_at + 4 * DAY
    sets.pause(learning_set, by=viktor, at=then)
    sets.leave(learning_set, goodbye=ferry.GOODBYE, by=viktor, at=then + 14 * DAY)


def welcome(second: Meeting, cast: People) -> None:
    """Uma comes after the second meeting, consents to what holds, and two would open to her what was said before."""
    learning_set, said, then = second.learning_set, ferry.LATER, second.planned_end_at + 8 * DAY
    uma = cast[said.who]
    _, secret = sets.invite(learning_set, address=said.who.address, by=cast[SANA], at=then)
    sets.join(secret=secret, person=uma, commitment=said.commitment, bio=said.bio, hopes=said.hopes, at=then + 3 * HOUR)
    held = agreed.in_force(learning_set)
    shared = challenges.shared_of(learning_set)
    assert held is not None  # noqa: S101 – the set agreed on it before it first met
    assert shared is not None  # noqa: S101 – the first meeting began it
    agreements.answer(held, revision=held.revision, answer=Answer.AGREE, by=uma, at=then + 4 * HOUR)
    for nth, role in enumerate((SANA, PIA)):
        sharing.agree_to_open(shared, by=cast[role], at=then + (nth + 1) * DAY)


def ask_all(third: Meeting, cast: People, *, at: datetime) -> None:
    """They decide to ask each of them before somebody is invited, and have been asking about one for three days."""
    learning_set, then = third.learning_set, third.planned_end_at + 2 * DAY
    body = {"admission": Admission.ALL_OF_US.value}
    version = agreements.propose(
        learning_set, kind=Rule.ADMISSION, body=body, reason=ferry.ALL_ARE_ASKED, by=cast[RAVI], at=then
    )
    _agree(version, (*FERRY, UMA), cast, then)
    learning_set.refresh_from_db()
    name, address = ferry.NAMED
    asked_at, named = at - 3 * DAY, {"name": name, "address": address}
    version = agreements.propose(
        learning_set, kind=Rule.NEWCOMER, body=named, reason=ferry.WHY_NAMED, by=cast[TOMAS], at=asked_at
    )
    _agree(version, (TOMAS, UMA), cast, asked_at)


def look_ahead(planned: Sequence[Meeting], cast: People, *, at: datetime) -> None:
    """They ask somebody in for their fifth meeting, talk of going on after the sixth, and two swap what they look after."""
    fifth, then = planned[4], at - 9 * DAY
    visit = agreements.propose_facilitation(
        fifth.learning_set, choice=Choice.VISIT, wish=TermWish(EndRule.OPEN), address=ferry.VISITOR, reason=ferry.WHY_VISITED,
        meeting=fifth.pk, by=cast[SANA], at=then,
    )  # fmt: skip
    _agree(visit, (*FERRY, UMA), cast, then)
    then, body = at - 2 * DAY, {"choice": Renewal.RENEW.value, "count": 6}
    renewal = agreements.propose(
        fifth.learning_set, kind=Decided.RENEWAL, body=body, reason=ferry.WHY_ON, by=cast[PIA], at=then
    )
    _agree(renewal, (PIA, RAVI), cast, then)
    turn, other = meetings.turns_of(fifth, at)[:2]
    swap = planning.ask_to_swap(fifth, role=turn.role, asked=other.person, by=turn.person, at=then)
    planning.answer_swap(swap, answer=SwapAnswer.ACCEPTED, by=other.person, at=then + 5 * HOUR)


def _agree(version: Version, who: Sequence[Role], cast: People, at: datetime) -> None:
    """These agree, an hour after each other."""
    for nth, role in enumerate(who):
        then = at + (nth + 1) * HOUR
        version = agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=cast[role], at=then)
