"""The only writers of repairs.

`matters` what somebody raised and what becomes of it, `talks` to which its keeper invites.
"""

from knotwork.repairs.services.matters import answer, depart, entrust, give_back, hold_back, raise_matter, settle
from knotwork.repairs.services.talks import forget_talks, prepare_talk, say, send_talk, take_back_talk

__all__ = [
    "answer",
    "depart",
    "entrust",
    "forget_talks",
    "give_back",
    "hold_back",
    "prepare_talk",
    "raise_matter",
    "say",
    "send_talk",
    "settle",
    "take_back_talk",
]
