"""Names of people outside that somebody keeps out of their words, each with what to say instead.

Pure, but for who is writing just now: that is told once for each request, and asked by the fields for words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

type KeptOut = Mapping[str, str]
"""Name to what is said instead of it."""

ANSWER = "kept-out"
"""The name under which a form carries what is to happen with names that stand in it."""
_RUN_ON = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_MOST_SPACE = r"\s+"


class Said(StrEnum):
    """What somebody wants done with names they keep out and wrote all the same."""

    NOTHING = ""
    REPLACE = "replace"
    LEAVE = "leave"


@dataclass(frozen=True)
class Writer:
    """Who writes just now: how to ask for the names they keep out, and what they said about them."""

    kept_out: Callable[[], KeptOut]
    said: Said = Said.NOTHING


_writer: ContextVar[Writer | None] = ContextVar("writer", default=None)


@contextmanager
def written_by(writer: Writer) -> Iterator[None]:
    """While this lasts, fields for words keep this writer's names out."""
    token = _writer.set(writer)
    try:
        yield
    finally:
        _writer.reset(token)


def heeded(words: str) -> tuple[str, KeptOut]:
    """The words as they may be kept, and the names that stand in them and were not spoken about yet."""
    writer = _writer.get()
    if writer is None or not words or writer.said is Said.LEAVE:
        return words, {}
    kept_out = writer.kept_out()
    return (replaced(words, kept_out), {}) if writer.said is Said.REPLACE else (words, found(words, kept_out))


def found(words: str, kept_out: KeptOut) -> dict[str, str]:
    """Which of these names stand in the words, whatever their capitals and accents."""
    return {name: instead for _start, _end, name, instead in _places(words, kept_out)}


def replaced(words: str, kept_out: KeptOut) -> str:
    """The words with each of these names said otherwise; everything else stays as it is."""
    for start, end, _name, instead in reversed(list(_places(words, kept_out))):
        words = words[:start] + instead + words[end:]
    return words


def same(one: str, other: str) -> bool:
    """Whether two names are told apart by capitals, accents and spaces alone."""
    return _plain(one)[0].split() == _plain(other)[0].split()


def _places(words: str, kept_out: KeptOut) -> Iterator[tuple[int, int, str, str]]:
    """Where names stand, in order and never overlapping; of two that begin together, the longer."""
    names = {" ".join(_plain(name)[0].split()): (name, instead) for name, instead in kept_out.items()}
    names.pop("", None)
    if not names:
        return
    plain, at = _plain(words)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    for match in re.finditer("|".join(map(_pattern, longest_first)), plain):
        name, instead = names[" ".join(match.group().split())]
        end = at[match.end()] if match.end() < len(at) else len(words)
        yield at[match.start()], end, name, instead


def _pattern(plain: str) -> str:
    """A name as a whole word; in scripts without spaces between words, anywhere."""
    before = "" if _runs_on(plain[0]) else r"(?<!\w)"
    after = "" if _runs_on(plain[-1]) else r"(?!\w)"
    return before + _MOST_SPACE.join(re.escape(part) for part in plain.split()) + after


def _runs_on(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_RUN_ON)


def _plain(words: str) -> tuple[str, list[int]]:
    """The words without capitals and accents, and for each letter where it stood."""
    letters: list[str] = []
    at: list[int] = []
    for index, written in enumerate(words):
        for letter in unicodedata.normalize("NFD", written.casefold()):
            if unicodedata.category(letter) != "Mn":
                letters.append(letter)
                at.append(index)
    return "".join(letters), at
