"""Who may do what now: one table of rules by kind of move."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from knotwork.live.flow import questions, rounds, way
from knotwork.live.flow.roles import has_steward, is_presenter, may_steer, takes_part
from knotwork.live.flow.rounds import acts_for
from knotwork.live.flow.state import SlotState, State
from knotwork.live.flow.why import Why

PRODUCT = UUID(int=0)
"""Stands for the product itself where nobody acts."""

CLOSES_AFTER = timedelta(hours=2)
ABANDONED_AFTER = timedelta(minutes=10)

type Rule = Callable[[State, UUID, datetime], Why | None]


def why_not(state: State, kind: str, by: UUID | None, at: datetime) -> Why | None:
    """Why this person may not make a move of this kind now, its fields apart; None if they may."""
    if state.closed_at is not None:
        return Why.CLOSED
    actor = PRODUCT if by is None else by
    return _why_outside(state, kind, actor) or _first_reason(state, kind, actor, at)


def available(state: State, by: UUID, at: datetime) -> frozenset[str]:
    """The kinds of move this person may send now, for a screen to know its buttons."""
    if state.closed_at is not None:
        return frozenset()
    seated = RULES.keys() if takes_part(state, by) else _OF_VISITORS if by in state.people.visitors else ()
    kinds = {kind for kind in seated if _first_reason(state, kind, by, at) is None}
    if not questions.are_asked_here(state) or is_presenter(state, by):
        kinds.discard("have_question")
    return frozenset(kinds)


_OF_PRODUCT = frozenset({"admit", "remove", "steward_lost", "steward_back", "settle", "close"})
_OF_VISITORS = frozenset({"arrive", "caught_up", "depart_room", "settle"})


def _why_outside(state: State, kind: str, by: UUID) -> Why | None:
    """Why somebody has no say in this at all: not here any more, a visitor, or the product in a person's place."""
    if by == PRODUCT:
        return None if kind in _OF_PRODUCT else Why.NOT_IN_THE_ROOM
    if takes_part(state, by):
        return None
    if by not in state.people.visitors:
        return Why.NOT_IN_THE_ROOM
    return None if kind in _OF_VISITORS else Why.NOT_FOR_VISITORS


