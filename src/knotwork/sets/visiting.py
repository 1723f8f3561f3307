"""Visits to one meeting, and what the app that keeps meetings, which stands above this one, tells about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from knotwork.people.models import Person
from knotwork.platform.access.rows import Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import queries
from knotwork.sets.enums import EndRule, InvitedAs
from knotwork.sets.models import FacilitatorTerm, Invitation, LearningSet, Visit


@dataclass(frozen=True)
class Occasion:
    """A meeting that can be visited: it is neither over nor called off."""

    meeting: UUID
    number: int
    starts_at: datetime
    over_at: datetime
    has_link: bool = False


type Ahead = Callable[[LearningSet, datetime], list[Occasion]]

_askers: list[Ahead] = []


def register(ahead: Ahead) -> None:
    """Make known who tells the meetings of a set that are on or ahead; called once, from an app's `ready`."""
    if ahead not in _askers:
        _askers.append(ahead)


def ahead(learning_set: LearningSet, at: datetime) -> list[Occasion]:
    """The meetings of this set that are on or ahead, the next first."""
    return [occasion for ask in _askers for occasion in ask(learning_set, at)]


def occasion(learning_set: LearningSet, meeting: UUID | None, at: datetime) -> Occasion | None:
    """This meeting of this set; None = there is none, or it can be visited no more."""
    return next((each for each in ahead(learning_set, at) if each.meeting == meeting), None)


def reaches(term: FacilitatorTerm, occasion: Occasion) -> bool:
    """Whether a running term lasts into this meeting."""
    lasts = term.until is None and (term.end_rule != EndRule.AFTER_MEETING or occasion.number <= (term.ends_after or 0))
    return lasts or (term.until is not None and term.until > occasion.starts_at)


@once_a_page
def visit_to(meeting_id: UUID) -> Visit | None:
    """The visit to this meeting that was not ended, with its person and set."""
    return Visit.objects.filter(meeting=meeting_id, ended_at=None).select_related("person", "learning_set").first()


@once_a_page
def visits_in(learning_set: LearningSet) -> dict[UUID, Visit]:
    """The visits to meetings of this set that were not ended, by meeting."""
    visits = Visit.objects.filter(learning_set=learning_set, ended_at=None).select_related("person")
    return {visit.meeting: visit for visit in visits}


def visitor(learning_set: LearningSet, meeting_id: UUID, at: datetime) -> Person | None:
    """Who facilitates this meeting alone, if it is on or ahead; whoever facilitates the set comes before them."""
    visit = visit_to(meeting_id)
    return visit.person if visit is not None and queries.running_term(learning_set, at) is None else None


def visits_to(meeting_ids: Iterable[UUID], people: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """Which of these people visit which of these meetings, as pairs of meeting and person."""
    visits = Visit.objects.filter(meeting__in=set(meeting_ids), person__in=set(people), ended_at=None)
    return list(visits.values_list("meeting", "person"))


def visits_of(viewer: Viewer) -> list[Visit]:
    """The viewer's own visits that were not ended, whether or not their meetings are over."""
    return list(Visit.objects.filter(person=viewer.pk, ended_at=None).order_by("begun_at", "pk"))


def asked_to_visit(learning_set: LearningSet, at: datetime) -> list[Invitation]:
    """Invitations to one meeting that were not answered yet."""
    waiting = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.VISITOR)
    return list(waiting.order_by("invited_at", "pk"))
