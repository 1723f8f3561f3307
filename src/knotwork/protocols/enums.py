"""Words of protocols that a set chooses among, and of its own shapes."""

from enum import StrEnum


class Rule(StrEnum):
    """The kinds of rule this app keeps."""

    REVIEW = "review"


class Item(StrEnum):
    """Questions a set can ask itself at the end of a meeting; the last four ask for words, the others for 1 to 5."""

    HEARD = "heard"
    STRETCHED = "stretched"
    MINE_TO_ANSWER = "mine_to_answer"
    AIRTIME = "airtime"
    BACKED = "backed"
    COURAGE = "courage"
    CLEAR = "clear"
    FROM_OTHERS = "from_others"
    AGREEMENT = "agreement"
    QUIET = "quiet"
    INCLUDED = "included"
    CHANGE = "change"
    AVOIDED = "avoided"
    BEST_QUESTION = "best_question"
    WORD = "word"


IN_WORDS = frozenset({Item.CHANGE, Item.AVOIDED, Item.BEST_QUESTION, Item.WORD})
FEWEST_ITEMS, MOST_ITEMS = 3, 5


class Towards(StrEnum):
    """Which way a phase moves in the order."""

    UP = "up"
    DOWN = "down"


class Why(StrEnum):
    """Why a shape refuses."""

    NOT_A_MEMBER = "not_a_member"
    SET_IS_ARCHIVED = "set_is_archived"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    PHASE_GONE = "phase_gone"
    TOO_MANY_PHASES = "too_many_phases"
    TOO_MANY_SHAPES = "too_many_shapes"
    NOTHING_TO_UNDO = "nothing_to_undo"
    DOES_NOT_RUN = "does_not_run"
    CLOSES_THE_SET = "closes_the_set"
