"""What a set's record, its way and the journey of a challenge tell: what has been, in the order it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from knotwork.actions import queries as actions
from knotwork.agreements import queries as agreements
from knotwork.agreements.enums import VersionState
from knotwork.challenges import queries as challenges
from knotwork.challenges.models import Challenge, Framing
from knotwork.home import rules
from knotwork.home.enums import Happening, Milestone, Passage
from knotwork.meetings import queries as meetings
from knotwork.meetings.models import Meeting
from knotwork.people import queries as people
from knotwork.people.models import Person
from knotwork.platform.audit import queries as audit
from knotwork.platform.audit.models import Entry, EntryQuerySet
from knotwork.reflections import queries as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.reflections.models import LearningNote
from knotwork.sets import queries as sets
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet


@dataclass(frozen=True)
class Told:
    """One thing a set's record tells, with the names and numbers its sentence needs, and the key of what it is about."""

    at: datetime
    happening: Happening
    who: str
    whose: str
    detail: Mapping[str, str | int]
    about: UUID | None


def record(viewer: Person, learning_set: LearningSet, at: datetime) -> EntryQuerySet:
    """What the viewer may read of the set's record, newest first.

    Members read it from the day they joined. What members themselves were refused is left out: nobody keeps watch over
    peers. Whoever facilitates within the term reads what they did themselves, and of their own term.
    """
    entries = audit.of_set(learning_set.pk).filter(event__in=rules.EVENTS)
    joined_at = sets.joined_at(viewer, learning_set)
    if joined_at is not None:
        own_circle = sets.was_inside(learning_set, person="by", at="at")
        return entries.since(joined_at).exclude(own_circle, event=Happening.REFUSED)
    term = sets.running_term(learning_set, at)
    if term is None or term.person_id != viewer.pk:
        return entries.none()
    return entries.since(term.starts_at).filter(Q(by=viewer.pk) | Q(about=term.pk))


def told_by_day(viewer: Person, learning_set: LearningSet, entries: Sequence[Entry]) -> list[tuple[date, list[Told]]]:
    """These entries with names instead of keys, by the days of the viewer's own clock; two queries."""
    terms = sets.whose_terms(learning_set, [entry.about for entry in entries if entry.about])
    whose = {entry.pk: _whom_it_concerns(entry, terms) for entry in entries}
    names = people.names({key for entry in entries for key in (entry.by, whose[entry.pk]) if key})
    told = [_told(entry, whose[entry.pk], names) for entry in entries]
    return [(day, list(lines)) for day, lines in groupby(told, key=lambda each: viewer.local(each.at).date())]


def _whom_it_concerns(entry: Entry, terms: Mapping[UUID, UUID]) -> UUID | None:
    """Whose term an entry is about, if it is about one."""
    return terms.get(entry.about) if entry.about else None


def _told(entry: Entry, whose: UUID | None, names: Mapping[UUID, str]) -> Told:
    happening = rules.what_happened(entry.event, entry.detail, is_by_nobody=entry.by is None)
    who = names.get(entry.by, "") if entry.by else ""
    return Told(entry.at, happening, who, names.get(whose, "") if whose else "", entry.detail, entry.about)


@dataclass(frozen=True)
class Landmark:
    """One thing on the way a set has gone: a stage it entered, a meeting it held, a rule it changed, or what else it did."""

    at: datetime
    milestone: Milestone
    stage: Stage | None = None
    meeting: Meeting | None = None
    turn: agreements.Turn | None = None
    told: Told | None = None


def evolution(viewer: Person, learning_set: LearningSet, at: datetime) -> list[Landmark]:
    """The way a set has gone, the earliest first. The number of queries does not grow with it.

    Stages, dates of meetings and of rules are everybody's who is inside; of words, and of what people did, each reads what
    `agreements.turns` and `record` let them read.
    """
    entries = audit.of_set(learning_set.pk).filter(event=Happening.STAGE_ENTERED).reverse()
    entered = [(entry.at, Stage(str(entry.detail["to"]))) for entry in entries]
    held = [each for each in meetings.of_set(viewer, learning_set) if each.was_held]
    own_record = list(record(viewer, learning_set, at).filter(event__in=rules.ALSO_ON_THE_WAY).reverse())
    told = [each for _day, lines in told_by_day(viewer, learning_set, own_record) for each in lines]
    steps = [
        Landmark(learning_set.started_at, Milestone.STAGE, stage=Stage.FORMING),
        *(Landmark(then, Milestone.STAGE, stage=stage) for then, stage in entered),
        *(Landmark(each.opened_at or each.starts_at, Milestone.MEETING, meeting=each) for each in held),
        *(Landmark(turn.at, _milestone_of(turn), turn=turn) for turn in agreements.turns(viewer, learning_set)),
        *(Landmark(each.at, Milestone.OTHER, told=each) for each in told),
    ]
    return sorted(steps, key=lambda each: (each.at, rules.IN_A_MOMENT.index(each.milestone)))


