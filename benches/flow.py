"""How fast the pure flow is: a whole classic meeting of six, played again and again (`python -m benches.flow`)."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from benches.figures import Figure, at_least, publish, told
from knotwork.live.flow import moves, questions, rounds, who
from knotwork.live.flow.events import Stepped
from knotwork.live.flow.state import Answer, State
from knotwork.live.flow.step import begin, decode, encode, step
from knotwork.protocols import library
from knotwork.protocols.shape import Audience, Kind

START = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
MEMBERS = tuple(UUID(int=number) for number in range(1, 7))
PLACES = tuple(moves.Place(person, 40) for person in MEMBERS[:3])
MEETINGS = 60
TIMES = 7


@dataclass
class Script:
    """A meeting being written down: every accepted move with who made it and when."""

    state: State
    lines: list[tuple[moves.Move, UUID, datetime]]
    ids: int = 100

    def make(self, by: UUID, move: moves.Move) -> None:
        """Make a move, which must be accepted, five seconds after the one before."""
        at = self.state.at + timedelta(seconds=5)
        stepped = step(self.state, move, by=by, at=at)
        if not isinstance(stepped, Stepped):
            raise TypeError(f"{move} was refused: {stepped}")
        self.state = stepped.state
        self.lines.append((move, by, at))

    def fresh(self) -> UUID:
        """An id not used before."""
        self.ids += 1
        return UUID(int=self.ids)


def written_meeting() -> tuple[State, Script]:
    """A classic meeting with three presenters from arrival to close, as six people might hold it."""
    protocol = library.shipped_by_key("classic")
    first = begin(protocol, members=MEMBERS, ends_at=START + timedelta(minutes=protocol.minutes), at=START)
    script = Script(first, [])
    for person in MEMBERS:
        script.make(person, moves.Arrive())
    steward = MEMBERS[5]
    script.make(steward, moves.TakeChair())
    script.make(steward, moves.Open(script.state.phase_version))
    agreement = script.fresh()
    for person in MEMBERS:
        script.make(person, moves.GiveConsent(agreement, 1, Answer.AGREE))
    while script.state.here < 0 or script.state.run is None or script.state.run.phase < len(protocol.phases) - 1:
        _hold_phase(script, steward)
        script.make(steward, moves.MoveOn(script.state.phase_version))
    script.make(steward, moves.Close(script.state.phase_version))
    return first, script


def _hold_phase(script: Script, steward: UUID) -> None:
    phase, slot = script.state.phase, script.state.slot
    if phase is None:
        return
    while (turn := rounds.speaker(script.state)) is not None:
        script.make(turn, moves.DoneSpeaking())
    if Kind.BID in phase.capture:
        for person in MEMBERS[:3]:
            script.make(person, moves.PlaceBid(40))
        script.make(steward, moves.SetOrder(script.state.phase_version, PLACES))
    if slot is not None and questions.are_asked_here(script.state):
        _ask(script, slot.number, slot.person)
    for person in MEMBERS:
        if "ready" in who.available(script.state, person, script.state.at):
            script.make(person, moves.Ready())
    if slot is None and phase.round:
        for person in MEMBERS:
            script.make(person, _words(script, phase.capture[0]))


def _words(script: Script, kind: Kind) -> moves.CaptureWords:
    return moves.CaptureWords(kind, script.fresh(), Audience.SET, script.state.path[script.state.here].phase)


def _ask(script: Script, slot: int, presenter: UUID) -> None:
    for person in (person for person in MEMBERS if person != presenter):
        script.make(person, moves.HaveQuestion(script.fresh(), slot, script.fresh()))
    while (asked := questions.in_play(script.state)) is not None:
        script.make(presenter, moves.KeepQuestion(asked.id))
        script.make(presenter, moves.Answered(asked.id))


def measured() -> list[Figure]:
    """Moves in a second (the median run counts), and what it costs to write and read the snapshot."""
    first, script = written_meeting()
    rates = [len(script.lines) * MEETINGS / _played(first, script) for _ in range(TIMES)]
    told_state = json.dumps(encode(script.state), separators=(",", ":"))
    return [
        at_least("moves a second", median(rates), "moves/s", 50_000),
        told("moves a second, slowest run", min(rates), "moves/s"),
        told("moves of the meeting", len(script.lines), "moves"),
        told("snapshot at its end", len(told_state) / 1000, "kB"),
        told("write a snapshot", _microseconds(lambda: encode(script.state)), "µs"),
        told("read a snapshot", _microseconds(lambda: decode(json.loads(told_state), first.protocol)), "µs"),
        told("what somebody may do now", _microseconds(lambda: who.available(first, MEMBERS[0], START)), "µs"),
    ]


def _played(first: State, script: Script) -> float:
    begun = process_time()
    for _ in range(MEETINGS):
        state = first
        for move, by, at in script.lines:
            stepped = step(state, move, by=by, at=at)
            if isinstance(stepped, Stepped):
                state = stepped.state
    return process_time() - begun


def _microseconds(work) -> float:  # noqa: ANN001 - any call without arguments
    begun = process_time()
    for _ in range(200):
        work()
    return (process_time() - begun) / 200 * 1e6


def main() -> int:
    """Measure, print, write; 0 when the bar is met."""
    return 0 if publish("flow", measured()) else 1


if __name__ == "__main__":
    sys.exit(main())
