"""Facilitators' terms: beginning, ending, and keeping the latest end of those that last until a meeting."""

from datetime import date, datetime, timedelta

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import queries as record
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries, rules
from knotwork.sets.enums import EndRule, FacilitationMode, Stage, Why
from knotwork.sets.models import FacilitatorTerm, LearningSet, MeetingEnd, Visit
from knotwork.sets.rules import TermWish
from knotwork.sets.services import stages
from knotwork.sets.services.locking import locked


@transaction.atomic
def begin_term(
    learning_set: LearningSet,
    *,
    person: Person,
    end_rule: EndRule,
    ends_on: date | None = None,
    ends_after: int | None = None,
    by: Person,
    at: datetime,
) -> FacilitatorTerm:
    """Let somebody facilitate from now on.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `has_facilitator`, `term_end_missing`,
            `term_end_in_the_past`.
    """
    learning_set = locked(learning_set)
    is_archived, stage = learning_set.archived_at is not None, Stage(learning_set.stage)
    refuse(rules.why_not_change(queries.standing(by, learning_set, at), stage, is_archived=is_archived))
    return write_term(learning_set, person=person, wish=TermWish(end_rule, ends_on, ends_after), by=by, at=at)


def write_term(learning_set: LearningSet, *, person: Person, wish: TermWish, by: Person, at: datetime) -> FacilitatorTerm:
    """Write a term into a locked set; a running term of the same person is followed by the new one.

    Raises:
        Refused: `has_facilitator`, `term_end_missing`, `term_end_in_the_past`.
    """
    refuse(queries.why_not_this_end(learning_set, wish, at))
    running = queries.running_term(learning_set, at)
    if running is not None:
        refuse(Why.HAS_FACILITATOR if running.person_id != person.pk else None)
        _end(running, by=by, at=at)
    term = FacilitatorTerm.objects.create(
        learning_set=learning_set,
        person=person,
        starts_at=at,
        end_rule=wish.end_rule,
        ends_on=wish.ends_on,
        ends_after=wish.ends_after,
        ends_at=queries.latest_end(learning_set, wish),
    )
    learning_set.facilitation = FacilitationMode.NOMINATED if wish.end_rule is EndRule.OPEN else FacilitationMode.LIMITED
    learning_set.save(update_fields=["facilitation"])
    stages.work_on(learning_set, by=by, at=at)
    audit.record(
        "term.begun", term, by=by, at=at, learning_set=learning_set, detail={"person": str(person.pk), "ends": wish.end_rule}
    )
    return term


@transaction.atomic
def end_term(term: FacilitatorTerm, *, by: Person, at: datetime) -> FacilitatorTerm:
    """End a running term now; the set will be asked what comes next.

    A member may, and the facilitator may for themselves.

    Raises:
        Refused: `not_your_set`, `term_ended`.
    """
    learning_set = locked(term.learning_set)
    term = FacilitatorTerm.objects.select_for_update().get(pk=term.pk)
    is_own = term.person_id == by.pk
    refuse(None if is_own or queries.is_member(by, learning_set) else Why.NOT_YOUR_SET)
    refuse(None if term.is_running(at) else Why.TERM_ENDED)
    _end(term, by=by, at=at)
    stages.stand_alone(learning_set, at=at)
    return term


@transaction.atomic
def end_terms_after(learning_set: LearningSet, *, meeting_number: int, at: datetime) -> None:
    """End the terms that last until this meeting: it has closed."""
    learning_set = locked(learning_set)
    _note(learning_set, meeting_number, at)
    due = FacilitatorTerm.objects.filter(learning_set=learning_set, ends_after__lte=meeting_number)
    for term in due.filter(FacilitatorTerm.running(at)):
        _end(term, by=None, at=at)
        stages.stand_alone(learning_set, at=at)


@transaction.atomic
def note_latest_end(learning_set: LearningSet, *, meeting_number: int, latest_end_at: datetime) -> None:
    """Learn when this meeting counts as closed at the latest (planned end + 2 h); called whenever it is planned or moved."""
    learning_set = locked(learning_set)
    _note(learning_set, meeting_number, latest_end_at)
    lasting = FacilitatorTerm.objects.filter(learning_set=learning_set, ends_after=meeting_number, ended_at=None)
    lasting.update(ends_at=latest_end_at)


@transaction.atomic
def forget_latest_ends(learning_set: LearningSet, *, beyond: int, at: datetime) -> None:
    """Learn that no meeting with a higher number is planned any more: terms that wait for one stay open until it is."""
    learning_set = locked(learning_set)
    MeetingEnd.objects.filter(learning_set=learning_set, meeting_number__gt=beyond).delete()
    waiting = FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), learning_set=learning_set, ends_after__gt=beyond)
    waiting.update(ends_at=None)


def rewrite_dates(learning_set: LearningSet, *, at: datetime) -> None:
    """Set the end of date-bound running terms anew, after the zone of a locked set has changed."""
    terms = FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), learning_set=learning_set, end_rule=EndRule.ON_DATE)
    for term in terms:
        if term.ends_on is not None:
            term.ends_at = rules.end_of_day(term.ends_on, learning_set.zoneinfo)
            term.save(update_fields=["ends_at"])


def record_ends(at: datetime) -> None:
    """Write into each set's record the terms that came to their end by themselves; the end itself needs nobody to write it."""
    each_apart(queries.terms_that_ran_out(at - timedelta(days=30), at), lambda term: _record_end(term, at))


@transaction.atomic
def _record_end(term: FacilitatorTerm, at: datetime) -> None:
    learning_set = locked(term.learning_set)
    if term.ends_at is not None and not record.is_recorded("term.ended", term.pk):
        audit.record("term.ended", term, by=None, at=term.ends_at, learning_set=learning_set)
        stages.stand_alone(learning_set, at=at)


def end_all(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    """End every running term and every visit of a locked set: it closes."""
    Visit.objects.filter(learning_set=learning_set, ended_at=None).update(ended_at=at)
    for term in FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), learning_set=learning_set):
        _end(term, by=by, at=at)


def _note(learning_set: LearningSet, meeting_number: int, latest_end_at: datetime) -> None:
    MeetingEnd.objects.update_or_create(
        learning_set=learning_set, meeting_number=meeting_number, defaults={"latest_end_at": latest_end_at}
    )


def _end(term: FacilitatorTerm, *, by: Person | None, at: datetime) -> None:
    term.ended_at = at
    term.save(update_fields=["ended_at"])
    audit.record("term.ended", term, by=by, at=at, learning_set=term.learning_set)
