"""The only writers of challenges. Each may be called inside the live room's own transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from knotwork.challenges import rules
from knotwork.challenges.enums import Ending, Help, InterventionKind, Prompt, Status, Why
from knotwork.challenges.models import (
    Brief,
    Bringing,
    Challenge,
    Felt,
    FitCheck,
    Framing,
    Intervention,
    KeptQuestion,
    LensPane,
    Placement,
    SharedBrief,
)
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.models import LearningSet


@transaction.atomic
def begin(
    *,
    owner: Person,
    learning_set: LearningSet,
    headline: str,
    domains: Iterable[str] = (),
    interventions: Iterable[tuple[InterventionKind, str]] = (),
    meeting: Meeting | None = None,
    shown: bool = False,
    key: UUID | None = None,
    at: datetime,
) -> Challenge:
    """Begin a challenge with its first framing.

    Args:
        interventions: what was tried or is planned already.
        meeting: where it was said; a shown challenge counts as brought to it.
        key: made when the form was drawn; a second submission answers the challenge of the first.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `headline_missing`, `headline_too_long`.
    """
    learning_set = set_services.locked(learning_set)
    begun = Challenge.objects.filter(pk=key).first() if key else None
    if begun is not None:
        refuse(None if begun.owner_id == owner.pk else Why.NOT_YOURS)
        return begun
    refuse(_why_not(owner, owner.pk, learning_set) or rules.why_not_headline(headline))
    challenge = Challenge(id=key or new_id(), owner=owner, learning_set=learning_set, begun_at=at)
    challenge.domains = rules.sides_text(domains)
    challenge.shown_to_set, challenge.shown_at = shown, at if shown else None
    challenge.save(force_insert=True)
    frame(challenge, headline=headline, meeting=meeting, by=None, at=at)
    for kind, what in interventions:
        tell(challenge, kind, what, by=None, at=at)
    audit.record("challenge.begun", challenge, by=owner, at=at, learning_set=learning_set if shown else None)
    return bring(challenge, meeting=meeting, by=owner, at=at) if shown and meeting else challenge


@transaction.atomic
def reframe(
    challenge: Challenge, *, headline: str, moved_by: str = "", meeting: Meeting | None = None, by: Person, at: datetime
) -> Challenge:
    """Put the challenge anew; what was said before stays with its date. The same words again change nothing.

    Args:
        moved_by: the question that moved it, in the words of whoever puts it anew.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `headline_missing`, `headline_too_long`.
    """
    challenge = own_or_shared(challenge, by)
    refuse(rules.why_not_headline(headline))
    newest = challenge.framings.order_by("-number").first()
    if newest is not None and newest.headline == headline.strip():
        return challenge
    frame(challenge, headline=headline, moved_by=moved_by, meeting=meeting, by=by if challenge.is_shared else None, at=at)
    audit.record("challenge.reframed", challenge, by=by, at=at)
    return challenge


@transaction.atomic
def tell_intervention(challenge: Challenge, *, kind: InterventionKind, what: str, by: Person, at: datetime) -> Intervention:
    """Add something tried or planned. The same words of the same kind again change nothing.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `words_missing`.
    """
    challenge = own_or_shared(challenge, by)
    refuse(None if what.strip() else Why.WORDS_MISSING)
    newest = challenge.interventions.order_by("-told_at", "-id").first()
    if newest is not None and (newest.kind, newest.what) == (kind, what.strip()):
        return newest
    return tell(challenge, kind, what, by=by if challenge.is_shared else None, at=at)


@transaction.atomic
def show_to_set(challenge: Challenge, *, by: Person, at: datetime) -> Challenge:
    """Show the whole challenge to everyone who belongs to the set now, newcomers included.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    challenge = own(challenge, by)
    challenge.shown_to_set, challenge.shown_at = True, at
    challenge.save(update_fields=["shown_to_set", "shown_at"])
    audit.record("challenge.shown", challenge, by=by, at=at, learning_set=challenge.learning_set)
    return challenge


