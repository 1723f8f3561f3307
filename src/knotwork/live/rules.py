"""Pure decisions around the room: who may make which kind of move at all, and when a review stays unnamed."""

from collections.abc import Mapping
from enum import StrEnum

from knotwork.live.enums import Why
from knotwork.sets.enums import Standing

LONGEST = 4000
HONESTLY_UNNAMED = 4

_INSIDE = frozenset({Standing.MEMBER, Standing.FACILITATOR, Standing.VISITOR})
_MEMBERS = frozenset({Standing.MEMBER})
_PRODUCT: frozenset[Standing] = frozenset()

# Every kind of move and the standings it needs; what else it needs, the flow decides from the meeting's own state.
MOVES: Mapping[str, frozenset[Standing]] = {
    "arrive": _INSIDE,
    "caught_up": _INSIDE,
    "depart_room": _INSIDE,
    "admit": _PRODUCT,
    "remove": _PRODUCT,
    "write_for": _MEMBERS,
    "stop_writing_for": _MEMBERS,
    "take_chair": _INSIDE,
    "offer_chair": _INSIDE,
    "accept_chair": _INSIDE,
    "decline_chair": _INSIDE,
    "leave_chair": _INSIDE,
    "steward_lost": _PRODUCT,
    "steward_back": _PRODUCT,
    "open": _INSIDE,
    "move_on": _INSIDE,
    "go_back": _INSIDE,
    "skip_phase": _INSIDE,
    "suggest_move_on": _INSIDE,
    "stay": _INSIDE,
    "settle": _INSIDE,
    "think_it_is_time": _INSIDE,
    "ready": _INSIDE,
    "not_ready": _INSIDE,
    "extend": _INSIDE,
    "plan_phase": _INSIDE,
    "keep_length": _INSIDE,
    "pause": _INSIDE,
    "resume": _INSIDE,
    "begin_silence": _INSIDE,
    "end_silence": _INSIDE,
    "close": _INSIDE,
    "abandon": _MEMBERS,
    "done_speaking": _INSIDE,
    "pass_turn": _INSIDE,
    "next_speaker": _INSIDE,
    "reorder_round": _INSIDE,
    "bid": _MEMBERS,
    "withdraw_bid": _MEMBERS,
    "set_order": _INSIDE,
    "begin_slot": _INSIDE,
    "presenter_absent": _INSIDE,
    "stop_slot": _MEMBERS,
    "accept_offers": _MEMBERS,
    "decline_offers": _MEMBERS,
    "redirect": _MEMBERS,
    "choose_action": _MEMBERS,
    "have_question": _INSIDE,
    "withdraw_question": _INSIDE,
    "put_in_play": _INSIDE,
    "answered": _INSIDE,
    "pass_question": _MEMBERS,
    "keep_question": _MEMBERS,
    "capture": _INSIDE,
    "withdraw_capture": _INSIDE,
    "redact": _MEMBERS,
    "consent": _MEMBERS,
    "answer_review": _INSIDE,
    "try_next_time": _MEMBERS,
    "leave_next_time": _MEMBERS,
}


def why_not_move(kind: str, standings: frozenset[StrEnum], *, is_over: bool) -> Why | None:
    """Why somebody with these standings may not make this kind of move now; None if the flow may judge it."""
    if kind not in MOVES:
        return Why.NOT_A_MOVE
    if not standings & MOVES[kind]:
        return Why.NOT_IN_THIS_ROOM
    return Why.OVER if is_over else None


def why_not_words(words: Mapping[str, str], *, needed: str = "") -> Why | None:
    """Why these words cannot be kept; `needed` names one that must be there."""
    if needed and not words.get(needed, "").strip():
        return Why.WORDS_MISSING
    return Why.WORDS_TOO_LONG if any(len(text) > LONGEST for text in words.values()) else None


def may_stay_unnamed(people: int) -> bool:
    """Whether a review among so many can be unnamed without pretending."""
    return people >= HONESTLY_UNNAMED
