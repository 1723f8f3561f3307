"""The only writers of challenges: `record` what was said of them, `life` where they stand, `sheets` ways to look at them."""

from knotwork.challenges.services.felt import forget_felt, keep_felt
from knotwork.challenges.services.life import check_fit, keep_learning_need, place, undo_placing
from knotwork.challenges.services.record import (
    begin,
    bring,
    depart,
    forget_kept_question,
    forget_questions_of,
    give_back,
    keep_question,
    reframe,
    share_brief,
    show_to_set,
    take_back,
    tell_intervention,
    unshare_brief,
    word_kept_question,
    write_brief,
)
from knotwork.challenges.services.sheets import keep_pane, keep_sheet

__all__ = [
    "begin",
    "bring",
    "check_fit",
    "depart",
    "forget_felt",
    "forget_kept_question",
    "forget_questions_of",
    "give_back",
    "keep_felt",
    "keep_learning_need",
    "keep_pane",
    "keep_question",
    "keep_sheet",
    "place",
    "reframe",
    "share_brief",
    "show_to_set",
    "take_back",
    "tell_intervention",
    "undo_placing",
    "unshare_brief",
    "word_kept_question",
    "write_brief",
]
