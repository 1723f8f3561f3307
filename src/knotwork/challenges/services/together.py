"""What a set does with a challenge it shares: every member may, nobody alone owns it. See the README, "Shared"."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.challenges import rules
from knotwork.challenges.enums import InterventionKind, Why
from knotwork.challenges.models import Challenge, Framing, Holding, Intervention, Opening, Part
from knotwork.challenges.services import record
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet


@transaction.atomic
def begin_shared(
    *,
    learning_set: LearningSet,
    headline: str,
    sponsor: str = "",
    domains: Iterable[str] = (),
    interventions: Iterable[tuple[InterventionKind, str]] = (),
    meeting: Meeting | None = None,
    key: UUID | None = None,
    by: Person,
    at: datetime,
) -> Challenge:
    """Begin the challenge the set works on together, with its first framing.

    Args:
        sponsor: who wants it changed and opens doors, by what they do.
        key: made when the form was drawn; a second submission answers the challenge of the first.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `each_brings_own`, `another_is_shared`, `headline_missing`,
            `headline_too_long`.
    """
    learning_set = set_services.locked(learning_set)
    begun = Challenge.objects.filter(pk=key, owner=None).first() if key else None
    if begun is not None and begun.learning_set_id == learning_set.pk:
        return begun
    refuse(_why_not_begin(learning_set, by) or rules.why_not_headline(headline))
    challenge = Challenge(id=key or new_id(), owner=None, learning_set=learning_set, begun_at=at)
    challenge.domains, challenge.sponsor = rules.sides_text(domains), sponsor.strip()
    challenge.shown_to_set, challenge.shown_at = True, at
    challenge.save(force_insert=True)
    record.frame(challenge, headline=headline, meeting=meeting, by=by, at=at)
    for kind, what in interventions:
        record.tell(challenge, kind, what, by=by, at=at)
    audit.record("challenge.begun_together", challenge, by=by, at=at, learning_set=learning_set)
    return record.bring(challenge, meeting=meeting, by=by, at=at) if meeting else challenge


@transaction.atomic
def put_together(
    *, learning_set: LearningSet, headline: str, meeting: Meeting, key: UUID, by: Person, at: datetime
) -> Challenge:
    """Keep how a member put the shared challenge in a meeting: its first framing, or another beside the others.

    Raises:
        Refused: as `begin_shared`.
    """
    shared = Challenge.objects.filter(learning_set=learning_set, owner=None).exclude(status__in=rules.ENDED).first()
    if shared is None:
        return begin_shared(learning_set=learning_set, headline=headline, meeting=meeting, key=key, by=by, at=at)
    record.reframe(shared, headline=headline, meeting=meeting, by=by, at=at)
    return record.bring(shared, meeting=meeting, by=by, at=at)


@transaction.atomic
def name_sponsor(challenge: Challenge, *, words: str, by: Person, at: datetime) -> Challenge:
    """Say who wants the change and opens doors, by what they do; empty words say that nobody does.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    challenge = _shared(challenge, by)
    challenge.sponsor = words.strip()
    challenge.save(update_fields=["sponsor"])
    audit.record("challenge.sponsor_named", challenge, by=by, at=at)
    return challenge


@transaction.atomic
def write_part(challenge: Challenge, *, what: str, takes: bool, key: UUID | None = None, by: Person, at: datetime) -> Part:
    """Write down a part of the challenge, and take it if wished. Nobody is given a part by somebody else.

    Args:
        key: made when the form was drawn; sent twice, it stands there once.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `words_missing`, `part_too_long`.
    """
    challenge = _shared(challenge, by)
    written = Part.objects.filter(pk=key, challenge=challenge).first() if key else None
    if written is not None:
        return written
    refuse(rules.why_not_part(what))
    part = Part(id=key or new_id(), challenge=challenge, learning_set=challenge.learning_set, written_by=by, written_at=at)
    part.what = what.strip()
    part.save(force_insert=True)
    if takes:
        Holding.objects.create(part=part, person=by, since_at=at)
    audit.record("challenge.part_written", challenge, by=by, at=at)
    return part


@transaction.atomic
def take_part(part: Part, *, by: Person, at: datetime) -> Part:
    """Take a part nobody holds. Pressed twice, it is held once.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `part_is_held`, `part_is_put_away`.
    """
    part, holding = _part(part, by)
    refuse(rules.why_not_take(holding.person_id if holding else None, by.pk, is_put_away=part.put_away_at is not None))
    if holding is None:
        Holding.objects.create(part=part, person=by, since_at=at)
        audit.record("challenge.part_taken", part.challenge, by=by, at=at)
    return part


