"""What the home page and a set's page show, put together from the apps' own answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import TypedDict
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from knotwork.actions import queries as actions
from knotwork.actions.enums import Status as ActionStatus
from knotwork.actions.models import Action, BuddyCall
from knotwork.agreements import queries as agreements
from knotwork.agreements.enums import VersionState
from knotwork.agreements.models import Version
from knotwork.agreements.rules import Clause
from knotwork.challenges import queries as challenges
from knotwork.challenges.enums import Status
from knotwork.challenges.models import Challenge, Framing
from knotwork.home import rules
from knotwork.home.enums import Happening, Milestone, Part, Passage, PulseHint
from knotwork.meetings import queries as meetings
from knotwork.meetings import rules as meeting_rules
from knotwork.meetings.enums import Attendance, MeetingState
from knotwork.meetings.enums import Rule as MeetingRule
from knotwork.meetings.models import Meeting
from knotwork.meetings.queries import Coming, Turn
from knotwork.people import queries as people
from knotwork.people.models import Person
from knotwork.platform.audit import queries as audit
from knotwork.platform.audit.models import Entry, EntryQuerySet
from knotwork.protocols import queries as protocols
from knotwork.reflections import queries as reflections
from knotwork.reflections import rules as reflection_rules
from knotwork.reflections.enums import Audience, Level
from knotwork.reflections.models import Feedback, LearningNote, LogEntry, Practice
from knotwork.sets import queries as sets
from knotwork.sets.enums import Stage
from knotwork.sets.models import FacilitatorTerm, LearningSet, Membership

NOTES_SHOWN, CLAUSES_SHOWN = 5, 5
RESTING = frozenset({Status.RESTING, Status.CLOSED, Status.CHANGED_SHAPE})


@dataclass(frozen=True)
class Waiting:
    """The next meeting of a set, what the viewer said about it, and whether its room can be entered or opened now."""

    meeting: Meeting
    mine: Attendance | None
    may_enter: bool


@dataclass(frozen=True)
class Home:
    """The three questions of the home page, over all of the viewer's sets; `own_sets` leaves out those only facilitated."""

    learning_sets: Sequence[LearningSet]
    put_away: Sequence[LearningSet]
    own_sets: Sequence[LearningSet]
    nearest: Waiting | None
    practice: Practice | None
    coming: Sequence[Coming]
    later: Sequence[Waiting]
    drafts: Sequence[Version]
    actions: Sequence[Action]
    to_tell: Sequence[Action]
    calls: Sequence[tuple[BuddyCall, Person]]
    challenges: Sequence[tuple[Challenge, str]]


def home(viewer: Person, at: datetime) -> Home:
    """Everything the home page says. The number of queries does not grow with sets, meetings or actions."""
    all_sets = sets.visible(viewer, at)
    learning_sets = [each for each in all_sets if each.archived_at is None]
    coming_up = sorted(meetings.next_of_each(learning_sets, at).values(), key=lambda each: (each.starts_at, each.pk))
    said = meetings.own_answers(viewer, coming_up)
    waiting = [Waiting(each, said.get(each.pk), _may_enter(each, at)) for each in coming_up]
    trying = actions.to_tell_in(viewer, learning_sets)
    own = [each for each in challenges.own_in(viewer, learning_sets) if each.status not in RESTING]
    return Home(
        learning_sets=learning_sets,
        put_away=[each for each in all_sets if each.archived_at is not None],
        own_sets=sets.belonging(viewer, learning_sets),
        nearest=waiting[0] if waiting else None,
        practice=reflections.own_practice(viewer, waiting[0].meeting) if waiting else None,
        coming=meetings.attendance(viewer, waiting[0].meeting) if waiting else [],
        later=waiting[1:],
        drafts=agreements.waiting_for(viewer, learning_sets),
        actions=[each for each in trying if each.status == ActionStatus.OPEN],
        to_tell=[each for each in trying if each.status != ActionStatus.OPEN],
        calls=[(each, each.other(viewer)) for each in actions.calls_ahead(viewer, learning_sets, at)],
        challenges=[(each, challenges.headline(each)) for each in own],
    )


@dataclass(frozen=True)
class Paper:
    """Somebody's own notebook, laid out for paper: nothing in it is anybody else's but what was written to them."""

    threads: Sequence[Sequence[actions.Strand]]
    notes: Sequence[tuple[Level, Sequence[LearningNote]]]
    practices: Sequence[tuple[Practice, Sequence[Feedback]]]
    entries: Sequence[LogEntry]


def paper(viewer: Person, parts: Collection[Part]) -> Paper:
    """These parts of the viewer's notebook, each in order of time."""
    notes = reflections.own_notes(viewer)[::-1] if Part.LEARNED in parts else []
    levels = [(level, [note for note in notes if note.level == level]) for level in Level]
    return Paper(
        threads=actions.own_threads(viewer) if Part.TRIED in parts else [],
        notes=[(level, found) for level, found in levels if found],
        practices=reflections.own_practices(viewer)[::-1] if Part.PRACTISED in parts else [],
        entries=sorted(reflections.entries(viewer), key=lambda one: one.written_at) if Part.LOG in parts else [],
    )


