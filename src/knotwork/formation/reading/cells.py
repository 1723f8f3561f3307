"""What single cells hold: mail addresses, time zones, languages, numbers."""

import difflib
import re
import unicodedata
from functools import cache
from zoneinfo import available_timezones

from knotwork.formation.reading.text import EDGES, trimmed
from knotwork.formation.writing import undone

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@[^\s@<>\"(),:;\[\]\\]{1,255}")
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")
_OFFSET = re.compile(r"(utc|gmt)?\s*[+−-]\s*\d{1,2}(:?\d{2})?", re.IGNORECASE)
_ABBREVIATED = {
    **dict.fromkeys(("pst", "pdt", "pacific", "pt"), "America/Los_Angeles"),
    **dict.fromkeys(("cst", "cdt", "central"), "America/Chicago"),
    **dict.fromkeys(("edt", "eastern", "et"), "America/New_York"),
    **dict.fromkeys(("cest", "mez"), "Europe/Berlin"),
    **dict.fromkeys(("bst", "uk"), "Europe/London"),
    "ist": "Asia/Kolkata",
    "aest": "Australia/Sydney",
    "jst": "Asia/Tokyo",
}


def address(text: str) -> str | None:
    """The mail address in a cell, lower case; None if it holds none, or something else besides.

    `Ana <ana@x.org>` and `mailto:` are understood.
    """
    cell = trimmed(undone(text))
    bracketed = _IN_BRACKETS.fullmatch(cell)
    if bracketed:
        cell = trimmed(bracketed[1])
    cell = cell.lower().removeprefix("mailto:")
    cell = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    return cell if _ADDRESS.fullmatch(cell) else None


def parts(text: str) -> list[str]:
    """The parts of a cell that holds several, parted by `;`, a comma or a line break; empty ones left out."""
    return [part for part in (trimmed(part) for part in re.split(r"[;,\n]", text)) if part]


def addresses(text: str) -> tuple[frozenset[str], list[str]]:
    """The mail addresses in a cell, and what in it is none."""
    if not text:
        return frozenset(), []
    found: set[str] = set()
    amiss: list[str] = []
    for part in parts(text):
        words = [part] if "<" in part else part.split()
        for word in words:
            one = address(word)
            if one is None:
                amiss.append(word)
            else:
                found.add(one)
    return frozenset(found), amiss


def languages(text: str) -> frozenset[str]:
    """The languages in a cell, lower case, as written."""
    if not text:
        return frozenset()
    return frozenset(unicodedata.normalize("NFC", part.lower()).strip(EDGES) for part in re.split(r"[;,/\n]", text)) - {""}


@cache
def _zones() -> dict[str, str]:
    return {zone.lower(): zone for zone in sorted(available_timezones()) if zone not in {"Factory", "localtime", "posixrules"}}


@cache
def _cities() -> dict[str, str]:
    return {name.rsplit("/")[-1]: zone for name, zone in _zones().items() if "/" in zone and not zone.startswith("Etc/")}


def zone(text: str) -> str | None:
    """The IANA name of a time zone, whatever its case; None if there is no such zone."""
    return _zones().get(text.lower().replace(" ", "_"))


def zone_wanted(text: str, *, thoroughly: bool = True) -> str:
    """What would be accepted in place of this text, as sentences.

    Args:
        thoroughly: look for names spelt alike too, which takes milliseconds each.
    """
    plain = "Write the name of a zone from the IANA list, like Europe/Berlin or America/New_York."
    text = " ".join(text.split())[:100]
    near = _near_zone(text.lower(), thoroughly=thoroughly)
    if near:
        return f"{plain} Did you mean {near}?"
    return f"{plain} Hours from UTC do not say when clocks change." if _OFFSET.search(text) else plain


def _near_zone(text: str, *, thoroughly: bool) -> str | None:
    if text.strip() in _ABBREVIATED:
        return _ABBREVIATED[text.strip()]
    for word in re.split(r"[,/()]", text):
        if word.strip().replace(" ", "_") in _cities():
            return _cities()[word.strip().replace(" ", "_")]
    if _OFFSET.search(text) or not thoroughly:
        return None
    found = difflib.get_close_matches(text.replace(" ", "_"), _zones(), n=1, cutoff=0.75)
    return _zones()[found[0]] if found else None


def number(text: str) -> str | None:
    """A number as `float` reads it, from `3.5` or `3,5`; None if it is none."""
    plain = text.replace("−", "-")
    plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    return plain if re.fullmatch(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", plain, re.IGNORECASE | re.ASCII) else None


def capacity(text: str) -> int | None:
    """How many sets somebody can facilitate; None if the cell holds no whole number from 0 to 99."""
    match = re.fullmatch(r"(\d{1,2})([.,]0*)?", text, re.ASCII)
    return int(match[1]) if match else None
