"""Moving on and back, suggestions, time given and planned, pauses and silence, the end."""

from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from knotwork.live.flow import slots, way
from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Closed, Event, Opened, Stepped
from knotwork.live.flow.moves import (
    Abandon,
    BeginSilence,
    Close,
    EndSilence,
    Extend,
    GoBack,
    KeepLength,
    MoveOn,
    NotReady,
    Open,
    PauseMeeting,
    PlanPhase,
    Ready,
    Resume,
    Settle,
    SkipPhase,
    Stay,
    SteeringMove,
    SuggestMoveOn,
    ThinkItIsTime,
)
from knotwork.live.flow.roles import may_steer
from knotwork.live.flow.state import Ask, Floor, Pause, PauseKind, Run, Silence, State, Suggestion
from knotwork.live.flow.who import PRODUCT
from knotwork.live.flow.why import Why

SUGGESTION_HOLDS = timedelta(seconds=20)
MOST_EXTENDED = 240
MOST_MINUTES = 240
SILENCE_SECONDS = range(10, 601)


def take(state: State, move: SteeringMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a steering move that `who` has let pass."""
    match move:
        case Open() | MoveOn() | GoBack() | SkipPhase():
            return _go(state, move, at)
        case SuggestMoveOn() | Stay() | ThinkItIsTime() | Ready() | NotReady():
            return _sign(state, move, by, at)
        case Extend() | PlanPhase() | KeepLength():
            return _plan(state, move, by, at)
        case PauseMeeting() | Resume() | BeginSilence() | EndSilence():
            return _still(state, move, by, at)
        case Close() | Abandon():
            return _close(state, by, at)
        case Settle():
            return Why.NOTHING_DUE
        case _:
            assert_never(move)


def due_at(state: State) -> datetime | None:
    """When something settles by itself: a suggestion or the end of a silence; nothing while time stands still."""
    floor = state.floor
    if floor.pause is not None:
        return None
    if floor.suggestion is None:
        return None if floor.silence is None else floor.silence.until
    due = floor.suggestion.due_at
    return due if floor.silence is None else min(due, floor.silence.until)


def settle(state: State, at: datetime) -> Stepped:
    """Let everything happen that is due by now, each at its own instant."""
    happened: list[Event] = []
    due = due_at(state)
    while due is not None and due <= at:
        settled = _settle_one(state, due)
        happened += settled.happened
        state, due = settled.state, due_at(settled.state)
    return Stepped(state, tuple(happened))


def _settle_one(state: State, due: datetime) -> Stepped:
    floor = state.floor
    if floor.silence is not None and floor.silence.until == due:
        return Stepped(_floored(state, due, replace(floor, silence=None)))
    went = way.on(state, due)
    return Stepped(_floored(state, due, replace(floor, suggestion=None))) if isinstance(went, Why) else went


def _go(state: State, move: Open | MoveOn | GoBack | SkipPhase, at: datetime) -> Stepped | Why:
    match move:
        case Open():
            begun = way.go_to(replace(state, opened_at=at), Run(0, None), at)
            return Stepped(begun.state, (Opened(), *begun.happened))
        case MoveOn():
            return way.on(state, at)
        case GoBack():
            return way.back(state, at)
        case SkipPhase():
            went = way.on(state, at)
            return went if isinstance(went, Why) else _skipped(went, state.here)
        case _:
            assert_never(move)


def _skipped(went: Stepped, index: int) -> Stepped:
    path = went.state.path
    run = replace(path[index], skipped=True)
    return Stepped(replace(went.state, path=(*path[:index], run, *path[index + 1 :])), went.happened)


def _sign(state: State, move: SuggestMoveOn | Stay | ThinkItIsTime | Ready | NotReady, by: UUID, at: datetime) -> Stepped:
    floor = state.floor
    match move:
        case SuggestMoveOn():
            floor = replace(floor, suggestion=Suggestion(by, at + SUGGESTION_HOLDS))
        case Stay():
            floor = replace(floor, suggestion=None)
        case ThinkItIsTime():
            floor = replace(floor, thinks_time=floor.thinks_time | {by})
        case Ready():
            floor = replace(floor, ready=floor.ready | {by})
        case NotReady():
            floor = replace(floor, ready=floor.ready - {by})
        case _:
            assert_never(move)
    return Stepped(_floored(state, at, floor))


def _plan(state: State, move: Extend | PlanPhase | KeepLength, by: UUID, at: datetime) -> Stepped | Why:
    match move:
        case Extend(minutes=minutes):
            return _extend(state, minutes, at)
        case PlanPhase(phase=phase, minutes=minutes):
            return _plan_phase(state, Ask(phase, minutes, frozenset({by})), by, at)
        case KeepLength():
            return Stepped(replace(state, at=at, agenda=replace(state.agenda, ask=None)))
        case _:
            assert_never(move)


def _extend(state: State, minutes: int, at: datetime) -> Stepped | Why:
    run = state.path[state.here]
    extended = run.extended + minutes
    if minutes == 0 or not -60 <= minutes <= 60 or not 0 <= extended <= MOST_EXTENDED:
        return Why.OUT_OF_RANGE
    path = (*state.path[: state.here], replace(run, extended=extended), *state.path[state.here + 1 :])
    return Stepped(replace(state, at=at, path=path, phase_version=state.phase_version + 1))


def _plan_phase(state: State, ask: Ask, by: UUID, at: datetime) -> Stepped | Why:
    """Whoever steers plans; below what is protected the set is asked, and the last to agree makes it so."""
    agenda = state.agenda
    if not 0 <= ask.phase < len(agenda.planned) or state.protocol.phases[ask.phase].per_presenter:
        return Why.NO_SUCH_PHASE
    if not 1 <= ask.minutes <= MOST_MINUTES:
        return Why.OUT_OF_RANGE
    asked = agenda.ask
    if asked is not None and (asked.phase, asked.minutes) == (ask.phase, ask.minutes):
        if by in asked.agreed:
            return Why.ALREADY_SO
        ask = replace(ask, agreed=asked.agreed | {by})
    elif not may_steer(state, by):
        return Why.NOT_STEERING
    elif agenda.planned[ask.phase] == ask.minutes:
        return Why.ALREADY_SO
    elif ask.minutes >= state.protocol.phases[ask.phase].protected:
        ask = replace(ask, agreed=way.own_screens(state))
    return Stepped(slots.settled_ask(replace(state, at=at, agenda=replace(agenda, ask=ask))))


def _still(state: State, move: PauseMeeting | Resume | BeginSilence | EndSilence, by: UUID, at: datetime) -> Stepped | Why:
    match move:
        case PauseMeeting(why=kind):
            return _pause(state, kind, by, at)
        case Resume():
            return _resume(state, at)
        case BeginSilence(seconds=seconds):
            if seconds not in SILENCE_SECONDS:
                return Why.OUT_OF_RANGE
            silence = Silence(at, at + timedelta(seconds=seconds))
            quiet = _floored(state, at, replace(state.floor, silence=silence))
            return Stepped(replace(quiet, phase_version=state.phase_version + 1))
        case EndSilence():
            return Stepped(_floored(state, at, replace(state.floor, silence=None)))
        case _:
            assert_never(move)


def _pause(state: State, kind: PauseKind, by: UUID, at: datetime) -> Stepped:
    return Stepped(_floored(state, at, replace(state.floor, suggestion=None, pause=Pause(by, at, kind))))


def _resume(state: State, at: datetime) -> Stepped | Why:
    """Time goes on; what was silent still has its full length."""
    pause, run = state.floor.pause, state.path[state.here]
    if pause is None or run.entered_at is None:
        return Why.NOT_PAUSED
    stood = at - max(pause.since, run.entered_at)
    silence = state.floor.silence
    if silence is not None:
        silence = replace(silence, until=silence.until + stood)
    path = (*state.path[: state.here], replace(run, paused=run.paused + stood), *state.path[state.here + 1 :])
    return Stepped(replace(state, at=at, path=path, floor=replace(state.floor, pause=None, silence=silence)))


def _close(state: State, by: UUID, at: datetime) -> Stepped:
    """The meeting ends; what was not reached stays as it is."""
    path, left = way.left_at(state, at)
    closed = replace(
        state,
        at=at,
        path=path,
        floor=Floor(),
        closed_at=at,
        closed_by=None if by == PRODUCT else by,
        phase_version=state.phase_version + 1,
    )
    return Stepped(closed, (*([] if left is None else [left]), Closed(closed.closed_by)))


def _floored(state: State, at: datetime, floor: Floor) -> State:
    return replace(state, at=at, floor=floor)