def _milestone_of(turn: agreements.Turn) -> Milestone:
    return Milestone.TRIED if turn.version.state == VersionState.TRIED else Milestone.CHANGED


@dataclass(frozen=True)
class Stop:
    """One knot on the journey of a challenge.

    `aside`: what moved it, or how it stood; `who`: whose it is, of a challenge the set shares; `is_private`: the viewer's alone.
    """

    at: datetime
    passage: Passage
    words: str
    aside: str = ""
    standing: StrEnum | None = None
    url: str = ""
    number: int = 0
    is_private: bool = False
    who: str = ""


def journey(viewer: Person, challenge: Challenge, at: datetime) -> list[Stop]:
    """All that happened to a challenge in the order of time, as far as the viewer may read; constant queries."""
    told = challenges.told(viewer, challenge, at)
    stops = [_framed(one) for one in told.framings]
    stops += [Stop(one.told_at, Passage(one.kind), one.what, who=_named(one.said_by)) for one in told.interventions]
    for placed in challenges.placements(viewer, challenge, at):
        if placed.taken_back_at is None:
            stops.append(Stop(placed.placed_at, Passage.STOOD, placed.words, standing=placed.status_word))
    brought = challenges.bringings(viewer, challenge, at)
    stops += [Stop(one.brought_at, Passage.BROUGHT, "", number=one.meeting.number) for one in brought]
    if challenge.owner_id in {viewer.pk, None}:
        kept = challenges.kept_questions(viewer, challenge)
        stops += [Stop(one.kept_at, Passage.KEPT, one.text, is_private=True) for one in kept]
    stops += _acted(viewer, challenge, at)
    stops += _learned(viewer, challenge, {one.meeting_id for one in brought}, at)
    return sorted(stops, key=lambda stop: (stop.at, list(Passage).index(stop.passage)))


def _framed(framing: Framing) -> Stop:
    number = framing.meeting.number if framing.meeting else 0
    who = _named(framing.said_by)
    return Stop(framing.framed_at, Passage.FRAMED, framing.headline, aside=framing.moved_by, number=number or 0, who=who)


def _named(person: Person | None) -> str:
    """Whose it is; where a challenge is one person's own, its page says so once."""
    return person.name if person else ""


def _acted(viewer: Person, challenge: Challenge, at: datetime) -> list[Stop]:
    stops = []
    acted = actions.from_challenge(viewer, challenge, at)
    reported = actions.reports_of(viewer, acted, at)
    for action in acted:
        url, private = reverse("actions:action", args=[action.pk]), not action.shown_to_set
        who = _named(action.owner if challenge.is_shared else None)
        stops.append(Stop(action.set_out_at, Passage.SET_OUT, action.what, url=url, is_private=private, who=who))
        for report in reported[action.pk]:
            hidden, standing = not report.shown_to_set, report.outcome_word
            words = report.what_happened
            when, passage = report.reported_at, Passage.HAPPENED
            stops.append(Stop(when, passage, words, action.what, standing, url, is_private=hidden, who=who))
    return stops


def _learned(viewer: Person, challenge: Challenge, brought_to: set[UUID], at: datetime) -> list[Stop]:
    """Notes of the owner's, of everybody's for a shared challenge, that belong to an action of this challenge, or to a meeting it was brought to."""
    notes = {note.pk: note for note in reflections.notes_of_set(viewer, challenge.learning_set, at)}
    if challenge.owner_id in {viewer.pk, None}:
        notes |= {note.pk: note for note in reflections.own_notes(viewer, challenge.learning_set)}
    return [
        Stop(
            note.noted_at,
            Passage.LEARNED,
            note.text,
            standing=note.level_word,
            is_private=note.audience == Audience.ME,
            who=_named(note.author if challenge.is_shared else None),
        )
        for note in notes.values()
        if note.author_id == (challenge.owner_id or note.author_id) and _belongs(note, challenge, brought_to)
    ]


def _belongs(note: LearningNote, challenge: Challenge, brought_to: set[UUID]) -> bool:
    if note.action is not None:
        return note.action.challenge_id == challenge.pk
    return note.level == Level.PROBLEM and note.meeting_id in brought_to
