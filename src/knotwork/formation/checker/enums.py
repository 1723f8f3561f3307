"""The names of the rules a plan may break, as a person reads them."""

from enum import StrEnum


class Rule(StrEnum):
    """What does not hold; these words are stable, and stand in plan.json."""

    UNKNOWN_PERSON = "unknown person"
    NOT_PLACED = "not placed"
    PLACED_TWICE = "placed twice"
    FACILITATOR_AS_MEMBER = "facilitator as member"
    SET_LABEL = "set label"
    SIZE = "size"
    PINNED = "pinned"
    KEEP_APART = "keep apart"
    KEEP_TOGETHER = "keep together"
    LINE_MANAGER = "line manager"
    ORGANISATION_LIMIT = "organisation limit"
    RIVALS = "rivals"
    SHARED_LANGUAGE = "shared language"
    NOT_ALONE = "not alone"
    NO_FACILITATOR = "no facilitator"
    NOT_A_FACILITATOR = "not a facilitator"
    FACILITATOR_CAPACITY = "facilitator capacity"
    TWO_AT_ONCE = "two sets at once"
    OWN_ORGANISATION = "own organisation"
    NO_MEETING_TIME = "no meeting time"
    MEETING_TIME = "meeting time"
    MEETING_LENGTH = "meeting length"
