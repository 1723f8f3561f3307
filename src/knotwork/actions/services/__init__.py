"""The only writers of actions and of calls between two members."""

from knotwork.actions.services.acting import (
    carry_over,
    change_shape,
    depart,
    drop,
    give_back,
    report,
    set_out,
    show_to_set,
    take_back,
    take_up_again,
    tell,
)
from knotwork.actions.services.calling import accept_call, ask_for_call, forget_calls, tell_that_it_happened, withdraw_call

__all__ = [
    "accept_call",
    "ask_for_call",
    "carry_over",
    "change_shape",
    "depart",
    "drop",
    "forget_calls",
    "give_back",
    "report",
    "set_out",
    "show_to_set",
    "take_back",
    "take_up_again",
    "tell",
    "tell_that_it_happened",
    "withdraw_call",
]
