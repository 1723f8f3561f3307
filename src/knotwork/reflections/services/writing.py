"""Learning notes, the private log, and the pulse of a set."""

import random
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.actions.models import Action
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse
from knotwork.reflections import rules
from knotwork.reflections.enums import About, Audience, Item, Level, PromptModel, Source, Why
from knotwork.reflections.models import LearningNote, LogEntry, Practice, Pulse, PulseAnswer, WishToKeep
from knotwork.reflections.services import practising
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.models import LearningSet


@transaction.atomic
def note(
    *,
    author: Person,
    learning_set: LearningSet,
    level: Level,
    text: str,
    audience: Audience,
    source: Source = Source.ELSEWHERE,
    meeting: Meeting | None = None,
    action: Action | None = None,
    key: UUID | None = None,
    at: datetime,
) -> LearningNote:
    """Note what was learned, for oneself or for the set, from one's own turn or another's.

    Args:
        key: made when the form was drawn; a second submission answers the note of the first.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `words_missing`.
    """
    learning_set = set_services.locked(learning_set)
    known = LearningNote.objects.filter(pk=key).first() if key else None
    if known is not None:
        refuse(None if known.author_id == author.pk else Why.NOT_YOURS)
        return known
    refuse(_why_not(author, learning_set, text, audience))
    noted = LearningNote(id=key or new_id(), author=author, learning_set=learning_set, level=level, audience=audience)
    noted.source, noted.meeting, noted.action, noted.noted_at = source, meeting, action, at
    noted.shared_at = at if audience is Audience.SET else None
    noted.text = text.strip()
    noted.save(force_insert=True)
    return noted


@transaction.atomic
def share(note: LearningNote, *, by: Person, at: datetime) -> LearningNote:
    """Share an own note with its set: its words are sealed anew with the key of the set.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`.
    """
    note = _own(note, by)
    refuse(_why_not(by, note.learning_set, note.text, Audience.SET))
    return _turn(note, Audience.SET, at)


@transaction.atomic
def unshare(note: LearningNote, *, by: Person, at: datetime) -> LearningNote:
    """Keep an own note to oneself again: its words are sealed anew with the author's key.

    Raises:
        Refused: `not_yours`.
    """
    note = _own(note, by)
    note.wishes.all().delete()
    audit.record("note.taken_back", note, by=by, at=at)
    return _turn(note, Audience.ME, None)


@transaction.atomic
def change_note(note: LearningNote, *, level: Level, text: str, by: Person) -> LearningNote:
    """Put an own note in other words, or on another level. Other words are not what the set chose to keep.

    Raises:
        Refused: `not_yours`, `words_missing`.
    """
    note = _own(note, by)
    refuse(None if text.strip() else Why.WORDS_MISSING)
    if note.text != text.strip():
        note.wishes.all().delete()
    note.level, note.text = level, text.strip()
    note.save(update_fields=["level", "text"])
    return note


@transaction.atomic
def delete_note(note: LearningNote, *, by: Person, at: datetime) -> None:
    """Delete an own note for good.

    Raises:
        Refused: `not_yours`.
    """
    note = _own(note, by)
    audit.record("note.deleted", note, by=by, at=at)
    note.delete()


@transaction.atomic
def wish_to_keep(note: LearningNote, *, is_wish: bool, by: Person) -> LearningNote:
    """Say that the set should keep this note together, or take that back. The set keeps what more than half wish for.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `not_shared`.
    """
    note = LearningNote.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=note.pk)
    learning_set, is_shared = note.learning_set, note.audience == Audience.SET
    is_member = learning_set is not None and sets.is_member(by, learning_set)
    is_archived = learning_set is not None and learning_set.archived_at is not None
    refuse(rules.why_not_keep(is_member=is_member, is_archived=is_archived, is_shared=is_shared))
    if is_wish:
        WishToKeep.objects.get_or_create(note=note, person=by)
    else:
        WishToKeep.objects.filter(note=note, person=by).delete()
    return note


