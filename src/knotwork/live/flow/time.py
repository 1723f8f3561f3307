"""Time in a meeting, always derived from instants: spent, left, behind plan, airtime, what shrinks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from knotwork.live.flow.state import ZERO, Pause, Run, Slot, SlotState, State
from knotwork.protocols import fit
from knotwork.protocols.shape import Phase

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A stop that lies ahead: what was planned for it, and what it gets once extensions are made good."""

    phase: int
    slot: int | None
    planned: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The stops ahead, and the minutes that no stop can give: by these the meeting ends later."""

    ahead: tuple[Ahead, ...]
    later_minutes: int


def stay(run: Run, pause: Pause | None, at: datetime) -> timedelta:
    """How long the present stay has lasted at this instant, pauses left out; zero when the meeting is elsewhere."""
    if run.entered_at is None:
        return ZERO
    until = at if pause is None else min(at, pause.since)
    return max(until - run.entered_at - run.paused, ZERO)


def spent(state: State, run: Run, at: datetime) -> timedelta:
    """All the time a stop has had so far, pauses left out."""
    return run.spent + stay(run, state.floor.pause, at)


def planned_minutes(state: State, run: Run) -> int:
    """The minutes a stop may take: its plan and what it was extended by."""
    return _planned(state, run.phase, run.slot) + run.extended


def left_seconds(state: State, at: datetime) -> int:
    """Seconds left in the present phase; below zero, seconds over. Zero before the meeting opens."""
    run = state.run
    if run is None:
        return 0
    return round((planned_minutes(state, run) * MINUTE - spent(state, run, at)).total_seconds())


def airtime_seconds(state: State, slot: int, at: datetime) -> int:
    """Seconds this slot has had as airtime, pauses left out; a carried slot has none."""
    if any(row.number == slot and row.state is SlotState.CARRIED for row in state.agenda.slots):
        return 0
    return round(sum((spent(state, run, at) for run in state.path if run.slot == slot), ZERO).total_seconds())


def behind_seconds(state: State, at: datetime) -> int:
    """Seconds by which the meeting would end after its planned end if all went to plan from here; never below zero."""
    if not state.is_open:
        return 0
    ahead = sum(planned for _phase, _slot, planned in _ahead(state)) * MINUTE
    present = max(left_seconds(state, at), 0) * timedelta(seconds=1)
    return max(round((at + present + ahead - state.ends_at).total_seconds()), 0)


def outlook(state: State, extra: int = 0) -> Outlook:
    """What lies ahead and how it shrinks by all that was extended, and by `extra` minutes more.

    Minutes are taken where most can be spared, never below a phase's least; what nothing can spare ends the meeting later.
    """
    stops = _ahead(state)
    wanted = extra + sum(run.extended for run in state.path)
    spare = [max(planned - _least(state, phase, slot, planned), 0) for phase, slot, planned in stops]
    given = fit.share(min(wanted, sum(spare)), spare) if wanted > 0 else [0] * len(stops)
    return Outlook(
        tuple(Ahead(phase, slot, planned, planned - less) for (phase, slot, planned), less in zip(stops, given, strict=True)),
        max(wanted - sum(spare), 0),
    )


def slot_phases(state: State) -> tuple[tuple[int, Phase], ...]:
    """The phases of a presenter's slot with their index in the protocol."""
    return tuple((index, phase) for index, phase in enumerate(state.protocol.phases) if phase.per_presenter)


def _planned(state: State, phase: int, slot: int | None) -> int:
    if slot is None:
        return state.agenda.planned[phase]
    row = next(row for row in state.agenda.slots if row.number == slot)
    phases = slot_phases(state)
    minutes = fit.share(row.minutes, [one.minutes for _index, one in phases])
    return next(part for (index, _phase), part in zip(phases, minutes, strict=True) if index == phase)


def _least(state: State, phase: int, slot: int | None, planned: int) -> int:
    if slot is not None:
        return (planned + 1) // 2
    return min(state.protocol.phases[phase].least_minutes, planned)


def _ahead(state: State) -> list[tuple[int, int | None, int]]:
    """Every stop after the present one with its planned minutes; slots that have not begun count as one stop."""
    here = state.run
    if here is None:
        return []
    phases = state.protocol.phases
    ahead: list[tuple[int, int | None, int]] = []
    if here.slot is not None:
        rest = [index for index, phase in slot_phases(state) if index > here.phase]
        ahead += [(index, here.slot, _planned(state, index, here.slot)) for index in rest]
    block = [index for index, _phase in slot_phases(state)]
    if block and here.phase <= block[-1]:
        ahead += [(block[0], slot.number, slot.minutes) for slot in _pending(state)]
        if not state.agenda.order_agreed:
            ahead.append((block[0], None, _block_minutes(state)))
    ahead += [
        (i, None, state.agenda.planned[i]) for i, phase in enumerate(phases) if i > here.phase and not phase.per_presenter
    ]
    return ahead


def _pending(state: State) -> list[Slot]:
    return [slot for slot in state.agenda.slots if slot.state is SlotState.PENDING]


def _block_minutes(state: State) -> int:
    """The minutes the protocol keeps for presenters while no running order is agreed."""
    return max(state.protocol.minutes - sum(phase.minutes for phase in state.protocol.shared), 0)