def _here(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if by in state.people.present else Why.ALREADY_SO


def _came_late(state: State, by: UUID, _at: datetime) -> Why | None:
    people = state.people
    is_late = by in people.latecomers or (by not in people.present and len(state.path) > 1)
    return None if is_late else Why.ALREADY_SO


def _first_reason(state: State, kind: str, by: UUID, at: datetime) -> Why | None:
    for rule in RULES[kind]:
        why = rule(state, by, at)
        if why is not None:
            return why
    return None


def _member(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if by in state.people.members else Why.MEMBERS_ONLY


def _product(_state: State, by: UUID, _at: datetime) -> Why | None:
    return None if by == PRODUCT else Why.PRODUCT_ONLY


def _open(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.NOT_OPEN if state.opened_at is None else None


def _not_yet_open(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.opened_at is None else Why.ALREADY_SO


def _running(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.floor.pause is None else Why.PAUSED


def _paused(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.NOT_PAUSED if state.floor.pause is None else None


def _not_paused_yet(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.floor.pause is None else Why.ALREADY_SO


def _steers(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if may_steer(state, by) else Why.NOT_STEERING


def _moves(state: State, by: UUID, at: datetime) -> Why | None:
    """In a slot the presenter and the chair, and anyone while the steward is lost; elsewhere whoever steers."""
    if state.slot is None:
        return _steers(state, by, at)
    if is_presenter(state, by) or state.chair.steward == by or state.chair.lost_since is not None:
        return None
    return Why.PRESENTER_OR_STEWARD


def _in_slot(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.NOT_IN_A_SLOT if state.slot is None else None


def _outside_slot(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.slot is None else Why.IN_A_SLOT


def _presents(state: State, by: UUID, at: datetime) -> Why | None:
    return _in_slot(state, by, at) or (None if is_presenter(state, by) else Why.PRESENTER_ONLY)


def _may_quieten(state: State, by: UUID, at: datetime) -> Why | None:
    return None if is_presenter(state, by) else _steers(state, by, at)


def _may_resume(state: State, by: UUID, at: datetime) -> Why | None:
    pause = state.floor.pause
    return None if pause is not None and pause.by == by else _may_quieten(state, by, at)


def _can_go_on(state: State, _by: UUID, at: datetime) -> Why | None:
    return way.why_not_on(state, at)


def _can_go_back(state: State, _by: UUID, _at: datetime) -> Why | None:
    return way.why_not_back(state)


def _skippable(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.phase is not None and state.phase.skippable else Why.NOT_SKIPPABLE


def _no_suggestion(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.floor.suggestion is None else Why.ALREADY_SO


def _suggestion(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.ALREADY_SO if state.floor.suggestion is None else None


def _listens(state: State, by: UUID, _at: datetime) -> Why | None:
    if is_presenter(state, by) or state.chair.steward == by:
        return Why.NOT_NOW
    return Why.ALREADY_SO if by in state.floor.thinks_time else None


def _not_ready_yet(state: State, by: UUID, _at: datetime) -> Why | None:
    return Why.ALREADY_SO if by in state.floor.ready else None


def _is_ready(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if by in state.floor.ready else Why.ALREADY_SO


def _asked(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.ALREADY_SO if state.agenda.ask is None else None


def _silent(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.ALREADY_SO if state.floor.silence is None else None


def _closes(state: State, by: UUID, at: datetime) -> Why | None:
    if by == PRODUCT:
        return None if at >= state.ends_at + CLOSES_AFTER else Why.NOT_NOW
    return _steers(state, by, at)


def _abandoned(state: State, _by: UUID, at: datetime) -> Why | None:
    quiet = at >= state.ends_at and at - state.at >= ABANDONED_AFTER
    return None if quiet or not has_steward(state) else Why.NOT_ABANDONED


def _chair_free(state: State, by: UUID, _at: datetime) -> Why | None:
    if state.chair.steward == by and state.chair.lost_since is None:
        return Why.ALREADY_SO
    presents = state.slot is not None and state.slot.person == state.chair.steward
    return None if presents or not has_steward(state) else Why.CHAIR_TAKEN


def _stewards(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if state.chair.steward == by else Why.STEWARD_ONLY


def _was_offered(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if state.chair.offered_to == by else Why.NOT_OFFERED


def _can_be_lost(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if has_steward(state) else Why.ALREADY_SO


def _is_lost(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.ALREADY_SO if state.chair.lost_since is None else None


def _has_turn(state: State, by: UUID, _at: datetime) -> Why | None:
    turn = rounds.speaker(state)
    return None if turn is not None and acts_for(state, by, turn) else Why.NOT_YOUR_TURN


def _in_round(state: State, by: UUID, at: datetime) -> Why | None:
    row = rounds.present_round(state)
    if row is None:
        return Why.NOT_NOW
    return None if by in row.order and by not in row.done else _has_turn(state, by, at)


def _hands_on(state: State, by: UUID, at: datetime) -> Why | None:
    if rounds.speaker(state) is None:
        return Why.NOT_NOW
    return None if _has_turn(state, by, at) is None else _steers(state, by, at)


def _has_airtime(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if state.protocol.of_presenter else Why.NO_AIRTIME_HERE


def _has_bid(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if any(bid.person == by for bid in state.agenda.bids) else Why.ALREADY_SO


def _asked_one(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if any(acts_for(state, by, row.by) for row in state.questions) else Why.NO_SUCH_QUESTION


def _queued(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if questions.in_play(state) or questions.queue(state) else Why.NO_SUCH_QUESTION


def _has_presented(state: State, by: UUID, _at: datetime) -> Why | None:
    begun = {run.slot for run in state.path if run.slot is not None}
    slots = [slot for slot in state.agenda.slots if slot.number in begun]
    return None if any(acts_for(state, by, slot.person) for slot in slots) else Why.PRESENTER_ONLY


def _may_ask(state: State, by: UUID, _at: datetime) -> Why | None:
    """Written questions may come late, so only whoever could ask nobody is refused here."""
    begun = {run.slot for run in state.path if run.slot is not None}
    if not begun:
        return Why.NOT_IN_A_SLOT
    return None if any(slot.number in begun and slot.person != by for slot in state.agenda.slots) else Why.NOT_THE_PRESENTER


def _in_a_round(state: State, _by: UUID, _at: datetime) -> Why | None:
    return Why.NOT_NOW if rounds.present_round(state) is None else None


def _writes(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if any(row.writer == by for row in state.people.writing) else Why.NO_SUCH_PERSON


def _reviewable(state: State, by: UUID, _at: datetime) -> Why | None:
    if by in state.reviewed:
        return Why.ALREADY_SO
    return _reviewed(state, by, _at)


def _reviewed(state: State, _by: UUID, _at: datetime) -> Why | None:
    """The meeting has come to where it looks at how it works."""
    return None if any(state.protocol.phases[run.phase].review for run in state.path) else Why.NOT_NOW


def _offers_open(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if any(phase.asks_presenter for phase in state.protocol.of_presenter) else Why.NOT_NOW


def _wrote(state: State, by: UUID, _at: datetime) -> Why | None:
    return None if any(by in (row.person, row.writer) and not row.blank for row in state.captures) else Why.NO_SUCH_WORDS


def _has_pending_slot(state: State, _by: UUID, _at: datetime) -> Why | None:
    return None if any(slot.state is SlotState.PENDING for slot in state.agenda.slots) else Why.NO_SUCH_SLOT


RULES: Mapping[str, tuple[Rule, ...]] = {
    "arrive": (),
    "caught_up": (_open, _came_late),
    "depart_room": (_here,),
    "admit": (_product,),
    "remove": (_product,),
    "write_for": (_member,),
    "stop_writing_for": (_writes,),
    "take_chair": (_chair_free,),
    "offer_chair": (_stewards,),
    "accept_chair": (_was_offered,),
    "decline_chair": (_was_offered,),
    "leave_chair": (_stewards,),
    "steward_lost": (_product, _can_be_lost),
    "steward_back": (_product, _is_lost),
    "open": (_steers, _not_yet_open),
    "move_on": (_open, _moves, _running, _can_go_on),
    "go_back": (_open, _moves, _running, _can_go_back),
    "skip_phase": (_open, _moves, _running, _skippable, _can_go_on),
    "suggest_move_on": (_open, _outside_slot, _running, _no_suggestion, _can_go_on),
    "stay": (_open, _suggestion),
    "settle": (),
    "think_it_is_time": (_open, _in_slot, _listens),
    "ready": (_open, _not_ready_yet),
    "not_ready": (_open, _is_ready),
    "extend": (_open,),
    "plan_phase": (_open,),
    "keep_length": (_open, _asked),
    "pause": (_open, _not_paused_yet),
    "resume": (_open, _paused, _may_resume),
    "begin_silence": (_open, _may_quieten, _running),
    "end_silence": (_open, _may_quieten, _silent),
    "close": (_open, _closes),
    "abandon": (_open, _member, _abandoned),
    "done_speaking": (_open, _has_turn),
    "pass_turn": (_open, _in_round),
    "next_speaker": (_open, _hands_on),
    "reorder_round": (_open, _steers, _in_a_round),
    "bid": (_member, _has_airtime),
    "withdraw_bid": (_member, _has_bid),
    "set_order": (_steers, _has_airtime),
    "begin_slot": (_open, _steers, _outside_slot, _running, _has_pending_slot),
    "presenter_absent": (_open, _steers, _has_airtime),
    "stop_slot": (_open, _presents),
    "accept_offers": (_open, _presents, _offers_open),
    "decline_offers": (_open, _presents, _offers_open),
    "redirect": (_open, _presents),
    "choose_action": (_open, _member),
    "have_question": (_open, _may_ask),
    "withdraw_question": (_open, _asked_one),
    "put_in_play": (_open, _in_slot, _moves, _queued),
    "answered": (_open, _in_slot, _moves, _queued),
    "pass_question": (_open, _presents, _queued),
    "keep_question": (_open, _has_presented),
    "capture": (_open,),
    "withdraw_capture": (_open, _wrote),
    "redact": (_open, _has_presented),
    "consent": (_open, _member),
    "answer_review": (_open, _reviewable),
    "try_next_time": (_open, _member, _reviewed),
    "leave_next_time": (_open, _member, _reviewed),
}
"""By kind: what must hold before the move's own fields are looked at; the first reason counts."""
