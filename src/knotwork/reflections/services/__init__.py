"""The only writers of learning notes, of the private log, of the pulse, and of what somebody practises."""

from knotwork.reflections.services.practising import choose_skill, delete_feedback, give_feedback, practise_nothing
from knotwork.reflections.services.writing import (
    answer_pulse,
    ask_pulse,
    change_entry,
    change_note,
    close_pulses,
    delete_entry,
    delete_note,
    depart,
    give_back,
    note,
    share,
    unshare,
    wish_to_keep,
    write_entry,
)

__all__ = [
    "answer_pulse",
    "ask_pulse",
    "change_entry",
    "change_note",
    "choose_skill",
    "close_pulses",
    "delete_entry",
    "delete_feedback",
    "delete_note",
    "depart",
    "give_back",
    "give_feedback",
    "note",
    "practise_nothing",
    "share",
    "unshare",
    "wish_to_keep",
    "write_entry",
]
