"""Words of meetings."""

from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


ON_OR_AHEAD = frozenset({MeetingState.PLANNED, MeetingState.OPEN})


class Attendance(StrEnum):
    """What somebody said about coming."""

    COMING = "coming"
    LATE = "late"
    CANNOT = "cannot"


class WallTime(StrEnum):
    """What a zone's clock does at a promised wall time."""

    CERTAIN = "certain"
    SKIPPED = "skipped"
    TWICE = "twice"


class RotaRole(StrEnum):
    """What a member looks after in one meeting, in the order in which the rota finds people."""

    STEWARD = "steward"
    TIMEKEEPER = "timekeeper"
    OBSERVER = "observer"
    LOGISTICS_HOST = "logistics_host"


class SwapAnswer(StrEnum):
    """What became of a question to take a role over."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Lead(StrEnum):
    """How long before a meeting a reminder leaves."""

    DAY = "day"
    TWO_HOURS = "two_hours"


class Rule(StrEnum):
    """The kinds of rule this app keeps."""

    RHYTHM = "rhythm"
    PROTOCOL = "protocol"
    NOTES = "notes"
    RENEWAL = "renewal"


class Renewal(StrEnum):
    """What a set does at the end of a cycle of meetings."""

    RENEW = "renew"
    CLOSE = "close"
    LATER = "later"


class Keep(StrEnum):
    """What of a meeting's words is kept once it is closed; actions, challenges and learning notes always are."""

    ALL = "all"
    KEPT_QUESTIONS = "kept_questions"
    ACTIONS = "actions"


class Why(StrEnum):
    """Why a meeting refuses."""

    NOT_YOUR_SET = "not_your_set"
    ALREADY_BEGUN = "already_begun"
    ALREADY_OVER = "already_over"
    CALLED_OFF = "called_off"
    NOT_OPEN = "not_open"
    IN_THE_PAST = "in_the_past"
    ALREADY_PLANNED = "already_planned"
    SET_IS_CLOSED = "set_is_closed"
    SET_GOES_ON = "set_goes_on"
    NOTHING_AHEAD = "nothing_ahead"
    SET_IS_ARCHIVED = "set_is_archived"
    DECIDE_FIRST = "decide_first"
    TOO_MANY_DATES = "too_many_dates"
    TOO_EARLY_TO_OPEN = "too_early_to_open"
    UNKNOWN_PROTOCOL = "unknown_protocol"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    NOT_YOUR_ROLE = "not_your_role"
    NOT_ONE_OF_US = "not_one_of_us"
    NOT_ASKED = "not_asked"
    SWAP_OVERTAKEN = "swap_overtaken"
