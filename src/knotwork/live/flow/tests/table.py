"""A table to play meetings at: people by name, minutes by the clock, and a random meeting by seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from knotwork.live.flow import moves, rounds, who
from knotwork.live.flow.events import Event, Stepped
from knotwork.live.flow.moves import Move
from knotwork.live.flow.state import Answer, PauseKind, Seat, State
from knotwork.live.flow.step import begin, due_at, step
from knotwork.live.flow.why import Why
from knotwork.protocols import library
from knotwork.protocols.shape import Audience, Kind, Protocol

START = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
AMARA, BO, CHEN, DINA, EDO, FARAH, GORAN = (UUID(int=number) for number in range(1, 8))
MARA = UUID(int=99)
MEMBERS = (BO, CHEN, DINA, EDO, FARAH, GORAN)
STEERING_KINDS = frozenset(kind for kind, move in moves.KINDS.items() if "expect" in move.__dataclass_fields__)


def protocol(key: str = "classic") -> Protocol:
    return library.shipped_by_key(key)


@dataclass
class Table:
    """A meeting one plays by hand: each call is a move, time goes on by `wait`."""

    state: State
    at: datetime = START
    happened: list[Event] = field(default_factory=list)

    def try_move(self, by: UUID | None, move: Move) -> Stepped | Why:
        return step(self.state, move, by=by, at=self.at)

    def move(self, by: UUID | None, move: Move) -> tuple[Event, ...]:
        stepped = self.try_move(by, move)
        assert isinstance(stepped, Stepped), stepped
        self.state = stepped.state
        self.happened += stepped.happened
        return stepped.happened

    def steer(self, by: UUID | None, kind: Callable[..., Move], **fields: object) -> tuple[Event, ...]:
        return self.move(by, kind(expect=self.state.phase_version, **fields))

    def refused(self, by: UUID | None, move: Move) -> Why:
        answer = self.try_move(by, move)
        assert isinstance(answer, Why), answer
        return answer

    def wait(self, minutes: float = 0, seconds: float = 0) -> None:
        self.at += timedelta(minutes=minutes, seconds=seconds)

    @property
    def phase(self) -> str:
        assert self.state.phase is not None
        return self.state.phase.key

    @property
    def expect(self) -> int:
        return self.state.phase_version

    def to(self, key: str, by: UUID = BO) -> None:
        """Move on, finishing rounds, until this phase."""
        while self.phase != key:
            while (turn := rounds.speaker(self.state)) is not None:
                self.move(by, moves.NextSpeaker(after=turn))
            self.steer(by, moves.MoveOn)


def seated(key: str = "classic", *, minutes: int | None = None, facilitator: UUID | None = None) -> Table:
    """Everybody of Heron is here, the meeting is not open yet."""
    shape = protocol(key)
    ends_at = START + timedelta(minutes=minutes or shape.minutes)
    table = Table(begin(shape, members=MEMBERS, ends_at=ends_at, at=START, facilitator=facilitator))
    for person in MEMBERS:
        table.move(person, moves.Arrive())
    return table


def opened(key: str = "classic", **options: UUID | None) -> Table:
    """Bo stewards and has opened the meeting."""
    table = seated(key, **options)
    table.move(BO, moves.TakeChair())
    table.steer(BO, moves.Open)
    return table


def presenting(*people: UUID, key: str = "classic", phase: str = "present") -> Table:
    """The first of these people presents (Dina, then Edo, if nobody is named)."""
    table = opened(key)
    table.to("agreement-and-bids" if key == "classic" else "bids")
    places = tuple(moves.Place(person, 40) for person in people or (DINA, EDO))
    table.steer(BO, moves.SetOrder, places=places)
    table.to("present")
    table.to(phase)
    return table


@dataclass
class Dice:
    """Random moves that a meeting might see: mostly what is possible, now and then anything at all."""

    seed: int
    made: int = 1000

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.words: list[UUID] = []
        self.people = [*MEMBERS, AMARA]

    def fresh(self) -> UUID:
        self.made += 1
        return UUID(int=self.seed * 100_000 + self.made)

    def wait(self) -> timedelta:
        return timedelta(milliseconds=self.random.choice((0, 7, 400, 5_000, 25_000, 90_000, 400_000)))

    def pick(self, state: State, at: datetime) -> tuple[UUID | None, Move]:
        by: UUID | None = self.random.choice([*MEMBERS, *MEMBERS, state.people.facilitator or BO, MARA])
        if self.random.random() < 0.05:
            by = None
        if self.random.random() < 0.08:
            return by, self.build(state, self.random.choice(_KINDS))
        if self.random.random() < 0.02 or by is None:
            return by, self.build(state, self.possible(state, by, at, _SELDOM))
        return by, self.build(state, self.possible(state, by, at, _OFTEN))

    def possible(self, state: State, by: UUID | None, at: datetime, kinds: list[str]) -> str:
        """A kind this person may send now, the likelier ones rather; whatever comes when luck is out."""
        weights = [_WEIGHT.get(kind, 2) for kind in kinds]
        tries = self.random.choices(kinds, weights, k=30)
        return next((kind for kind in tries if who.why_not(state, kind, by, at) is None), tries[0])

    def build(self, state: State, kind: str) -> Move:
        made = _BUILT.get(kind)
        if made is not None:
            return made(self, state)
        plain = moves.KINDS[kind]
        return plain(expect=self.expect(state)) if kind in STEERING_KINDS else plain()

    def anybody(self) -> UUID:
        return self.random.choice([*self.people, MARA])

    def slot(self, state: State) -> int:
        return self.random.choice(state.agenda.slots).number if state.agenda.slots else 0

    def admit(self, _state: State) -> Move:
        return moves.Admit(self.random.choice([self.anybody(), AMARA]), self.random.choice(list(Seat)))

    def next_speaker(self, state: State) -> Move:
        turn = rounds.speaker(state)
        return moves.NextSpeaker(turn if turn and self.random.random() < 0.8 else self.anybody())

    def set_order(self, state: State) -> Move:
        people = self.random.sample([*MEMBERS], self.random.randrange(0, 4))
        places = tuple(moves.Place(one, self.random.choice((20, 30))) for one in people)
        return moves.SetOrder(self.expect(state), places)

    def absent(self, state: State) -> Move:
        return moves.PresenterAbsent(self.expect(state), self.slot(state), self.random.choice((None, self.anybody())))

    def have_question(self, state: State) -> Move:
        word = self.fresh() if self.random.random() < 0.5 else None
        self.words += [word] if word else []
        run = state.run
        here = self.slot(state) if run is None or run.slot is None or self.random.random() < 0.1 else run.slot
        return moves.HaveQuestion(self.fresh(), here, word)

    def question(self, state: State) -> UUID:
        return self.random.choice([row.id for row in state.questions] or [self.fresh()])

    def capture(self, state: State) -> Move:
        self.words.append(self.fresh())
        phase, number = (state.run.phase, state.run.slot) if state.run else (0, None)
        kinds = state.protocol.phases[phase].capture or (Kind.PROCESS,)
        audience = self.random.choice(list(Audience))
        return moves.CaptureWords(self.random.choice(kinds), self.words[-1], audience, phase, number)

    def plan_phase(self, state: State) -> Move:
        return moves.PlanPhase(self.random.randrange(-1, len(state.protocol.phases) + 1), self.random.choice((3, 5, 12)))

    def word(self) -> UUID:
        return self.random.choice([*self.words, self.fresh()])

    def expect(self, state: State) -> int:
        return state.phase_version if self.random.random() < 0.97 else state.phase_version + 1


_KINDS = sorted(moves.KINDS)
_BUILT: dict[str, Callable[[Dice, State], Move]] = {
    "admit": Dice.admit,
    "remove": lambda dice, _state: moves.Remove(dice.anybody()),
    "write_for": lambda dice, _state: moves.WriteFor(dice.anybody()),
    "stop_writing_for": lambda dice, state: moves.StopWritingFor(
        dice.random.choice([w.person for w in state.people.writing] or [BO])
    ),
    "offer_chair": lambda dice, _state: moves.OfferChair(dice.anybody()),
    "next_speaker": Dice.next_speaker,
    "reorder_round": lambda dice, _state: moves.ReorderRound(tuple(dice.random.sample(dice.people, 3))),
    "extend": lambda dice, state: moves.Extend(dice.expect(state), dice.random.choice((-5, 0, 2, 5, 10, 99))),
    "plan_phase": Dice.plan_phase,
    "pause": lambda dice, _state: moves.PauseMeeting(dice.random.choice(list(PauseKind))),
    "begin_silence": lambda dice, state: moves.BeginSilence(dice.expect(state), dice.random.choice((5, 30, 60))),
    "bid": lambda dice, _state: moves.PlaceBid(dice.random.choice((1, 20, 40)), dice.fresh()),
    "set_order": Dice.set_order,
    "begin_slot": lambda dice, state: moves.BeginSlot(dice.expect(state), dice.slot(state)),
    "presenter_absent": Dice.absent,
    "choose_action": lambda dice, _state: moves.ChooseAction(dice.fresh()),
    "have_question": Dice.have_question,
    "withdraw_question": lambda dice, state: moves.WithdrawQuestion(dice.question(state)),
    "put_in_play": lambda dice, state: moves.PutInPlay(dice.question(state)),
    "answered": lambda dice, state: moves.Answered(dice.question(state)),
    "pass_question": lambda dice, state: moves.PassQuestion(dice.question(state)),
    "keep_question": lambda dice, state: moves.KeepQuestion(dice.question(state)),
    "capture": Dice.capture,
    "withdraw_capture": lambda dice, _state: moves.WithdrawCapture(dice.word()),
    "redact": lambda dice, _state: moves.Redact(dice.word()),
    "consent": lambda dice, _state: moves.GiveConsent(
        UUID(int=7), dice.random.choice((1, 2)), dice.random.choice(list(Answer))
    ),
}
_RARE = frozenset({"close", "abandon", "depart_room", "settle", "arrive", "pause", "leave_chair", "steward_lost"})
_WEIGHT = {"move_on": 40, "open": 60, "set_order": 9, "have_question": 12, "answered": 6, "keep_question": 6, "next_speaker": 9}
_WEIGHT |= {"resume": 30, "take_chair": 6, "redact": 6, "go_back": 6, "capture": 8, "bid": 3, "write_for": 1, "consent": 1}
_WEIGHT |= {"remove": 1, "admit": 1, "steward_lost": 4, "steward_back": 20, "plan_phase": 4, "stop_writing_for": 4}
_OFTEN = [kind for kind in _KINDS if kind not in _RARE]
_SELDOM = [*sorted(_RARE), "steward_back", "remove", "admit"]


def play(key: str, seed: int, moves_made: int = 60):
    """One random meeting: yields (before, by, move, at, answer) for each move tried, product's settling included."""
    dice = Dice(seed)
    ends_at = START + timedelta(minutes=protocol(key).minutes)
    facilitator = dice.random.choice((AMARA, None))
    state = begin(protocol(key), members=MEMBERS, ends_at=ends_at, at=START, facilitator=facilitator)
    at = START
    for _ in range(moves_made):
        at += dice.wait()
        due = due_at(state)
        if due is not None and due <= at and dice.random.random() < 0.5:
            by, move = None, moves.Settle()
        else:
            by, move = dice.pick(state, at)
        answer = step(state, move, by=by, at=at)
        yield state, by, move, at, answer
        if isinstance(answer, Stepped):
            state = answer.state
