"""Words of meetings."""

from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """What somebody said about coming."""

    COMING = "coming"
    LATE = "late"
    CANNOT = "cannot"


class Why(StrEnum):
    """Why a meeting refuses."""

    NOT_YOUR_SET = "not_your_set"
    ALREADY_BEGUN = "already_begun"
    ALREADY_OVER = "already_over"
    IN_THE_PAST = "in_the_past"
    NOT_LATER = "not_later"
    SET_IS_CLOSED = "set_is_closed"
    TOO_MANY_DATES = "too_many_dates"
    TOO_EARLY_TO_OPEN = "too_early_to_open"
    DOES_NOT_FIT = "does_not_fit"
