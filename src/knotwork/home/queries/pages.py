"""What the home page and a set's page show, put together from the apps' own answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from knotwork.actions import queries as actions
from knotwork.actions.enums import Status as ActionStatus
from knotwork.actions.models import Action, BuddyCall
from knotwork.agreements import queries as agreements
from knotwork.agreements.models import Version
from knotwork.agreements.rules import Clause
from knotwork.challenges import queries as challenges
from knotwork.challenges.enums import Status
from knotwork.challenges.models import Challenge
from knotwork.home import rules
from knotwork.home.enums import Part, PulseHint
from knotwork.live import queries as live
from knotwork.meetings import queries as meetings
from knotwork.meetings import rules as meeting_rules
from knotwork.meetings.enums import Attendance, MeetingState
from knotwork.meetings.enums import Rule as MeetingRule
from knotwork.meetings.models import Meeting, RoleSwap
from knotwork.meetings.queries import Coming, Turn
from knotwork.people.models import Person
from knotwork.protocols import queries as protocols
from knotwork.reflections import queries as reflections
from knotwork.reflections import rules as reflection_rules
from knotwork.reflections.enums import About, Level
from knotwork.reflections.models import Feedback, LearningNote, LogEntry, Practice
from knotwork.repairs import queries as repairs
from knotwork.repairs.queries import AtHand
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
    drafts: Sequence[tuple[Version, str]]
    swaps: Sequence[RoleSwap]
    repairs: AtHand
    actions: Sequence[Action]
    to_tell: Sequence[Action]
    calls: Sequence[tuple[BuddyCall, Person]]
    challenges: Sequence[tuple[Challenge, str]]
    visits: Sequence[Meeting]

    @property
    def asked(self) -> int:
        """How many things wait for the viewer's answer."""
        return len(self.drafts) + len(self.swaps)

    @property
    def prepares(self) -> bool:
        """Whether one of the challenges is the viewer's own, and so can be prepared by them alone."""
        return any(not challenge.is_shared for challenge, _ in self.challenges)

    @property
    def sharing(self) -> frozenset[UUID]:
        """The sets whose members work on one challenge together just now."""
        return frozenset(challenge.learning_set_id for challenge, _ in self.challenges if challenge.is_shared)


def home(viewer: Person, at: datetime) -> Home:
    """Everything the home page says. The number of queries does not grow with sets, meetings or actions."""
    all_sets = sets.visible_and_own(viewer, at)
    learning_sets = [each for each, _ in all_sets if each.archived_at is None]
    coming_up = sorted(meetings.next_of_each(learning_sets, at).values(), key=lambda each: (each.starts_at, each.pk))
    said = meetings.own_answers(viewer, coming_up)
    waiting = [Waiting(each, said.get(each.pk), _may_enter(each, at)) for each in coming_up]
    trying = actions.to_tell_in(viewer, learning_sets)
    own = [each for each in challenges.in_hand_of(viewer, learning_sets) if each.status not in RESTING]
    return Home(
        learning_sets=learning_sets,
        put_away=[each for each, _ in all_sets if each.archived_at is not None],
        own_sets=[each for each, is_own in all_sets if is_own and each.archived_at is None],
        nearest=waiting[0] if waiting else None,
        practice=reflections.own_practice(viewer, waiting[0].meeting) if waiting else None,
        coming=meetings.attendance(viewer, waiting[0].meeting) if waiting else [],
        later=waiting[1:],
        drafts=[(each, agreements.title_of(each)) for each in agreements.waiting_for(viewer, learning_sets)],
        swaps=meetings.swaps_asked(viewer, learning_sets, at),
        repairs=repairs.at_hand(viewer, learning_sets, at),
        actions=[each for each in trying if each.status == ActionStatus.OPEN],
        to_tell=[each for each in trying if each.status != ActionStatus.OPEN],
        calls=[(each, each.other(viewer)) for each in actions.calls_ahead(viewer, learning_sets, at)],
        challenges=[(each, challenges.headline(each)) for each in own],
        visits=live.visits_of(viewer, at),
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
    somebody_came: bool


def set_page(viewer: Person, learning_set: LearningSet, at: datetime) -> SetPage:
    """Everything a set's page says. The number of queries does not grow with people, meetings or challenges."""
    memberships, term = sets.memberships(learning_set), sets.running_term(learning_set, at)
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
        has_challenge=bool(challenges.in_hand(viewer, learning_set)),
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
        somebody_came=_somebody_came(viewer, memberships, all_meetings),
    )


