"""The only writers of meetings."""

from knotwork.meetings.services.attendance import answer_attendance, meet_anyway, note_arrival
from knotwork.meetings.services.course import close_left_open, close_meeting, open_meeting, record_airtime
from knotwork.meetings.services.leaving import depart, give_back
from knotwork.meetings.services.own import name_for_calendar
from knotwork.meetings.services.planning import (
    arrange,
    arrangements_of,
    cancel,
    change_arrangements,
    change_rhythm,
    choose_protocol,
    keep_wall_times,
    move,
    plan_meeting,
    plan_series,
    renew,
)
from knotwork.meetings.services.reviewing import leave_review, review_next_time
from knotwork.meetings.services.rota import answer_swap, ask_to_swap, settle_roles
from knotwork.meetings.services.ruling import NOTES, PROTOCOL, RENEWAL, RHYTHM, rhythm_body, rhythm_in
from knotwork.meetings.services.trying import leave_shape, try_shape

__all__ = [
    "NOTES",
    "PROTOCOL",
    "RENEWAL",
    "RHYTHM",
    "answer_attendance",
    "answer_swap",
    "arrange",
    "arrangements_of",
    "ask_to_swap",
    "cancel",
    "change_arrangements",
    "change_rhythm",
    "choose_protocol",
    "close_left_open",
    "close_meeting",
    "depart",
    "give_back",
    "keep_wall_times",
    "leave_review",
    "leave_shape",
    "meet_anyway",
    "move",
    "name_for_calendar",
    "note_arrival",
    "open_meeting",
    "plan_meeting",
    "plan_series",
    "record_airtime",
    "renew",
    "review_next_time",
    "rhythm_body",
    "rhythm_in",
    "settle_roles",
    "try_shape",
]
