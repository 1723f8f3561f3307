"""Words of the room that the flow does not know."""

from enum import StrEnum


class WordsFor(StrEnum):
    """Who may read words of a meeting. The last two are answers of a review."""

    SET = "set"
    PRESENTER = "presenter"
    ME = "me"
    NAMED = "named"
    UNNAMED = "unnamed"


class Why(StrEnum):
    """Why the room refuses what the flow does not judge."""

    NOT_IN_THIS_ROOM = "not_in_this_room"
    NOT_A_MOVE = "not_a_move"
    WORDS_MISSING = "words_missing"
    WORDS_TOO_LONG = "words_too_long"
    NOT_YOUR_CHALLENGE = "not_your_challenge"
    NOT_YOUR_ACTION = "not_your_action"
    NOT_ON_THE_SCALE = "not_on_the_scale"
    OVER = "over"