@dataclass(frozen=True)
class SetPage:
    """Where a set stands, for one viewer."""

    situation: rules.Situation
    memberships: Sequence[Membership]
    facilitator: Person | None
    term: FacilitatorTerm | None
    next: Meeting | None
    turns: Sequence[Turn]
    waiting: Version | None
    draft: Version | None
    agreement: Version | None
    clauses: Sequence[Clause]
    all_clauses: int
    challenges: Sequence[tuple[Challenge, str]]
    notes: Sequence[tuple[LearningNote, Level]]
    meetings: Sequence[tuple[Meeting, MeetingState]]
    ledger: Sequence[tuple[Person, int]]
    pulse: PulseHint | None
    suggests_review: bool


def set_page(viewer: Person, learning_set: LearningSet, at: datetime) -> SetPage:
    """Everything a set's page says. The number of queries does not grow with people, meetings or challenges."""
    memberships = sets.memberships(learning_set)
    term = sets.running_term(learning_set, at)
    waiting = agreements.waiting_for(viewer, [learning_set])
    draft, agreement = agreements.draft(learning_set), agreements.in_force(learning_set)
    clauses = agreements.clauses(agreement) if agreement else []
    following = meetings.next_of(learning_set, at)
    all_meetings = meetings.of_set(viewer, learning_set)
    situation = rules.Situation(
        is_member=any(each.person == viewer for each in memberships),
        members=len(memberships),
        invited=len(sets.invitations(learning_set, at)),
        renewal_is_settled=following is None and _is_renewal_settled(learning_set, at),
        must_choose=sets.must_choose(learning_set, at),
        consent_waits=bool(waiting),
        has_agreement=agreement is not None or draft is not None,
        has_challenge=bool(challenges.mine(viewer, learning_set)),
        **_about_meetings(viewer, following, all_meetings, at),
        **_about_its_end(learning_set),
    )
    return SetPage(
        situation=situation,
        memberships=memberships,
        facilitator=term.person if term else None,
        term=term,
        next=following,
        turns=meetings.turns_of(following, at) if following else [],
        waiting=waiting[0] if waiting else None,
        draft=draft,
        agreement=agreement,
        clauses=clauses[:CLAUSES_SHOWN],
        all_clauses=len(clauses),
        challenges=[(each, challenges.headline(each)) for each in challenges.of_set(viewer, learning_set, at)],
        notes=[(each, Level(each.level)) for each in reflections.notes_of_set(viewer, learning_set, at)[:NOTES_SHOWN]],
        meetings=[(each, each.state_at(at)) for each in all_meetings],
        ledger=meetings.ledger(viewer, learning_set),
        pulse=_pulse(viewer, learning_set, all_meetings, at) if situation.is_member and not situation.is_archived else None,
        suggests_review=situation.is_member and _suggests_review(following, all_meetings, situation, at),
    )


def _pulse(viewer: Person, learning_set: LearningSet, all_meetings: Sequence[Meeting], at: datetime) -> PulseHint | None:
    last = reflections.last_pulse(learning_set)
    if last is not None and last.is_open_at(at):
        return None if reflections.own_pulse_answer(viewer, last) else PulseHint.OPEN
    held = [each for each in all_meetings if each.was_held and each.state_at(at) is MeetingState.CLOSED]
    since = [each for each in held if last is None or each.starts_at > last.asked_at]
    in_cycle = sum(each.series_id == held[-1].series_id for each in all_meetings) if held else 0
    return PulseHint.DUE if reflection_rules.is_pulse_due(len(since), in_cycle) else None


def _suggests_review(
    following: Meeting | None, all_meetings: Sequence[Meeting], situation: rules.Situation, at: datetime
) -> bool:
    """Whether the cycle the next meeting belongs to is half over and nobody thought of a review in it."""
    if following is None or following.series_id is None or situation.is_archived or situation.closes:
        return False
    cycle = [each for each in all_meetings if each.series_id == following.series_id and each.state != MeetingState.CANCELLED]
    held = sum(each.was_held and each.state_at(at) is MeetingState.CLOSED for each in cycle)
    is_settled = following.state == MeetingState.OPEN or any(each.protocol_key == protocols.REVIEW for each in cycle)
    if not meeting_rules.is_review_due(held, len(cycle), is_settled=is_settled):
        return False
    return following.series is not None and following.series.review_settled_at is None


def _is_renewal_settled(learning_set: LearningSet, at: datetime) -> bool:
    decided = agreements.in_force(learning_set, MeetingRule.RENEWAL)
    if decided is None or decided.in_force_from is None:
        return learning_set.stage == Stage.CLOSING
    return rules.is_renewal_settled(decided.body["choice"], decided.in_force_from, at)


class _AboutItsEnd(TypedDict):
    """What the next step needs to know about a set that rests or comes to its end."""

    is_archived: bool
    closes: bool
    is_closed: bool


def _about_its_end(learning_set: LearningSet) -> _AboutItsEnd:
    is_closed = learning_set.stage == Stage.CLOSED
    return {
        "is_archived": is_closed or learning_set.archived_at is not None,
        "closes": learning_set.stage == Stage.CLOSING,
        "is_closed": is_closed,
    }


