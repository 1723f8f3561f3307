"""Answering a version, counting the answers, and what happens when everybody has consented."""

from datetime import datetime

from django.db import transaction

from knotwork.agreements import kinds, queries, rules
from knotwork.agreements.enums import Answer, Rule, VersionState
from knotwork.agreements.models import ConsentAnswer, Version
from knotwork.agreements.services.drafting import locked_set
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@transaction.atomic
def answer(version: Version, *, revision: int, answer: Answer, words: str = "", by: Person, at: datetime) -> Version:
    """Give one's answer to the text one has read; when each current member has consented, a draft comes into force.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_to_be_answered`, `text_has_changed`, `no_clauses`, `reason_missing`.
    """
    learning_set = locked_set(version.learning_set)
    version = Version.objects.select_for_update().select_related("learning_set").get(pk=version.pk)
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
    detail: dict[str, str | int] = {"answer": answer, "revision": revision}
    audit.record("version.answered", version, by=by, at=at, learning_set=learning_set, detail=detail)
    return _settle(version, by=by, at=at)


@transaction.atomic
def recount(learning_set: LearningSet, at: datetime) -> None:
    """Count every open draft again: the circle of members has changed."""
    locked_set(learning_set)
    drafts = Version.objects.filter(learning_set=learning_set, state=VersionState.DRAFT).select_related("learning_set")
    for version in drafts.order_by("number", "pk"):
        _settle(version, by=None, at=at)


@transaction.atomic
def take_effect(learning_set: LearningSet, *, at: datetime) -> None:
    """Make sure that whatever everybody has consented to is in force; called when a meeting opens."""
    recount(learning_set, at)


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's `depart` is called alike
    """Somebody leaves the host: their answers stay as numbers, without name and words; nobody is asked to facilitate."""
    for given in ConsentAnswer.objects.filter(person=person):
        given.person = None
        given.words = ""
        given.save(update_fields=["person", "words"])
    Version.objects.filter(drafted_by=person).update(drafted_by=None)
    for version in Version.objects.filter(kind=Rule.FACILITATION):
        if version.body.get("address") == person.email:
            version.body = {**version.body, "address": "", "name": ""}
            version.save(update_fields=["body"])


def _settle(version: Version, *, by: Person | None, at: datetime) -> Version:
    """Bring a draft into force if each current member has consented to its present text.

    Whoever gives the last answer is told why it cannot take effect; nobody's leaving is held up by that.
    """
    if version.state != VersionState.DRAFT or not rules.is_adopted(queries.tally(version)):
        return version
    try:
        with transaction.atomic():
            return _adopt(version, by=by, at=at)
    except Refused:
        if by is not None:
            raise
        version.refresh_from_db(fields=["state", "in_force_from"])
        return version


def _adopt(version: Version, *, by: Person | None, at: datetime) -> Version:
    before = queries.in_force(version.learning_set, version.kind)
    if before is not None:
        before.state = VersionState.SUPERSEDED
        before.superseded_at = at
        before.save(update_fields=["state", "superseded_at"])
    version.state = VersionState.IN_FORCE
    version.in_force_from = at
    version.save(update_fields=["state", "in_force_from"])
    detail: dict[str, str | int] = {"rule": version.kind, "number": version.number}
    audit.record("version.adopted", version, by=by, at=at, learning_set=version.learning_set, detail=detail)
    kinds.kind_of(version.kind).adopt(version, by, at)
    return version
