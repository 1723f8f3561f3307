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


class Why(StrEnum):
    """Why a reflection refuses."""

    NOT_YOURS = "not_yours"
    WORDS_MISSING = "words_missing"
    NOT_IN_THIS_SET = "not_in_this_set"
    SET_IS_ARCHIVED = "set_is_archived"
    CHANGED_ELSEWHERE = "changed_elsewhere"
