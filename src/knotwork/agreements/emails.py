"""The letters of proposals: one when something is proposed, one before its time is over; time and link, never content."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knotwork.agreements import kinds, queries, rules
from knotwork.agreements.enums import Rule, VersionState, Weight
from knotwork.agreements.models import Version
from knotwork.people import queries as people
from knotwork.people import services as accounts
from knotwork.people.enums import Asking
from knotwork.people.models import Person
from knotwork.platform.mail import services as mail
from knotwork.platform.mail.kinds import LetterKind, Written
from knotwork.sets.enums import Stage

PROPOSED, NEARLY_OVER = "agreements.proposed", "agreements.nearly_over"
TIME_TO_THINK_AGAIN = timedelta(minutes=30)


def tell_of_proposal(version: Version, *, by: Person, at: datetime) -> None:
    """Ask everybody else for an answer to the present text; what still waits about an earlier text is dropped.

    It leaves after half an hour: a set that sits together has answered by then, and words that were put wrongly are put
    in other words or taken back.
    """
    mail.withdraw(f"{PROPOSED}:{version.pk}:", at=at)
    for person in queries.asked_about(version):
        if person != by and person.asking != Asking.NONE:
            _post(PROPOSED, version, person, at=at, not_before=at + TIME_TO_THINK_AGAIN)


def recall(version: Version, *, at: datetime) -> None:
    """Ask whoever has not answered yet, each once, when it is time on their own clock."""
    assert version.answer_by is not None  # noqa: S101 – only such versions are nearly over
    for person in queries.asked_about(version):
        due_at = rules.nearly_over_at(Weight(version.weight), version.answer_by, person.zoneinfo)
        if person.asking == Asking.BOTH and due_at <= at:
            _post(NEARLY_OVER, version, person, at=at, not_before=at)


def _post(kind: str, version: Version, person: Person, *, at: datetime, not_before: datetime) -> None:
    mail.post(
        kind,
        dedupe_key=f"{kind}:{version.pk}:{version.revision}:{person.pk}",
        address=person.email,
        recipient=person.pk,
        params={"version": str(version.pk), "revision": version.revision},
        at=at,
        not_before=not_before,
        not_after=version.answer_by,
    )


def write(kind: str, params: Mapping[str, Any], recipient: UUID | None, _at: datetime) -> Written:
    """The letter, in the recipient's language and on the recipient's clock."""
    person, version = people.account(recipient), queries.version_to_write(UUID(params["version"]))
    assert person is not None  # noqa: S101 – `may_be_sent` has just found both
    assert version is not None  # noqa: S101 – see above
    name = kind.partition(".")[2]
    with timezone.override(person.zoneinfo), translation.override(person.language):
        context = {
            "until": version.answer_by,
            "zone": person.zone,
            "link": settings.KNOTWORK_BASE_URL + page_of(version),
            "profile": settings.KNOTWORK_BASE_URL + reverse("people:profile"),
        }
        text, html = (render_to_string(f"agreements/emails/{name}.{form}", context) for form in ("txt", "html"))
        subject = _("Something waits for your answer") if kind == PROPOSED else _("The time to answer is nearly over")
        return Written(subject=subject, text=text, html=html)


def page_of(version: Version) -> str:
    """Where an open proposal is read and answered."""
    if version.kind == Rule.AGREEMENT:
        return reverse("agreements:consent", args=[version.learning_set_id, version.number])
    page = kinds.kind_of(version.kind).page
    where = [version.learning_set_id] if page else [version.learning_set_id, version.kind]
    return reverse(page or "agreements:rule", args=where)


def may_be_sent(kind: str, params: Mapping[str, Any], recipient: UUID | None, at: datetime) -> bool:
    """Whether this text still waits for this member's answer, and they still want to be asked."""
    person, version = people.account(recipient), queries.version_to_write(UUID(params["version"]))
    if person is None or version is None or version.state != VersionState.DRAFT or version.revision != params["revision"]:
        return False
    if version.answer_by is not None and version.answer_by <= at:
        return False
    if version.learning_set.archived_at is not None or version.learning_set.stage == Stage.CLOSED:
        return False
    wanted = (Asking.BOTH,) if kind == NEARLY_OVER else (Asking.FIRST, Asking.BOTH)
    return person.asking in wanted and person in queries.asked_about(version)


def switch_off(recipient: UUID, at: datetime) -> None:
    """Send this person no letters about proposals any more."""
    accounts.want_no_asking(recipient, at=at)


KINDS = tuple(
    LetterKind(key, partial(write, key), partial(may_be_sent, key), can_be_switched_off=True, switch_off=switch_off)
    for key in (PROPOSED, NEARLY_OVER)
)
