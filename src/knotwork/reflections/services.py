"""The only writers of learning notes and of the private log."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from knotwork.actions.models import Action
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse
from knotwork.reflections import rules
from knotwork.reflections.enums import Audience, Level, Why
from knotwork.reflections.models import LearningNote, LogEntry
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
    noted.meeting, noted.action, noted.noted_at = meeting, action, at
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
    audit.record("note.taken_back", note, by=by, at=at)
    return _turn(note, Audience.ME, None)


@transaction.atomic
def change_note(note: LearningNote, *, level: Level, text: str, by: Person) -> LearningNote:
    """Put an own note in other words, or on another level.

    Raises:
        Refused: `not_yours`, `words_missing`.
    """
    note = _own(note, by)
    refuse(None if text.strip() else Why.WORDS_MISSING)
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
def write_entry(*, author: Person, title: str, text: str, key: UUID | None = None, at: datetime) -> LogEntry:
    """Write an entry into one's private log.

    Args:
        key: made when the form was drawn; a second submission answers the entry of the first.

    Raises:
        Refused: `not_yours`, `words_missing`.
    """
    author = Person.objects.select_for_update(no_key=True).get(pk=author.pk)
    known = LogEntry.objects.filter(pk=key).first() if key else None
    if known is not None:
        refuse(None if known.author_id == author.pk else Why.NOT_YOURS)
        return known
    refuse(rules.why_not_entry(title, text))
    entry = LogEntry(id=key or new_id(), author=author, written_at=at, changed_at=at)
    entry.title, entry.text = title, text
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def change_entry(entry: LogEntry, *, title: str, text: str, version: int, by: Person, at: datetime) -> LogEntry:
    """Change an entry; the same words again change nothing.

    Args:
        version: the version these words were written upon.

    Raises:
        Refused: `not_yours`, `words_missing`, `changed_elsewhere`.
    """
    entry = LogEntry.objects.select_for_update().get(pk=entry.pk)
    refuse(None if entry.author_id == by.pk else Why.NOT_YOURS)
    if (entry.title, entry.text) == (title, text):
        return entry
    refuse(rules.why_not_entry(title, text) or rules.why_not_overwrite(version, entry.version))
    entry.title, entry.text, entry.changed_at = title, text, at
    entry.version += 1
    entry.save(update_fields=["title", "text", "changed_at", "version"])
    return entry


@transaction.atomic
def delete_entry(entry: LogEntry, *, by: Person) -> None:
    """Delete an entry for good. The record of what happened says nothing of anybody's log.

    Raises:
        Refused: `not_yours`.
    """
    refuse(None if entry.author_id == by.pk else Why.NOT_YOURS)
    entry.delete()


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:
    """Delete the person's log and private notes; notes shared with a set stay with it."""
    LogEntry.objects.filter(author=person).delete()
    LearningNote.objects.filter(author=person, audience=Audience.ME).delete()
    audit.record("reflections.departed", person, by=person, at=at)


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
