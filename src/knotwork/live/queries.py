"""What the room and its stream ask; every question names who asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from knotwork.actions import queries as actions
from knotwork.actions.models import Action
from knotwork.agreements import queries as agreements
from knotwork.agreements.models import Version
from knotwork.agreements.queries import Consent
from knotwork.challenges import queries as challenges
from knotwork.challenges.models import Challenge, KeptQuestion, SharedBrief
from knotwork.live.enums import WordsFor
from knotwork.live.flow import rounds, step
from knotwork.live.flow.state import State
from knotwork.live.models import Draft, Move, Room, Words
from knotwork.meetings import queries as meetings
from knotwork.meetings.enums import ON_OR_AHEAD, MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found as Access
from knotwork.platform.access.rows import Viewer
from knotwork.protocols import queries as protocols
from knotwork.protocols.shape import Kind, Phase, Protocol
from knotwork.sets import queries as sets
from knotwork.sets import rules as set_rules
from knotwork.sets import visiting
from knotwork.sets.enums import Standing
from knotwork.sets.models import Membership
from knotwork.sets.queries import Circle

TYPED = "typed:"


@dataclass(frozen=True)
class Said:
    """Words as they are now; empty when they were blanked."""

    text: str
    author: UUID | None
    audience: str


@dataclass(frozen=True)
class Own:
    """What only one viewer sees: unsent words, own actions, challenges to bid with, own consent, kept questions.

    `last_line` is where the viewer's own last move stands in the log, 0 for none.
    """

    drafts: Mapping[str, Draft] = field(default_factory=dict)
    progress: tuple[Action, ...] = ()
    biddable: tuple[Challenge, ...] = ()
    consent: Consent | None = None
    kept: tuple[KeptQuestion, ...] = ()
    set_out: tuple[Action, ...] = ()
    last_line: int = 0


@dataclass(frozen=True)
class Gathered:
    """Everything the screens of one room need at one moment, read once for all who look.

    `same_for_all` keeps what a screen made of it that every viewer sees alike; it lives as long as the moment.
    """

    meeting: Meeting
    protocol: Protocol
    state: State | None
    stands: MeetingState
    log_id: UUID
    seq: int
    names: Mapping[UUID, str]
    members: tuple[UUID, ...]
    facilitator: UUID | None
    visitor: UUID | None
    viewers: Mapping[UUID, Person]
    here: frozenset[UUID]
    words: Mapping[UUID, Said]
    answers: tuple[Said, ...]
    headlines: Mapping[UUID, str]
    briefs: Mapping[UUID, SharedBrief]
    agreement: Version | None
    agreement_counts: tuple[int, int]
    ledger: tuple[tuple[str, int], ...]
    of_turn: tuple[Action, ...]
    own: Mapping[UUID, Own]
    tried: tuple[Version, ...] = ()
    next_time: meetings.NextTime | None = None
    same_for_all: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A room as it is now, and who belongs to it; whoever has just kept a move in it knows this already."""

    meeting: Meeting
    room: Room | None
    circle: Circle
    protocol: Protocol
    state: State | None

    @property
    def place(self) -> tuple[UUID, int]:
        """The log and the line the room is at; a room not opened yet is at line 0 of no log."""
        return (self.room.log_id, self.room.seq) if self.room else (self.meeting.pk, 0)

    @property
    def captures(self) -> frozenset[Kind]:
        """What people write down in the present phase."""
        return frozenset(self._phase.capture) if self._phase else frozenset()

    @property
    def asks_consent(self) -> bool:
        """Whether the agreement is consented to in the present phase."""
        return bool(self._phase and self._phase.consent)

    @property
    def looks_back(self) -> bool:
        """Whether the set reviews how it worked in the present phase, or the meeting is over."""
        is_over = self.state is not None and not self.state.is_open
        return is_over or bool(self._phase and self._phase.review)

    @property
    def _phase(self) -> Phase | None:
        return self.state.phase if self.state and self.state.is_open else None


def may_be_in(viewer: Person, meeting_id: UUID, at: datetime) -> bool:
    """Whether the viewer may be in this meeting's room now: a member, or a facilitator within the term."""
    return bool(pairs_that_may_be_in({(meeting_id, viewer.pk)}, at))