@transaction.atomic
def take_back(challenge: Challenge, *, by: Person, at: datetime) -> Challenge:
    """Keep the challenge to its owner again; briefs shared for meetings are taken back with it.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    challenge = own(challenge, by)
    challenge.shown_to_set, challenge.shown_at = False, None
    challenge.save(update_fields=["shown_to_set", "shown_at"])
    challenge.shared_briefs.all().delete()
    audit.record("challenge.taken_back", challenge, by=by, at=at, learning_set=challenge.learning_set)
    return challenge


@transaction.atomic
def bring(challenge: Challenge, *, meeting: Meeting, by: Person, at: datetime) -> Challenge:
    """Note that the challenge was brought to a meeting: it is shown, and alive from now on. Twice is once.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `not_this_meeting`.
    """
    challenge = own_or_shared(challenge, by)
    refuse(None if meeting.learning_set_id == challenge.learning_set_id else Why.NOT_THIS_MEETING)
    Bringing.objects.get_or_create(challenge=challenge, meeting=meeting, defaults={"brought_at": at})
    challenge.shown_at = challenge.shown_at if challenge.shown_to_set else at
    challenge.shown_to_set = True
    challenge.save(update_fields=["shown_to_set", "shown_at"])
    if challenge.status == Status.SKETCHED:
        note_standing(challenge, status=Status.LIVE, at=at)
    return challenge


@transaction.atomic
def keep_question(
    *, owner: Person, challenge: Challenge | None, meeting: Meeting | None, text: str, at: datetime
) -> KeptQuestion:
    """Keep a question for its presenter alone; empty text = its words come later.

    Raises:
        Refused: `not_yours`.
    """
    refuse(None if challenge is None or challenge.owner_id in {owner.pk, None} else Why.NOT_YOURS)
    kept = KeptQuestion(owner=owner, challenge=challenge, meeting=meeting, text=text.strip(), kept_at=at)
    kept.save(force_insert=True)
    return kept


@transaction.atomic
def word_kept_question(kept: KeptQuestion, *, text: str, by: Person) -> KeptQuestion:
    """Put words to a kept question, or change them.

    Raises:
        Refused: `not_yours`, `words_missing`.
    """
    refuse(_why_not_kept(kept, by) or (None if text.strip() else Why.WORDS_MISSING))
    kept.text = text.strip()
    kept.save(update_fields=["text"])
    return kept


@transaction.atomic
def forget_kept_question(kept: KeptQuestion, *, by: Person) -> None:
    """Delete a kept question for good.

    Raises:
        Refused: `not_yours`.
    """
    refuse(_why_not_kept(kept, by))
    kept.delete()


@transaction.atomic
def forget_questions_of(meeting: Meeting, *, at: datetime) -> None:
    """Delete the questions kept in a meeting: its set keeps none. The record says that it was done, not what."""
    KeptQuestion.objects.filter(meeting=meeting).delete()
    audit.record("meeting.questions_forgotten", meeting, by=None, at=at)


@transaction.atomic
def write_brief(
    challenge: Challenge,
    *,
    answers: Mapping[Prompt, str],
    help_wanted: Help | None,
    challenge_invited: int | None,
    version: int,
    by: Person,
    at: datetime,
) -> Brief:
    """Write the presenter's brief; what was shared for a meeting stays as it was. The same words change nothing.

    Args:
        challenge_invited: how strongly one may be challenged, 1–5; None = not said.
        version: the version these words were written upon; 0 = there was none.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `strength_out_of_bounds`, `changed_elsewhere`.
    """
    challenge = own(challenge, by)
    refuse(rules.why_not_invite(challenge_invited))
    brief = Brief.objects.select_for_update().filter(challenge=challenge).first()
    said = {prompt.value: text for prompt, text in answers.items() if text.strip()}, help_wanted or "", challenge_invited
    if brief is not None and said == (brief.answers, brief.help_wanted, brief.challenge_invited):
        return brief
    refuse(None if version == (brief.version if brief else 0) else Why.CHANGED_ELSEWHERE)
    brief = brief or Brief(challenge=challenge, owner=by, version=0)
    brief.answers, brief.help_wanted, brief.challenge_invited = said
    brief.version, brief.written_at = version + 1, at
    brief.save()
    return brief


@transaction.atomic
def share_brief(challenge: Challenge, *, meeting: Meeting, by: Person, at: datetime) -> SharedBrief:
    """Share the brief as it stands now with the set, for one meeting; sharing again shares it anew.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `not_this_meeting`, `no_brief_yet`.
    """
    challenge = own(challenge, by)
    fits = meeting.learning_set_id == challenge.learning_set_id and meeting.state != MeetingState.CANCELLED
    refuse(None if fits else Why.NOT_THIS_MEETING)
    brief = Brief.objects.filter(challenge=challenge).first()
    if brief is None:
        raise Refused(Why.NO_BRIEF_YET)
    challenge.shared_briefs.filter(meeting=meeting).delete()
    shared = SharedBrief(challenge=challenge, learning_set=challenge.learning_set, meeting=meeting, shared_at=at)
    shared.answers, shared.help_wanted = brief.answers, brief.help_wanted
    shared.challenge_invited = brief.challenge_invited
    shared.save(force_insert=True)
    audit.record("brief.shared", challenge, by=by, at=at, learning_set=challenge.learning_set)
    return shared


@transaction.atomic
def unshare_brief(challenge: Challenge, *, meeting: Meeting, by: Person, at: datetime) -> None:
    """Take a shared brief back: its copy is deleted.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    challenge = own(challenge, by)
    challenge.shared_briefs.filter(meeting=meeting).delete()
    audit.record("brief.unshared", challenge, by=by, at=at, learning_set=challenge.learning_set)


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Delete what is the person's alone; challenges shown to a set stay with it, without brief or kept questions."""
    KeptQuestion.objects.filter(owner=person).delete()
    SharedBrief.objects.filter(challenge__owner=person).delete()
    Brief.objects.filter(owner=person).delete()
    FitCheck.objects.filter(owner=person).delete()
    Felt.objects.filter(owner=person).delete()
    LensPane.objects.filter(owner=person).delete()
    Challenge.objects.filter(owner=person, shown_to_set=False).delete()
    audit.record("challenges.departed", person, by=person, at=at)


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Delete a member's challenges in a closed set with all that hangs on them; questions they kept stay theirs."""
    mine = Challenge.objects.filter(owner=person, learning_set=learning_set)
    KeptQuestion.objects.filter(challenge__in=mine).update(challenge=None)
    mine.delete()


