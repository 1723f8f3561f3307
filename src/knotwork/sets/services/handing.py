"""Handing over: what a facilitator holds for a set goes into its members' hands, one thing at a time."""

from datetime import datetime

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import emails, handing, queries, rules
from knotwork.sets.enums import EndRule, Held, Stage, Why
from knotwork.sets.handing import HandingOver
from knotwork.sets.models import HandOver, Invitation, LearningSet
from knotwork.sets.services import stages
from knotwork.sets.services.locking import locked, why_not_now


@transaction.atomic
def take_over(learning_set: LearningSet, *, what: Held, by: Person, at: datetime) -> HandOver:
    """Look after this from now on; taking it twice changes nothing. With it go the invitations that are part of it.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `nothing_to_hand_over`, `looked_after`.
    """
    learning_set = locked(learning_set)
    refuse(None if queries.is_member(by, learning_set) else Why.NOT_YOUR_SET)
    listed = _listed(learning_set, what, by, at)
    row = _row(learning_set, listed, what)
    if row.keeper_id == by.pk:
        return row
    row.keeper, row.taken_at, row.asked, row.asked_at = by, at, None, None
    row.save()
    if what is Held.INVITATIONS:
        moved = [each.pk for each in handing.invitations_of(learning_set, listed.holder, at)]
        Invitation.objects.filter(pk__in=moved).update(invited_by=by)
    has_an_end = listed.is_running and listed.term.end_rule != EndRule.OPEN
    if has_an_end and learning_set.stage == Stage.WORKING:
        stages.put_stage(learning_set, stage=Stage.HANDING_OVER, by=by, at=at)
    audit.record("hand_over.taken", row, by=by, at=at, learning_set=learning_set, detail={"what": what})
    return row


@transaction.atomic
def ask_to_take_over(learning_set: LearningSet, *, what: Held, to: Person, by: Person, at: datetime) -> HandOver:
    """Ask a member to look after this; it is theirs once they take it over. They get a letter without content.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `nothing_to_hand_over`, `looked_after`,
            `not_one_of_us`.
    """
    learning_set = locked(learning_set)
    refuse(None if rules.may_steer(queries.standing(by, learning_set, at)) else Why.NOT_YOUR_SET)
    listed = _listed(learning_set, what, by, at)
    refuse(None if queries.is_member(to, learning_set) else Why.NOT_ONE_OF_US)
    row = _row(learning_set, listed, what)
    if to.pk in (row.keeper_id, row.asked_id):
        return row
    row.asked, row.asked_at = to, at
    row.save()
    audit.record("hand_over.asked", row, by=by, at=at, learning_set=learning_set, detail={"what": what})
    if to != by:
        emails.ask_to_take_over(row, at=at)
    return row


@transaction.atomic
def give_back(learning_set: LearningSet, *, what: Held, by: Person, at: datetime) -> HandOver:
    """Say that one cannot take this over, or can look after it no longer; it waits for another member.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `not_in_your_hands`.
    """
    learning_set = locked(learning_set)
    refuse(None if queries.is_member(by, learning_set) else Why.NOT_YOUR_SET)
    refuse(why_not_now(learning_set))
    listed = handing.of_set(learning_set, at)
    row = HandOver.objects.filter(learning_set=learning_set, holder=listed.holder, what=what).first() if listed else None
    refuse(Why.NOT_IN_YOUR_HANDS if row is None or by.pk not in (row.keeper_id, row.asked_id) else None)
    assert row is not None  # noqa: S101 – refused above
    if row.asked_id == by.pk:
        row.asked, row.asked_at = None, None
    else:
        row.keeper, row.taken_at = None, None
    row.save()
    audit.record("hand_over.given_back", row, by=by, at=at, learning_set=learning_set, detail={"what": what})
    return row


def _listed(learning_set: LearningSet, what: Held, by: Person, at: datetime) -> HandingOver:
    """The list, with this thing on it for this person to take or to ask about."""
    refuse(why_not_now(learning_set))
    listed = handing.of_set(learning_set, at)
    line = listed.line(what) if listed else None
    refuse(
        rules.why_not_take_over(
            is_listed=line is not None,
            is_kept_by_another=line is not None and line.keeper is not None and line.keeper != by,
            is_asked=line is not None and line.asked == by,
        )
    )
    assert listed is not None  # noqa: S101 – refused above
    return listed


def _row(learning_set: LearningSet, listed: HandingOver, what: Held) -> HandOver:
    """The row of this thing, forgetting whoever is in the set no more."""
    row, _made = HandOver.objects.get_or_create(learning_set=learning_set, holder=listed.holder, what=what)
    line = listed.line(what)
    row.keeper, row.asked = (line.keeper, line.asked) if line else (None, None)
    return row
