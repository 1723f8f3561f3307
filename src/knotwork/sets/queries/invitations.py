"""The places a set offers."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from knotwork.sets import rules
from knotwork.sets.enums import InvitedAs
from knotwork.sets.models import FacilitatorTerm, Invitation, LearningSet, Membership


def asked_to_facilitate(learning_set: LearningSet, at: datetime) -> Invitation | None:
    """The invitation of whoever is asked to facilitate and has not answered yet."""
    waiting = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.FACILITATOR)
    return waiting.order_by("-invited_at", "-pk").first()


def in_vain_until(learning_set: LearningSet, at: datetime) -> list[datetime]:
    """When each question whether somebody facilitates came to its end without anybody coming."""
    asked = Invitation.objects.filter(learning_set=learning_set, invited_as=InvitedAs.FACILITATOR, used_at=None)
    ends = asked.order_by("invited_at", "pk").values_list("revoked_at", "expires_at")
    return [end for end in (revoked or expired for revoked, expired in ends) if end <= at]


def invitations(learning_set: LearningSet, at: datetime) -> list[Invitation]:
    """Invitations that can still be used, oldest first."""
    waiting = Invitation.objects.waiting(at).filter(_is_held(learning_set, at), learning_set=learning_set)
    return list(waiting.select_related("invited_by").order_by("invited_at", "pk"))


def is_orphaned(invitation: Invitation, at: datetime) -> bool:
    """Whether this is a link whose maker has left the set, or facilitates it no more."""
    return not Invitation.objects.filter(_is_held(invitation.learning_set, at), pk=invitation.pk).exists()


def _is_held(learning_set: LearningSet, at: datetime) -> Q:
    """A link to pass on holds while whoever made it belongs to the set: nobody comes back by a link they kept.

    A letter holds by itself, because the set sees to whom it went.
    """
    members = Membership.objects.filter(learning_set=learning_set, left_at=None).values("person")
    terms = FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), learning_set=learning_set).values("person")
    return ~Q(address="") | Q(invited_by=None) | Q(invited_by__in=members) | Q(invited_by__in=terms)


def invitation_of(learning_set: LearningSet, invitation_id: UUID) -> Invitation | None:
    """An invitation of this set, whatever became of it."""
    return Invitation.objects.filter(learning_set=learning_set, pk=invitation_id).first()


def invitation_by(secret: str) -> Invitation | None:
    """The invitation this secret belongs to, whatever became of it, with its set and who invited."""
    invitation = Invitation.objects.filter(secret_hash=rules.hashed(secret))
    return invitation.select_related("learning_set", "invited_by", "used_by").first()


def invitation_to_write(invitation_id: UUID) -> Invitation:
    """The invitation a letter is about."""
    return Invitation.objects.get(pk=invitation_id)


def is_invitation_waiting(invitation_id: UUID, at: datetime) -> bool:
    """Whether this invitation can still be used."""
    return Invitation.objects.waiting(at).filter(pk=invitation_id).exists()
