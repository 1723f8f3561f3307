"""The only writers of challenges.

`record` what was said of them, `life` where they stand, `sheets` ways to look at them, `together` what a set shares.
"""

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
from knotwork.challenges.services.together import (
    agree_to_open,
    begin_shared,
    circle_changed,
    give_back_shared,
    give_part_back,
    name_sponsor,
    put_part_away,
    put_together,
    take_agreement_back,
    take_part,
    write_part,
)

__all__ = [
    "agree_to_open",
    "begin",
    "begin_shared",
    "bring",
    "check_fit",
    "circle_changed",
    "depart",
    "forget_felt",
    "forget_kept_question",
    "forget_questions_of",
    "give_back",
    "give_back_shared",
    "give_part_back",
    "keep_felt",
    "keep_learning_need",
    "keep_pane",
    "keep_question",
    "keep_sheet",
    "name_sponsor",
    "place",
    "put_part_away",
    "put_together",
    "reframe",
    "share_brief",
    "show_to_set",
    "take_agreement_back",
    "take_back",
    "take_part",
    "tell_intervention",
    "undo_placing",
    "unshare_brief",
    "word_kept_question",
    "write_brief",
    "write_part",
]
