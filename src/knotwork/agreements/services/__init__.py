"""The only writers of versions and answers: one transaction each, with audit inside."""

from knotwork.agreements.kinds import register as register_kind
from knotwork.agreements.services.clauses import add_clause, move_clause, pick_starters, remove_clause, reword_clause
from knotwork.agreements.services.deciding import answer, depart, recount, take_effect
from knotwork.agreements.services.drafting import begin_draft, propose, withdraw
from knotwork.agreements.services.facilitating import propose_facilitation

__all__ = [
    "add_clause",
    "answer",
    "begin_draft",
    "depart",
    "move_clause",
    "pick_starters",
    "propose",
    "propose_facilitation",
    "recount",
    "register_kind",
    "remove_clause",
    "reword_clause",
    "take_effect",
    "withdraw",
]
