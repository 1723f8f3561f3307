"""Visits: asking somebody to facilitate one meeting, taking that up, and ending it before its time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import circle, queries, rules, visiting
from knotwork.sets.enums import InvitedAs, Standing, Why
from knotwork.sets.models import Invitation, LearningSet, Visit
from knotwork.sets.services import joining
from knotwork.sets.services.locking import locked, why_not_now
from knotwork.sets.visiting import Occasion


@transaction.atomic
def ask_to_visit(learning_set: LearningSet, *, meeting: UUID, address: str, by: Person | None, at: datetime) -> Invitation:
    """Ask somebody to facilitate this one meeting, as the set has decided; their letter leaves now.

    An earlier question about the same meeting is taken back. `by` None = the set decided it together.

    Raises:
        Refused: `set_is_closed`, `set_is_archived`, `meeting_is_over`, `has_facilitator`, `meeting_is_visited`,
            `members_do_not_visit`.
    """
    learning_set = locked(learning_set)
    refuse(why_not_now(learning_set) or why_not_visit(learning_set, meeting, at))
    refuse(Why.MEMBERS_DO_NOT_VISIT if queries.has_member_with(learning_set, address) else None)
    _take_back_questions(learning_set, meeting, at)
    return joining.offer_visit(learning_set, meeting=meeting, address=address, by=by, at=at)


def why_not_visit(learning_set: LearningSet, meeting: UUID | None, at: datetime) -> Why | None:
    """Why nobody can be asked to visit this meeting; None if somebody can."""
    return _why_not(learning_set, visiting.occasion(learning_set, meeting, at), at)


def free_to_visit(learning_set: LearningSet, at: datetime) -> list[Occasion]:
    """The meetings ahead to which somebody can be asked, the next first."""
    return [each for each in visiting.ahead(learning_set, at) if _why_not(learning_set, each, at) is None]


def _why_not(learning_set: LearningSet, occasion: Occasion | None, at: datetime) -> Why | None:
    term = queries.running_term(learning_set, at)
    return rules.why_not_visit(
        is_ahead=occasion is not None,
        is_visited=occasion is not None and occasion.meeting in visiting.visits_in(learning_set),
        is_facilitated=term is not None and occasion is not None and visiting.reaches(term, occasion),
    )


@transaction.atomic
def accept_visit(*, secret: str, person: Person, at: datetime) -> Visit:
    """Take up facilitating one meeting with an invitation that asks for it.

    Raises:
        Refused: `no_such_invitation`, or a word of `rules.why_not_usable`, `invited_as_member`, or one of `ask_to_visit`.
    """
    invitation, learning_set = joining.usable(secret, person, at)
    refuse(Why.INVITED_AS_MEMBER if invitation.invited_as != InvitedAs.VISITOR else None)
    occasion = visiting.occasion(learning_set, invitation.meeting, at)
    refuse(why_not_now(learning_set) or _why_not(learning_set, occasion, at))
    refuse(Why.MEMBERS_DO_NOT_VISIT if queries.is_member(person, learning_set) else None)
    assert occasion is not None  # noqa: S101 – refused above
    visit = Visit.objects.create(learning_set=learning_set, person=person, meeting=occasion.meeting, begun_at=at)
    joining.use(invitation, person, at)
    audit.record("visit.begun", visit, by=person, at=at, learning_set=learning_set, detail={"person": str(person.pk)})
    circle.changed(learning_set, at)
    return visit


@transaction.atomic
def end_visit(visit: Visit, *, by: Person, at: datetime) -> Visit:
    """End a visit before its meeting does: a member takes the question back, or the visitor cannot come.

    Raises:
        Refused: `not_your_set`, `visit_ended`.
    """
    learning_set = locked(visit.learning_set)
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    is_own = visit.person_id == by.pk
    refuse(None if is_own or Standing.MEMBER in queries.standing(by, learning_set, at) else Why.NOT_YOUR_SET)
    refuse(Why.VISIT_ENDED if visit.ended_at is not None else None)
    visit.ended_at = at
    visit.save(update_fields=["ended_at"])
    audit.record("visit.ended", visit, by=by, at=at, learning_set=learning_set, detail={"person": str(visit.person_id)})
    circle.changed(learning_set, at)
    return visit


def _take_back_questions(learning_set: LearningSet, meeting: UUID, at: datetime) -> None:
    asked = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.VISITOR, meeting=meeting)
    asked.update(revoked_at=at, secret_to_mail=b"")
