"""Proposing how the set is facilitated from now on; each member answers like to any rule of the set."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.agreements import standard
from knotwork.agreements.enums import Answer, Choice, Rule, Why
from knotwork.agreements.models import Version
from knotwork.agreements.services.deciding import answer
from knotwork.agreements.services.drafting import propose
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets import visiting
from knotwork.sets.models import LearningSet
from knotwork.sets.rules import TermWish
from knotwork.sets.visiting import Occasion


@transaction.atomic
def propose_facilitation(
    learning_set: LearningSet,
    *,
    choice: Choice,
    wish: TermWish,
    address: str,
    reason: str,
    meeting: UUID | None = None,
    by: Person,
    at: datetime,
) -> Version:
    """Propose to extend, to manage ourselves, or to ask somebody else; proposing counts as the proposer's consent.

    Args:
        choice: which of them.
        wish: the term that is asked for; not used when the set manages itself.
        address: whom to ask, when it is somebody else.
        meeting: the one meeting somebody is asked to, when they are to visit.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `draft_stands`, `no_facilitator_before`, `address_missing`,
            `term_end_missing`, `term_end_in_the_past`, `meeting_missing`, or a word of `sets.services.why_not_visit`.
    """
    asked = _asked(learning_set, choice, address, at)
    occasion = _occasion(learning_set, meeting, at) if choice is Choice.VISIT else None
    if choice in (Choice.EXTEND, Choice.ASK_ANOTHER):
        refuse(sets.why_not_this_end(learning_set, wish, at))
    name = asked.name if isinstance(asked, Person) else ""
    to = asked.email if isinstance(asked, Person) else asked
    day = occasion.starts_at.astimezone(learning_set.zoneinfo).date() if occasion else None
    body = standard.facilitation_body(choice, address=to, name=name, wish=wish, occasion=occasion, day=day)
    version = propose(learning_set, kind=Rule.FACILITATION, body=body, reason=reason, by=by, at=at)
    return answer(version, revision=version.revision, answer=Answer.AGREE, by=by, at=at)


def _occasion(learning_set: LearningSet, meeting: UUID | None, at: datetime) -> Occasion | None:
    """The meeting somebody is to visit, still ahead and without anybody who facilitates it."""
    refuse(Why.MEETING_MISSING if meeting is None else set_services.why_not_visit(learning_set, meeting, at))
    return visiting.occasion(learning_set, meeting, at)


def _asked(learning_set: LearningSet, choice: Choice, address: str, at: datetime) -> Person | str:
    """Whom the proposal is about: a facilitator the set has had, or an address."""
    if choice is Choice.EXTEND:
        term = sets.running_term(learning_set, at) or sets.last_term(learning_set, at)
        refuse(Why.NO_FACILITATOR_BEFORE if term is None else None)
        assert term is not None  # noqa: S101 – refused above
        return term.person
    if choice in (Choice.ASK_ANOTHER, Choice.VISIT):
        refuse(None if address.strip() else Why.ADDRESS_MISSING)
    return address.strip().lower()
