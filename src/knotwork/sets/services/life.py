"""A set's life: starting, its name and purpose and zone, its stage, archiving and closing."""

from datetime import datetime

from django.db import transaction

from knotwork.people import rules as people
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries, rules
from knotwork.sets.enums import FacilitationMode, InvitedAs, ProblemMode, Stage, Why
from knotwork.sets.models import Invitation, LearningSet, Membership
from knotwork.sets.rules import Particulars, TermWish
from knotwork.sets.services import joining, stages, terms
from knotwork.sets.services.locking import locked, why_not_now


@transaction.atomic
def start_set(
    *,
    name: str,
    purpose: str,
    target_size: int,
    problem_mode: ProblemMode,
    zone: str,
    commitment: str = "",
    facilitator: str = "",
    wish: TermWish | None = None,
    by: Person,
    at: datetime,
) -> LearningSet:
    """Start a set; whoever starts it is its first member, with a commitment like everybody else's.

    Args:
        facilitator: the address of somebody asked to facilitate; used only with a `wish`.
        wish: the term they are asked for; None = the set manages itself.

    Raises:
        Refused: `name_missing`, `size_out_of_bounds`, `zone_unknown`, `term_end_missing`, `term_end_in_the_past`.
    """
    refuse(None if name.strip() else Why.NAME_MISSING)
    refuse(rules.why_not_this_size(target_size) or _why_not_zone(zone))
    learning_set = LearningSet(
        name=name.strip(),
        purpose=purpose.strip(),
        target_size=target_size,
        problem_mode=problem_mode,
        zone=zone,
        started_by=by,
        started_at=at,
    )
    learning_set.save(force_insert=True)
    _take_in_first(learning_set, person=by, commitment=commitment.strip(), at=at)
    audit.record("set.started", learning_set, by=by, at=at, learning_set=learning_set)
    if wish is not None:
        joining.invite_facilitator(learning_set, address=facilitator, wish=wish, by=by, at=at)
        learning_set.refresh_from_db(fields=["facilitation"])
    return learning_set


def _take_in_first(learning_set: LearningSet, *, person: Person, commitment: str, at: datetime) -> None:
    first = Membership(learning_set=learning_set, person=person, commitment=commitment, joined_at=at)
    first.committed_at = at if commitment else None
    first.save(force_insert=True)


@transaction.atomic
def change_particulars(
    learning_set: LearningSet, *, was: Particulars, to: Particulars, by: Person, at: datetime
) -> LearningSet:
    """Change whatever of these four its writer said differently from what they saw; the rest stays as it stands.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `changed_elsewhere`, `name_missing`,
            `size_out_of_bounds`, `zone_unknown`.
    """
    learning_set = locked(learning_set)
    refuse(Why.CHANGED_ELSEWHERE if rules.overtaken(was, to, particulars_of(learning_set)) else None)
    if to.name != was.name:
        learning_set = rename(learning_set, name=to.name, by=by, at=at)
    if to.purpose != was.purpose:
        learning_set = change_purpose(learning_set, purpose=to.purpose, by=by, at=at)
    if to.target_size != was.target_size:
        learning_set = change_target_size(learning_set, target_size=to.target_size, by=by, at=at)
    if to.zone != was.zone:
        learning_set = change_zone(learning_set, zone=to.zone, by=by, at=at)
    return learning_set


def particulars_of(learning_set: LearningSet) -> Particulars:
    """These four as they stand."""
    return Particulars(learning_set.name, learning_set.purpose, learning_set.target_size, learning_set.zone)


@transaction.atomic
def rename(learning_set: LearningSet, *, name: str, by: Person, at: datetime) -> LearningSet:
    """Give the set another name.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `name_missing`.
    """
    learning_set = _changeable(learning_set, by=by, at=at)
    refuse(None if name.strip() else Why.NAME_MISSING)
    learning_set.name = name.strip()
    return _kept(learning_set, "name", event="set.renamed", by=by, at=at)


@transaction.atomic
def change_purpose(learning_set: LearningSet, *, purpose: str, by: Person, at: datetime) -> LearningSet:
    """Say anew what the set is for.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`.
    """
    learning_set = _changeable(learning_set, by=by, at=at)
    learning_set.purpose = purpose.strip()
    return _kept(learning_set, "purpose", event="set.purpose_changed", by=by, at=at)


@transaction.atomic
def change_target_size(learning_set: LearningSet, *, target_size: int, by: Person, at: datetime) -> LearningSet:
    """Aim at another number of members.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `size_out_of_bounds`.
    """
    learning_set = _changeable(learning_set, by=by, at=at)
    refuse(rules.why_not_this_size(target_size))
    learning_set.target_size = target_size
    return _kept(learning_set, "target_size", event="set.target_size_changed", by=by, at=at)


