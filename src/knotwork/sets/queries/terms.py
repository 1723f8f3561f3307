"""Who facilitates a set until when, and whether it has to choose what comes next."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from knotwork.people.models import Person
from knotwork.platform.access.rows import Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import rules
from knotwork.sets.enums import EndRule, FacilitationMode, Stage, Why
from knotwork.sets.models import FacilitatorTerm, LearningSet, MeetingEnd, Visit
from knotwork.sets.queries.invitations import asked_to_facilitate, in_vain_until
from knotwork.sets.rules import TermWish


def facilitator(learning_set: LearningSet, at: datetime) -> Person | None:
    """Who facilitates at this instant; None = nobody."""
    term = running_term(learning_set, at)
    return term.person if term else None


def running_term(learning_set: LearningSet, at: datetime) -> FacilitatorTerm | None:
    """The term that runs at this instant, with its person."""
    return next((term for term in _terms(learning_set) if term.is_running(at)), None)


@once_a_page
def _terms(learning_set: LearningSet) -> list[FacilitatorTerm]:
    """The terms of this set, the latest first; few, so that one query answers for every instant."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set.pk)
    return list(terms.select_related("person").order_by("-starts_at", "-pk"))


def facilitating_since(viewer: Viewer, learning_set: LearningSet, at: datetime) -> datetime | None:
    """Since when the viewer has facilitated the set; terms without a gap count as one. None if they do not now."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, person=viewer.pk).order_by("-starts_at", "-pk")
    return rules.unbroken_since(((term.starts_at, term.until) for term in terms), at)


def last_term(learning_set: LearningSet, at: datetime) -> FacilitatorTerm | None:
    """The term that ended most recently, with its person; None while one runs or if there was none."""
    last = next((term for term in _terms(learning_set) if term.starts_at <= at), None)
    return None if last is None or last.is_running(at) else last


def latest_end(learning_set: LearningSet, wish: TermWish) -> datetime | None:
    """The instant a term with this end comes to; None = open, or the meeting is not planned yet."""
    if wish.end_rule is EndRule.ON_DATE and wish.ends_on is not None:
        return rules.end_of_day(wish.ends_on, learning_set.zoneinfo)
    if wish.end_rule is EndRule.AFTER_MEETING and wish.ends_after is not None:
        end = MeetingEnd.objects.filter(learning_set=learning_set, meeting_number=wish.ends_after).first()
        return end.latest_end_at if end else None
    return None


def why_not_this_end(learning_set: LearningSet, wish: TermWish, at: datetime) -> Why | None:
    """Why a term in this set cannot have this end; None if it can."""
    return rules.why_not_wish(wish, latest_end(learning_set, wish), at)


def term_that_ended(viewer: Viewer, learning_set: LearningSet, at: datetime) -> FacilitatorTerm | None:
    """The viewer's own last term with this set, if it is over."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, person=viewer.pk).order_by("-starts_at", "-pk")
    last = terms.first()
    return None if last is None or last.is_running(at) else last


def must_choose(learning_set: LearningSet, at: datetime) -> bool:
    """Whether the set wanted a facilitator, has none, waits for nobody's answer, and has not decided what comes next.

    A set that is closed or put away decides nothing.
    """
    rests = learning_set.stage == Stage.CLOSED or learning_set.archived_at is not None
    if rests or learning_set.facilitation == FacilitationMode.SELF_MANAGED:
        return False
    return running_term(learning_set, at) is None and asked_to_facilitate(learning_set, at) is None


def undecided_since(learning_set: LearningSet, at: datetime) -> datetime | None:
    """Since when a set whose facilitator's term has ended has not decided what comes next; None = it has, or need not.

    Whoever was asked and did not come gives it time anew. A set that has decided to close needs nobody to facilitate.
    """
    if learning_set.stage == Stage.CLOSING or not must_choose(learning_set, at):
        return None
    last = last_term(learning_set, at)
    if last is None or last.until is None:
        return None
    return max([last.until, *in_vain_until(learning_set, at)])


def whose_terms(learning_set: LearningSet, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Whose terms and visits these are, by key of the term or the visit."""
    keys = set(ids)
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, pk__in=keys).values_list("pk", "person")
    return dict(terms.union(Visit.objects.filter(learning_set=learning_set, pk__in=keys).values_list("pk", "person")))


def term_to_write(term_id: UUID) -> FacilitatorTerm:
    """The term a letter is about, with its set and person."""
    return FacilitatorTerm.objects.select_related("learning_set", "person").get(pk=term_id)


def terms_ending(at: datetime, until: datetime) -> list[FacilitatorTerm]:
    """Running terms of any set whose end comes by then; for the worker alone."""
    soon = FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), ends_at__lte=until)
    return list(soon.select_related("learning_set", "person").order_by("ends_at", "pk"))


def terms_that_ran_out(since: datetime, at: datetime) -> list[FacilitatorTerm]:
    """Terms of any set that came to their end by themselves in this time; for the worker alone."""
    over = FacilitatorTerm.objects.filter(ended_at=None, ends_at__gt=since, ends_at__lte=at)
    return list(over.select_related("learning_set").order_by("ends_at", "pk"))


def terms_that_ended(since: datetime, at: datetime) -> list[FacilitatorTerm]:
    """Terms of any set that came to their end in this time; for the worker alone."""
    by_itself = Q(ended_at=None, ends_at__gt=since, ends_at__lte=at)
    over = FacilitatorTerm.objects.filter(by_itself | Q(ended_at__gt=since, ended_at__lte=at))
    return list(over.select_related("learning_set", "person").order_by("starts_at", "pk"))
