"""Answering a version, counting the answers, and what comes of a proposal: agreed, rejected, lapsed, in force."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.agreements import emails, kinds, queries, rules
from knotwork.agreements.enums import Answer, Rule, Starts, VersionState, Weight
from knotwork.agreements.models import ConsentAnswer, Mute, Remark, Version
from knotwork.agreements.services.drafting import locked_set
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@transaction.atomic
def answer(version: Version, *, revision: int, answer: Answer, words: str = "", by: Person, at: datetime) -> Version:
    """Give one's answer to the text one has read; when each current member has consented, a draft comes into force.

    The set's record tells that an answer was given, and not whose: names are for whoever asks for them at the version.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_to_be_answered`, `text_has_changed`, `no_clauses`, `reason_missing`.
    """
    learning_set = locked_set(version.learning_set)
    version = Version.objects.select_for_update().select_related("learning_set").get(pk=version.pk)
    version = _settle(version, by=None, at=at)
    is_member = sets.is_member(by, learning_set)
    refuse(rules.why_not_decide(is_one_of_us=is_member, is_archived=learning_set.archived_at is not None))
    why = rules.why_not_answer(
        VersionState(version.state),
        answer,
        words,
        is_member=is_member,
        is_current_text=version.revision == revision,
        is_empty=not kinds.kind_of(version.kind).show(version.body),
    )
    refuse(why)
    given = ConsentAnswer(
        version=version,
        learning_set=learning_set,
        number=version.answers.count() + 1,
        revision=revision,
        person=by,
        answer=answer,
        words=words.strip(),
        answered_at=at,
    )
    given.save(force_insert=True)
    _begin_the_time(version, at)
    if version.kind == Rule.AGREEMENT and version.state == VersionState.DRAFT and _is_first(given):
        emails.tell_of_proposal(version, by=by, at=at)
    detail: dict[str, str | int] = {"answer": answer, "revision": revision, "rule": version.kind}
    audit.record("version.answered", version, by=None, at=at, learning_set=learning_set, detail=detail)
    return _settle(version, by=by, at=at)


def _is_first(given: ConsentAnswer) -> bool:
    """Whether this text waits for answers from now on: a text written together is put to the set by its first answer."""
    others = ConsentAnswer.objects.filter(version=given.version_id, revision=given.revision).exclude(pk=given.pk)
    return not others.exists()


def _begin_the_time(version: Version, at: datetime) -> None:
    """A text written together waits from its first answer on; the very first one waits as long as it takes."""
    if version.answer_by is None and version.state == VersionState.DRAFT and version.number > 1:
        version.answer_by = rules.answer_by(Weight(version.weight), at)
        version.save(update_fields=["answer_by"])


@transaction.atomic
def recount(learning_set: LearningSet, at: datetime) -> None:
    """Count every open draft again: the circle of members has changed, or a time is over."""
    locked_set(learning_set)
    drafts = Version.objects.filter(learning_set=learning_set, state=VersionState.DRAFT).select_related("learning_set")
    for version in drafts.order_by("number", "pk"):
        _settle(version, by=None, at=at)


def settle_due(*, at: datetime) -> int:
    """Settle every proposal whose time to answer is over, each set apart; returns in how many sets there were any."""
    due = Version.objects.filter(state=VersionState.DRAFT, answer_by__lte=at).select_related("learning_set")
    sets_of_due = {version.learning_set_id: version.learning_set for version in due}
    return len(each_apart(sets_of_due.values(), lambda each: recount(each, at)))


@transaction.atomic
def settle_among(learning_set: LearningSet, *, present: Collection[UUID], at: datetime) -> None:
    """At the end of a meeting: a working arrangement all who were there can work with is agreed, if nobody objects."""
    locked_set(learning_set)
    drafts = Version.objects.filter(learning_set=learning_set, state=VersionState.DRAFT, weight=Weight.WORKING)
    for version in drafts.select_related("learning_set").order_by("drafted_at", "pk"):
        if queries.is_consented_by(version, present):
            _decide(version, VersionState.AGREED, by=None, at=at)


@transaction.atomic
def take_effect(learning_set: LearningSet, *, at: datetime, but_for: Collection[UUID] = ()) -> dict[str, Version]:
    """Put in force what was agreed on for the next meeting; called when one opens.

    Args:
        but_for: what is to be tried in another meeting than this one.

    Returns:
        By kind of rule what this meeting runs with: what is in force, or what is tried this once.
    """
    recount(learning_set, at)
    agreed = Version.objects.filter(learning_set=learning_set, state=VersionState.AGREED).select_related("learning_set")
    for version in agreed.exclude(weight=Weight.TRY_ONCE).order_by("decided_at", "number", "pk"):
        _bring_into_force(version, by=None, at=at, otherwise=VersionState.HINDERED)
    tried: dict[str, Version] = {}
    for version in agreed.filter(weight=Weight.TRY_ONCE).exclude(pk__in=but_for).order_by("number", "pk"):
        version.state, version.in_force_from = VersionState.TRIED, at
        version.save(update_fields=["state", "in_force_from"])
        tried[version.kind] = version
    return {**queries.all_in_force(learning_set), **tried}


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's `depart` is called alike
    """Somebody leaves the host: answers and proposals stay without their name and words; nobody is asked to facilitate."""
    for given in ConsentAnswer.objects.filter(person=person):
        given.person = None
        given.words = ""
        given.save(update_fields=["person", "words"])
    for remark in Remark.objects.filter(person=person):
        remark.person = None
        remark.text = ""
        remark.save(update_fields=["person", "text"])
    Mute.objects.filter(person=person).delete()
    for version in Version.objects.filter(drafted_by=person):
        version.drafted_by, version.reason = None, ""
        version.save(update_fields=["drafted_by", "reason"])
    for version in Version.objects.filter(kind__in=(Rule.FACILITATION, Rule.NEWCOMER)):
        if version.body.get("address") == person.email:
            version.body = {**version.body, "address": "", "name": ""}
            version.save(update_fields=["body"])


def _settle(version: Version, *, by: Person | None, at: datetime) -> Version:
    """Decide an open proposal if all have consented to its present text, or if its time is over."""
    if version.state != VersionState.DRAFT:
        return version
    is_due = version.answer_by is not None and at >= version.answer_by
    silence_consents = is_due and queries.silence_consents(version.learning_set)
    came_to = rules.outcome(Weight(version.weight), queries.tally(version), is_due=is_due, silence_consents=silence_consents)
    if came_to is None:
        return version
    then = version.answer_by if is_due and version.answer_by and came_to is not VersionState.AGREED else at
    return _decide(version, came_to, by=by, at=then, otherwise=VersionState.HINDERED if is_due else VersionState.DRAFT)


def _decide(
    version: Version,
    came_to: VersionState,
    *,
    by: Person | None,
    at: datetime,
    otherwise: VersionState = VersionState.HINDERED,
) -> Version:
    """Write down what came of a proposal; agreed on at once, it comes into force here.

    Args:
        otherwise: what it is instead if its kind refuses to put it in force.
    """
    version.state, version.decided_at = came_to, at
    version.save(update_fields=["state", "decided_at"])
    detail: dict[str, str | int] = {"rule": version.kind, "number": version.number}
    if came_to is not VersionState.AGREED:
        audit.record("version.dropped", version, by=None, at=at, learning_set=version.learning_set, detail=detail)
        return version
    return _bring_into_force(version, by=by, at=at, otherwise=otherwise) if version.starts == Starts.AT_ONCE else version


def _bring_into_force(version: Version, *, by: Person | None, at: datetime, otherwise: VersionState) -> Version:
    """Whoever gives the last answer is told why it cannot take effect; nobody's leaving or meeting is held up by that."""
    try:
        with transaction.atomic():
            return _adopt(version, at=at)
    except Refused:
        if by is not None:
            raise
        version.state, version.in_force_from = otherwise, None
        version.decided_at = None if otherwise is VersionState.DRAFT else at
        version.save(update_fields=["state", "decided_at", "in_force_from"])
        return version


def _adopt(version: Version, *, at: datetime) -> Version:
    """The set did it, whoever answered last: neither the record nor a letter names them for it."""
    before = queries.in_force(version.learning_set, version.kind)
    if before is not None:
        before.state = VersionState.SUPERSEDED
        before.superseded_at = at
        before.save(update_fields=["state", "superseded_at"])
    version.state = VersionState.IN_FORCE
    version.in_force_from = at
    version.save(update_fields=["state", "in_force_from"])
    _overtake(version, at)
    detail: dict[str, str | int] = {"rule": version.kind, "number": version.number}
    audit.record("version.adopted", version, by=None, at=at, learning_set=version.learning_set, detail=detail)
    kinds.kind_of(version.kind).adopt(version, None, at)
    return version


def _overtake(version: Version, at: datetime) -> None:
    """What was decided before this, and waits for the next meeting, does not come back over it there."""
    if kinds.kind_of(version.kind).once:
        return
    before = Version.objects.filter(learning_set=version.learning_set_id, kind=version.kind, number__lt=version.number)
    waiting = before.filter(state=VersionState.AGREED).exclude(weight=Weight.TRY_ONCE)
    waiting.update(state=VersionState.OVERTAKEN, superseded_at=at)
