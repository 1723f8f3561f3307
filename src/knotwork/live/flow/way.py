"""The way through a meeting: which stop comes next, and going there and back without losing anything."""

from datetime import datetime, timedelta
from uuid import UUID

from knotwork.live.flow import questions, rounds, time
from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Event, PhaseEntered, SlotBegan, SlotLeft, Stepped
from knotwork.live.flow.state import ZERO, Agenda, Chair, Floor, Run, Silence, Slot, SlotState, State, slot_numbered
from knotwork.live.flow.why import Why


def why_not_on(state: State, at: datetime) -> Why | None:
    """Why the meeting cannot move on from here now; None if it can."""
    if is_held(state, at):
        return Why.PROTECTED
    if next_stop(state) is not None:
        return None
    return Why.NO_RUNNING_ORDER if _waits_for_order(state) else Why.LAST_PHASE


def why_not_back(state: State) -> Why | None:
    """Why the meeting cannot go back from here; None if it can."""
    return Why.FIRST_PHASE if _behind_on_path(state) is None else None


def next_stop(state: State) -> Run | None:
    """Where moving on leads from here; None on the last phase, and where the running order is to be agreed first."""
    index = _ahead_on_path(state)
    return _fresh(state) if index is None else state.path[index]


def waits_for_order(state: State) -> bool:
    """Whether presenters come next and nobody has agreed who they are."""
    return next_stop(state) is None and _waits_for_order(state)


def is_held(state: State, at: datetime) -> bool:
    """Whether the present phase is protected still: not its minutes, not a whole round, not everybody ready."""
    run, phase = state.run, state.phase
    if run is None or phase is None or not phase.protected:
        return False
    kept = min(phase.protected, state.agenda.planned[run.phase] if run.slot is None else phase.protected)
    if time.spent(state, run, at) >= timedelta(minutes=kept) or rounds.is_round_over(state):
        return False
    return not own_screens(state) <= state.floor.ready


def own_screens(state: State) -> frozenset[UUID]:
    """Members and facilitator who are here with a screen of their own: those who can be asked to agree."""
    people = state.people
    seated = {*people.members, people.facilitator}
    written_for = {row.person for row in people.writing}
    return frozenset(person for person in people.present if person in seated and person not in written_for)


def on(state: State, at: datetime) -> Stepped | Why:
    """Move on to the next stop: one that was visited before, else the next of the protocol."""
    why = why_not_on(state, at)
    return why if why is not None else leave(state, at)


def leave(state: State, at: datetime) -> Stepped | Why:
    """Move on although the present phase may be protected, as when a presenter stops or is absent."""
    index = _ahead_on_path(state)
    if index is not None:
        return go(state, index, at)
    run = _fresh(state)
    return Why.LAST_PHASE if run is None else go_to(state, run, at)


def back(state: State, at: datetime) -> Stepped | Why:
    """Go back to the stop before."""
    index = _behind_on_path(state)
    return Why.FIRST_PHASE if index is None else go(state, index, at)


def go_to(state: State, run: Run, at: datetime) -> Stepped:
    """Go to a new stop, which is put into the path after the present one."""
    path = (*state.path[: state.here + 1], run, *state.path[state.here + 1 :])
    return go(replace(state, path=path), state.here + 1, at)


def slot_start(state: State, slot: Slot) -> Run:
    """The first stop of a slot."""
    index = next(i for i, phase in time.slot_phases(state) if not (phase.asks_presenter and slot.offers is False))
    return Run(index, slot.number)


def go(state: State, index: int, at: datetime) -> Stepped:
    """Leave the present stop and enter the one at this place of the path."""
    path, left = left_at(state, at)
    run = replace(path[index], entered_at=at, paused=ZERO, skipped=False)
    path = (*path[:index], run, *path[index + 1 :])
    old, new = state.slot, None if run.slot is None else slot_numbered(state, run.slot)
    changed = (old and old.number) != (new and new.number)
    happened: list[Event] = [left] if left is not None and changed else []
    agenda, chair = state.agenda, state.chair
    if changed:
        agenda, chair = _begun(agenda, new), _given_back(state, at) if old else chair
        if new is not None and new.state is SlotState.PENDING:
            happened.append(SlotBegan(new.number, new.person, new.challenge))
    happened.append(PhaseEntered(run.phase, run.slot, at))
    moved = replace(
        state,
        at=at,
        path=path,
        here=index,
        agenda=agenda,
        chair=chair,
        floor=_floor(state, run, at),
        phase_version=state.phase_version + 1,
    )
    moved = replace(moved, rounds=rounds.refreshed(moved), questions=questions.seated(moved))
    return Stepped(moved, tuple(happened))


