"""Invitations and what comes of them: joining as a member, beginning to facilitate."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from knotwork.people.enums import Invited
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import circle, emails, queries, rules
from knotwork.sets.enums import EndRule, FacilitationMode, InvitedAs, Stage, Why
from knotwork.sets.models import FacilitatorTerm, Invitation, LearningSet, Membership
from knotwork.sets.rules import Offer, TermWish
from knotwork.sets.services import stages, terms
from knotwork.sets.services.locking import locked, why_not_now
from knotwork.sets.services.membership import why_not_named

_NO_TERM = TermWish(EndRule.OPEN)


@transaction.atomic
def invite(learning_set: LearningSet, *, address: str = "", by: Person, at: datetime) -> tuple[Invitation, str]:
    """Offer a place in the set: to one address, which gets a letter, or to whoever holds the link.

    Returns:
        The invitation and its secret, which is not shown again.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `set_is_full`, `too_many_invitations`, `already_member`.
    """
    learning_set = locked(learning_set)
    _refuse_invitation(learning_set, invited_as=InvitedAs.MEMBER, address=address, by=by, at=at)
    return _offer(learning_set, invited_as=InvitedAs.MEMBER, wish=_NO_TERM, address=address, by=by, at=at)


@transaction.atomic
def invite_as_agreed(learning_set: LearningSet, *, address: str, by: Person | None, at: datetime) -> Invitation:
    """Invite somebody all members have agreed to; their letter leaves now.

    Args:
        by: who proposed them; the invitation stands in their name.

    Raises:
        Refused: `set_is_closed`, `set_is_archived`, `set_is_full`, `already_member`.
    """
    learning_set = locked(learning_set)
    refuse(why_not_now(learning_set))
    refuse(Why.SET_IS_FULL if queries.size(learning_set) >= rules.LARGEST else None)
    refuse(Why.ALREADY_MEMBER if queries.has_member_with(learning_set, address) else None)
    invitation, _secret = _offer(learning_set, invited_as=InvitedAs.MEMBER, wish=_NO_TERM, address=address, by=by, at=at)
    return invitation


@transaction.atomic
def ask_all(learning_set: LearningSet, *, asks_all: bool, at: datetime) -> LearningSet:
    """From now on ask each member before somebody is invited, or no longer; decided by the set together.

    Links that anybody could pass on stop working: nobody knows whom they would let in. Whoever has a letter is invited.
    """
    learning_set = locked(learning_set)
    learning_set.asks_all = asks_all
    learning_set.save(update_fields=["asks_all"])
    if asks_all:
        links = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.MEMBER, address="")
        links.update(revoked_at=at)
    audit.record("set.admission_changed", learning_set, by=None, at=at, learning_set=learning_set)
    return learning_set


@transaction.atomic
def invite_facilitator(
    learning_set: LearningSet, *, address: str, wish: TermWish, by: Person | None, at: datetime
) -> tuple[Invitation, str]:
    """Ask somebody to facilitate for a time or not; the term begins when they accept.

    An earlier question to somebody else is taken back. `by` None = the set decided it together.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `set_is_archived`, `too_many_invitations`, `term_end_missing`,
            `term_end_in_the_past`.
    """
    learning_set = locked(learning_set)
    if by is not None:
        _refuse_invitation(learning_set, invited_as=InvitedAs.FACILITATOR, address=address, by=by, at=at)
    refuse(why_not_now(learning_set) or queries.why_not_this_end(learning_set, wish, at))
    asked = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.FACILITATOR)
    asked.update(revoked_at=at, secret_to_mail=b"")
    learning_set.facilitation = FacilitationMode.NOMINATED if wish.end_rule is EndRule.OPEN else FacilitationMode.LIMITED
    learning_set.save(update_fields=["facilitation"])
    stages.go_on(learning_set, by=by, at=at)
    return _offer(learning_set, invited_as=InvitedAs.FACILITATOR, wish=wish, address=address, by=by, at=at)


def offer_visit(learning_set: LearningSet, *, meeting: UUID, address: str, by: Person | None, at: datetime) -> Invitation:
    """Ask somebody to facilitate one meeting of a locked set."""
    invitation, _secret = _offer(learning_set, invited_as=InvitedAs.VISITOR, wish=_NO_TERM, address=address, by=by, at=at)
    invitation.meeting = meeting
    invitation.save(update_fields=["meeting"])
    return invitation


def _refuse_invitation(learning_set: LearningSet, *, invited_as: InvitedAs, address: str, by: Person, at: datetime) -> None:
    made_today = Invitation.objects.filter(invited_by=by, invited_at__gt=at - timedelta(days=1)).count()
    why = rules.why_not_invite(
        queries.standing(by, learning_set, at),
        Stage(learning_set.stage),
        is_archived=learning_set.archived_at is not None,
        invited_as=invited_as,
        members=queries.size(learning_set),
        made_today=made_today,
    )
    refuse(why)
    refuse(Why.ALL_ARE_ASKED if invited_as is InvitedAs.MEMBER and learning_set.asks_all else None)
    if invited_as is InvitedAs.MEMBER and address:
        refuse(Why.ALREADY_MEMBER if queries.has_member_with(learning_set, address) else None)


def _offer(
    learning_set: LearningSet, *, invited_as: InvitedAs, wish: TermWish, address: str, by: Person | None, at: datetime
) -> tuple[Invitation, str]:
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        learning_set=learning_set,
        invited_as=invited_as,
        end_rule=wish.end_rule,
        ends_on=wish.ends_on,
        ends_after=wish.ends_after,
        secret_hash=rules.hashed(secret),
        secret_to_mail=secret if address.strip() else "",
        address=address.strip().lower(),
        invited_by=by,
        invited_at=at,
        expires_at=at + rules.INVITATION_LASTS,
    )
    invitation.save(force_insert=True)
    audit.record("invitation.made", invitation, by=by, at=at, learning_set=learning_set, detail={"as": invited_as})
    if invitation.address:
        emails.invite(invitation, at=at)
    return invitation, secret


@transaction.atomic
def revoke(invitation: Invitation, *, by: Person, at: datetime) -> Invitation:
    """Take back an invitation nobody has used; its link stops working at once.

    Raises:
        Refused: `not_your_set`, `invitation_used`, `invitation_revoked`.
    """
    learning_set = locked(invitation.learning_set)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    refuse(rules.why_not_revoke(queries.standing(by, learning_set, at), InvitedAs(invitation.invited_as)))
    refuse(Why.INVITATION_USED if invitation.used_at else None)
    refuse(Why.INVITATION_REVOKED if invitation.revoked_at else None)
    invitation.revoked_at = at
    invitation.secret_to_mail = ""
    invitation.save(update_fields=["revoked_at", "secret_to_mail"])
    audit.record("invitation.revoked", invitation, by=by, at=at, learning_set=learning_set)
    return invitation


@transaction.atomic
def join(
    *,
    secret: str,
    person: Person,
    commitment: str,
    bio: str = "",
    hopes: str = "",
    languages: str = "",
    access_needs: str = "",
    access_needs_for: Person | None = None,
    at: datetime,
) -> Membership:
    """Join a set with an invitation, saying in one's own words what one commits to.

    Raises:
        Refused: `no_such_invitation`, `not_one_of_us`, or a word of `rules.why_not_usable` or `rules.why_not_join`.
    """
    invitation, learning_set = usable(secret, person, at)
    refuse(_why_not_join(invitation, learning_set, person, commitment, at))
    refuse(why_not_named(learning_set, access_needs_for))
    membership = Membership(
        learning_set=learning_set,
        person=person,
        commitment=commitment.strip(),
        committed_at=at,
        bio=bio.strip(),
        hopes=hopes.strip(),
        languages=languages.strip(),
        access_needs=access_needs.strip(),
        access_needs_for=access_needs_for,
        joined_at=at,
    )
    membership.save(force_insert=True)
    use(invitation, person, at)
    audit.record("membership.joined", membership, by=person, at=at, learning_set=learning_set)
    circle.changed(learning_set, at)
    return membership


def _why_not_join(
    invitation: Invitation, learning_set: LearningSet, person: Person, commitment: str, at: datetime
) -> Why | None:
    return rules.why_not_join(
        offer_of(invitation, at),
        Stage(learning_set.stage),
        is_archived=learning_set.archived_at is not None,
        is_member=queries.is_member(person, learning_set),
        members=queries.size(learning_set),
        commitment=commitment,
    )


@transaction.atomic
def accept_facilitation(*, secret: str, person: Person, at: datetime) -> FacilitatorTerm:
    """Begin to facilitate a set with an invitation that asks for it.

    Raises:
        Refused: `no_such_invitation`, `invitation_used`, `invitation_revoked`, `invitation_expired`,
            `invitation_for_another`, `invited_as_member`, `set_is_closed`, `set_is_archived`, `has_facilitator`, `term_end_in_the_past`.
    """
    invitation, learning_set = usable(secret, person, at)
    refuse(Why.INVITED_AS_MEMBER if invitation.invited_as != InvitedAs.FACILITATOR else None)
    refuse(why_not_now(learning_set))
    term = terms.write_term(learning_set, person=person, wish=wish_of(invitation), by=person, at=at)
    use(invitation, person, at)
    return term


def account_state(invitation_id: UUID, at: datetime) -> Invited:
    """What an invitation still does for somebody without an account, whoever it is for."""
    found = Invitation.objects.select_related("learning_set").filter(pk=invitation_id).first()
    if found is None or why_not_now(found.learning_set) or rules.why_not_usable(offer_of(found, at), None, at):
        return Invited.OVER
    return Invited.HOLDS if found.opened_account_at is None else Invited.HAS_OPENED


def open_account_with(invitation_id: UUID, at: datetime) -> bool:
    """Note that this invitation opens an account now; False if it has opened one. Of two at once only one succeeds."""
    unopened = Invitation.objects.waiting(at).filter(pk=invitation_id, opened_account_at=None)
    return unopened.update(opened_account_at=at) == 1


def forget_secrets(at: datetime) -> None:
    """Forget the sealed secrets of invitations that have run out."""
    Invitation.objects.filter(expires_at__lte=at, expires_at__gt=at - timedelta(days=7)).update(secret_to_mail=b"")


def offer_of(invitation: Invitation, at: datetime) -> Offer:
    """The invitation as the rules know it, at this instant."""
    return Offer(
        invited_as=InvitedAs(invitation.invited_as),
        address=invitation.address,
        expires_at=invitation.expires_at,
        is_used=invitation.used_at is not None,
        is_revoked=invitation.revoked_at is not None,
        is_orphaned=queries.is_orphaned(invitation, at),
    )


def wish_of(invitation: Invitation) -> TermWish:
    """The term an invitation offers."""
    return TermWish(EndRule(invitation.end_rule), invitation.ends_on, invitation.ends_after)


def usable(secret: str, person: Person, at: datetime) -> tuple[Invitation, LearningSet]:
    """The invitation and its set, both locked: two uses at once become one."""
    found = queries.invitation_by(secret)
    refuse(Why.NO_SUCH_INVITATION if found is None else None)
    assert found is not None  # noqa: S101 – refused above
    learning_set = locked(found.learning_set)
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    refuse(rules.why_not_usable(offer_of(invitation, at), person.email, at))
    return invitation, learning_set


def use(invitation: Invitation, person: Person, at: datetime) -> None:
    """Note who has used a locked invitation."""
    invitation.used_at = at
    invitation.used_by = person
    invitation.secret_to_mail = ""
    invitation.save(update_fields=["used_at", "used_by", "secret_to_mail"])