@transaction.atomic
def write_entry(
    *,
    author: Person,
    title: str,
    text: str,
    model: PromptModel = PromptModel.FREE,
    answers: Mapping[str, str] | None = None,
    key: UUID | None = None,
    at: datetime,
) -> LogEntry:
    """Write an entry into one's private log.

    Args:
        answers: word of `LogPrompt` → words.
        key: made when the form was drawn; a second submission answers the entry of the first.

    Raises:
        Refused: `not_yours`, `words_missing`.
    """
    author = Person.objects.select_for_update(no_key=True).get(pk=author.pk)
    known = LogEntry.objects.filter(pk=key).first() if key else None
    if known is not None:
        refuse(None if known.author_id == author.pk else Why.NOT_YOURS)
        return known
    said = _answered(answers or {})
    refuse(rules.why_not_entry(title, text, *said.values()))
    entry = LogEntry(id=key or new_id(), author=author, model=model, written_at=at, changed_at=at)
    entry.title, entry.text, entry.answers = title, text, said
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def change_entry(
    entry: LogEntry,
    *,
    title: str,
    text: str,
    model: PromptModel | None = None,
    answers: Mapping[str, str] | None = None,
    version: int,
    by: Person,
    at: datetime,
) -> LogEntry:
    """Change an entry; the same words again change nothing.

    Args:
        model: None = the questions that stand beside it already.
        answers: word of `LogPrompt` → words, of those to change; None and what is missing stay as they are.
        version: the version these words were written upon.

    Raises:
        Refused: `not_yours`, `words_missing`, `changed_elsewhere`.
    """
    entry = LogEntry.objects.select_for_update().get(pk=entry.pk)
    refuse(None if entry.author_id == by.pk else Why.NOT_YOURS)
    model, said = model or entry.model_word, _answered({**entry.answers, **(answers or {})})
    if (entry.title, entry.text, entry.model, entry.answers) == (title, text, model, said):
        return entry
    refuse(rules.why_not_entry(title, text, *said.values()) or rules.why_not_overwrite(version, entry.version))
    entry.title, entry.text, entry.model, entry.answers, entry.changed_at = title, text, model, said, at
    entry.version += 1
    entry.save(update_fields=["title", "text", "model", "answers", "changed_at", "version"])
    return entry


def _answered(answers: Mapping[str, str]) -> dict[str, str]:
    """What was really answered, by the word of its question."""
    return {str(prompt): words for prompt, words in answers.items() if words.strip()}


@transaction.atomic
def delete_entry(entry: LogEntry, *, by: Person) -> None:
    """Delete an entry for good. The record of what happened says nothing of anybody's log.

    Raises:
        Refused: `not_yours`.
    """
    refuse(None if entry.author_id == by.pk else Why.NOT_YOURS)
    entry.delete()


@transaction.atomic
def ask_pulse(learning_set: LearningSet, *, about: About = About.HEALTH, by: Person, at: datetime) -> Pulse:
    """Ask the set how it is doing, or whether it could run itself; each member has two weeks to answer.

    Raises:
        Refused: `not_in_this_set`, `set_is_archived`, `pulse_is_open`.
    """
    learning_set = LearningSet.objects.select_for_update().get(pk=learning_set.pk)
    close_pulses(at=at, learning_set=learning_set)
    is_archived = learning_set.archived_at is not None
    is_open = Pulse.objects.filter(learning_set=learning_set, about=about, closed_at=None).exists()
    refuse(rules.why_not_ask(is_member=sets.is_member(by, learning_set), is_archived=is_archived, is_open=is_open))
    number = Pulse.objects.filter(learning_set=learning_set, about=about).count() + 1
    pulse = Pulse.objects.create(
        learning_set=learning_set, about=about, number=number, asked_by=by, asked_at=at, closes_at=at + rules.OPEN_FOR
    )
    audit.record("pulse.asked", pulse, by=by, at=at, learning_set=learning_set, detail={"as": about})
    return pulse