def pairs_that_may_be_in(pairs: Collection[tuple[UUID, UUID]], at: datetime) -> set[tuple[UUID, UUID]]:
    """Of these (meeting, person) pairs, those whose person may be in that room now; two queries in all.

    Nobody is in the room of a meeting that was over before they joined, or before they facilitated (mission, promise 2).
    """
    rooms, people = {meeting for meeting, _ in pairs}, {person for _, person in pairs}
    read = Meeting.objects.only("pk", "starts_at", "minutes", "closed_at").filter(pk__in=rooms)
    joined = _with(read, "membership", person="person", begun="joined_at", left="left_at").filter(person__in=people, left=None)
    welcome = {(meeting.pk, meeting.person) for meeting in joined if meeting.over_at > meeting.begun}
    terms: dict[tuple[Meeting, UUID], list[tuple[datetime, datetime | None]]] = {}
    held = _with(read, "facilitator_term", person="person", begun="starts_at", ends="ends_at", ended="ended_at")
    for meeting in held.filter(person__in=people).order_by("-begun"):
        until = min(filter(None, (meeting.ends, meeting.ended)), default=None)
        terms.setdefault((meeting, meeting.person), []).append((meeting.begun, until))
    for (meeting, person), spans in terms.items():
        since = set_rules.unbroken_since(spans, at)
        welcome |= {(meeting.pk, person)} if since is not None and meeting.over_at > since else set()
    return set(pairs) & (welcome if set(pairs) <= welcome else welcome | _visiting(rooms, people, at))


def _visiting(rooms: Collection[UUID], people: Collection[UUID], at: datetime) -> set[tuple[UUID, UUID]]:
    """Which of these people visit which of these meetings now: one that is on or ahead, in a set nobody facilitates."""
    visited = {meeting for meeting, _ in visiting.visits_to(rooms, people)}
    found = Meeting.objects.filter(pk__in=visited).select_related("learning_set") if visited else ()
    return {(meeting.pk, visitor.pk) for meeting in found if (visitor := visitor_of(meeting, at))}


def visitor_of(meeting: Meeting, at: datetime) -> Person | None:
    """Who facilitates this one meeting of a set nobody facilitates, until it is over; computed at use."""
    is_open = meeting.state_at(at) in ON_OR_AHEAD
    return visiting.visitor(meeting.learning_set, meeting.pk, at) if is_open else None


def circle_of(meeting: Meeting, at: datetime) -> Circle:
    """Who belongs in the room of this meeting at this instant: those of its set, and a visitor if nobody facilitates it."""
    circle = sets.circle(meeting.learning_set, at)
    return circle if circle.term else replace(circle, visitor=visitor_of(meeting, at))


