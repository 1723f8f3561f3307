"""The only writers of matters."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from knotwork.actions import queries as actions
from knotwork.actions import services as acting
from knotwork.challenges import queries as challenges
from knotwork.challenges import services as bringing
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse
from knotwork.reflections import queries as reflections
from knotwork.reflections import services as reflecting
from knotwork.reflections.enums import Audience
from knotwork.repairs import queries, rules
from knotwork.repairs.enums import Ending, Why
from knotwork.repairs.models import Matter, Talk
from knotwork.repairs.services.locking import locked
from knotwork.repairs.services.talks import end_talks, erase_words
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.models import LearningSet


@transaction.atomic
def raise_matter(
    learning_set: LearningSet, *, keeper: Person, words: str, key: UUID | None = None, by: Person, at: datetime
) -> Matter:
    """Tell one person that something got out; nobody else learns of it, and no letter is written.

    Args:
        key: made when the form was drawn; sent twice, it is raised once.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `words_missing`, `not_a_keeper`.
    """
    learning_set = set_services.locked(learning_set)
    raised = Matter.objects.filter(pk=key, raised_by=by).first() if key else None
    if raised is not None:
        return raised
    refuse(
        rules.why_not_raise(
            words,
            keeper.pk,
            _keepers(by, learning_set, at),
            is_member=sets.is_member(by, learning_set),
            is_archived=learning_set.archived_at is not None,
        )
    )
    matter = Matter(id=key or new_id(), learning_set=learning_set, raised_by=by, keeper=keeper, raised_at=at, entrusted_at=at)
    matter.words = words.strip()
    matter.save(force_insert=True)
    return matter


@transaction.atomic
def answer(matter: Matter, *, by: Person, at: datetime) -> Matter:
    """Say that one has read it and will speak with whoever raised it. Twice is once.

    Raises:
        Refused: `not_yours_to_answer`, `settled_already`.
    """
    matter = locked(matter)
    is_keeper = matter.keeper_id == by.pk and queries.has_keeper(matter, at)
    refuse(rules.why_not_answer(matter.stand_at(at), is_keeper=is_keeper))
    if matter.answered_at is None:
        matter.answered_at = at
        matter.save(update_fields=["answered_at"])
    return matter


@transaction.atomic
def entrust(matter: Matter, *, keeper: Person, by: Person, at: datetime) -> Matter:
    """Entrust it to somebody else, who has 48 hours from now; the one before reads it no more, and what they sent is taken back.

    Raises:
        Refused: `not_yours_to_settle`, `settled_already`, `is_answered`, `not_a_keeper`.
    """
    matter = locked(matter)
    refuse(
        rules.why_not_entrust(
            matter.stand_at(at),
            keeper.pk,
            _keepers(by, matter.learning_set, at),
            is_raiser=matter.raised_by_id == by.pk,
            has_keeper=queries.has_keeper(matter, at),
        )
    )
    if matter.keeper_id != keeper.pk:
        matter.keeper, matter.entrusted_at, matter.answered_at = keeper, at, None
        matter.save(update_fields=["keeper", "entrusted_at", "answered_at"])
        end_talks(matter, at=at)
    return matter


@transaction.atomic
def settle(matter: Matter, *, ending: Ending, by: Person, at: datetime) -> Matter:
    """Say that it needs nothing more, and how it ended; its words and those of every invitation are erased.

    Raises:
        Refused: `not_yours_to_settle`, `settled_already`.
    """
    matter = locked(matter)
    refuse(rules.why_not_settle(matter.stand_at(at), is_raiser=matter.raised_by_id == by.pk))
    matter.words, matter.settled_at, matter.ending = "", at, ending
    matter.save(update_fields=["words", "settled_at", "ending"])
    erase_words(matter)
    return matter


@transaction.atomic
def hold_back(learning_set: LearningSet, *, by: Person, at: datetime) -> int:
    """Keep everything of one's own in this set to oneself again; returns how many things that was.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`.
    """
    learning_set = set_services.locked(learning_set)
    refuse(None if sets.is_member(by, learning_set) else Why.NOT_IN_THIS_SET)
    refuse(Why.SET_IS_ARCHIVED if learning_set.archived_at is not None else None)
    brought = [one for one in challenges.mine(by, learning_set) if one.shown_to_set]
    tried = [one for one in actions.mine(by, learning_set) if one.shown_to_set]
    learned = [one for one in reflections.own_notes(by, learning_set) if one.audience == Audience.SET]
    for challenge in brought:
        bringing.take_back(challenge, by=by, at=at)
    for action in tried:
        acting.take_back(action, by=by, at=at)
    for note in learned:
        reflecting.unshare(note, by=by, at=at)
    return len(brought) + len(tried) + len(learned)


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Delete what the person raised, wrote as a keeper or was invited to; what others told them waits for another keeper."""
    Matter.objects.filter(raised_by=person).delete()
    Talk.objects.filter(Q(asked_by=person) | Q(concerned=person)).delete()
    audit.record("matters.departed", person, by=person, at=at)


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Delete what a member raised in a closed set, and the invitations they wrote there."""
    Matter.objects.filter(raised_by=person, learning_set=learning_set).delete()
    Talk.objects.filter(asked_by=person, matter__learning_set=learning_set).delete()


def _keepers(by: Person, learning_set: LearningSet, at: datetime) -> frozenset[UUID]:
    return frozenset(person.pk for person in queries.keepers(by, learning_set, at))
