"""Words of reflection."""

from enum import StrEnum


class Level(StrEnum):
    """What a learning is about."""

    PROBLEM = "problem"
    SELF = "self"
    SET = "set"
    SYSTEM = "system"


class Audience(StrEnum):
    """Who may read a learning note."""

    ME = "me"
    SET = "set"


class PulseItem(StrEnum):
    """The twelve sentences of the pulse, in their order."""

    ATTENTION = "attention"
    NOT_KNOWING = "not_knowing"
    QUESTIONS = "questions"
    STRETCHED = "stretched"
    BACKED = "backed"
    TIME = "time"
    ACTING = "acting"
    OTHERS = "others"
    HOW_WE_WORK = "how_we_work"
    STAYS_HERE = "stays_here"
    CHANGING = "changing"
    HARDEST = "hardest"


class Why(StrEnum):
    """Why a reflection refuses."""

    NOT_YOURS = "not_yours"
    WORDS_MISSING = "words_missing"
    NOT_IN_THIS_SET = "not_in_this_set"
    SET_IS_ARCHIVED = "set_is_archived"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    PULSE_IS_OPEN = "pulse_is_open"
    PULSE_IS_OVER = "pulse_is_over"
    NOTHING_ANSWERED = "nothing_answered"
