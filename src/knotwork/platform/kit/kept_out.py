"""Names of people outside that somebody keeps out of their words, each with what to say instead.

Pure, but for who is writing just now and where to ask: who writes is told once for each request, and asked by the fields
for words.
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
LEFT = "kept-out-left"
"""The name under which a form carries the ids of single names that may stand this time."""
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
_VIRAMA = 9
_RUN_ON = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


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


_desks: list[Callable[[], str]] = []
_writer: ContextVar[Writer | None] = ContextVar("writer", default=None)


def register_desk(address: Callable[[], str]) -> None:
    """Say where a script may ask, while somebody writes, whether a name they keep out stands in the words."""
    _desks[:] = [address]


def desk() -> str:
    """Where a script may ask; empty if nobody answers."""
    return _desks[0]() if _desks else ""


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
    """Which of these names stand in the words as whole words, whatever their capitals and accents."""
    return {name: instead for _start, _end, name, instead in _places(words, kept_out)}


def replaced(words: str, kept_out: KeptOut) -> str:
    """The words with each of these names said otherwise; everything else stays as it is."""
    for _round in range(len(words) + 1):
        places = list(_places(words, kept_out))
        for start, end, _name, instead in reversed(places):
            words = words[:start] + instead + words[end:]
        if not places:  # What is said instead may make another name together with the word beside it.
            break
    return words


def replaced_one(words: str, kept_out: KeptOut, name: str) -> str:
    """The words with this one of the names said otherwise, wherever it stands and no longer name begins with it."""
    for start, end, found_name, instead in reversed(list(_places(words, kept_out))):
        words = words[:start] + instead + words[end:] if found_name == name else words
    return words


def same(one: str, other: str) -> bool:
    """Whether two names are told apart by capitals, accents and spaces alone."""
    return _key(one) == _key(other)


def is_name(name: str) -> bool:
    """Whether there is anything to look for."""
    return bool(_key(name))


def _places(words: str, kept_out: KeptOut) -> Iterator[tuple[int, int, str, str]]:
    """Where names stand, in order and never overlapping; of two that begin together, the longer."""
    names = {_key(name): (name, instead) for name, instead in sorted(kept_out.items()) if is_name(name)}
    if not names:
        return
    plain, at = _plain(words)
    at.append(len(words))
    patterns = {key: re.compile(r"\s+".join(map(re.escape, key.split()))) for key in sorted(names, key=_longest_first)}
    anyone, here = re.compile("|".join(pattern.pattern for pattern in patterns.values())), 0
    while match := anyone.search(plain, here):
        begins = match.start()
        matches = ((key, pattern.match(plain, begins)) for key, pattern in patterns.items())
        ends, key = next(((one.end(), key) for key, one in matches if one and _is_whole(plain, at, one.span())), (0, ""))
        if ends:
            yield at[begins], at[ends], *names[key]
        here = ends or begins + 1


def _is_whole(plain: str, at: list[int], span: tuple[int, int]) -> bool:
    """Whether this is a whole word; in scripts without spaces between words, whole letters are enough."""
    first, end = span
    is_begun = first == 0 or _runs_on(plain[first]) or not (_is_letter(plain[first - 1]) and _is_letter(plain[first]))
    is_ended = end == len(plain) or _runs_on(plain[end - 1]) or not (_is_letter(plain[end]) and _is_letter(plain[end - 1]))
    cuts = (first > 0 and at[first - 1] == at[first]) or at[end - 1] == at[end]
    return is_begun and is_ended and not cuts


def _is_letter(sign: str) -> bool:
    return sign == "_" or unicodedata.category(sign)[0] in "LMN"


def _runs_on(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_RUN_ON)


def _longest_first(key: str) -> tuple[int, str]:
    return -len(key), key


def _key(name: str) -> str:
    return " ".join(_plain(name)[0].split())


def _plain(words: str) -> tuple[str, list[int]]:
    """The words without capitals and accents, and for each letter where it stood.

    Signs that are letters of their own (class 0 of Unicode), and what joins letters (virama), are no accents.
    """
    letters: list[str] = []
    at: list[int] = []
    for index, written in enumerate(words):
        parts = unicodedata.normalize("NFD", written.casefold().translate(_APOSTROPHES))
        bare = "".join(part for part in parts if unicodedata.combining(part) in {0, _VIRAMA})
        for letter in unicodedata.normalize("NFC", bare):
            letters.append(letter)
            at.append(index)
    return "".join(letters), at
