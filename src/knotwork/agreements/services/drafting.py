"""Beginning and withdrawing drafts of any rule."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from knotwork.agreements import emails, kinds, queries, rules
from knotwork.agreements.enums import Rule, Starts, VersionState, Weight, Why
from knotwork.agreements.models import Remark, Version
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@transaction.atomic
def begin_draft(learning_set: LearningSet, *, by: Person, at: datetime) -> Version:
    """Begin the next version of the working agreement from what the set agreed last; an open draft is simply returned.

    Raises:
        Refused: `not_a_member`, `set_is_archived`.
    """
    learning_set = locked_set(learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=is_one_of_us(by, learning_set, at), is_archived=is_archived))
    standing_draft = queries.draft(learning_set)
    if standing_draft is not None:
        return standing_draft
    current = queries.to_come(learning_set, Rule.AGREEMENT) or queries.in_force(learning_set)
    begun = Version(learning_set=learning_set, kind=Rule.AGREEMENT, body=current.body if current else {}, reason="")
    begun.starts = Starts.NEXT_MEETING if current else Starts.AT_ONCE
    return write(begun, by=by, at=at)


@transaction.atomic
def propose(
    learning_set: LearningSet,
    *,
    kind: str,
    body: Mapping[str, Any],
    reason: str,
    by: Person,
    at: datetime,
    starts: Starts | None = None,
) -> Version:
    """Propose a version of a rule whole, to be answered by each member until its time is over.

    Args:
        starts: from when it is in force once agreed; None = as is usual for its kind.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `draft_stands` (another proposal of this kind is open),
            `nothing_changes` (it says what holds then anyway).
    """
    rule = kinds.kind_of(kind)
    learning_set = locked_set(learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=sets.is_member(by, learning_set), is_archived=is_archived))
    refuse(Why.DRAFT_STANDS if queries.draft(learning_set, kind) is not None else None)
    refuse(why_nothing_changes(learning_set, kind, body, starts or rule.starts))
    proposed = Version(learning_set=learning_set, kind=kind, body=dict(body), reason=reason.strip(), weight=rule.weight)
    proposed.starts = starts or rule.starts
    proposed.answer_by = rules.answer_by(rule.weight, at)
    write(proposed, by=by, at=at)
    emails.tell_of_proposal(proposed, by=by, at=at)
    return proposed


@transaction.atomic
def amend(version: Version, *, body: Mapping[str, Any], starts: Starts, seen: int, by: Person, at: datetime) -> Version:
    """Put other words in place of an open proposal's: the answers given no longer count, and the time begins anew.

    Args:
        starts: from when it is in force once agreed.
        seen: the revision its writer had before them; nobody writes over words they have not read.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, `text_has_changed`, `nothing_changes`.
    """
    version = editable(version, by=by, at=at)
    refuse(Why.TEXT_HAS_CHANGED if version.revision != seen else None)
    refuse(Why.NOTHING_CHANGES if (version.body, version.starts) == (dict(body), starts) else None)
    version.body, version.starts = dict(body), starts
    version.revision += 1
    version.answer_by = rules.answer_by(Weight(version.weight), at)
    version.save(update_fields=["body", "starts", "revision", "answer_by"])
    detail: dict[str, str | int] = {"revision": version.revision, "rule": version.kind}
    audit.record("version.amended", version, by=by, at=at, learning_set=version.learning_set, detail=detail)
    emails.tell_of_proposal(version, by=by, at=at)
    return version


@transaction.atomic
def try_once(
    learning_set: LearningSet, *, kind: str, body: Mapping[str, Any], reason: str, by: Person, at: datetime
) -> Version:
    """Try something for the next meeting alone; one press of one member is enough, and the next try takes its place.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `cannot_be_tried`, `nothing_changes`, or a word of the kind's own.
    """
    rule = kinds.kind_of(kind)
    learning_set = locked_set(learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=sets.is_member(by, learning_set), is_archived=is_archived))
    refuse(Why.CANNOT_BE_TRIED if rule.begin_trial is None else None)
    refuse(why_nothing_changes(learning_set, kind, body, Starts.NEXT_MEETING))
    for before in queries.trials_to_come(learning_set, kind):
        end_trial(before, by=by, at=at)
    tried = Version(learning_set=learning_set, kind=kind, body=dict(body), reason=reason.strip(), weight=Weight.TRY_ONCE)
    tried.state, tried.starts, tried.decided_at = VersionState.AGREED, Starts.NEXT_MEETING, at
    write(tried, by=by, at=at)
    if rule.begin_trial is not None:
        rule.begin_trial(tried, by, at)
    return tried


@transaction.atomic
def end_trial(version: Version, *, by: Person, at: datetime) -> None:
    """Take back what would be tried in the next meeting; what holds is made so again.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, or a word of the kind's own.
    """
    learning_set = locked_set(version.learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=sets.is_member(by, learning_set), is_archived=is_archived))
    version.refresh_from_db(fields=["state"])
    refuse(None if version.state == VersionState.AGREED else Why.NOT_A_DRAFT)
    give_up_trial(version, by=by, at=at)
    kinds.kind_of(version.kind).end_trial(version, by, at)


@transaction.atomic
def give_up_trial(version: Version, *, by: Person | None, at: datetime) -> None:
    """Note that something is not tried after all; its kind has seen to what holds instead. `by` None = nobody's press did it."""
    version.state, version.decided_at = VersionState.WITHDRAWN, at
    version.save(update_fields=["state", "decided_at"])
    detail: dict[str, str | int] = {"rule": version.kind}
    audit.record("version.withdrawn", version, by=by, at=at, learning_set=version.learning_set, detail=detail)


