"""Which columns count, how, and what their cells say."""

import math
from collections.abc import Callable
from typing import Any

from knotwork.formation.programme import Attribute, Direction, Kind
from knotwork.formation.reading import cells
from knotwork.formation.reading.complaints import Findings
from knotwork.formation.reading.headings import RESERVED, Column, Layout, attribute_named, speaks_of_hours
from knotwork.formation.reading.keys import Keys
from knotwork.formation.reading.sheet import Row
from knotwork.formation.reading.text import folded, listed, nearest, one_line, quoted, trimmed

NOTHING_SAID = frozenset({"", "-", "–", "—", "n/a", "#n/a", "#ref!", "#value!", "#name?", "null"})
"""What stands in a cell of which nothing is known; an attribute's cell like this counts as empty."""
_COUNTABLE = ("languages", "time_zone")
"""Reserved columns that may count as attributes too, if the rules name them."""


def attributes_of(keys: Keys, layout: Layout | None) -> tuple[Attribute, ...]:
    """Every attribute that counts, in the order of the columns; those with weight 0 are left out."""
    stated = keys.table("attributes") or Keys({}, keys.text, keys.findings, ("attributes",))
    if layout is None:
        for key in stated.names():
            _stated(stated, key, key)
        return ()
    names = [*layout.attributes, *(name for name in _COUNTABLE if name in layout.reserved)]
    said: dict[str, Attribute] = {}
    for key in stated.names():
        name = attribute_named(key, names)
        attribute = _stated(stated, key, name or key)
        if attribute is None:
            continue
        if name is None:
            stated.complain(key, _no_column(key, layout), f"Columns about people are {listed(layout.attributes) or 'none'}.")
        elif name in said:
            stated.complain(key, f"The column {quoted(name)} has been named before.", "Keep one of the two.")
        else:
            said[name] = attribute
    counting = [said.get(name, Attribute(name)) for name in names if name in said or _counts_unsaid(name, layout)]
    return tuple(attribute for attribute in counting if attribute.weight > 0)


def _counts_unsaid(name: str, layout: Layout) -> bool:
    """Hours that a form asks for in its own way are no attribute, unless the rules say so."""
    return name in layout.attributes and not speaks_of_hours(name)


def _no_column(key: str, layout: Layout) -> str:
    if any(column.heading == key for column, _ in layout.left_out):
        return f"The column {quoted(key)} is empty or read otherwise."
    if key in RESERVED:
        return f"{quoted(key)} has a meaning of its own and does not count as an attribute."
    return f"The people file has no column {quoted(key)}.{nearest(key, layout.attributes)}"


def _stated(keys: Keys, key: str, name: str) -> Attribute | None:
    """The attribute as one entry states it; None if the entry is no table."""
    entry = keys.table(key)
    if entry is None:
        return None
    entry.only(("kind", "order", "direction", "weight"))
    order = _order(entry)
    kind = Kind(entry.text_of("kind", Kind) or (Kind.ORDINAL if order else Kind.CATEGORICAL))
    if order and kind is not Kind.ORDINAL:
        entry.complain("order", f"An order is stated, but the kind is {quoted(kind)}.", 'Write kind = "ordinal", or no order.')
    if kind is Kind.ORDINAL and not order and "order" not in entry.values:
        entry.complain("kind", "An ordinal attribute needs its steps.", 'Add them from low to high: order = ["1", "2", "3"].')
    direction = Direction(entry.text_of("direction", Direction) or Direction.MIX)
    weight = entry.number("weight", 1.0, 0, 1000)
    return Attribute(name, kind, order if kind is Kind.ORDINAL else (), direction, weight)


def _order(entry: Keys) -> tuple[str, ...]:
    stated: Any = entry.value("order")
    if stated is None:
        return ()
    wanted = 'Write at least two different steps from low to high: order = ["1", "2", "3"].'
    if not isinstance(stated, list) or not all(_is_step(step) for step in stated):
        entry.complain("order", "This is not a list of texts.", wanted)
        return ()
    steps = tuple(trimmed(str(step)) for step in stated)
    if len({folded(step) for step in steps}) < max(len(steps), 2) or "" in steps:
        entry.complain("order", "There are fewer than two steps, or one twice, or an empty one.", wanted)
        return ()
    return steps


def _is_step(step: Any) -> bool:
    return not isinstance(step, bool) and (isinstance(step, str | float) or (isinstance(step, int) and abs(step) < 10**18))


def traits_of(
    rows: tuple[Row, ...], columns: dict[str, Column], attributes: tuple[Attribute, ...], findings: Findings
) -> list[dict[str, str]]:
    """What each row says of each attribute, in the order of the rows; what says nothing is missing.

    A step is written as in its order, a number as `float` reads it, several values sorted and parted by `; `; of values that differ only
    in case or blanks the first spelling holds. What is amiss is kept in `findings`.
    """
    traits: list[dict[str, str]] = [{} for _ in rows]
    told = {attribute.name: attribute for attribute in attributes}
    for name, column in columns.items():
        read = _reader(told.get(name, Attribute(name)))
        amiss: list[tuple[int, str]] = []
        for row, trait in zip(rows, traits, strict=True):
            raw = trimmed(row.cells[column.place]) if column.place < len(row.cells) else ""
            if raw and raw.lower() not in NOTHING_SAID:
                value = read(raw)
                if value is None:
                    amiss.append((row.line, raw))
                elif value:
                    trait[name] = value
        _complain(told[name], column, amiss, findings) if amiss else None
    return traits


def _reader(attribute: Attribute) -> Callable[[str], str | None]:
    """How a cell of this attribute is read: None for what cannot be."""
    spelt: dict[str, str] = {}

    def as_first_spelt(raw: str) -> str:
        return spelt.setdefault(folded(raw), raw)

    def as_many(raw: str) -> str:
        return "; ".join(sorted({as_first_spelt(trimmed(part)) for part in raw.split(";") if trimmed(part)}, key=folded))

    def as_number(raw: str) -> str | None:
        plain = cells.number(raw)
        return plain if plain is not None and math.isfinite(float(plain)) else None

    match attribute.kind:
        case Kind.ORDINAL:
            steps = {folded(step): step for step in attribute.order}
            return lambda raw: steps.get(folded(raw)) or steps.get(folded(raw).removesuffix(".0")) if steps else raw
        case Kind.NUMERIC:
            return as_number
        case Kind.MANY:
            return as_many
        case Kind.CATEGORICAL:
            return as_first_spelt


def _complain(attribute: Attribute, column: Column, amiss: list[tuple[int, str]], findings: Findings) -> None:
    if attribute.kind is Kind.ORDINAL:
        said, wanted = "{} is no step of its order.", f"Write one of {listed(attribute.order, at_most=12)}, or leave it empty."
    else:
        said, wanted = "{} is not a number.", "Write a number like 3 or 3.5, or leave it empty."
    for line, raw in amiss:
        findings.complain(line, str(column), said.format(quoted(one_line(raw))), wanted)