@transaction.atomic
def answer_pulse(pulse: Pulse, *, scores: Mapping[Item, int], by: Person, at: datetime) -> Pulse:
    """Keep a member's answer, in place of an earlier one; with the last member's answer the pulse is over.

    Raises:
        Refused: `not_in_this_set`, `pulse_is_over`, `nothing_answered`.
    """
    pulse = Pulse.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=pulse.pk)
    is_member = sets.is_member(by, pulse.learning_set)
    refuse(rules.why_not_answer_pulse(scores, is_member=is_member, is_open=pulse.is_open_at(at)))
    PulseAnswer.objects.filter(pulse=pulse, person=by).delete()
    answer = PulseAnswer(pulse=pulse, learning_set=pulse.learning_set, person=by)
    answer.body = {item.value: score for item, score in scores.items()}
    answer.save(force_insert=True)
    answered = set(pulse.answers.values_list("person", flat=True))
    if answered.issuperset(member.pk for member in sets.active(pulse.learning_set)):
        _close_pulse(pulse, at)
    return pulse


def close_pulses(*, at: datetime, learning_set: LearningSet | None = None) -> None:
    """Close what has been open for two weeks, in one set or in all, each apart."""
    due = Pulse.objects.filter(closed_at=None, closes_at__lte=at)
    each_apart(due.filter(learning_set=learning_set) if learning_set else due, _close_due)


@transaction.atomic
def _close_due(pulse: Pulse) -> None:
    """Close one whose time is over, unless its last answer closed it since it was read."""
    held = Pulse.objects.select_for_update(of=("self",)).filter(pk=pulse.pk, closed_at=None).first()
    if held is not None:
        _close_pulse(held, held.closes_at)


def _close_pulse(pulse: Pulse, at: datetime) -> None:
    """Part the answers from those who gave them: new rows, in an order that tells nothing, under the key of the set."""
    bodies = [answer.body for answer in pulse.answers.all()]
    random.SystemRandom().shuffle(bodies)
    pulse.answers.all().delete()
    for body in bodies:
        PulseAnswer(pulse=pulse, learning_set_id=pulse.learning_set_id, body=body).save(force_insert=True)
    pulse.closed_at = at
    pulse.save(update_fields=["closed_at"])


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Delete the person's log, private notes and answers to open pulses; notes shared with a set stay with it."""
    PulseAnswer.objects.filter(person=person).delete()
    WishToKeep.objects.filter(person=person).delete()
    practising.forget_person(person)
    LogEntry.objects.filter(author=person).delete()
    LearningNote.objects.filter(author=person, audience=Audience.ME).delete()
    audit.record("reflections.departed", person, by=person, at=at)


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Delete the notes a member shared with a closed set; private ones, and what others wrote to them, stay theirs."""
    for practice in Practice.objects.filter(learning_set=learning_set, person=person):
        practice.focus = ""
        practice.save(update_fields=["focus"])
    PulseAnswer.objects.filter(person=person, pulse__learning_set=learning_set).delete()
    LearningNote.objects.filter(author=person, learning_set=learning_set, audience=Audience.SET).delete()


def _own(note: LearningNote, by: Person) -> LearningNote:
    """The note, locked; refuses whoever did not write it."""
    refuse(None if note.author_id == by.pk else Why.NOT_YOURS)
    return LearningNote.objects.select_for_update(of=("self",)).select_related("learning_set").get(pk=note.pk)


def _why_not(author: Person, learning_set: LearningSet | None, text: str, audience: Audience) -> Why | None:
    return rules.why_not_note(
        text,
        is_member=learning_set is not None and sets.is_member(author, learning_set),
        is_archived=learning_set is not None and learning_set.archived_at is not None,
        audience=audience,
    )


def _turn(note: LearningNote, audience: Audience, shared_at: datetime | None) -> LearningNote:
    """Change who reads the note; writing the words again seals them with the other key."""
    words = note.text
    note.audience, note.shared_at = audience, shared_at
    note.text = words
    note.save(update_fields=["audience", "shared_at", "text"])
    return note
