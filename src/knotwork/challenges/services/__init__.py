"""The only writers of challenges: `record` the challenge with all that was said of it."""

from knotwork.challenges.services.record import (
    begin,
    bring,
    depart,
    forget_kept_question,
    keep_question,
    place,
    reframe,
    share_brief,
    show_to_set,
    take_back,
    tell_intervention,
    unshare_brief,
    word_kept_question,
    write_brief,
)

__all__ = [
    "begin",
    "bring",
    "depart",
    "forget_kept_question",
    "keep_question",
    "place",
    "reframe",
    "share_brief",
    "show_to_set",
    "take_back",
    "tell_intervention",
    "unshare_brief",
    "word_kept_question",
    "write_brief",
]
