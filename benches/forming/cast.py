"""Where the people of a generated programme come from: invented names, organisations, places and trades."""

import tomllib
from pathlib import Path

_NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
GIVEN: list[str] = _NAMES["given"]
FAMILY: list[str] = _NAMES["family"]
FOUNDED: list[str] = _NAMES["founded"]
TRADES: list[str] = _NAMES["trades"]
FUNCTIONS = {
    "Operations": 9,
    "Engineering": 7,
    "Finance": 4,
    "People": 4,
    "Policy": 3,
    "Research": 3,
    "Communications": 2,
    "Legal": 1,
}
DOMAINS = (
    "ageing",
    "climate",
    "data",
    "education",
    "housing",
    "mental health",
    "migration",
    "procurement",
    "safety",
    "transport",
    "water",
    "youth",
)
PATHS = ("leads a team", "expert")
STEPS = ("1", "2", "3", "4", "5", "6")

ATLANTIC = "both sides of the Atlantic"
REGIONS = {
    "Europe and Africa": (
        "Europe/London",
        "Europe/Berlin",
        "Europe/Paris",
        "Europe/Madrid",
        "Europe/Helsinki",
        "Africa/Lagos",
        "Africa/Nairobi",
        "Africa/Johannesburg",
    ),
    "Americas": (
        "America/New_York",
        "America/Toronto",
        "America/Chicago",
        "America/Bogota",
        "America/Sao_Paulo",
        "America/Los_Angeles",
    ),
    "Asia and Pacific": ("Asia/Kolkata", "Asia/Kathmandu", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney"),
    ATLANTIC: ("Europe/London", "Africa/Accra", "America/New_York", "America/Sao_Paulo", "Europe/Berlin"),
}
"""Places whose people can meet in daylight, roughly; a set is planted in one of these."""
WEIGHTS = {"Europe and Africa": 55, "Americas": 20, "Asia and Pacific": 15, ATLANTIC: 10}
SPOKEN = {
    "Europe and Africa": {"en": 75, "fr": 10, "de": 8, "es": 7},
    "Americas": {"en": 65, "es": 25, "pt": 10},
    "Asia and Pacific": {"en": 92, "ja": 8},
    ATLANTIC: {"en": 85, "pt": 15},
}
TONGUES = ("en", "fr", "de", "es", "pt", "ar", "hi", "sw")
