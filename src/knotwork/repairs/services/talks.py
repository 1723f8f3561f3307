"""Inviting whoever a matter concerns to a talk, at the pace of whoever raised it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse
from knotwork.repairs import queries, rules
from knotwork.repairs.enums import Asked
from knotwork.repairs.models import Matter, Talk
from knotwork.repairs.services.locking import locked


@transaction.atomic
def prepare_talk(matter: Matter, *, concerned: Person, words: str, key: UUID | None = None, by: Person, at: datetime) -> Talk:
    """Write an invitation to a talk, which whoever raised it reads before anybody else does.

    Args:
        key: made when the form was drawn; sent twice, it is prepared once.

    Raises:
        Refused: `not_yours_to_invite`, `set_is_archived`, `settled_already`, `not_answered_yet`, `no_longer_here`, `one_is_open`,
            `words_missing`, `not_to_be_invited`.
    """
    matter = locked(matter)
    written = Talk.objects.filter(pk=key, asked_by=by).select_related("matter").first() if key else None
    if written is not None:
        return written
    refuse(queries.why_not_prepare(matter, by, at))
    candidates = frozenset(person.pk for person in queries.to_invite(matter, at))
    refuse(rules.why_not_invite(words, concerned.pk, candidates))
    talk = Talk(id=key or new_id(), matter=matter, asked_by=by, concerned=concerned, prepared_at=at)
    talk.words = words.strip()
    talk.save(force_insert=True)
    return talk


@transaction.atomic
def send_talk(talk: Talk, *, by: Person, at: datetime) -> Talk:
    """Let an invitation go out as it was read. No letter is written: it waits on a page. Twice is once.

    Raises:
        Refused: `not_yours_to_settle`, `set_is_archived`, `not_open_now`, `no_longer_here`.
    """
    talk = _locked(talk)
    refuse(
        rules.why_not_send(
            talk.stand_at(at),
            is_raiser=talk.matter.raised_by_id == by.pk,
            is_archived=talk.matter.learning_set.archived_at is not None,
            all_are_here=queries.all_are_here(talk, at),
        )
    )
    if talk.sent_at is None:
        talk.sent_at = at
        talk.save(update_fields=["sent_at"])
    return talk


@transaction.atomic
def take_back_talk(talk: Talk, *, by: Person, at: datetime) -> None:
    """Take an invitation back: one that was not sent is gone, of one that was only that it is taken back stays a while.

    Raises:
        Refused: `not_open_now`, `not_yours_to_settle`.
    """
    talk = _locked(talk)
    is_keeper = talk.asked_by_id == by.pk == talk.matter.keeper_id
    refuse(rules.why_not_take_back(talk.stand_at(at), is_raiser=talk.matter.raised_by_id == by.pk, is_keeper=is_keeper))
    _end(talk, at)


@transaction.atomic
def say(talk: Talk, *, comes: bool, by: Person, at: datetime) -> Talk:
    """Answer an invitation, or answer it otherwise than before.

    Raises:
        Refused: `not_your_invitation`, `set_is_archived`, `not_open_now`.
    """
    talk = _locked(talk)
    is_archived = talk.matter.learning_set.archived_at is not None
    refuse(rules.why_not_say(talk.stand_at(at), is_concerned=talk.concerned_id == by.pk, is_archived=is_archived))
    talk.comes, talk.answered_at = comes, at
    talk.save(update_fields=["comes", "answered_at"])
    return talk


def end_talks(matter: Matter, *, at: datetime) -> None:
    """Take back what a keeper before sent; a no stays a no."""
    for talk in Talk.objects.filter(matter=matter).select_related("matter"):
        if talk.stand_at(at) in {Asked.PREPARED, Asked.WAITING, Asked.COMES, Asked.UNANSWERED}:
            _end(talk, at)


def erase_words(matter: Matter) -> None:
    """Erase the words of a matter's invitations, and those that were never sent."""
    Talk.objects.filter(matter=matter, sent_at=None).delete()
    for talk in Talk.objects.filter(matter=matter):
        talk.words = ""
        talk.save(update_fields=["words"])


@transaction.atomic
def forget_talks(at: datetime) -> None:
    """Forget who was invited, a fortnight after it was over."""
    before = at - rules.KEPT_AFTERWARDS
    over = Q(taken_back_at__lte=before) | Q(matter__settled_at__lte=before)
    Talk.objects.filter(over).delete()


def _end(talk: Talk, at: datetime) -> None:
    if talk.sent_at is None:
        talk.delete()
        return
    talk.words, talk.taken_back_at = "", at
    talk.save(update_fields=["words", "taken_back_at"])


def _locked(talk: Talk) -> Talk:
    """The talk as it stands now; its matter is locked first, as by everything that decides about it."""
    locked(talk.matter)
    rows = Talk.objects.select_for_update(of=("self",)).select_related("matter__learning_set", "matter__raised_by")
    return rows.select_related("matter__keeper", "concerned", "asked_by").get(pk=talk.pk)
