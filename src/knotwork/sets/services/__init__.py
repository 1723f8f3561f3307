"""The only writers of sets: one transaction each, with audit and outbox inside."""

from knotwork.sets.services.closing import choose_for_words, close, take_back_due
from knotwork.sets.services.fading import choose_leading
from knotwork.sets.services.handing import ask_to_take_over, give_back, take_over
from knotwork.sets.services.joining import (
    accept_facilitation,
    account_state,
    ask_all,
    forget_secrets,
    invite,
    invite_as_agreed,
    invite_facilitator,
    join,
    offer_of,
    open_account_with,
    revoke,
)
from knotwork.sets.services.leaving import depart, leave, record_taking_out
from knotwork.sets.services.life import (
    archive,
    change_particulars,
    change_purpose,
    change_target_size,
    change_zone,
    enter_stage,
    manage_ourselves,
    particulars_of,
    rename,
    start_set,
    unarchive,
)
from knotwork.sets.services.locking import locked, why_not_now
from knotwork.sets.services.membership import change_membership
from knotwork.sets.services.pausing import come_back, pause
from knotwork.sets.services.stages import await_decision
from knotwork.sets.services.terms import (
    begin_term,
    end_term,
    end_terms_after,
    forget_latest_ends,
    note_latest_end,
    record_ends,
)
from knotwork.sets.services.visits import accept_visit, ask_to_visit, end_visit, free_to_visit, why_not_visit

__all__ = [
    "accept_facilitation",
    "accept_visit",
    "account_state",
    "archive",
    "ask_all",
    "ask_to_take_over",
    "ask_to_visit",
    "await_decision",
    "begin_term",
    "change_membership",
    "change_particulars",
    "change_purpose",
    "change_target_size",
    "change_zone",
    "choose_for_words",
    "choose_leading",
    "close",
    "come_back",
    "depart",
    "end_term",
    "end_terms_after",
    "end_visit",
    "enter_stage",
    "forget_latest_ends",
    "forget_secrets",
    "free_to_visit",
    "give_back",
    "invite",
    "invite_as_agreed",
    "invite_facilitator",
    "join",
    "leave",
    "locked",
    "manage_ourselves",
    "note_latest_end",
    "offer_of",
    "open_account_with",
    "particulars_of",
    "pause",
    "record_ends",
    "record_taking_out",
    "rename",
    "revoke",
    "start_set",
    "take_back_due",
    "take_over",
    "unarchive",
    "why_not_now",
    "why_not_visit",
]
