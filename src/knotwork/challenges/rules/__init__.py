"""Pure decisions about challenges."""

from knotwork.challenges.rules.felt import FEWEST_FOR_PICTURE, MOST, balance, compared, why_not_felt
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
from knotwork.challenges.rules.sheets import MOST_LINES, Force, GridLine, Shift, gaps, shifts, why_not_lines

__all__ = [
    "FEWEST_FOR_PICTURE",
    "LONGEST_HEADLINE",
    "MOST",
    "MOST_LINES",
    "Force",
    "GridLine",
    "Reading",
    "Shift",
    "balance",
    "compared",
    "findings",
    "gaps",
    "reading",
    "shifts",
    "sides_text",
    "why_not_bid",
    "why_not_change",
    "why_not_felt",
    "why_not_headline",
    "why_not_invite",
    "why_not_lines",
]
