"""The only writers of versions and answers: one transaction each, with audit inside."""

from knotwork.agreements.kinds import register as register_kind
from knotwork.agreements.services.clauses import add_clause, move_clause, pick_starters, remove_clause, reword_clause, say_why
from knotwork.agreements.services.deciding import answer, depart, recount, settle_among, settle_due, take_effect
from knotwork.agreements.services.drafting import amend, begin_draft, end_trial, give_up_trial, propose, try_once, withdraw
from knotwork.agreements.services.facilitating import propose_facilitation
from knotwork.agreements.services.muting import mute, unmute
from knotwork.agreements.services.talking import give_back, redact, remark, take_out_remark

__all__ = [
    "add_clause",
    "amend",
    "answer",
    "begin_draft",
    "depart",
    "end_trial",
    "give_back",
    "give_up_trial",
    "move_clause",
    "mute",
    "pick_starters",
    "propose",
    "propose_facilitation",
    "recount",
    "redact",
    "register_kind",
    "remark",
    "remove_clause",
    "reword_clause",
    "say_why",
    "settle_among",
    "settle_due",
    "take_effect",
    "take_out_remark",
    "try_once",
    "unmute",
    "withdraw",
]
