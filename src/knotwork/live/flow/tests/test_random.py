"""2,000 random meetings on the three protocols: what must hold in each moment of each."""

import json
from collections import Counter
from datetime import timedelta

import pytest

from knotwork.live.flow import moves, step, time
from knotwork.live.flow.events import Opened, PhaseEntered, Stepped
from knotwork.live.flow.state import QuestionState, SlotState, State
from knotwork.live.flow.tests.table import play, protocol
from knotwork.live.flow.why import Why

KEYS = ("first-meeting", "classic", "classic-short")
SEEDS = {"first-meeting": range(500), "classic": range(500, 1300), "classic-short": range(1300, 2000)}


def check_moment(state: State) -> None:
    """What is true of every state, whatever led to it."""
    people, chair = state.people, state.chair
    assert sum(row.state is QuestionState.IN_PLAY for row in state.questions) <= 1
    assert len({row.id for row in state.questions}) == len(state.questions)
    assert sum(run.entered_at is not None for run in state.path) == (1 if state.is_open else 0)
    assert len({row.number for row in state.agenda.slots}) == len(state.agenda.slots)
    assert len({(row.phase, row.slot) for row in state.rounds}) == len(state.rounds)
    assert chair.offered_to is None or chair.offered_to != chair.steward
    assert chair.steward is None or chair.steward in {*people.members, people.facilitator}
    assert not people.present - {*people.members, people.facilitator, *people.visitors}
    assert {row.person for row in people.writing} <= people.present
    assert state.here < len(state.path)
    if state.slot is not None and state.is_open:
        assert state.slot.state in (SlotState.BEGUN, SlotState.STOPPED)
    for run in state.path:
        assert run.spent >= timedelta(0)
        assert run.extended >= 0


def check_step(before: State, stepped: Stepped) -> None:
    """What is true from one moment to the next."""
    after = stepped.state
    assert after.at >= before.at
    assert after.phase_version >= before.phase_version
    if (before.here, len(before.path)) != (after.here, len(after.path)) or before.slot != after.slot:
        assert (
            after.phase_version > before.phase_version or before.slot == after.slot or before.slot.offers != after.slot.offers
        )
    assert {row.word for row in before.captures} <= {row.word for row in after.captures}
    assert {run.slot for run in before.path} <= {run.slot for run in after.path}
    entered = [event for event in stepped.happened if isinstance(event, PhaseEntered)]
    assert all(before.at <= event.at <= after.at for event in entered)


def elapsed_in_slots(log: list[tuple[State, State]]) -> Counter[int]:
    """Microseconds each slot had, counted from outside: time between moves while in it and not paused."""
    seconds: Counter[int] = Counter()
    for before, after in log:
        if before.run is not None and before.run.slot is not None and before.is_open and before.floor.pause is None:
            seconds[before.run.slot] += (after.at - before.at) // timedelta(microseconds=1)
    return seconds


@pytest.mark.parametrize("key", KEYS)
def test_random_meetings_keep_every_promise(key: str) -> None:
    kinds: Counter[str] = Counter()
    for seed in SEEDS[key]:
        kinds += play_and_check(key, seed)

    never = NOT_IN_A_FIRST_MEETING if key == "first-meeting" else frozenset()
    assert set(moves.KINDS) - set(kinds) - never == set()


NOT_IN_A_FIRST_MEETING = frozenset(
    {"bid", "withdraw_bid", "set_order", "begin_slot", "presenter_absent", "stop_slot", "accept_offers", "decline_offers"}
    | {"redirect", "think_it_is_time", "have_question", "withdraw_question", "put_in_play", "answered", "pass_question"}
    | {"keep_question", "redact", "skip_phase", "keep_length"}
)


def play_and_check(key: str, seed: int) -> Counter[str]:
    """Play one meeting, check it at each move, then replay its log and read back its snapshot."""
    log, pairs, kinds, first, opened = [], [], Counter(), None, 0
    for before, by, move, at, answer in play(key, seed):
        first = first or before
        if isinstance(answer, Why):
            continue
        check_moment(answer.state)
        check_step(before, answer)
        opened += sum(isinstance(event, Opened) for event in answer.happened)
        kinds[move.kind] += 1
        pairs.append((before, answer.state))
        log.append((move.kind, json.dumps(moves.body(move)), by, at))
    if first is None or not pairs:
        return kinds
    last = pairs[-1][1]
    assert opened <= 1
    assert replayed(first, log) == last
    assert step.decode(json.loads(json.dumps(step.encode(last))), protocol(key)) == last
    check_airtime(last, elapsed_in_slots(split_at_due(pairs)))
    return kinds


def replayed(state: State, log: list) -> State:
    for kind, body, by, at in log:
        answer = step.step(state, moves.parse(kind, json.loads(body)), by=by, at=at)
        assert isinstance(answer, Stepped)
        state = answer.state
    return state


def split_at_due(pairs: list[tuple[State, State]]) -> list[tuple[State, State]]:
    """Each step in two where something settled before it, so that time is counted where it was spent."""
    parts = []
    for before, after in pairs:
        due, at = step.due_at(before), before
        while due is not None and due <= after.at:
            settled = step.step(at, moves.Settle(), by=None, at=due)
            assert isinstance(settled, Stepped)
            parts.append((at, settled.state))
            at, due = settled.state, step.due_at(settled.state)
        parts.append((at, after))
    return parts


def check_airtime(last: State, elapsed: Counter[int]) -> None:
    for slot in last.agenda.slots:
        if slot.state is not SlotState.CARRIED:
            assert time.airtime_seconds(last, slot.number, last.at) == round(elapsed[slot.number] / 1e6)


def test_going_back_and_on_again_loses_nothing() -> None:
    tried = 0
    for seed in range(300):
        for _before, _by, _move, at, answer in play("classic", seed):
            if isinstance(answer, Stepped) and answer.state.is_open and not answer.state.floor.pause:
                tried += went_back_and_on(answer.state, at)
    assert tried > 300


def went_back_and_on(state: State, at) -> bool:
    """Whether one could go back and on from here at once; if so, all that was captured is as it was."""
    by = state.chair.steward or (state.slot.person if state.slot else state.people.members[0] if state.people.members else None)
    back = step.step(state, moves.GoBack(state.phase_version), by=by, at=at)
    if isinstance(back, Why):
        return False
    on = step.step(back.state, moves.MoveOn(back.state.phase_version), by=by, at=at)
    if isinstance(on, Why) or not on.state.is_open:
        return False
    stop = (state.path[state.here].phase, state.path[state.here].slot)
    assert (on.state.path[on.state.here].phase, on.state.path[on.state.here].slot) == stop
    assert on.state.captures == state.captures
    assert {row.id: (row.word, row.kept) for row in on.state.questions} == {
        row.id: (row.word, row.kept) for row in state.questions
    }
    assert on.state.actions == state.actions
    assert on.state.consents == state.consents
    assert len(on.state.path) == len(state.path)
    for old, new in zip(state.path, on.state.path, strict=True):
        assert time.spent(on.state, new, at) == time.spent(state, old, at)
    return True


def test_what_is_due_is_settled_exactly_once() -> None:
    settled = 0
    for seed in range(300):
        for before, _by, _move, at, _answer in play("classic-short", seed):
            due = step.due_at(before)
            if due is None or not before.is_open:
                continue
            later = max(due, at) + timedelta(seconds=1)
            once = step.step(before, moves.Settle(), by=None, at=later)
            assert isinstance(once, Stepped)
            assert step.step(once.state, moves.Settle(), by=None, at=later) is Why.NOTHING_DUE
            settled += 1
    assert settled > 50
