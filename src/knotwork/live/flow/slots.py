"""Airtime: bids, running order, and what a presenter may decide in a slot."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from knotwork.live.flow import way
from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Event, SlotCarried, SlotStopped, Stepped
from knotwork.live.flow.moves import (
    AcceptOffers,
    BeginSlot,
    ChooseAction,
    DeclineOffers,
    Place,
    PlaceBid,
    PresenterAbsent,
    Redirect,
    SetOrder,
    SlotMove,
    StopSlot,
    WithdrawBid,
)
from knotwork.live.flow.questions import in_play, put_aside
from knotwork.live.flow.rounds import acts_for
from knotwork.live.flow.state import Agenda, Bid, Chosen, Run, Slot, SlotState, State, slot_numbered
from knotwork.live.flow.why import Why

LEAST, MOST = 5, 240
"""Minutes of airtime one can ask for or be given."""


def take(state: State, move: SlotMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a move about airtime that `who` has let pass."""
    made: Stepped | Why
    match move:
        case PlaceBid(person=person):
            made = _bid(state, by, Bid(person or by, move.minutes, move.challenge), at)
        case WithdrawBid():
            made = Stepped(replace(state, at=at, agenda=_agenda_without(state.agenda, by)))
        case SetOrder(places=places):
            made = _set_order(state, places, at)
        case BeginSlot(slot=number):
            made = _begin(state, number, at)
        case PresenterAbsent():
            made = _absent(state, move, at)
        case ChooseAction(action=action, person=person):
            made = _choose(state, Chosen(action, person or by, None), by, at)
        case StopSlot() | AcceptOffers() | DeclineOffers() | Redirect():
            slot = state.slot
            made = Why.NOT_IN_A_SLOT if slot is None else _in_slot(state, slot, move, at)
        case _:
            assert_never(move)
    return made


def without(state: State, person: UUID, at: datetime) -> Stepped:
    """The meeting after somebody may no longer be here: no bid, no slot to come, and their slot ends if it is on."""
    left = replace(state, at=at, agenda=_agenda_without(state.agenda, person))
    slot = left.slot
    if slot is None or slot.person != person:
        return Stepped(left)
    return _stop(left, slot, at)


def settled_ask(state: State) -> State:
    """The plan after the protected phase's question may have been answered by all who are here."""
    ask = state.agenda.ask
    if ask is None or not way.own_screens(state) <= ask.agreed:
        return state
    planned = (*state.agenda.planned[: ask.phase], ask.minutes, *state.agenda.planned[ask.phase + 1 :])
    return replace(state, agenda=replace(state.agenda, planned=planned, ask=None))


def _bid(state: State, by: UUID, bid: Bid, at: datetime) -> Stepped | Why:
    if not acts_for(state, by, bid.person):
        return Why.NOT_YOURS
    if not LEAST <= bid.minutes <= MOST:
        return Why.OUT_OF_RANGE
    others = tuple(row for row in state.agenda.bids if row.person != bid.person)
    return Stepped(replace(state, at=at, agenda=replace(state.agenda, bids=(*others, bid))))


def _agenda_without(agenda: Agenda, person: UUID) -> Agenda:
    bids = tuple(bid for bid in agenda.bids if bid.person != person)
    slots = tuple(slot for slot in agenda.slots if slot.person != person or slot.state is not SlotState.PENDING)
    return replace(agenda, bids=bids, slots=slots)


def _set_order(state: State, places: tuple[Place, ...], at: datetime) -> Stepped | Why:
    agenda = state.agenda
    people = [place.person for place in places]
    if len(people) != len(set(people)) or not set(people) <= set(state.people.members):
        return Why.NO_SUCH_PERSON
    if not all(LEAST <= place.minutes <= MOST for place in places):
        return Why.OUT_OF_RANGE
    begun = tuple(slot for slot in agenda.slots if slot.state is not SlotState.PENDING)
    pending = {slot.person: slot.number for slot in agenda.slots if slot.state is SlotState.PENDING}
    made, slots = agenda.slots_made, []
    for place in places:
        number = pending.get(place.person)
        if number is None:
            number, made = made, made + 1
        slots.append(Slot(number, place.person, place.minutes, place.challenge))
    ordered = replace(agenda, slots=(*begun, *slots), slots_made=made, order_agreed=True)
    return Stepped(_raised(replace(state, at=at, agenda=ordered)))


