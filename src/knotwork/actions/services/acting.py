"""Setting out, reporting, going on, letting go. Each may be called inside the live room's own transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from knotwork.actions import rules
from knotwork.actions.enums import Outcome, Status, Why
from knotwork.actions.models import Action, ActionReport
from knotwork.actions.services import calling
from knotwork.challenges.models import Challenge
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.models import LearningSet


@transaction.atomic
def set_out(
    *,
    owner: Person,
    learning_set: LearningSet,
    what: str,
    hopes_to_learn: str = "",
    more: Mapping[str, str] | None = None,
    by_on: date | None = None,
    challenge: Challenge | None = None,
    meeting: Meeting | None = None,
    shown: bool = True,
    key: UUID | None = None,
    at: datetime,
) -> Action:
    """Set out to try something.

    Args:
        more: word of `Fold` → words.
        by_on: None = before the set next meets.
        key: made when the form was drawn; a second submission answers the action of the first.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `what_missing`, `not_yours`.
    """
    learning_set = set_services.locked(learning_set)
    known = Action.objects.filter(pk=key).first() if key else None
    if known is not None:
        refuse(None if known.owner_id == owner.pk else Why.NOT_YOURS)
        return known
    refuse(
        _why_not(owner, owner.pk, learning_set) or rules.why_not_words(what) or _why_not_from(challenge, owner, learning_set)
    )
    action = Action(id=key or new_id(), owner=owner, learning_set=learning_set, challenge=challenge, meeting=meeting)
    action.by_on, action.set_out_at, action.since_at = by_on, at, at
    action.shown_to_set, action.shown_at = shown, at if shown else None
    return _put(action, what, hopes_to_learn, more)


@transaction.atomic
def report(
    action: Action,
    *,
    outcome: Outcome,
    what_happened: str = "",
    more: Mapping[str, str] | None = None,
    meeting: Meeting | None = None,
    shown: bool = False,
    by: Person,
    at: datetime,
) -> ActionReport:
    """Say what came of it. Not tried is an answer like the others. Reporting again adds a report.

    Args:
        more: word of `Telling` → words.
        shown: told to the set, with all that the report holds; the action is shown with it.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `already_settled`.
    """
    action = _own(action, by)
    refuse(rules.why_not_continue(Status(action.status)))
    told = ActionReport(action=action, learning_set=action.learning_set, meeting=meeting, outcome=outcome, reported_at=at)
    told.what_happened, told.more = what_happened.strip(), _said(more)
    told.shown_to_set, told.told_at = shown, at if shown else None
    last = action.reports.order_by("-reported_at", "-id").first()
    if last is not None and _says_the_same(last, told):
        return last
    told.save(force_insert=True)
    action.status = Status(outcome.value)
    action.save(update_fields=["status"])
    if shown:
        _show(action, at)
    audit.record("action.reported", action, by=by, at=at, detail={"outcome": outcome.value})
    return told


@transaction.atomic
def tell(told: ActionReport, *, meeting: Meeting | None, by: Person, at: datetime) -> ActionReport:
    """Show a report to the set, in a meeting or between meetings; the action is shown with it.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    action = _own(told.action, by)
    told.shown_to_set, told.told_at, told.meeting = True, at, meeting or told.meeting
    told.save(update_fields=["shown_to_set", "told_at", "meeting"])
    _show(action, at)
    return told


@transaction.atomic
def change_shape(
    action: Action,
    *,
    what: str,
    hopes_to_learn: str = "",
    more: Mapping[str, str] | None = None,
    by_on: date | None = None,
    meeting: Meeting | None = None,
    key: UUID | None = None,
    by: Person,
    at: datetime,
) -> Action:
    """Go on with an action: a new one that grew from it and keeps the date it all began.

    One of which nothing was reported has changed shape; one that was reported keeps what came of it, and is followed.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `what_missing`, `already_settled`.
    """
    action = _own(action, by)
    known = Action.objects.filter(pk=key).first() if key else None
    if known is not None:
        refuse(None if known.owner_id == by.pk else Why.NOT_YOURS)
        return known
    refuse(rules.why_not_words(what) or rules.why_not_grow(Status(action.status), is_followed=action.grew_into.exists()))
    grown = Action(id=key or new_id(), owner=by, learning_set=action.learning_set, challenge=action.challenge)
    grown.grew_from, grown.meeting = action, meeting
    grown.by_on, grown.set_out_at, grown.since_at = by_on, at, action.since_at
    grown.shown_to_set, grown.shown_at = action.shown_to_set, at if action.shown_to_set else None
    _put(grown, what, hopes_to_learn, more)
    action.status = rules.status_once_grown(Status(action.status))
    action.save(update_fields=["status"])
    return grown


