"""Beginning and withdrawing drafts of any rule."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from knotwork.agreements import kinds, queries, rules
from knotwork.agreements.enums import Rule, VersionState, Why
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@transaction.atomic
def begin_draft(learning_set: LearningSet, *, by: Person, at: datetime) -> Version:
    """Begin the next version of the working agreement from the one in force; an open draft is simply returned.

    Raises:
        Refused: `not_a_member`, `set_is_archived`.
    """
    learning_set = locked_set(learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=is_one_of_us(by, learning_set, at), is_archived=is_archived))
    standing_draft = queries.draft(learning_set)
    if standing_draft is not None:
        return standing_draft
    current = queries.in_force(learning_set)
    return _write(learning_set, kind=Rule.AGREEMENT, body=current.body if current else {}, reason="", by=by, at=at)


@transaction.atomic
def propose(learning_set: LearningSet, *, kind: str, body: Mapping[str, Any], reason: str, by: Person, at: datetime) -> Version:
    """Propose a version of a rule whole, to be answered by each member.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `draft_stands` (another proposal of this kind is open).
    """
    kinds.kind_of(kind)
    learning_set = locked_set(learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=sets.is_member(by, learning_set), is_archived=is_archived))
    refuse(Why.DRAFT_STANDS if queries.draft(learning_set, kind) is not None else None)
    return _write(learning_set, kind=kind, body=body, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def withdraw(version: Version, *, by: Person, at: datetime) -> Version:
    """Take back a draft; what was in force stays so.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`.
    """
    version = editable(version, by=by, at=at)
    version.state = VersionState.WITHDRAWN
    version.save(update_fields=["state"])
    audit.record("version.withdrawn", version, by=by, at=at, learning_set=version.learning_set)
    return version


def locked_set(learning_set: LearningSet) -> LearningSet:
    """The set's row is the lock under which its versions change, so that joining and consenting wait for each other."""
    return LearningSet.objects.select_for_update().get(pk=learning_set.pk)


def editable(version: Version, *, by: Person, at: datetime) -> Version:
    """The draft as it stands now, locked, for somebody who may change it.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`.
    """
    learning_set = locked_set(version.learning_set)
    version = Version.objects.select_for_update().select_related("learning_set").get(pk=version.pk)
    state, is_archived = VersionState(version.state), learning_set.archived_at is not None
    refuse(rules.why_not_edit(state, is_one_of_us=is_one_of_us(by, learning_set, at), is_archived=is_archived))
    return version


def is_one_of_us(person: Person, learning_set: LearningSet, at: datetime) -> bool:
    """Members write the rules of the set, and the facilitator in term may help with it."""
    return bool(sets.standing(person, learning_set, at) & {Standing.MEMBER, Standing.FACILITATOR})


def _write(learning_set: LearningSet, *, kind: str, body: Mapping[str, Any], reason: str, by: Person, at: datetime) -> Version:
    counted = Version.objects.filter(learning_set=learning_set, kind=kind).exclude(state=VersionState.WITHDRAWN)
    last = counted.aggregate(last=Max("number"))["last"] or 0
    version = Version(
        learning_set=learning_set,
        kind=kind,
        number=last + 1,
        body=dict(body),
        reason=reason,
        drafted_by=by,
        drafted_at=at,
    )
    version.save(force_insert=True)
    audit.record("version.drafted", version, by=by, at=at, learning_set=learning_set, detail={"rule": kind})
    return version