def load_room(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Access | None:
    """The meeting whose room is asked for, as `meetings` finds it; a visitor finds the one they visit, while it lasts."""
    found = meetings.load_meeting(viewer, kwargs, at)
    if found is not None and found.standings & meetings.INSIDE:
        return found
    meeting = Meeting.objects.select_related("learning_set", "agreement").filter(pk=kwargs["meeting_id"]).first()
    visitor = visitor_of(meeting, at) if meeting else None
    is_visitor = visitor is not None and visitor.pk == viewer.pk
    return Access(meeting, frozenset({Standing.VISITOR})) if is_visitor else found


def visits_of(viewer: Person, at: datetime) -> list[Meeting]:
    """The meetings the viewer visits and that are on or ahead, the next first."""
    own = [visit.meeting for visit in visiting.visits_of(viewer)]
    found = Meeting.objects.filter(pk__in=own).select_related("learning_set").order_by("starts_at", "pk") if own else ()
    return [meeting for meeting in found if visitor_of(meeting, at) == viewer]


def _with(read: QuerySet[Meeting], related: str, **names: str) -> QuerySet[Any]:
    """Each meeting once for each of its set's related rows, with these columns of the row."""
    return read.annotate(**{name: F(f"learning_set__{related}__{column}") for name, column in names.items()})


def position(meeting_id: UUID) -> tuple[UUID, int]:
    """The log and the line the room is at; a room not opened yet is at line 0 of no log."""
    found = Room.objects.filter(meeting=meeting_id).values_list("log_id", "seq").first()
    return found or (meeting_id, 0)


def left_open(at: datetime) -> list[UUID]:
    """Meetings that count as closed while their room has not made its closing move."""
    rooms = Room.objects.filter(closed_at=None, meeting__starts_at__lte=at).select_related("meeting").order_by("pk")
    return [room.meeting_id for room in rooms if room.meeting.state_at(at) is MeetingState.CLOSED]


def gather(found: Found, viewers: Collection[UUID], *, here: frozenset[UUID], at: datetime) -> Gathered:
    """Read what the screens of these viewers need of a room; whoever may not look is left out."""
    meeting, circle, state, captures = found.meeting, found.circle, found.state, found.captures
    known = {person.pk: person for person in circle.everybody}
    looking = {viewer: known[viewer] for viewer in _welcome(meeting, viewers, at) if viewer in known}
    stands = meeting.state_at(at)
    agreement, counts = _agreement(meeting, consents=found.asks_consent, is_open=state is not None)
    (log_id, seq), (words, answers) = found.place, _words(meeting, is_begun=found.room is not None)
    return Gathered(
        meeting=meeting,
        protocol=found.protocol,
        state=state,
        stands=stands,
        log_id=log_id,
        seq=seq,
        names=_names(state, known),
        members=tuple(person.pk for person in circle.members),
        facilitator=circle.facilitator.pk if circle.facilitator else None,
        visitor=circle.visitor.pk if circle.visitor else None,
        viewers=looking,
        here=here,
        words=words,
        answers=answers,
        headlines=_headlines(state),
        briefs=_briefs(state, meeting),
        agreement=agreement,
        agreement_counts=counts,
        ledger=_ledger(circle.members, meeting, wanted=Kind.BID in captures),
        of_turn=_of_turn(state, meeting, known, wanted=Kind.PROGRESS in captures),
        own=_own(found, looking, captures, agreement if found.asks_consent else None, stands),
        tried=tuple(agreements.tried_among(meeting.ran_with)) if found.looks_back else (),
        next_time=meetings.next_time(meeting.learning_set, at) if found.looks_back else None,
    )


def find(meeting_id: UUID, at: datetime) -> Found:
    """Read a room and who belongs to it.

    Raises:
        Meeting.DoesNotExist: there is no such meeting.
    """
    meeting = Meeting.objects.select_related("learning_set", "agreement", "room").get(pk=meeting_id)
    room: Room | None = getattr(meeting, "room", None)
    protocol = _protocol_of(meeting)
    state = step.decode(room.snapshot, protocol) if room else None
    return Found(meeting, room, circle_of(meeting, at), protocol, state)


def _protocol_of(meeting: Meeting) -> Protocol:
    """The frozen shape of a meeting that was opened, the planned one of a meeting to come."""
    if meeting.protocol:
        return protocols.frozen(meeting.protocol)
    return protocols.shape_of(meeting.learning_set, meeting.protocol_key)


def _welcome(meeting: Meeting, viewers: Collection[UUID], at: datetime) -> Collection[UUID]:
    """Of those who belong to the set now, all may look until the meeting is closed, but not who joined after that."""
    if meeting.state_at(at) is not MeetingState.CLOSED:
        return viewers
    return {person for _, person in pairs_that_may_be_in({(meeting.pk, viewer) for viewer in viewers}, at)}


def _names(state: State | None, known: Mapping[UUID, Person]) -> dict[UUID, str]:
    """Names of everybody the state speaks of; those who left meanwhile are asked for."""
    named = {person.pk: person.name for person in known.values()}
    spoken_of = {*state.people.members, *(capture.person for capture in state.captures)} if state else set()
    gone = spoken_of - set(named)
    if gone:
        named |= dict(Person.objects.filter(pk__in=gone).values_list("pk", "name"))
    return named


def _words(meeting: Meeting, *, is_begun: bool) -> tuple[dict[UUID, Said], tuple[Said, ...]]:
    """What was said, under the ids the log names, and the review's answers in an order that tells nothing."""
    said: dict[UUID, Said] = {}
    answers: list[Said] = []
    for words in Words.objects.filter(meeting=meeting).order_by("pk") if is_begun else ():
        told = Said(words.text, words.author_id, words.audience)
        if words.audience in (WordsFor.NAMED, WordsFor.UNNAMED):
            answers.append(told)
        else:
            said[words.pk] = told
    return said, tuple(answers)


def _headlines(state: State | None) -> dict[UUID, str]:
    """The headline of every challenge somebody bids with or brings."""
    bids, slots = (state.agenda.bids, state.agenda.slots) if state else ((), ())
    offered = {bid.challenge for bid in bids} | {slot.challenge for slot in slots}
    wanted = [challenge for challenge in offered if challenge is not None]
    if not wanted:
        return {}
    brought = Challenge.objects.filter(pk__in=wanted).prefetch_related("framings")
    return {challenge.pk: challenges.headline(challenge) for challenge in brought}


def _briefs(state: State | None, meeting: Meeting) -> dict[UUID, SharedBrief]:
    """What the present presenter shared for this meeting."""
    slot = state.slot if state and state.is_open else None
    if slot is None or slot.challenge is None:
        return {}
    shared = SharedBrief.objects.filter(meeting=meeting, challenge=slot.challenge)
    return {brief.challenge_id: brief for brief in shared}


def _agreement(meeting: Meeting, *, consents: bool, is_open: bool) -> tuple[Version | None, tuple[int, int]]:
    """The agreement this meeting holds to; where consent is given in the room, the draft; once it is over, what it agreed."""
    draft = agreements.draft(meeting.learning_set) if consents else None
    if draft is not None:
        tally = agreements.tally(draft)
        return draft, (tally.agreed, tally.of)
    if consents or not is_open:
        return agreements.in_force(meeting.learning_set), (0, 0)
    agreed = agreements.agreed_between(meeting.learning_set, meeting.opened_at, meeting.closed_at)
    return agreed or meeting.agreement, (0, 0)


def _ledger(members: Sequence[Person], meeting: Meeting, *, wanted: bool) -> tuple[tuple[str, int], ...]:
    if not wanted or not members:
        return ()
    return tuple((person.name, seconds) for person, seconds in meetings.ledger(members[0], meeting.learning_set))


def _of_turn(state: State | None, meeting: Meeting, known: Mapping[UUID, Person], *, wanted: bool) -> tuple[Action, ...]:
    """What whoever's turn it is shows the set of their open actions."""
    turn = rounds.speaker(state) if wanted and state else None
    person = known.get(turn) if turn else None
    if person is None:
        return ()
    shown = actions.for_progress(person, meeting.learning_set, person, meeting)
    return tuple(action for action in shown if action.shown_to_set)


def _own(
    found: Found,
    looking: Mapping[UUID, Person],
    captures: frozenset[Kind],
    draft: Version | None,
    stands: MeetingState,
) -> dict[UUID, Own]:
    meeting, learning_set = found.meeting, found.meeting.learning_set
    drafts: dict[UUID, dict[str, Draft]] = {person: {} for person in looking}
    for typed in Draft.objects.filter(meeting=meeting, author__in=looking, place__startswith=TYPED):
        if typed.text:
            drafts[typed.author_id][typed.place.removeprefix(TYPED)] = typed
    is_over = stands is MeetingState.CLOSED and found.state is not None
    last_lines = _last_lines(found.room, looking)
    return {
        pk: Own(
            drafts=drafts[pk],
            progress=tuple(actions.for_progress(person, learning_set, person, meeting)) if Kind.PROGRESS in captures else (),
            biddable=tuple(challenges.biddable(person, learning_set)) if Kind.BID in captures else (),
            consent=agreements.standing_of_consent(person, draft) if draft else None,
            kept=tuple(one for one in challenges.kept_questions(person) if one.meeting_id == meeting.pk) if is_over else (),
            set_out=tuple(one for one in actions.mine(person, learning_set) if one.meeting_id == meeting.pk)
            if is_over or Kind.ACTION in captures
            else (),
            last_line=last_lines.get(pk, 0),
        )
        for pk, person in looking.items()
    }


def _last_lines(room: Room | None, people: Collection[UUID]) -> dict[UUID, int]:
    """Where the last move of each of these people stands in the present log."""
    lines = Move.objects.filter(meeting=room.meeting_id, log_id=room.log_id, by__in=people) if room else Move.objects.none()
    return dict(lines.values_list("by").annotate(last=Max("seq")))


def phase_version(meeting_id: UUID) -> int:
    """The phase version of an open room, for the product's own steering moves."""
    room = Room.objects.get(meeting=meeting_id)
    return int(room.snapshot.get("phase_version", 0))


def export_of(person: Person) -> dict[str, object]:
    """What this person said in meetings of sets they are or were a member of, in their own words; nobody else's.

    What a facilitator said stays with the set (design: mission.md, promise 2); what was for the author alone does not.
    """
    been_in = Membership.objects.filter(person=person).values("learning_set")
    said = Words.objects.filter(Q(learning_set__in=been_in) | Q(audience="me"), author=person, blanked_at=None)
    own = said.order_by("meeting", "pk")
    typed = Draft.objects.filter(author=person, place__startswith=TYPED).order_by("meeting", "pk")
    return {
        "said": [{"meeting": str(words.meeting_id), "for": words.audience, "text": words.text} for words in own],
        "typed_and_not_sent": [{"meeting": str(draft.meeting_id), "text": draft.text} for draft in typed],
    }