def left_at(state: State, at: datetime) -> tuple[tuple[Run, ...], SlotLeft | None]:
    """The path with nobody anywhere, and what is told when the meeting was in a slot."""
    run, slot = state.run, state.slot
    if run is None:
        return state.path, None
    gone = replace(run, entered_at=None, spent=time.spent(state, run, at), paused=ZERO)
    path = (*state.path[: state.here], gone, *state.path[state.here + 1 :])
    if slot is None or (slot.state is SlotState.CARRIED and not run.spent):
        return path, None
    return path, SlotLeft(slot.number, slot.person, time.airtime_seconds(state, slot.number, at))


def _ahead_on_path(state: State) -> int | None:
    for index in range(state.here + 1, len(state.path)):
        if not state.path[index].skipped and _is_wanted(state, state.path[index]):
            return index
    return None


def _behind_on_path(state: State) -> int | None:
    for index in range(state.here - 1, -1, -1):
        if _is_wanted(state, state.path[index]):
            return index
    return None


def _is_wanted(state: State, run: Run) -> bool:
    """Whether the meeting may stop here (again): not in a slot that was stopped or carried, nor at offers nobody wants."""
    slot = None if run.slot is None else slot_numbered(state, run.slot)
    if slot is None:
        return run.slot is None
    if slot.state in (SlotState.STOPPED, SlotState.CARRIED):
        return False
    return not (state.protocol.phases[run.phase].asks_presenter and slot.offers is False)


def _fresh(state: State) -> Run | None:
    """The next stop the protocol knows that was not visited yet."""
    run, phases = state.run, state.protocol.phases
    if run is None:
        return None
    slot = state.slot
    if slot is not None and slot.state is SlotState.BEGUN:
        for index, phase in time.slot_phases(state):
            if index > run.phase and not (phase.asks_presenter and slot.offers is False):
                return Run(index, slot.number)
    if slot is not None or _is_before_slots(state):
        return _next_slot(state) or (None if _waits_for_order(state) else _shared_after_slots(state))
    return Run(run.phase + 1, None) if run.phase + 1 < len(phases) else None


def _next_slot(state: State) -> Run | None:
    for slot in state.agenda.slots:
        if slot.state is SlotState.PENDING:
            return slot_start(state, slot)
    return None


def _is_before_slots(state: State) -> bool:
    phases, run = state.protocol.phases, state.run
    return run is not None and run.slot is None and run.phase + 1 < len(phases) and phases[run.phase + 1].per_presenter


def _waits_for_order(state: State) -> bool:
    return _is_before_slots(state) and not state.agenda.order_agreed


def _shared_after_slots(state: State) -> Run:
    """The first phase after the slots that was not visited; after a slot that came late, the last phase again."""
    block_end = max(index for index, _phase in time.slot_phases(state))
    reached = max((run.phase for run in state.path if run.slot is None), default=-1)
    return Run(min(max(block_end, reached) + 1, len(state.protocol.phases) - 1), None)


def _begun(agenda: Agenda, slot: Slot | None) -> Agenda:
    if slot is None or slot.state is not SlotState.PENDING:
        return agenda
    slots = tuple(replace(row, state=SlotState.BEGUN) if row.number == slot.number else row for row in agenda.slots)
    return replace(agenda, slots=slots)


def _given_back(state: State, at: datetime) -> Chair:
    """After the slot the chair returns to the steward who presented, if they are still here."""
    chair = state.chair
    if chair.stands_in_for is None:
        return chair
    person = chair.stands_in_for if chair.stands_in_for in state.people.present else None
    return Chair(steward=person, since=at if person else None)


def _floor(state: State, run: Run, at: datetime) -> Floor:
    phase = state.protocol.phases[run.phase]
    silence = Silence(at, at + timedelta(minutes=time.planned_minutes(state, run))) if phase.silence else None
    return Floor(pause=state.floor.pause, silence=silence)
