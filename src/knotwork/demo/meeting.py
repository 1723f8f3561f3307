"""Holds a past meeting of the story in the room itself: every word and every press is a move that was kept."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

from knotwork.actions import queries as actions
from knotwork.actions import services as acting
from knotwork.actions.enums import Outcome
from knotwork.actions.models import Action
from knotwork.challenges import queries as challenges
from knotwork.challenges import services as framing
from knotwork.challenges.enums import Help, InterventionKind, Prompt, Status
from knotwork.challenges.models import Challenge
from knotwork.demo.cast import Role
from knotwork.demo.reviewed import FELT
from knotwork.demo.texts import Brought, Met, Prepared, Presented, Undertaken
from knotwork.live import services as room
from knotwork.live.flow.state import QuestionState, State
from knotwork.live.services import rooms
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Attendance
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.protocols.shape import Kind
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets.models import LearningSet

type People = Mapping[Role, Person]


def hold(meeting: Meeting, met: Met, cast: People, told: ModuleType, *, facilitator: Role | None) -> None:
    """Hold one meeting from its opening to its close, then let its members think about it for a day."""
    Sitting(meeting, met, cast, told, facilitator).hold()
    if met.number == 1:
        _note_what_was_learned(meeting, cast, told)
    for brought in told.BROUGHT:
        mine = _challenge(brought, cast, meeting)
        if met.number == 1:
            _tell_what_was_tried(mine, brought, cast[brought.who], at=meeting.planned_end_at + timedelta(days=1))
        for reframing in brought.reframings:
            if reframing.meeting == met.number:
                then = meeting.planned_end_at + timedelta(days=2)
                framing.reframe(
                    mine,
                    headline=reframing.headline,
                    moved_by=reframing.moved_by,
                    meeting=meeting,
                    by=cast[brought.who],
                    at=then,
                )


def _note_what_was_learned(meeting: Meeting, cast: People, told: ModuleType) -> None:
    """A first meeting has no round for learning; what somebody learned in it is noted the day after."""
    for learned in told.LEARNED:
        if learned.meeting == meeting.number:
            reflections.note(
                author=cast[learned.who],
                learning_set=meeting.learning_set,
                level=Level(learned.level),
                text=learned.text,
                audience=Audience.SET if learned.for_set else Audience.ME,
                meeting=meeting,
                at=meeting.planned_end_at + timedelta(days=1),
            )


def look_forward(meeting: Meeting, cast: People, told: ModuleType, *, at: datetime) -> None:
    """The days before the meeting that can be opened now: what is prepared, and what stays private."""
    for role, title, text in told.LOGGED:
        reflections.write_entry(author=cast[role], title=title, text=text, at=at - timedelta(days=4))
    for prepared in told.PREPARED:
        mine = _challenge(prepared, cast, meeting)
        brought = next(brought for brought in told.BROUGHT if brought.who == prepared.who)
        framing.write_brief(
            mine,
            answers={Prompt.TRIED: brought.tried[-1], Prompt.DO_NOT_ASK: prepared.do_not_ask},
            help_wanted=Help(prepared.help_wanted),
            challenge_invited=prepared.invited,
            version=0,
            by=cast[prepared.who],
            at=at - timedelta(days=1),
        )
        if prepared.shared:
            framing.share_brief(mine, meeting=meeting, by=cast[prepared.who], at=at - timedelta(hours=20))


def report_quietly(undertaken: Undertaken, cast: People, learning_set: LearningSet, *, at: datetime) -> None:
    """Somebody writes down what came of an action before telling the set."""
    outcome, mine = Outcome(undertaken.outcome), cast[undertaken.who]
    action = _open_action(undertaken, mine, learning_set)
    acting.report(action, outcome=outcome, what_happened=undertaken.what_happened, by=mine, at=at)


def _open_action(undertaken: Undertaken, mine: Person, learning_set: LearningSet) -> Action:
    return next(one for one in actions.open_of(mine, learning_set) if one.what == undertaken.what)


def _challenge(brought: Brought | Prepared, cast: People, meeting: Meeting) -> Challenge:
    """What the set shares, or else the person's own."""
    return challenges.in_hand(cast[brought.who], meeting.learning_set)[0]


