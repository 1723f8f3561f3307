"""Shapes as files: written, and read from people nobody knows, with every fault named. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from knotwork.protocols import shape
from knotwork.protocols.rules import MOST_PHASES
from knotwork.protocols.shape import Malformed, Protocol

LARGEST_BYTES = 200_000
LONGEST_LABEL, LONGEST_TEXT, MOST_LINES = 120, 1_000, 500
MOST_FAULTS = 30
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_NOT_FOR_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LABELS = frozenset({"label", "key", "parent", "inspired_by"})


class Unreadable(ValueError):
    """A file is no shape of a meeting; `faults` names each place and what is wrong there."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def write(protocol: Protocol) -> str:
    """The file of a protocol; `read(write(p).encode())` has the same phases."""
    return json.dumps(shape.to_dict(protocol), ensure_ascii=False, indent=2) + "\n"


def read(file: bytes) -> Protocol:
    """The protocol in a file.

    Raises:
        Unreadable: all faults that were found, at most thirty.
    """
    if len(file) > LARGEST_BYTES:
        raise Unreadable([f"file: {len(file)} bytes are more than the {LARGEST_BYTES} a shape may have"])
    data = _json(file)
    if not isinstance(data, Mapping):
        raise Unreadable(["file: must hold one shape, as a mapping of names to values"])
    found = list(_faults(data))
    if found:
        raise Unreadable(found[:MOST_FAULTS])
    try:
        return shape.parse(data)
    except Malformed:
        faults = [str(fault) for fault in shape.faults(shape.read(data))]
        raise Unreadable(faults[:MOST_FAULTS]) from None


def _json(file: bytes) -> Any:
    try:
        return json.loads(file.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise Unreadable(["file: is not text in UTF-8"]) from None
    except json.JSONDecodeError as fault:
        raise Unreadable([f"file: is not JSON; line {fault.lineno}, column {fault.colno}: {fault.msg}"]) from None
    except RecursionError:
        raise Unreadable(["file: is nested too deeply"]) from None
    except ValueError as fault:
        raise Unreadable([f"file: {fault}"[:200]]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key, value in pairs:
        if key in told:
            raise ValueError(f"{_shown(key)} is given twice in one mapping")
        told[key] = value
    return told


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    """Each value is looked at by itself, so that one fault hides no other."""
    phases = data.get("phases")
    rows = phases if isinstance(phases, list) else []
    if len(rows) > MOST_PHASES:
        yield f"protocol.phases: {len(rows)} are more than the {MOST_PHASES} a shape may have"
        return
    plain: dict[str, Any] = {"key": "x", "version": 1, "label": "x", "minutes": 1, "phases": []}
    yield from _each(data, plain, "protocol", lambda row: shape.read({**row, "phases": []} if rows else row))
    for index, row in enumerate(rows):
        place = f"phases[{index}]"
        if not isinstance(row, Mapping):
            yield f"{place}: must be a mapping"
            continue
        phase: dict[str, Any] = {"key": "x", "label": "x", "minutes": 1, "floor": [], "rule": "talk"}
        yield from _each(row, phase, place, lambda row: shape.read({**plain, "phases": [row]}), at=index)


def _each(row: Mapping[str, Any], plain: Mapping[str, Any], place: str, look: Any, *, at: int | None = None) -> Iterator[str]:
    for key in [*row, *(key for key in plain if key not in row)]:
        candidate = {**plain, key: row[key]} if key in row else {each: plain[each] for each in plain if each != key}
        if key not in row and key == "floor":
            continue
        try:
            look(candidate)
        except Malformed as fault:
            yield _shown(str(fault).replace("phases[0]", f"phases[{at}]", 1) if at is not None else str(fault))
            continue
        except RecursionError:
            yield f"{place}.{_shown(key)}: is nested too deeply"
            continue
        if key != "phases":
            yield from _texts(row.get(key), f"{place}.{key}", key)


def _texts(value: Any, place: str, key: str) -> Iterator[str]:
    """Length and signs of every text below here."""
    if isinstance(value, str):
        longest = LONGEST_LABEL if key in _LABELS else LONGEST_TEXT
        if key == "key" and not _SLUG.fullmatch(value):
            yield f"{place}: must be small letters, digits and hyphens, at most 60"
        elif len(value) > longest:
            yield f"{place}: {len(value)} characters are more than the {longest} there is room for"
        elif _NOT_FOR_TEXT.search(value):
            yield f"{place}: holds a sign that is not for reading"
    elif isinstance(value, list):
        if len(value) > MOST_LINES:
            yield f"{place}: {len(value)} are more than the {MOST_LINES} there is room for"
            return
        for index, each in enumerate(value):
            yield from _texts(each, f"{place}[{index}]", key)
    elif isinstance(value, Mapping):
        for name in value:
            yield from _texts(value[name], f"{place}.{name}", name if key == "review" else "text")


def _shown(text: str) -> str:
    """A piece of a stranger's file as it may be shown: short, and without signs that are not for reading."""
    return _NOT_FOR_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)[:200]
