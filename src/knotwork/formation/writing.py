"""What leaves as a spreadsheet: text that a program would calculate is made plain, and files are whole or not there."""

import csv
import io
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from knotwork.formation.programme import Plan, PlannedSet, Programme, Rounds

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COLUMNS = ("label", "email", "name", "facilitator", "weekday", "start", "zone")
_BEGINS = r"(^|[;,|\t\r\n])"
_CALCULATES = r"(?='*[ \u00a0\u200b\u200e\u200f\ufeff]*[=+\-@\t\r\0＝＋－＠])"
_PLAIN = re.compile(_BEGINS + _CALCULATES)
_MARKED = re.compile(_BEGINS + "'" + _CALCULATES)


def neutral(text: str) -> str:
    """The text, with an apostrophe wherever a spreadsheet would take what follows for a formula.

    At the start, and behind any sign that some spreadsheet takes for a separator (OWASP, "CSV Injection").
    """
    return _PLAIN.sub(r"\1'", text)


def undone(text: str) -> str:
    """The text that `neutral` was given."""
    return _MARKED.sub(r"\1", text) if "'" in text else text


def write_sets(plan: Plan, programme: Programme, path: Path) -> None:
    """Write who sits in which set, a row for each person placed, then those without a set, their label empty.

    UTF-8, parted by commas, columns `COLUMNS`: `facilitator` is the mail address of the set's facilitator, `weekday`, `start`
    and `zone` say when the set meets, in the zone's wall time. `reading.read_sets` reads it back. The file appears whole or
    not at all.
    """
    write_whole(path, sets_as_csv(plan, programme))


def sets_as_csv(plan: Plan, programme: Programme) -> str:
    """What `write_sets` writes."""
    names = {person.email: person.name for person in programme.people}
    rows = [row for planned in plan.sets for row in _rows(planned, names)]
    rows += [("", email, names.get(email, ""), "", "", "", "") for email in plan.not_placed]
    return _csv([COLUMNS, *rows])


def rounds_as_csv(rounds: Rounds, programme: Programme) -> str:
    """Who sits where in each round, as `sets_as_csv` has it, with the number of the round before.

    `reading.read_met` reads it back.
    """
    names = {person.email: person.name for person in programme.people}
    rows = [
        (str(number), *row)
        for number, plan in enumerate(rounds.plans, start=1)
        for planned in plan.sets
        for row in _rows(planned, names)
    ]
    return _csv([("round", *COLUMNS), *rows])


def _rows(planned: PlannedSet, names: dict[str, str]) -> Iterable[tuple[str, ...]]:
    slot = planned.slots[0] if planned.slots else None
    meets = (WEEKDAYS[slot.weekday], slot.start.isoformat("minutes"), slot.zone) if slot else ("", "", "")
    return ((planned.label, email, names.get(email, ""), planned.facilitator, *meets) for email in planned.members)


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\n").writerows(tuple(neutral(cell) for cell in row) for row in rows)
    return lines.getvalue()


def write_whole(path: Path, text: str) -> None:
    """Write a text file that is there whole or not at all; what is no plain file, like a pipe, is written straight.

    Raises:
        OSError: it cannot be written, its name said; nothing is left behind.
    """
    try:
        _write_whole(path, text)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault


def _write_whole(path: Path, text: str) -> None:
    target = path.resolve()
    if target.exists() and not target.is_file():
        path.write_text(text, encoding="utf-8", newline="")
        return
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
