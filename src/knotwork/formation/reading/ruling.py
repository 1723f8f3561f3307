"""`rules.toml` (design: forming.md, "Files of the command line door"): every key known, of its type, and in reason."""

import codecs
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from knotwork.formation.programme import Rules, Size
from knotwork.formation.reading import cells, limits
from knotwork.formation.reading.attributes import attributes_of
from knotwork.formation.reading.complaints import Findings, Unreadable
from knotwork.formation.reading.headings import Layout, attribute_named
from knotwork.formation.reading.keys import Keys
from knotwork.formation.reading.sheet import loaded
from knotwork.formation.reading.text import folded, listed, quoted

KNOWN = (
    *("size", "meeting_minutes", "starts_on", "weeks", "max_per_organisation", "shared_language", "not_with_manager"),
    *("every_set_facilitated", "equity", "rivals", "not_alone", "time_zone", "encoding", "attributes"),
)
SMALLEST, LARGEST = 3, 12


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules file states beside the rules themselves.

    Attributes:
        keys: the file as written; empty without a file.
        zone: of people who name none; empty if not stated.
        encoding: of the people file; empty if not stated.
    """

    keys: Keys
    zone: str = ""
    encoding: str = ""


def opened(path: Path | None, findings: Findings) -> Ruled:
    """Read the file as TOML, and what the people file needs of it.

    What is amiss is kept in `findings`.
    """
    keys = Keys({}, "", findings)
    if path is None:
        return Ruled(keys)
    try:
        text = loaded_text(path, findings)
        keys = Keys(tomllib.loads(text), text, findings)
    except Unreadable as fault:
        findings.complaints += fault.complaints
    except tomllib.TOMLDecodeError as fault:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
        said = f"This is not TOML: {str(fault).split(' (at')[0]}" + (f" at character {place[2]}." if place else ".")
        findings.complain(int(place[1]) if place else 0, "", said, "Each line reads like weeks = 26, text stands in quotes.")
    except (RecursionError, ValueError):
        findings.complain(0, "", "This is not TOML: a value is nested too deep, or too long.", "Write it shorter.")
    keys.only(KNOWN)
    return Ruled(keys, _zone(keys), _encoding(keys))


def loaded_text(path: Path, findings: Findings) -> str:
    """The rules file's text, which TOML wants in UTF-8; an empty text and a complaint if it is not."""
    data = loaded(path, limits.RULES_BYTES)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        findings.complain(line, "", "This line holds bytes that are not UTF-8.", "Save the rules file as UTF-8.")
        return ""


def _zone(keys: Keys) -> str:
    named = keys.text_at("time_zone")
    zone = cells.zone(named) if named else None
    if named and zone is None:
        keys.complain("time_zone", f"There is no time zone {quoted(named)}.", cells.zone_wanted(named))
    return zone or ""


def _encoding(keys: Keys) -> str:
    named = keys.text_at("encoding")
    try:
        codec = codecs.lookup(named) if named else None
    except LookupError:
        codec = None
    if named and (codec is None or not getattr(codec, "_is_text_encoding", True)):
        keys.complain("encoding", f"There is no encoding {quoted(named)}.", 'Write one like "utf-8", "cp1252" or "shift_jis".')
        return ""
    return codec.name if codec else ""


def rules_of(ruled: Ruled, layout: Layout | None, *, today: date) -> Rules:
    """The rules, each missing key its default; what is amiss is kept in the findings of `ruled.keys`.

    Args:
        layout: columns of the people file, None if it could not be read; then nothing is said of columns.
        today: the cycle starts on the Monday after it, unless the rules state a day.
    """
    keys = ruled.keys
    columns = None if layout is None else tuple(layout.attributes)
    usual = Rules(starts_on=next_monday(today))
    return replace(
        usual,
        starts_on=_starts_on(keys, today),
        size=_size(keys),
        meeting_minutes=int(keys.number("meeting_minutes", usual.meeting_minutes, 15, 600, whole=True)),
        weeks=int(keys.number("weeks", usual.weeks, 1, 104, whole=True)),
        at_most_per_organisation=_at_most_per_organisation(keys, columns),
        shared_language=keys.truth("shared_language", usual=usual.shared_language),
        not_with_manager=keys.truth("not_with_manager", usual=usual.not_with_manager),
        every_set_facilitated=keys.truth("every_set_facilitated", usual=usual.every_set_facilitated),
        equity=keys.number("equity", usual.equity, 0, 100),
        rivals=_rivals(keys, columns),
        not_alone=_not_alone(keys, columns),
        attributes=attributes_of(keys, layout),
    )


