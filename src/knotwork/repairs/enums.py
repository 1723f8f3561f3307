"""Words of repairs."""

from enum import StrEnum


class Stand(StrEnum):
    """Where a matter stands: waiting for its keeper's answer, waiting too long, answered, settled."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    SETTLED = "settled"


class Ending(StrEnum):
    """How a matter ended, as whoever raised it says."""

    REPAIRED = "repaired"
    RENEWED = "renewed"
    LET_BE = "let_be"
    LEAVING = "leaving"


class Bond(StrEnum):
    """How somebody stands to a matter."""

    RAISER = "raiser"
    KEEPER = "keeper"


class Why(StrEnum):
    """Why repairs refuse."""

    NOT_IN_THIS_SET = "not_in_this_set"
    SET_IS_ARCHIVED = "set_is_archived"
    WORDS_MISSING = "words_missing"
    NOT_A_KEEPER = "not_a_keeper"
    NOT_YOURS_TO_ANSWER = "not_yours_to_answer"
    NOT_YOURS_TO_SETTLE = "not_yours_to_settle"
    SETTLED_ALREADY = "settled_already"
    IS_ANSWERED = "is_answered"