class _AboutMeetings(TypedDict):
    """What the next step needs to know about meetings."""

    is_open: bool
    may_open: bool
    has_next: bool
    has_answered: bool
    held: int


def _about_meetings(viewer: Person, following: Meeting | None, all_meetings: Sequence[Meeting], at: datetime) -> _AboutMeetings:
    held = sum(each.state_at(at) is MeetingState.CLOSED and each.was_held for each in all_meetings)
    if following is None:
        return {"is_open": False, "may_open": False, "has_next": False, "has_answered": False, "held": held}
    return {
        "is_open": following.state == MeetingState.OPEN,
        "may_open": _may_enter(following, at),
        "has_next": True,
        "has_answered": following.pk in meetings.own_answers(viewer, [following]),
        "held": held,
    }


def _may_enter(meeting: Meeting, at: datetime) -> bool:
    return meeting_rules.may_be_opened(meeting.state_at(at), meeting.starts_at, at)


@dataclass(frozen=True)
class Told:
    """One thing a set's record tells, with the names and numbers its sentence needs."""

    at: datetime
    happening: Happening
    who: str
    whose: str
    detail: Mapping[str, str | int]


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
    return Told(entry.at, happening, who, names.get(whose, "") if whose else "", entry.detail)


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
    entries = audit.of_set(learning_set.pk).filter(event=Happening.STAGE_ENTERED)
    entered = [(entry.at, Stage(str(entry.detail["to"]))) for entry in entries]
    held = [each for each in meetings.of_set(viewer, learning_set) if each.was_held]
    own_record = list(record(viewer, learning_set, at).filter(event__in=rules.ALSO_ON_THE_WAY))
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
    """One knot on the journey of a challenge; `aside`: what moved it, or how it stood; `is_private`: the owner's alone."""

    at: datetime
    passage: Passage
    words: str
    aside: str = ""
    standing: StrEnum | None = None
    url: str = ""
    number: int = 0
    is_private: bool = False


def journey(viewer: Person, challenge: Challenge, at: datetime) -> list[Stop]:
    """All that happened to a challenge in the order of time, as far as the viewer may read; constant queries."""
    told = challenges.told(viewer, challenge, at)
    stops = [_framed(one) for one in told.framings]
    stops += [Stop(one.told_at, Passage(one.kind), one.what) for one in told.interventions]
    for placed in challenges.placements(viewer, challenge, at):
        if placed.taken_back_at is None:
            stops.append(Stop(placed.placed_at, Passage.STOOD, placed.words, standing=placed.status_word))
    brought = challenges.bringings(viewer, challenge, at)
    stops += [Stop(one.brought_at, Passage.BROUGHT, "", number=one.meeting.number) for one in brought]
    if challenge.owner_id == viewer.pk:
        kept = challenges.kept_questions(viewer, challenge)
        stops += [Stop(one.kept_at, Passage.KEPT, one.text, is_private=True) for one in kept]
    stops += _acted(viewer, challenge, at)
    stops += _learned(viewer, challenge, {one.meeting_id for one in brought}, at)
    return sorted(stops, key=lambda stop: (stop.at, list(Passage).index(stop.passage)))


def _framed(framing: Framing) -> Stop:
    number = framing.meeting.number if framing.meeting else 0
    return Stop(framing.framed_at, Passage.FRAMED, framing.headline, aside=framing.moved_by, number=number or 0)


def _acted(viewer: Person, challenge: Challenge, at: datetime) -> list[Stop]:
    stops = []
    for action in actions.from_challenge(viewer, challenge, at):
        url, private = reverse("actions:action", args=[action.pk]), not action.shown_to_set
        stops.append(Stop(action.set_out_at, Passage.SET_OUT, action.what, url=url, is_private=private))
        for report in actions.reports(viewer, action, at):
            hidden, standing = not report.shown_to_set, report.outcome_word
            words = report.what_happened
            stops.append(Stop(report.reported_at, Passage.HAPPENED, words, action.what, standing, url, is_private=hidden))
    return stops


def _learned(viewer: Person, challenge: Challenge, brought_to: set[UUID], at: datetime) -> list[Stop]:
    """Notes of the owner's that belong to an action of this challenge, or to a meeting it was brought to."""
    notes = {note.pk: note for note in reflections.notes_of_set(viewer, challenge.learning_set, at)}
    if viewer.pk == challenge.owner_id:
        notes |= {note.pk: note for note in reflections.own_notes(viewer, challenge.learning_set)}
    return [
        Stop(note.noted_at, Passage.LEARNED, note.text, standing=note.level_word, is_private=note.audience == Audience.ME)
        for note in notes.values()
        if note.author_id == challenge.owner_id and _belongs(note, challenge, brought_to)
    ]


def _belongs(note: LearningNote, challenge: Challenge, brought_to: set[UUID]) -> bool:
    if note.action is not None:
        return note.action.challenge_id == challenge.pk
    return note.level == Level.PROBLEM and note.meeting_id in brought_to
