"""A programme as the two files of the command line door: people.csv and rules.toml (design: forming.md §3)."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from knotwork.formation.programme import ANY_WORKING_DAY, Attribute, Direction, Kind, Participant, Programme, Rules, Span

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
COLUMNS = (
    "email",
    "name",
    "manager",
    "time_zone",
    "available",
    "languages",
    "keep_apart",
    "keep_together",
    "set",
    "facilitator",
)


def write(programme: Programme, folder: Path) -> None:
    """Write both files into a folder, which is made if it is not there; a trait that no rule weighs gets the weight 0."""
    folder.mkdir(parents=True, exist_ok=True)
    weighed = [attribute.name for attribute in programme.rules.attributes]
    others = sorted({name for person in programme.people for name in person.traits} - set(weighed))
    attributes = [*weighed, *others]
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([*COLUMNS, *attributes])
        out.writerows(_row(person, attributes) for person in programme.people)
    (folder / "rules.toml").write_text("\n".join(_rules(programme.rules, others)) + "\n", encoding="utf-8")


def _row(person: Participant, attributes: Iterable[str]) -> list[str]:
    return [
        person.email,
        person.name,
        person.manager,
        person.zone,
        "" if person.available == ANY_WORKING_DAY else "; ".join(map(_span, person.available)),
        "; ".join(sorted(person.languages)),
        "; ".join(sorted(person.keep_apart)),
        "; ".join(sorted(person.keep_together)),
        person.pinned,
        str(person.facilitates or ""),
        *(person.traits.get(name, "") for name in attributes),
    ]


def _span(span: Span) -> str:
    return f"{DAYS[span.weekday]} {_clock(span.start_minute)}-{_clock(span.end_minute)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _rules(rules: Rules, unweighed: Iterable[str]) -> Iterator[str]:
    """Strings in TOML are written as in JSON."""
    size = rules.size
    yield f"size = {{ min = {size.smallest}, max = {size.largest}, target = {size.target} }}"
    yield f"meeting_minutes = {rules.meeting_minutes}"
    yield f"starts_on = {rules.starts_on.isoformat()}"
    yield f"weeks = {rules.weeks}"
    if rules.at_most_per_organisation:
        yield f"max_per_organisation = {rules.at_most_per_organisation}"
    yield f"shared_language = {json.dumps(rules.shared_language)}"
    yield f"not_with_manager = {json.dumps(rules.not_with_manager)}"
    yield f"every_set_facilitated = {json.dumps(rules.every_set_facilitated)}"
    yield f"rivals = {json.dumps(sorted(sorted(pair) for pair in rules.rivals), ensure_ascii=False)}"
    yield f"not_alone = {json.dumps(rules.not_alone, ensure_ascii=False)}"
    yield f"equity = {rules.equity:g}"
    yield "[attributes]"
    yield from (f"{_key(each.name)} = {{ {', '.join(_attribute(each))} }}" for each in rules.attributes)
    yield from (f"{_key(name)} = {{ weight = 0 }}" for name in unweighed)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _attribute(attribute: Attribute) -> Iterator[str]:
    if attribute.kind is not Kind.CATEGORICAL:
        yield f'kind = "{attribute.kind}"'
    if attribute.order:
        yield f"order = {json.dumps(attribute.order, ensure_ascii=False)}"
    if attribute.direction is not Direction.MIX:
        yield f'direction = "{attribute.direction}"'
    yield f"weight = {attribute.weight:g}"
