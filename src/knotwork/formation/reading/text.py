"""Words as they stand in cells, and how to show them back."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

EDGES = " \t\r\n\v\f\u00a0\u200b\u200e\u200f\u2028\u2029\u2060\ufeff"
"""Blank or invisible characters that exports leave at the edges of a cell."""
_STEERING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
SHOWN = 60
"""Characters of a cell that a sentence quotes."""


def trimmed(text: str) -> str:
    """The text without blank or invisible edges."""
    return text.strip(EDGES)


def one_line(text: str) -> str:
    """The text on one line, without control characters or marks that turn the direction of what follows."""
    if text.isascii() and text.isprintable():
        return text.strip()
    blank = _BLANKS.sub(" ", _STEERING.sub("", text))
    return trimmed("".join(sign for sign in blank if unicodedata.category(sign) not in {"Cc", "Cs"}))


def shortened(text: str) -> str:
    """The text on one line, cut where it is longer than a sentence bears."""
    line = one_line(text)
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def quoted(text: str) -> str:
    """The text in quotes for a sentence: on one line, and short."""
    return f"“{shortened(text)}”"


def listed(texts: Iterable[str], *, at_most: int = 8) -> str:
    """Several texts in quotes, the rest counted."""
    every = list(texts)
    shown = ", ".join(quoted(text) for text in every[:at_most])
    return shown if len(every) <= at_most else f"{shown} and {len(every) - at_most} more"


def folded(text: str) -> str:
    """What stays of a text when case, accents' coding and blanks do not count."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split())


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun: `1 row`, `2,000 rows`."""
    return f"{number:,} {one if number == 1 else several}"


def nearest(text: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """` Did you mean “…”?` if something known is near, else nothing."""
    found = difflib.get_close_matches(text, list(known), n=1, cutoff=likeness)
    return f" Did you mean {quoted(found[0])}?" if found else ""
