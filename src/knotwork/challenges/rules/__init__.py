"""Pure decisions about challenges."""

from knotwork.challenges.rules.life import findings
from knotwork.challenges.rules.record import (
    LONGEST_HEADLINE,
    Reading,
    reading,
    sides_text,
    why_not_bid,
    why_not_change,
    why_not_headline,
    why_not_invite,
)

__all__ = [
    "LONGEST_HEADLINE",
    "Reading",
    "findings",
    "reading",
    "sides_text",
    "why_not_bid",
    "why_not_change",
    "why_not_headline",
    "why_not_invite",
]
