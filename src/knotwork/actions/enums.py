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


class Why(StrEnum):
    """Why an action refuses."""

    NOT_YOURS = "not_yours"
    WHAT_MISSING = "what_missing"
    NOT_IN_THIS_SET = "not_in_this_set"
    ALREADY_SETTLED = "already_settled"