def next_monday(today: date) -> date:
    """The first Monday after a day."""
    return today + timedelta(days=7 - today.weekday())


def _starts_on(keys: Keys, today: date) -> date:
    day = keys.value("starts_on")
    if day is None:
        day = next_monday(today)
        keys.findings.note(f"The cycle starts on Monday {day.isoformat()}, the first one from today; starts_on says otherwise.")
    elif not isinstance(day, date) or isinstance(day, datetime):
        keys.complain("starts_on", f"{quoted(str(day))} is not a day.", "Write it without quotes: starts_on = 2027-01-04.")
        day = today
    elif not today - timedelta(days=366) <= day <= today + timedelta(days=5 * 366):
        keys.complain(
            "starts_on", f"{day.isoformat()} is far from today.", "Write a day within the last year or the next five."
        )
    return day


def _size(keys: Keys) -> Size:
    """The sizes; those not stated give way to those that are."""
    stated = keys.table("size")
    if stated is None:
        return Size()
    stated.only(("min", "max", "target"))
    given = {name: int(stated.number(name, 0, SMALLEST, LARGEST, whole=True)) for name in stated.names()}
    usual = Size()
    smallest = given.get("min") or min(usual.smallest, given.get("target") or LARGEST, given.get("max") or LARGEST)
    largest = given.get("max") or max(usual.largest, given.get("target") or 0, smallest)
    target = given.get("target") or min(max(usual.target, smallest), largest)
    if not smallest <= target <= largest:
        said = f"Sets of at least {smallest} and at most {largest} people, best {target}, contradict one another."
        keys.complain(
            "size", said, "Let min be at most target, and target at most max: size = { min = 5, max = 8, target = 6 }."
        )
        return usual
    unsaid = [name for name in ("min", "max", "target") if name not in given]
    if unsaid:
        keys.findings.note(f"Sets have {smallest} to {largest} people, best {target}; not stated was {listed(unsaid)}.")
    return Size(smallest, largest, target)


def _at_most_per_organisation(keys: Keys, columns: tuple[str, ...] | None) -> int:
    most = int(keys.number("max_per_organisation", 0, 0, LARGEST, whole=True))
    if most and columns is not None and "organisation" not in columns:
        said = "This rule reads a column “organisation”, and there is none."
        keys.complain("max_per_organisation", said, "Add the column, or leave the rule out.")
    return most


def _rivals(keys: Keys, columns: tuple[str, ...] | None) -> frozenset[frozenset[str]]:
    stated = keys.value("rivals")
    wanted = 'Write pairs of organisations: rivals = [["Acme", "Bolt"]].'
    if stated is None:
        return frozenset()
    if not isinstance(stated, list) or not all(_is_names(pair) and len(pair) > 1 for pair in stated):
        keys.complain("rivals", "This is not a list of pairs of names.", wanted)
        return frozenset()
    if stated and columns is not None and "organisation" not in columns:
        keys.complain(
            "rivals", "This rule reads a column “organisation”, and there is none.", "Add the column, or leave it out."
        )
    named = [[folded(name) for name in pair] for pair in stated]
    if any(len({*pair}) < len(pair) or "" in pair for pair in named):
        keys.complain("rivals", "An organisation stands beside itself or is empty.", wanted)
        return frozenset()
    return frozenset(frozenset((one, other)) for pair in named for at, one in enumerate(pair) for other in pair[at + 1 :])


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _not_alone(keys: Keys, columns: tuple[str, ...] | None) -> tuple[str, ...]:
    stated = keys.value("not_alone")
    if stated is None:
        return ()
    if not _is_names(stated):
        keys.complain("not_alone", "This is not a list of columns.", 'Write the columns in quotes: not_alone = ["gender"].')
        return ()
    if columns is None:
        return tuple(dict.fromkeys(stated))
    known = {name: attribute_named(name, columns) for name in stated}
    for name in (name for name, column in known.items() if column is None):
        keys.complain(
            "not_alone", f"There is no column {quoted(name)}.", f"Columns about people are {listed(columns) or 'none'}."
        )
    return tuple(dict.fromkeys(column for column in known.values() if column is not None))