def _somebody_came(viewer: Person, memberships: Sequence[Membership], all_meetings: Sequence[Meeting]) -> bool:
    """Whether somebody joined mid-way, after the viewer and after the set had first met."""
    mine = next((each.joined_at for each in memberships if each.person == viewer), None)
    first = min((each.starts_at for each in all_meetings if each.was_held), default=None)
    return mine is not None and first is not None and any(each.joined_at > max(mine, first) for each in memberships)


def _pulse(viewer: Person, learning_set: LearningSet, all_meetings: Sequence[Meeting], at: datetime) -> PulseHint | None:
    looking = reflections.open_pulse(learning_set, at, About.READINESS)
    if looking is not None and not reflections.own_pulse_answer(viewer, looking):
        return PulseHint.READY
    last = reflections.last_pulse(learning_set)
    if last is not None and last.is_open_at(at):
        return None if reflections.own_pulse_answer(viewer, last) else PulseHint.OPEN
    held = [each for each in all_meetings if each.was_held and each.state_at(at) is MeetingState.CLOSED]
    since = [each for each in held if last is None or each.starts_at > last.asked_at]
    series = held[-1].series_id if held else None
    in_cycle = sum(each.series_id == series for each in all_meetings) if series else meeting_rules.USUAL_CYCLE
    return PulseHint.DUE if reflection_rules.is_pulse_due(len(since), in_cycle) else None


def _suggests_review(
    following: Meeting | None, all_meetings: Sequence[Meeting], situation: rules.Situation, at: datetime
) -> bool:
    """Whether the cycle the next meeting belongs to is half over and nobody thought of a review in it."""
    if following is None or situation.is_archived or situation.closes:
        return False
    if following.series_id is None:
        return _is_time_for_a_review(following, all_meetings, at)
    cycle = [each for each in all_meetings if each.series_id == following.series_id and each.state != MeetingState.CANCELLED]
    held = sum(each.was_held and each.state_at(at) is MeetingState.CLOSED for each in cycle)
    is_settled = following.state == MeetingState.OPEN or any(each.protocol_key == protocols.REVIEW for each in cycle)
    if not meeting_rules.is_review_due(held, len(cycle), is_settled=is_settled):
        return False
    return following.series is not None and following.series.review_settled_at is None


def _is_time_for_a_review(following: Meeting, all_meetings: Sequence[Meeting], at: datetime) -> bool:
    """Whether a set that plans one meeting at a time has met often enough since it last looked at how it works."""
    if following.state == MeetingState.OPEN or _settles_a_review(following):
        return False
    held = [each for each in all_meetings if each.was_held and each.state_at(at) is MeetingState.CLOSED]
    return meeting_rules.is_review_due_without_cycle([_settles_a_review(each) for each in held if each.series_id is None])


def _settles_a_review(meeting: Meeting) -> bool:
    return meeting.protocol_key == protocols.REVIEW or meeting.review_settled_at is not None


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


class _Behind(TypedDict):
    """What the next step needs to know about meetings that lie behind."""

    held: int
    has_rhythm: bool


class _AboutMeetings(_Behind):
    """What the next step needs to know about meetings."""

    is_open: bool
    may_open: bool
    has_next: bool
    has_answered: bool


def _about_meetings(viewer: Person, following: Meeting | None, all_meetings: Sequence[Meeting], at: datetime) -> _AboutMeetings:
    held = sum(each.state_at(at) is MeetingState.CLOSED and each.was_held for each in all_meetings)
    behind: _Behind = {"held": held, "has_rhythm": any(each.series_id for each in all_meetings)}
    if following is None:
        return {"is_open": False, "may_open": False, "has_next": False, "has_answered": False, **behind}
    return {
        "is_open": following.state == MeetingState.OPEN,
        "may_open": _may_enter(following, at),
        "has_next": True,
        "has_answered": following.pk in meetings.own_answers(viewer, [following]),
        **behind,
    }


def _may_enter(meeting: Meeting, at: datetime) -> bool:
    is_on = meeting.state == MeetingState.OPEN or meeting.learning_set.stage != Stage.PAUSED
    return is_on and meeting_rules.may_be_opened(meeting.state_at(at), meeting.starts_at, at)
