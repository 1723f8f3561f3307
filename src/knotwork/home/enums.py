"""Words of the pages made of several apps."""

from enum import StrEnum


class Step(StrEnum):
    """What a set does next; the set page always says one."""

    REST = "rest"
    ENTER_ROOM = "enter_room"
    OPEN_ROOM = "open_room"
    INVITE = "invite"
    AWAIT_PEOPLE = "await_people"
    CHOOSE_FACILITATION = "choose_facilitation"
    CONSENT = "consent"
    PLAN_RHYTHM = "plan_rhythm"
    PLAN_MORE = "plan_more"
    SAY_COMING = "say_coming"
    BEGIN_AGREEMENT = "begin_agreement"
    BEGIN_CHALLENGE = "begin_challenge"
    MEET_FIRST = "meet_first"
    MEET_NEXT = "meet_next"


class FirstStep(StrEnum):
    """What a new set needs for its first meeting."""

    PEOPLE = "people"
    DATE = "date"
    ANSWERS = "answers"
    MEETING = "meeting"


class Knot(StrEnum):
    """Where a stage lies on the trail of a set's life."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"