def _begin(state: State, number: int, at: datetime) -> Stepped | Why:
    slot = slot_numbered(state, number)
    if slot is None or slot.state is not SlotState.PENDING:
        return Why.NO_SUCH_SLOT
    if way.is_held(state, at):
        return Why.PROTECTED
    return way.go_to(state, way.slot_start(state, slot), at)


def _absent(state: State, move: PresenterAbsent, at: datetime) -> Stepped | Why:
    slot, run = slot_numbered(state, move.slot), state.run
    if slot is None or slot.state not in (SlotState.PENDING, SlotState.BEGUN):
        return Why.NO_SUCH_SLOT
    is_on = run is not None and run.slot == slot.number
    if slot.state is SlotState.BEGUN and not (is_on and run == _first_stay(state, slot)):
        return Why.NOT_NOW
    agenda = state.agenda
    slots = [replace(row, state=SlotState.CARRIED) if row.number == slot.number else row for row in agenda.slots]
    if move.instead is not None:
        standing = _instead(state, slot, move.instead)
        if standing is None:
            return Why.NO_SUCH_PERSON
        slots.insert(agenda.slots.index(slot) + 1, standing)
    made = agenda.slots_made + (move.instead is not None)
    carried = replace(state, at=at, agenda=replace(agenda, slots=tuple(slots), slots_made=made))
    told = SlotCarried(slot.number, slot.person, slot.minutes, slot.challenge)
    return _left(carried, at, told) if is_on else Stepped(_raised(carried), (told,))


def _first_stay(state: State, slot: Slot) -> Run | None:
    """The slot's first stop while the meeting has gone no further; None once it has."""
    runs = [run for run in state.path if run.slot == slot.number]
    return runs[0] if len(runs) == 1 else None


def _instead(state: State, slot: Slot, person: UUID) -> Slot | None:
    """A slot of the same minutes for the next bidder; None if they have one to come or are no member."""
    waiting = any(row.person == person and row.state is SlotState.PENDING for row in state.agenda.slots)
    if waiting or person == slot.person or person not in state.people.members:
        return None
    bid = next((row for row in state.agenda.bids if row.person == person), None)
    return Slot(state.agenda.slots_made, person, slot.minutes, bid.challenge if bid else None)


def _in_slot(state: State, slot: Slot, move: StopSlot | AcceptOffers | DeclineOffers | Redirect, at: datetime) -> Stepped | Why:
    match move:
        case StopSlot():
            return _stop(state, slot, at)
        case AcceptOffers():
            if slot.offers is True:
                return Why.ALREADY_SO
            return Stepped(replace(state, at=at, agenda=_with(state.agenda, replace(slot, offers=True))))
        case DeclineOffers():
            return _decline(state, slot, at)
        case Redirect():
            asked = in_play(state)
            rows = state.questions if asked is None else put_aside(state.questions, asked)
            return Stepped(replace(state, at=at, questions=rows, floor=replace(state.floor, redirected_at=at)))
        case _:
            assert_never(move)


def _stop(state: State, slot: Slot, at: datetime) -> Stepped:
    stopped = replace(state, at=at, agenda=_with(state.agenda, replace(slot, state=SlotState.STOPPED)))
    return _left(stopped, at, SlotStopped(slot.number, slot.person))


def _decline(state: State, slot: Slot, at: datetime) -> Stepped | Why:
    if slot.offers is False:
        return Why.ALREADY_SO
    declined = replace(state, at=at, agenda=_with(state.agenda, replace(slot, offers=False)))
    phase = state.phase
    return _left(declined, at) if phase is not None and phase.asks_presenter else Stepped(declined)


def _left(state: State, at: datetime, *told: Event) -> Stepped:
    """On from here; a protocol always has a phase for all after its presenters, so there is somewhere to go."""
    went = way.leave(state, at)
    if isinstance(went, Why):
        return Stepped(_raised(state), told)
    return Stepped(went.state, (*told, *went.happened))


def _choose(state: State, chosen: Chosen, by: UUID, at: datetime) -> Stepped | Why:
    if not acts_for(state, by, chosen.person):
        return Why.NOT_YOURS
    if any(row.action == chosen.action for row in state.actions):
        return Why.ALREADY_SO
    slot = state.slot
    if slot is not None and slot.person == chosen.person:
        chosen = replace(chosen, slot=slot.number)
    return Stepped(replace(state, at=at, actions=(*state.actions, chosen)))


def _raised(state: State) -> State:
    return replace(state, phase_version=state.phase_version + 1)


def _with(agenda: Agenda, slot: Slot) -> Agenda:
    return replace(agenda, slots=tuple(slot if row.number == slot.number else row for row in agenda.slots))