def own(challenge: Challenge, by: Person) -> Challenge:
    """The challenge, locked; refuses whoever is not its only owner or may not change it."""
    locked = _locked(challenge)
    refuse(_why_not(by, locked.owner_id, locked.learning_set))
    return locked


def own_or_shared(challenge: Challenge, by: Person) -> Challenge:
    """The challenge, locked; refuses whoever may not change it. One that is shared is changed by every member."""
    locked = _locked(challenge)
    refuse(_why_not(by, by.pk if locked.is_shared else locked.owner_id, locked.learning_set))
    return locked


def _locked(challenge: Challenge) -> Challenge:
    return Challenge.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=challenge.pk)


def note_standing(
    challenge: Challenge, *, status: Status, ending: Ending | None = None, words: str = "", at: datetime
) -> Placement:
    """Put a challenge that is locked where it stands now, and keep where it stood before."""
    placement = Placement(challenge=challenge, learning_set=challenge.learning_set, status=status, before=challenge.status)
    placement.ending, placement.words, placement.placed_at = ending or "", words.strip(), at
    placement.save(force_insert=True)
    challenge.status = status
    challenge.save(update_fields=["status"])
    return placement


def why_not_member(by: Person, learning_set: LearningSet) -> Why | None:
    """Why this person may not write in the set now; None if they may."""
    return _why_not(by, by.pk, learning_set)


def _why_not(by: Person, owner_id: UUID | None, learning_set: LearningSet) -> Why | None:
    return rules.why_not_change(
        is_owner=by.pk == owner_id,
        is_member=sets.is_member(by, learning_set),
        is_archived=learning_set.archived_at is not None,
    )


def _why_not_kept(kept: KeptQuestion, by: Person) -> Why | None:
    return None if kept.owner_id == by.pk else Why.NOT_YOURS


def frame(
    challenge: Challenge, *, headline: str, moved_by: str = "", meeting: Meeting | None, by: Person | None, at: datetime
) -> Framing:
    """Add a framing to a challenge that is locked; `by`: the member who says it of a shared one."""
    number = (challenge.framings.aggregate(last=Max("number"))["last"] or 0) + 1
    framing = Framing(challenge=challenge, learning_set=challenge.learning_set, number=number, meeting=meeting)
    framing.headline, framing.moved_by = headline.strip(), moved_by.strip()
    framing.said_by, framing.framed_at = by, at
    framing.save(force_insert=True)
    return framing


def tell(challenge: Challenge, kind: InterventionKind, what: str, *, by: Person | None, at: datetime) -> Intervention:
    """Add something tried or planned to a challenge that is locked; `by`: the member who says it of a shared one."""
    told = Intervention(challenge=challenge, learning_set=challenge.learning_set, kind=kind, what=what.strip(), told_at=at)
    told.said_by = by
    told.save(force_insert=True)
    return told