@transaction.atomic
def give_part_back(part: Part, *, by: Person, at: datetime) -> Part:
    """Hold a part no longer; it waits for somebody else. No reason is asked for.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `part_is_held`.
    """
    part, holding = _part(part, by)
    refuse(rules.why_not_put_away(holding.person_id if holding else None, by.pk))
    if holding is not None:
        _end(holding, at)
        audit.record("challenge.part_given_back", part.challenge, by=by, at=at)
    return part


@transaction.atomic
def put_part_away(part: Part, *, by: Person, at: datetime) -> Part:
    """Put a part away that is done or no longer needed. Its words stay in the record.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `part_is_held`.
    """
    part, holding = _part(part, by)
    refuse(rules.why_not_put_away(holding.person_id if holding else None, by.pk))
    if part.put_away_at is None:
        part.put_away_at = at
        part.save(update_fields=["put_away_at"])
        audit.record("challenge.part_put_away", part.challenge, by=by, at=at)
    if holding is not None:
        _end(holding, at)
    return part


@transaction.atomic
def agree_to_open(challenge: Challenge, *, by: Person, at: datetime) -> Challenge:
    """Agree that everybody who belongs to the set today reads all of it; it opens when every member has agreed.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `nothing_to_open`.
    """
    challenge = _shared(challenge, by)
    joined = _joined(challenge)
    refuse(None if rules.came_later(challenge.shown_at, joined.values()) else Why.NOTHING_TO_OPEN)
    Opening.objects.update_or_create(challenge=challenge, person=by, defaults={"agreed_at": at})
    return _open_if_all_agree(challenge, at)


@transaction.atomic
def take_agreement_back(challenge: Challenge, *, by: Person) -> None:
    """Agree no longer. What was opened already stays open.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    Opening.objects.filter(challenge=_shared(challenge, by), person=by).delete()


@transaction.atomic
def circle_changed(learning_set: LearningSet, at: datetime) -> None:
    """Let go of the parts of whoever left; the past opens if only they had not agreed."""
    here = [member.pk for member in sets.members(learning_set)]
    for holding in Holding.objects.filter(part__learning_set=learning_set, until_at=None).exclude(person__in=here):
        _end(holding, at)
    for challenge in Challenge.objects.filter(learning_set=learning_set, owner=None).exclude(status__in=rules.ENDED):
        _open_if_all_agree(challenge, at)


@transaction.atomic
def give_back_shared(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Delete what one member said of a closed set's shared challenges. What was drawn together stays."""
    Intervention.objects.filter(learning_set=learning_set, said_by=person).delete()
    Part.objects.filter(learning_set=learning_set, written_by=person).delete()
    Holding.objects.filter(part__learning_set=learning_set, person=person).delete()
    for framing in Framing.objects.filter(learning_set=learning_set, said_by=person):
        framing.headline, framing.moved_by = "", ""
        framing.save(update_fields=["headline", "moved_by"])


def _why_not_begin(learning_set: LearningSet, by: Person) -> Why | None:
    lives = Challenge.objects.filter(learning_set=learning_set, owner=None).exclude(status__in=rules.ENDED).exists()
    works_on_one = learning_set.problem_mode == ProblemMode.SHARED
    return record.why_not_member(by, learning_set) or rules.why_not_shared(works_on_one=works_on_one, another_lives=lives)


def _shared(challenge: Challenge, by: Person) -> Challenge:
    """The shared challenge, locked; somebody's own is refused."""
    locked = record.own_or_shared(challenge, by)
    refuse(None if locked.is_shared else Why.NOT_YOURS)
    return locked


def _part(part: Part, by: Person) -> tuple[Part, Holding | None]:
    """The part as it stands now, its challenge locked, and how it is held."""
    challenge = _shared(part.challenge, by)
    return challenge.parts.select_related("challenge").get(pk=part.pk), part.holdings.filter(until_at=None).first()


def _end(holding: Holding, at: datetime) -> None:
    holding.until_at = at
    holding.save(update_fields=["until_at"])


def _joined(challenge: Challenge) -> dict[UUID, datetime]:
    return {one.person_id: one.joined_at for one in sets.memberships(challenge.learning_set)}


def _open_if_all_agree(challenge: Challenge, at: datetime) -> Challenge:
    joined = _joined(challenge)
    agreed = {one.person_id: one.agreed_at for one in challenge.openings.all()}
    if not rules.came_later(challenge.shown_at, joined.values()) or not rules.is_opened(agreed, joined):
        return challenge
    challenge.shown_at = at
    challenge.save(update_fields=["shown_at"])
    challenge.openings.all().delete()
    audit.record("challenge.opened", challenge, by=None, at=at, learning_set=challenge.learning_set)
    return challenge
