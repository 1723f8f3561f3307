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
    """How somebody stands to a matter, or to a talk about it."""

    RAISER = "raiser"
    KEEPER = "keeper"
    CONCERNED = "concerned"


class Asked(StrEnum):
    """Where an invitation to a talk stands, from its being prepared to its end."""

    PREPARED = "prepared"
    WAITING = "waiting"
    COMES = "comes"
    RATHER_NOT = "rather_not"
    UNANSWERED = "unanswered"
    TAKEN_BACK = "taken_back"
    OVER = "over"


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
    NOT_ANSWERED_YET = "not_answered_yet"
    NOT_YOURS_TO_INVITE = "not_yours_to_invite"
    NOT_TO_BE_INVITED = "not_to_be_invited"
    ONE_IS_OPEN = "one_is_open"
    NO_LONGER_HERE = "no_longer_here"
    NOT_YOUR_INVITATION = "not_your_invitation"
    NOT_OPEN_NOW = "not_open_now"
