"""Closing a set, and what becomes of each member's words."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries, rules, withdrawing
from knotwork.sets.enums import Stage, WordsChoice
from knotwork.sets.models import ChoiceOfWords, Invitation, LearningSet, Membership
from knotwork.sets.services import leaving, stages, terms
from knotwork.sets.services.locking import locked


@transaction.atomic
def close(learning_set: LearningSet, *, by: Person | None, at: datetime) -> LearningSet:
    """Close a set that decided to: its members read on, nothing changes, nobody facilitates or is invited any more.

    A set that is closed already stays so. `by` None = its closing meeting ended by itself.

    Raises:
        Refused: `set_goes_on`.
    """
    learning_set = locked(learning_set)
    if learning_set.stage == Stage.CLOSED:
        return learning_set
    refuse(rules.why_not_close(Stage(learning_set.stage)))
    Invitation.objects.waiting(at).filter(learning_set=learning_set).update(revoked_at=at, secret_to_mail=b"")
    terms.end_all(learning_set, by=by, at=at)
    stages.put_stage(learning_set, stage=Stage.CLOSED, by=by, at=at)
    learning_set.archived_at = learning_set.archived_at or at
    learning_set.save(update_fields=["archived_at"])
    return learning_set


@transaction.atomic
def choose_for_words(learning_set: LearningSet, *, choice: WordsChoice, by: Person, at: datetime) -> ChoiceOfWords:
    """Say what becomes of one's own words; who takes them back can think again until they go.

    Raises:
        Refused: `not_your_set`, `set_goes_on`, `words_are_gone`.
    """
    learning_set = locked(learning_set)
    held = ChoiceOfWords.objects.select_for_update().filter(learning_set=learning_set, person=by).first()
    refuse(
        rules.why_not_choose_for_words(
            queries.standing(by, learning_set, at), Stage(learning_set.stage), are_gone=held is not None and held.is_done
        )
    )
    held = held or ChoiceOfWords(learning_set=learning_set, person=by)
    if held.choice == choice:
        return held
    held.choice, held.chosen_at = choice, at
    held.due_at = at + rules.TIME_TO_THINK_AGAIN if choice is WordsChoice.TAKE_BACK else None
    held.save()
    audit.record("words.chosen_for", held, by=by, at=at)
    return held


def take_back_due(at: datetime) -> int:
    """Let go of the words whose owners took them back and did not think again; returns of how many."""
    due = ChoiceOfWords.objects.filter(_due(at)).order_by("due_at", "pk")
    return sum(each_apart(due, lambda each: _take_back(each, at=at)))


def _due(at: datetime) -> Q:
    """Choices whose time has come; never before the set is closed."""
    return Q(due_at__lte=at, done_at=None, learning_set__stage=Stage.CLOSED)


@transaction.atomic
def _take_back(choice: ChoiceOfWords, *, at: datetime) -> bool:
    """Let go of one person's words; False if they thought again since it was read."""
    rows = ChoiceOfWords.objects.select_for_update(of=("self",)).select_related("learning_set", "person")
    held = rows.filter(_due(at), pk=choice.pk).first()
    if held is None:
        return False
    for membership in Membership.objects.filter(learning_set=held.learning_set, person=held.person):
        leaving.erase_own_words(membership)
    withdrawing.let_go(held.person, held.learning_set, at)
    held.done_at = at
    held.save(update_fields=["done_at"])
    audit.record("words.taken_back", by=None, at=at, learning_set=held.learning_set)
    return True