def _tell_what_was_tried(challenge: Challenge, brought: Brought, owner: Person, *, at: datetime) -> None:
    framing.place(challenge, status=Status.LIVE, domains=brought.domains, by=owner, at=at)
    for what in brought.tried:
        framing.tell_intervention(challenge, kind=InterventionKind.TRIED, what=what, by=owner, at=at)
    if brought.planned:
        framing.tell_intervention(challenge, kind=InterventionKind.PLANNED, what=brought.planned, by=owner, at=at)


class Sitting:
    """One meeting while it is held. Time passes only as the story says."""

    def __init__(self, meeting: Meeting, met: Met, cast: People, told: ModuleType, facilitator: Role | None) -> None:
        self.meeting, self.met, self.cast, self.told = meeting, met, cast, told
        self.facilitator = facilitator
        self.now = meeting.starts_at
        self.captured: Mapping[Kind, Callable[[], None]] = {
            Kind.HOPE: self._hopes,
            Kind.HEADLINE: self._headlines,
            Kind.BID: self._bids,
            Kind.PROGRESS: self._progress,
            Kind.QUESTION: self._questions,
            Kind.REFLECTION: self._reflections,
            Kind.OFFER: self._offers,
            Kind.ACTION: self._actions,
            Kind.LEARNING: self._learnings,
            Kind.REVIEW: self._review,
        }

    def hold(self) -> None:
        """From the first press to the last."""
        steward = self.met.steward
        for role, words in self.met.apologies:
            day_before = self.now - timedelta(days=1)
            meetings.answer_attendance(self.meeting, answer=Attendance.CANNOT, message=words, by=self.cast[role], at=day_before)
        self._press(steward, "open", expect=0)
        self._press(steward, "take_chair")
        for role in (*self.met.came, *([self.facilitator] if self.facilitator else [])):
            self._press(role, "arrive")
        while not self._is_at_the_end():
            self._live_through_the_phase()
            self._press(steward, "move_on", expect=self.state.phase_version)
        self._live_through_the_phase()
        if self.met.number == 1:
            self._set_out_at_the_end()
        self._press(steward, "close", expect=self.state.phase_version)

    @property
    def state(self) -> State:
        """What is true in the room now."""
        held = rooms.room_of(self.meeting)
        assert held is not None  # noqa: S101 – the first press opened it
        self.meeting.refresh_from_db()
        return rooms.state_of(held, rooms.protocol_of(self.meeting))

    @property
    def turn(self) -> Presented:
        """The turn of whoever presents now."""
        slot = self.state.slot
        presenter = slot.person if slot else None
        return next(turn for turn in self.met.turns if self.cast[turn.who].pk == presenter)

    def _press(self, role: Role, kind: str, *, expect: int | None = None, text: str = "", **rest: Any) -> None:
        """One move; words are passed as `text` or in `words=`."""
        self.now += timedelta(seconds=7)
        words = {**({"text": text} if text else {}), **rest.pop("words", {})}
        room.make_move(
            self.meeting.pk,
            viewer=self.cast[role],
            kind=kind,
            body=rest,
            words=words,
            move_id=new_id(),
            expect=expect,
            at=self.now,
        )

    def _capture(self, role: Role, what: Kind, text: str, **words: str) -> None:
        state = self.state
        slot = {"slot": state.run.slot} if state.run and state.run.slot is not None else {}
        phase = state.run.phase if state.run else 0
        self._press(role, "capture", what=what.value, phase=phase, **slot, text=text, words=words)

    def _is_at_the_end(self) -> bool:
        state = self.state
        return state.run is not None and state.run.phase == len(state.protocol.phases) - 1

    def _live_through_the_phase(self) -> None:
        phase = self.state.phase
        if phase is None:
            return
        began = self.now
        if phase.per_presenter and phase.key == "present":
            self._press(self.turn.who, "accept_offers" if self.turn.offered else "decline_offers")
        for kind in phase.capture:
            self.captured.get(kind, _nothing)()
        minutes = phase.minutes
        if phase.key == "explore":
            minutes = max(minutes, self.turn.minutes - 20)
        self.now = max(self.now, began + timedelta(minutes=minutes, seconds=-20))

    def _hopes(self) -> None:
        for joining in self.told.JOINED:
            self._capture(joining.who, Kind.HOPE, f"I hope {joining.hopes[0].lower()}{joining.hopes[1:]}")

    def _headlines(self) -> None:
        for brought in self.told.BROUGHT:
            self._capture(brought.who, Kind.HEADLINE, brought.headline)

    def _bids(self) -> None:
        places = []
        for turn in self.met.turns:
            mine = challenges.biddable(self.cast[turn.who], self.meeting.learning_set)[0]
            self._press(turn.who, "bid", minutes=turn.minutes, challenge=str(mine.pk))
            places.append({"person": str(self.cast[turn.who].pk), "minutes": turn.minutes})
        self._press(self.met.steward, "set_order", expect=self.state.phase_version, places=places)

    def _progress(self) -> None:
        """What was set out last time: told by those who came, written down quietly by those who did not."""
        for undertaken in self._undertaken(self.met.number - 1):
            if not undertaken.outcome:
                continue
            if undertaken.who not in self.met.came:
                report_quietly(undertaken, self.cast, self.meeting.learning_set, at=self.now)
                continue
            action = _open_action(undertaken, self.cast[undertaken.who], self.meeting.learning_set)
            words = {"action": str(action.pk), "outcome": undertaken.outcome}
            self._capture(undertaken.who, Kind.PROGRESS, undertaken.what_happened, **words)

    def _questions(self) -> None:
        if self.state.phase is None or self.state.phase.key != "explore":
            return
        slot = self.state.run.slot if self.state.run else None
        for asker, text, kept in self.turn.asked:
            self._press(asker, "have_question", slot=slot, text=text)
            question = self._in_play()
            self.now += timedelta(minutes=3)
            if kept:
                self._press(self.turn.who, "keep_question", question=str(question))
            self._press(self.turn.who, "answered", question=str(question))

    def _in_play(self) -> UUID:
        return next(question.id for question in self.state.questions if question.state is QuestionState.IN_PLAY)

    def _reflections(self) -> None:
        for role, text in self.turn.reflected:
            self._capture(role, Kind.REFLECTION, text)

    def _offers(self) -> None:
        for role, text in self.turn.offered:
            self._capture(role, Kind.OFFER, text)

    def _actions(self) -> None:
        for undertaken in self._undertaken(self.met.number):
            if undertaken.who == self.turn.who:
                self._set_out(undertaken)

    def _set_out(self, undertaken: Undertaken) -> None:
        words = {"hopes_to_learn": undertaken.hopes_to_learn}
        self._press(undertaken.who, "choose_action", text=undertaken.what, words=words)

    def _set_out_at_the_end(self) -> None:
        for undertaken in self._undertaken(self.met.number):
            self._set_out(undertaken)

    def _learnings(self) -> None:
        presenters = {turn.who for turn in self.met.turns}
        for undertaken in self._undertaken(self.met.number):
            if undertaken.who not in presenters:
                self._set_out(undertaken)
        for learned in self.told.LEARNED:
            if learned.meeting == self.met.number and learned.who in self.met.came:
                audience = {} if learned.for_set else {"audience": "me"}
                self._capture(learned.who, Kind.LEARNING, learned.text, level=learned.level, **audience)

    def _review(self) -> None:
        items = [item.key for item in self.state.phase.review if item.scale] if self.state.phase else []
        for role in self.met.came:
            said = FELT[role.name][3 * (self.met.number - 1) :]
            scales = dict(zip(items, said, strict=False))
            self._press(role, "answer_review", words={"word": self.met.one_word[role.name], **scales})

    def _undertaken(self, number: int) -> list[Undertaken]:
        return [undertaken for undertaken in self.told.UNDERTAKEN if undertaken.meeting == number]


def _nothing() -> None:
    """Phases that keep nothing of what was said."""
