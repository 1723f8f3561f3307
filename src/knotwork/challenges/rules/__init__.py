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
from knotwork.challenges.rules.together import (
    ENDED,
    LONGEST_PART,
    came_later,
    is_opened,
    why_not_part,
    why_not_put_away,
    why_not_shared,
    why_not_take,
)

__all__ = [
    "ENDED",
    "FEWEST_FOR_PICTURE",
    "LONGEST_HEADLINE",
    "LONGEST_PART",
    "MOST",
    "MOST_LINES",
    "Force",
    "GridLine",
    "Reading",
    "Shift",
    "balance",
    "came_later",
    "compared",
    "findings",
    "gaps",
    "is_opened",
    "reading",
    "shifts",
    "sides_text",
    "why_not_bid",
    "why_not_change",
    "why_not_felt",
    "why_not_headline",
    "why_not_invite",
    "why_not_lines",
    "why_not_part",
    "why_not_put_away",
    "why_not_shared",
    "why_not_take",
]
