"""What screens ask about notes, the log and the pulse; the viewer comes first, and what is not the viewer's is absent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from knotwork.challenges import queries as challenges
from knotwork.challenges.enums import Bond
from knotwork.meetings import queries as meetings
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.platform.sealing.fields import SealedQuerySet
from knotwork.reflections import rules
from knotwork.reflections.enums import About, Audience, Item
from knotwork.reflections.models import Feedback, LearningNote, LogEntry, Practice, Pulse, PulseAnswer, WishToKeep
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


def own_notes(viewer: Person, learning_set: LearningSet | None = None) -> list[LearningNote]:
    """The viewer's own notes of all sets, or of one, private and shared, the newest first. One query."""
    own = LearningNote.objects.filter(author=viewer)
    return list(_loaded(own.filter(learning_set=learning_set) if learning_set else own))


def notes_of_set(viewer: Person, learning_set: LearningSet, at: datetime | None = None) -> list[LearningNote]:
    """Notes shared with the set since the viewer came, the newest first, own ones too; a facilitator must say `at`."""
    since = challenges.here_since(viewer, learning_set, at)
    shared = LearningNote.objects.filter(learning_set=learning_set, audience=Audience.SET)
    return list(_loaded(shared.filter(shared_at__gte=since)).order_by("-shared_at", "-id")) if since else []


@dataclass(frozen=True)
class Wished:
    """How many would keep a shared note together, whether the viewer is one of them, and whether the set keeps it."""

    by: int
    needed: int
    is_mine: bool

    @property
    def is_kept(self) -> bool:
        """Whether the set keeps it."""
        return self.by >= self.needed


def wishes(viewer: Person, learning_set: LearningSet, notes: Sequence[LearningNote]) -> dict[UUID, Wished]:
    """For each of these shared notes who of today's members would keep it, as a number. Two queries."""
    members = {member.pk for member in sets.active(learning_set)}
    needed = rules.needed_to_keep(len(members))
    wished: dict[UUID, set[UUID]] = {note.pk: set() for note in notes}
    for note_id, person_id in WishToKeep.objects.filter(note__in=list(wished)).values_list("note", "person"):
        wished[note_id] |= {person_id} & members
    return {key: Wished(len(people), needed, viewer.pk in people) for key, people in wished.items()}


