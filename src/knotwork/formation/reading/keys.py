"""The keys of a rules file: each of its type, with the line it stands in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from knotwork.formation.reading.complaints import Findings
from knotwork.formation.reading.text import listed, nearest, quoted

_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


@dataclass(frozen=True, slots=True)
class Keys:
    """A table of a TOML file.

    Attributes:
        text: the whole file, to find the lines of keys in.
        within: keys that lead to this table, outermost first.
    """

    values: Mapping[str, Any]
    text: str
    findings: Findings
    within: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """The keys of this table, in the order of the file."""
        return tuple(self.values)

    def value(self, name: str) -> Any:
        """What stands there, None if nothing does."""
        return self.values.get(name)

    def complain(self, name: str, said: str, wanted: str) -> None:
        """Keep a complaint about a key of this table."""
        path = (*self.within, name)
        self.findings.complain(line_of(self.text, path), ".".join(path), said, wanted)

    def only(self, known: Iterable[str]) -> None:
        """Complain of every key that is not known."""
        names = tuple(known)
        for name in self.values:
            if name not in names:
                self.complain(
                    name, f"There is no key {quoted(name)} here.{nearest(name, names)}", f"Known are {', '.join(names)}."
                )

    def number(self, name: str, usual: float, least: float, most: float, *, whole: bool = False) -> float:
        """A number between two others, the usual one if nothing stands there or something amiss does."""
        value = self.values.get(name, usual)
        if name not in self.values:
            return usual
        is_number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            kind = "a whole number" if whole else "a number"
            said = f"{_as_written(value)} is out of reason." if is_number else f"{_as_written(value)} is not {kind}."
            self.complain(name, said, f"Write {kind} from {least:g} to {most:g}, without quotes.")
            return usual
        return float(value) if not whole else int(value)

    def truth(self, name: str, *, usual: bool) -> bool:
        """Yes or no, the usual one if nothing stands there or something amiss does."""
        value = self.values.get(name, usual)
        if not isinstance(value, bool):
            self.complain(name, f"{_as_written(value)} is neither true nor false.", "Write true or false, without quotes.")
            return usual
        return value

    def text_of(self, name: str, known: Iterable[str]) -> str:
        """One of some known words, empty if nothing stands there or something amiss does."""
        word, words = self.text_at(name), tuple(known)
        if word and word not in words:
            self.complain(name, f"{quoted(word)} is not known here.{nearest(word, words)}", f"Write one of {listed(words)}.")
            return ""
        return word

    def text_at(self, name: str) -> str:
        """A text, empty if nothing stands there or something amiss does."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            self.complain(name, f"{_as_written(value)} is not a text.", "Write a text in quotes.")
            return ""
        return value.strip()

    def table(self, name: str) -> "Keys | None":
        """A table below this one, None if nothing stands there or something amiss does."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.complain(name, f"{_as_written(value)} is not a table.", f"Write it in braces: {name} = {{ … }}.")
            return None
        return Keys(value, self.text, self.findings, (*self.within, name))


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line a key of a TOML file stands in, from 1; of the table that holds it if it is not found, else 0.

    A search by words, not a parser: it finds `key =`, `[table]`, and keys inside braces on their table's line.
    """
    lines = _lines_of_keys(text)
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 0)


@lru_cache(maxsize=2)
def _lines_of_keys(text: str) -> dict[tuple[str, ...], int]:
    section: tuple[str, ...] = ()
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        head = re.match(r"\s*\[+([^\]=]+)\]", line)
        section = _names(head[1]) if head else section
        key = None if head else _KEY.match(line)
        path = section if head else (*section, *_names(key[1])) if key else ()
        if path:
            found.setdefault(path, number)
    return found


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name[0] or name[1] or name[2] for name in re.findall(r""""([^"]*)"|'([^']*)'|([^\s."']+)""", dotted))


def _as_written(value: Any) -> str:
    if isinstance(value, int) and abs(value) >= 10**18:
        return "A number of so many digits"
    return quoted(str(value).lower() if isinstance(value, bool) else str(value))
