"""The letters of sets: time and link, never the set's name or anybody's."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from knotwork.people import queries as people
from knotwork.people.models import Person
from knotwork.platform.mail import services as mail
from knotwork.platform.mail.kinds import LetterKind, Written
from knotwork.sets import handing, queries
from knotwork.sets.enums import Stage, Standing
from knotwork.sets.models import FacilitatorTerm, HandOver, Invitation

type Params = Mapping[str, Any]

INVITATION = "sets.invitation"
TERM_ENDING = "sets.term_ending"
TERM_ENDED = "sets.term_ended"
TERM_OVER = "sets.term_over"
HAND_OVER = "sets.hand_over"
NEEDS_DECISION = "sets.needs_decision"


def invite(invitation: Invitation, *, at: datetime) -> None:
    """Send an invitation to its address."""
    mail.post(
        INVITATION,
        dedupe_key=f"{INVITATION}:{invitation.pk}",
        address=invitation.address,
        recipient=None,
        params={"invitation": str(invitation.pk)},
        at=at,
        not_after=invitation.expires_at,
    )


def warn_of_end(term: FacilitatorTerm, *, before: timedelta, at: datetime) -> None:
    """Tell the members and the facilitator when a term will end; once for each warning and each end."""
    for person in [*queries.active(term.learning_set), term.person]:
        occurrence = f"{before.days}d:{term.ends_at:%Y-%m-%dT%H:%M}"
        _about_term(TERM_ENDING, term, person, occurrence=occurrence, at=at, not_after=term.ends_at)


def tell_of_end(term: FacilitatorTerm, *, at: datetime) -> None:
    """Tell the members that a term has ended and that a choice waits for them; nobody who pauses."""
    for person in queries.active(term.learning_set):
        _about_term(TERM_ENDED, term, person, occurrence="ended", at=at, not_after=at + timedelta(days=7))


def tell_facilitator_of_end(term: FacilitatorTerm, *, at: datetime) -> None:
    """Tell whoever facilitated that the term has ended, with the one page that is left."""
    _about_term(TERM_OVER, term, term.person, occurrence="over", at=at, not_after=at + timedelta(days=7))


def tell_of_pause(term: FacilitatorTerm, *, since: datetime, at: datetime) -> None:
    """Tell the members that the set pauses until it has decided who facilitates; whoever facilitated is not told."""
    for person in queries.active(term.learning_set):
        occurrence = f"since:{since:%Y-%m-%dT%H:%M}"
        _about_term(NEEDS_DECISION, term, person, occurrence=occurrence, at=at, not_after=at + timedelta(days=7))


def ask_to_take_over(asked: HandOver, *, at: datetime) -> None:
    """Tell a member that they are asked to look after something the facilitator held."""
    if asked.asked is None:
        return
    mail.post(
        HAND_OVER,
        dedupe_key=f"{HAND_OVER}:{asked.pk}:{asked.asked_id}:{at:%Y-%m-%dT%H:%M:%S}",
        address=asked.asked.email,
        recipient=asked.asked_id,
        params={"hand_over": str(asked.pk)},
        at=at,
        not_after=at + timedelta(days=7),
    )


def _about_term(
    kind: str, term: FacilitatorTerm, person: Person, *, occurrence: str, at: datetime, not_after: datetime | None
) -> None:
    mail.post(
        kind,
        dedupe_key=f"{kind}:{person.pk}:{term.pk}:{occurrence}",
        address=person.email,
        recipient=person.pk,
        params={"term": str(term.pk)},
        at=at,
        not_after=not_after,
    )


def _write_invitation(params: Params, _recipient: UUID | None, _at: datetime) -> Written:
    invitation = queries.invitation_to_write(UUID(params["invitation"]))
    known = people.by_address(invitation.address)
    expires_at = known.local(invitation.expires_at) if known else invitation.expires_at
    with translation.override(known.language if known else settings.LANGUAGE_CODE):
        url = _url("sets:invitation", invitation.secret_to_mail)
        return _written(_("You are invited to an action learning set"), "invitation", {"url": url, "expires_at": expires_at})


def _may_send_invitation(params: Params, _recipient: UUID | None, at: datetime) -> bool:
    return queries.is_invitation_waiting(UUID(params["invitation"]), at)


def _write_term_ending(params: Params, recipient: UUID | None, _at: datetime) -> Written:
    term, person = _term(params), _known(recipient)
    ends_at = person.local(term.ends_at) if term.ends_at else None
    with translation.override(person.language):
        url = _url("agreements:facilitation", term.learning_set_id)
        return _written(_("A facilitator’s term ends soon"), "term_ending", {"url": url, "ends_at": ends_at})


def _write_term_ended(params: Params, recipient: UUID | None, _at: datetime) -> Written:
    with translation.override(_known(recipient).language):
        url = _url("agreements:facilitation", _term(params).learning_set_id)
        return _written(_("A facilitator’s term has ended"), "term_ended", {"url": url})


def _write_needs_decision(params: Params, recipient: UUID | None, _at: datetime) -> Written:
    with translation.override(_known(recipient).language):
        url = _url("agreements:facilitation", _term(params).learning_set_id)
        return _written(_("Your set pauses until you have decided"), "needs_decision", {"url": url})


def _may_send_needs_decision(params: Params, recipient: UUID | None, _at: datetime) -> bool:
    return _is_active(params, recipient) and _term(params).learning_set.stage == Stage.PAUSED


def _write_hand_over(params: Params, recipient: UUID | None, _at: datetime) -> Written:
    with translation.override(_known(recipient).language):
        url = _url("sets:handing_over", handing.to_write(UUID(params["hand_over"])).learning_set_id)
        return _written(_("You are asked to take something over"), "hand_over", {"url": url})


def _may_send_hand_over(params: Params, recipient: UUID | None, at: datetime) -> bool:
    person, asked = people.account(recipient), handing.to_write(UUID(params["hand_over"]))
    if person is None or asked.asked_id != person.pk:
        return False
    return Standing.MEMBER in queries.standing(person, asked.learning_set, at)


def _write_term_over(params: Params, recipient: UUID | None, _at: datetime) -> Written:
    with translation.override(_known(recipient).language):
        url = _url("sets:ended", _term(params).learning_set_id)
        return _written(_("Your term as facilitator has ended"), "term_over", {"url": url})


def _may_send_term(params: Params, recipient: UUID | None, at: datetime) -> bool:
    return _is_active(params, recipient) or Standing.FACILITATOR in _standings(params, recipient, at)


def _may_send_over(params: Params, recipient: UUID | None, at: datetime) -> bool:
    return Standing.FORMER_FACILITATOR in _standings(params, recipient, at)


def _is_active(params: Params, recipient: UUID | None) -> bool:
    """Whether the recipient is a member who does not pause."""
    return people.account(recipient) in queries.active(_term(params).learning_set)


def _standings(params: Params, recipient: UUID | None, at: datetime) -> frozenset[Standing]:
    person = people.account(recipient)
    return queries.standing(person, _term(params).learning_set, at) if person else frozenset()


def _term(params: Params) -> FacilitatorTerm:
    return queries.term_to_write(UUID(params["term"]))


def _known(recipient: UUID | None) -> Person:
    person = people.account(recipient)
    assert person is not None  # noqa: S101 – whether it may be sent was asked before
    return person


def _url(name: str, key: object) -> str:
    return settings.KNOTWORK_BASE_URL + reverse(name, args=[key])


def _written(subject: str, name: str, context: dict[str, object]) -> Written:
    said = {"subject": subject, **context}
    text = render_to_string(f"sets/emails/{name}.txt", said)
    return Written(subject, text, render_to_string(f"sets/emails/{name}.html", said))


KINDS = (
    LetterKind(INVITATION, _write_invitation, _may_send_invitation),
    LetterKind(TERM_ENDING, _write_term_ending, _may_send_term),
    LetterKind(TERM_ENDED, _write_term_ended, _may_send_term),
    LetterKind(HAND_OVER, _write_hand_over, _may_send_hand_over),
    LetterKind(NEEDS_DECISION, _write_needs_decision, _may_send_needs_decision),
    LetterKind(TERM_OVER, _write_term_over, _may_send_over),
)