def load_shared_note(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The shared note named in the address, if the viewer reads it in its set."""
    note = _loaded(LearningNote.objects.filter(pk=kwargs["note_id"], audience=Audience.SET)).first()
    if note is None or note.learning_set is None or not isinstance(viewer, Person):
        return None
    since = challenges.here_since(viewer, note.learning_set, at)
    if since is None or note.shared_at is None or note.shared_at < since:
        return None
    return Found(note, sets.standing(viewer, note.learning_set, at))


def load_note(viewer: Viewer, kwargs: Mapping[str, Any], _at: datetime) -> Found | None:
    """The note named in the address, if it is the viewer's own."""
    note = _loaded(LearningNote.objects.filter(pk=kwargs["note_id"], author_id=viewer.pk)).first()
    return Found(note, frozenset({Bond.OWNER})) if note else None


def entries(viewer: Person) -> list[LogEntry]:
    """The viewer's own log, what was changed last first. One query."""
    return list(LogEntry.objects.filter(author=viewer).order_by("-changed_at", "-id"))


def found_entries(viewer: Person, sought: str) -> list[LogEntry]:
    """Own entries that hold every sought word. Opens each: about 4 µs a kilobyte (design: trust.md §1)."""
    return [entry for entry in entries(viewer) if rules.finds(sought, entry.title, entry.text, *entry.answers.values())]


def entry_for(viewer: Person, entry_id: UUID) -> LogEntry | None:
    """The viewer's own entry with this key; anybody else's is absent."""
    return LogEntry.objects.filter(author=viewer, pk=entry_id).first()


def load_entry(viewer: Viewer, kwargs: Mapping[str, Any], _at: datetime) -> Found | None:
    """The log entry named in the address, if it is the viewer's own."""
    entry = LogEntry.objects.filter(author_id=viewer.pk, pk=kwargs["entry_id"]).first()
    return Found(entry, frozenset({Bond.OWNER})) if entry else None


@dataclass(frozen=True)
class Practised:
    """What somebody practises in a meeting, and whether the viewer has written to them about it.

    `focus` is empty where it was written before the viewer came.
    """

    practice: Practice
    focus: str
    has_mine: bool


def own_practice(viewer: Person, meeting: Meeting) -> Practice | None:
    """What the viewer practises in this meeting."""
    return Practice.objects.filter(meeting=meeting, person=viewer).first()


def practices_of(viewer: Person, meeting: Meeting, at: datetime) -> list[Practised]:
    """What the others practise in this meeting, by name; none of a meeting before the viewer came."""
    since = challenges.here_since(viewer, meeting.learning_set, at)
    if since is None or not meetings.may_read_words_of(viewer, meeting):
        return []
    others = Practice.objects.filter(meeting=meeting).exclude(person=viewer).select_related("person", "meeting")
    mine = set(Feedback.objects.filter(practice__meeting=meeting, author=viewer).values_list("practice", flat=True))
    return [
        Practised(each, each.focus if each.chosen_at >= since else "", each.pk in mine)
        for each in others.order_by("person__name", "id")
    ]


def own_practices(viewer: Person) -> list[tuple[Practice, list[Feedback]]]:
    """All the viewer practised with what was written to them, the latest meeting first. Two queries."""
    written = Feedback.objects.select_related("author").order_by("given_at", "id")
    own = Practice.objects.filter(person=viewer).select_related("meeting", "learning_set")
    own = own.prefetch_related(Prefetch("feedback", written)).order_by("-meeting__starts_at", "id")
    return [(each, list(each.feedback.all())) for each in own]


def feedback_for(viewer: Person, feedback_id: str) -> Feedback | None:
    """What was written to the viewer under this key; anybody else's is absent."""
    return next((each for _practice, given in own_practices(viewer) for each in given if str(each.pk) == feedback_id), None)


@dataclass(frozen=True)
class Taken:
    """A pulse that is over: how many answered, and what the answers come to."""

    pulse: Pulse
    answered: int
    readings: Sequence[rules.Reading]
    worth_talking_about: Sequence[Item]

    @property
    def has_numbers(self) -> bool:
        """Whether enough people answered for numbers."""
        return self.answered >= rules.FEWEST_TO_SHOW


def pulses_taken(viewer: Person, learning_set: LearningSet, about: About = About.HEALTH) -> list[Taken]:
    """What the set found since the viewer joined, the earliest first. Two queries and one for the viewer's standing."""
    since = sets.joined_at(viewer, learning_set)
    asked = Pulse.objects.filter(learning_set=learning_set, about=about)
    over = asked.filter(closed_at__gte=since) if since else asked.none()
    return [_taken(pulse) for pulse in over.prefetch_related("answers").order_by("number")]


def _taken(pulse: Pulse) -> Taken:
    bodies = [answer.body for answer in pulse.answers.all()]
    has_numbers = len(bodies) >= rules.FEWEST_TO_SHOW
    about = pulse.about_word
    worth = () if has_numbers else rules.worth_talking_about(bodies, about)
    return Taken(pulse, len(bodies), rules.readings(bodies, about), worth)


def last_pulse(learning_set: LearningSet, about: About = About.HEALTH) -> Pulse | None:
    """The pulse asked last about this, over or not; only the last can still be open."""
    return next((pulse for pulse in _asked(learning_set) if pulse.about == about), None)


@once_a_page
def _asked(learning_set: LearningSet) -> list[Pulse]:
    """What the set has asked itself, the latest first: a few times a cycle."""
    return list(Pulse.objects.filter(learning_set=learning_set).order_by("-number", "about"))


def open_pulse(learning_set: LearningSet, at: datetime, about: About = About.HEALTH) -> Pulse | None:
    """The pulse about this that can be answered now."""
    last = last_pulse(learning_set, about)
    return last if last and last.is_open_at(at) else None


def own_pulse_answer(viewer: Person, pulse: Pulse) -> Mapping[str, int] | None:
    """What the viewer answered to a pulse that is still open; nobody else's answer can be asked for."""
    answer = PulseAnswer.objects.filter(pulse=pulse, person=viewer).first()
    return answer.body if answer else None


def pulse_answered(pulse: Pulse) -> int:
    """How many have answered so far; never who."""
    return PulseAnswer.objects.filter(pulse=pulse).count()


def export_of(person: Person) -> dict[str, Any]:
    """The person's own words: notes and log."""
    return {
        "learning_notes": [
            {
                "set": note.learning_set.name if note.learning_set else None,
                "level": note.level,
                "audience": note.audience,
                "from": note.source,
                "text": note.text,
                "noted_at": note.noted_at.isoformat(),
            }
            for note in own_notes(person)
        ],
        "open_pulses": [
            {"set": answer.learning_set.name, "answers": answer.body}
            for answer in PulseAnswer.objects.filter(person=person).select_related("learning_set")
        ],
        "practised": [
            {
                "set": practice.learning_set.name,
                "meeting_starts_at": practice.meeting.starts_at.isoformat(),
                "skill": practice.skill,
                "focus": practice.focus,
                "written_to_me": [{"by": each.author.name if each.author else None, "text": each.text} for each in given],
            }
            for practice, given in own_practices(person)
        ],
        "log": [
            {
                "title": entry.title,
                "text": entry.text,
                "model": entry.model,
                "answers": entry.answers,
                "written_at": entry.written_at.isoformat(),
            }
            for entry in entries(person)
        ],
    }


def _loaded(notes: SealedQuerySet[LearningNote]) -> SealedQuerySet[LearningNote]:
    return notes.select_related("author", "learning_set", "meeting", "action").order_by("-noted_at", "-id")