@transaction.atomic
def carry_over(action: Action, *, by: Person, at: datetime) -> Action:
    """Go on trying the same, in the same words, before the set next meets. Carried over twice is carried over once.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `already_settled`.
    """
    action = _own(action, by)
    follower = action.grew_into.order_by("-set_out_at", "-id").first()
    if follower is not None and follower.what == action.what:
        return follower
    said = {"what": action.what, "hopes_to_learn": action.hopes_to_learn, "more": action.more}
    return change_shape(action, **said, by=by, at=at)


@transaction.atomic
def drop(action: Action, *, by: Person, at: datetime) -> Action:
    """Let an action go. Letting go twice is letting go once.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `already_settled`.
    """
    action = _own(action, by)
    if action.status == Status.DROPPED:
        return action
    refuse(rules.why_not_continue(Status(action.status)))
    action.status = Status.DROPPED
    action.save(update_fields=["status"])
    audit.record("action.dropped", action, by=by, at=at)
    return action


@transaction.atomic
def take_up_again(action: Action, *, by: Person, at: datetime) -> Action:
    """Undo letting go: the action stands where it stood before.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `not_dropped`.
    """
    action = _own(action, by)
    refuse(None if action.status == Status.DROPPED else Why.NOT_DROPPED)
    last = action.reports.order_by("-reported_at", "-id").first()
    action.status = Status(last.outcome) if last else Status.OPEN
    action.save(update_fields=["status"])
    audit.record("action.taken_up_again", action, by=by, at=at)
    return action


@transaction.atomic
def show_to_set(action: Action, *, by: Person, at: datetime) -> Action:
    """Show what the action is and where it stands to everyone who belongs to the set now.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    return _show(_own(action, by), at)


@transaction.atomic
def take_back(action: Action, *, by: Person, at: datetime) -> Action:
    """Keep the action, and what was told of it, to its owner again.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    action = _own(action, by)
    action.shown_to_set, action.shown_at = False, None
    action.save(update_fields=["shown_to_set", "shown_at"])
    action.reports.update(shown_to_set=False, told_at=None)
    audit.record("action.taken_back", action, by=by, at=at)
    return action


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Delete what the person showed nobody, and their calls; what was shown to a set stays with it, without their hopes."""
    calling.forget_person(person)
    ActionReport.objects.filter(action__owner=person, shown_to_set=False).delete()
    Action.objects.filter(owner=person, shown_to_set=False).delete()
    for action in Action.objects.filter(owner=person):
        action.hopes_to_learn, action.more = "", {}
        action.save(update_fields=["hopes_to_learn", "more"])
    audit.record("actions.departed", person, by=person, at=at)


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Delete what a member of a closed set set out to try there, and what came of it."""
    Action.objects.filter(owner=person, learning_set=learning_set).delete()


def _own(action: Action, by: Person) -> Action:
    """The action, locked; refuses whoever may not change it."""
    locked = Action.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=action.pk)
    refuse(_why_not(by, locked.owner_id, locked.learning_set))
    return locked


def _why_not(by: Person, owner_id: UUID, learning_set: LearningSet) -> Why | None:
    return rules.why_not_change(
        is_owner=by.pk == owner_id,
        is_member=sets.is_member(by, learning_set),
        is_archived=learning_set.archived_at is not None,
    )


def _why_not_from(challenge: Challenge | None, owner: Person, learning_set: LearningSet) -> Why | None:
    fits = challenge is None or (challenge.owner_id in {owner.pk, None} and challenge.learning_set_id == learning_set.pk)
    return None if fits else Why.NOT_YOURS


def _put(action: Action, what: str, hopes_to_learn: str, more: Mapping[str, str] | None) -> Action:
    action.what, action.hopes_to_learn, action.more = what.strip(), hopes_to_learn.strip(), _said(more)
    action.save(force_insert=True)
    audit.record("action.set_out", action, by=action.owner, at=action.set_out_at)
    return action


def _said(more: Mapping[str, str] | None) -> dict[str, str]:
    """What was really said in the folded fields."""
    return {str(question): text.strip() for question, text in (more or {}).items() if text.strip()}


def _show(action: Action, at: datetime) -> Action:
    action.shown_to_set, action.shown_at = True, at
    action.save(update_fields=["shown_to_set", "shown_at"])
    return action


def _says_the_same(one: ActionReport, other: ActionReport) -> bool:
    def said(report: ActionReport) -> tuple[object, ...]:
        return report.outcome, report.what_happened, report.more, report.shown_to_set, report.meeting_id

    return said(one) == said(other)