def why_nothing_changes(learning_set: LearningSet, kind: str, body: Mapping[str, Any], starts: Starts) -> Why | None:
    """Refuses what holds already, or is decided for the next meeting; before that a set can think again, or begin at once."""
    if kinds.kind_of(kind).once:
        return None
    coming = queries.to_come(learning_set, kind)
    if coming is not None and starts is Starts.AT_ONCE:
        return None
    stands = coming or queries.in_force(learning_set, kind)
    return Why.NOTHING_CHANGES if stands is not None and stands.body == dict(body) else None


@transaction.atomic
def withdraw(version: Version, *, by: Person, at: datetime, reason: str = "") -> Version:
    """Take back a draft; what was in force stays so.

    Args:
        reason: kept among what was said about it; whoever takes back somebody else's proposal owes one.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, `words_missing`.
    """
    version = editable(version, by=by, at=at)
    refuse(rules.why_not_withdraw(reason, is_own=queries.is_for(version, by)))
    if reason.strip():
        Remark(version=version, learning_set=version.learning_set, person=by, text=reason.strip(), said_at=at).save(
            force_insert=True
        )
    version.state, version.decided_at = VersionState.WITHDRAWN, at
    version.save(update_fields=["state", "decided_at"])
    detail: dict[str, str | int] = {"rule": version.kind}
    audit.record("version.withdrawn", version, by=by, at=at, learning_set=version.learning_set, detail=detail)
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


def write(version: Version, *, by: Person, at: datetime) -> Version:
    """Number a new version and its text, and keep it."""
    learning_set, kind = version.learning_set, version.kind
    of_kind = Version.objects.filter(learning_set=learning_set, kind=kind)
    version.number = _next(of_kind.exclude(state=VersionState.WITHDRAWN), "number")
    version.revision = _next(of_kind, "revision")
    version.drafted_by, version.drafted_at = by, at
    version.save(force_insert=True)
    if version.weight == Weight.TRY_ONCE:
        audit.record("version.tried", version, by=by, at=at, learning_set=learning_set, detail={"rule": kind})
    else:
        audit.record("version.drafted", version, by=by, at=at, learning_set=learning_set, detail={"rule": kind})
    return version


def _next(versions: QuerySet[Version], number: str) -> int:
    last: int | None = versions.aggregate(last=Max(number))["last"]
    return (last or 0) + 1
