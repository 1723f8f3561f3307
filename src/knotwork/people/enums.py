"""Words of accounts."""

from enum import StrEnum


class Theme(StrEnum):
    """How pages look for a person."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Reminder(StrEnum):
    """How long before a meeting a person wants a reminder."""

    NONE = "none"
    DAY = "day"
    TWO_HOURS = "two_hours"
    BOTH = "both"
