"""Words of actions."""

from enum import StrEnum


class Status(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    TRIED = "tried"
    PARTLY = "partly"
    NOT_TRIED = "not_tried"
    CHANGED = "changed"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What a report says happened."""

    TRIED = "tried"
    PARTLY = "partly"
    NOT_TRIED = "not_tried"


class Fold(StrEnum):
    """The folded questions of an action."""

    WHY = "why"
    FIRST_STEP = "first_step"
    WHO_ELSE = "who_else"
    MAY_STOP_ME = "may_stop_me"
    HOW_I_NOTICE = "how_i_notice"


class Telling(StrEnum):
    """The further questions of a report."""

    HELD_BACK = "held_back"
    EXPECTED = "expected"
    SURPRISE = "surprise"
    LEARNED = "learned"
    NEXT = "next"


class Why(StrEnum):
    """Why an action refuses."""

    NOT_YOURS = "not_yours"
    WHAT_MISSING = "what_missing"
    NOT_IN_THIS_SET = "not_in_this_set"
    SET_IS_ARCHIVED = "set_is_archived"
    ALREADY_SETTLED = "already_settled"
    NOT_DROPPED = "not_dropped"
    NOT_TO_BE_CALLED = "not_to_be_called"
    NO_MEETING_AHEAD = "no_meeting_ahead"
    NOT_A_GOOD_TIME = "not_a_good_time"
    NOT_AGREED = "not_agreed"
    HAS_HAPPENED = "has_happened"