@transaction.atomic
def change_zone(learning_set: LearningSet, *, zone: str, by: Person, at: datetime) -> LearningSet:
    """Move the set to another time zone; a facilitator's term that ends on a date ends with that day there.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `zone_unknown`.
    """
    learning_set = _changeable(learning_set, by=by, at=at)
    refuse(_why_not_zone(zone))
    learning_set.zone = zone
    terms.rewrite_dates(learning_set, at=at)
    return _kept(learning_set, "zone", event="set.zone_changed", by=by, at=at)


@transaction.atomic
def enter_stage(learning_set: LearningSet, *, stage: Stage, by: Person | None, at: datetime) -> LearningSet:
    """Move the set to the next stage of its life; already there changes nothing.

    `by` None = the product itself, because a meeting opened or closed or an agreement came into force.

    Raises:
        Refused: `not_your_set`, `stage_not_next`.
    """
    learning_set = locked(learning_set)
    refuse(Why.NOT_YOUR_SET if by is not None and not _may_steer(learning_set, by, at) else None)
    if learning_set.stage == stage:
        return learning_set
    refuse(rules.why_not_enter(Stage(learning_set.stage), stage))
    return stages.put_stage(learning_set, stage=stage, by=by, at=at)


@transaction.atomic
def manage_ourselves(learning_set: LearningSet, *, by: Person | None, at: datetime) -> LearningSet:
    """Record that the set has decided to go on without a facilitator.

    Whoever was asked to facilitate need not answer any more; a running term keeps its own end. `by` None = the set
    decided it together.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`.
    """
    learning_set = locked(learning_set) if by is None else _changeable(learning_set, by=by, at=at)
    learning_set.facilitation = FacilitationMode.SELF_MANAGED
    asked = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.FACILITATOR)
    asked.update(revoked_at=at, secret_to_mail=b"")
    is_alone = queries.running_term(learning_set, at) is None
    if is_alone and rules.why_not_enter(Stage(learning_set.stage), Stage.SELF_MANAGED) is None:
        stages.put_stage(learning_set, stage=Stage.SELF_MANAGED, by=by, at=at)
    return _kept(learning_set, "facilitation", event="set.managed_by_itself", by=by, at=at)


@transaction.atomic
def archive(learning_set: LearningSet, *, by: Person, at: datetime) -> LearningSet:
    """Put the set away; its members still read it, and can take it back.

    Raises:
        Refused: `not_your_set`, `set_is_closed`.
    """
    learning_set = _own(learning_set, by=by, at=at)
    learning_set.archived_at = learning_set.archived_at or at
    return _kept(learning_set, "archived_at", event="set.archived", by=by, at=at)


@transaction.atomic
def unarchive(learning_set: LearningSet, *, by: Person, at: datetime) -> LearningSet:
    """Take an archived set back to where it stood.

    Raises:
        Refused: `not_your_set`, `set_is_closed`.
    """
    learning_set = _own(learning_set, by=by, at=at)
    learning_set.archived_at = None
    return _kept(learning_set, "archived_at", event="set.unarchived", by=by, at=at)


def close_empty(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    """Close and archive a locked set whose last member has left."""
    terms.end_all(learning_set, by=by, at=at)
    stages.put_stage(learning_set, stage=Stage.CLOSED, by=by, at=at)
    learning_set.archived_at = learning_set.archived_at or at
    learning_set.save(update_fields=["archived_at"])


def _changeable(learning_set: LearningSet, *, by: Person, at: datetime) -> LearningSet:
    learning_set = _own(learning_set, by=by, at=at)
    refuse(why_not_now(learning_set))
    return learning_set


def _own(learning_set: LearningSet, *, by: Person, at: datetime) -> LearningSet:
    """The locked set of a member, put away or not, as long as it is not closed."""
    learning_set = locked(learning_set)
    refuse(rules.why_not_change(queries.standing(by, learning_set, at), Stage(learning_set.stage), is_archived=False))
    return learning_set


def _kept(learning_set: LearningSet, field: str, *, event: str, by: Person | None, at: datetime) -> LearningSet:
    learning_set.save(update_fields=[field])
    audit.record(event, learning_set, by=by, at=at, learning_set=learning_set)
    return learning_set


def _may_steer(learning_set: LearningSet, by: Person, at: datetime) -> bool:
    return rules.may_steer(queries.standing(by, learning_set, at))


def _why_not_zone(zone: str) -> Why | None:
    return None if people.is_zone(zone) else Why.ZONE_UNKNOWN
