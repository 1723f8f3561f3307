"""`knotwork form`: a spreadsheet in, sets out, no server (design: forming.md §3).

Files are read, and the line is looked at, before anything that takes long to load: whoever mistyped is told at once. How it
ends stands in `endings`.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from knotwork.formation import reading, targets
from knotwork.formation.endings import Ending
from knotwork.formation.options import MOST_ROUNDS
from knotwork.formation.programme import Programme, Size
from knotwork.formation.reading import Complaint, KeptSet, Understood, Unreadable
from knotwork.formation.saying import answer, say, say_line
from knotwork.formation.watching import interruptible, loading

_PREPARING = "Getting ready; the first time on a computer this takes up to a minute …"


def run(asked: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    try:
        with interruptible():
            return _run(asked)
    except Unreadable as fault:
        for complaint in fault.complaints:
            say_line(str(complaint))
    except OSError as fault:
        say_line(targets.told(fault))
    return Ending.BAD_INPUT


def _run(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    if asked.mdgp:
        with loading():
            from knotwork.formation import command_plan  # noqa: PLC0415 – takes seconds to load
        return command_plan.solve_instance(asked)
    if amiss := [*_missing(asked), *targets.amiss(asked)]:
        for sentence in amiss:
            say_line(sentence)
        return Ending.BAD_INPUT
    understood, earlier, met = _read(asked)
    programme = replace(_with_size(understood.programme, asked.size), met=met)
    if asked.dry_run:
        answer(reading.describe(replace(understood, programme=programme), earlier, met_before=bool(asked.avoid)))
        return Ending.KEPT
    if sys.stderr.isatty():
        say(f"{_PREPARING}\r")
    with loading():
        from knotwork.formation import command_plan  # noqa: PLC0415 – takes seconds to load
    return command_plan.form(programme, earlier, asked, began=began)


def _missing(asked: argparse.Namespace) -> list[str]:
    """What is not said on the line and has to be, or does not go together."""
    said = []
    if not asked.people:
        said.append("Which people? Say: knotwork form people.csv")
    if asked.moves is not None and not asked.keep:
        said.append("Moves from which sets? Say: --keep sets.csv")
    if asked.rounds is not None and asked.keep:
        said.append("--keep changes the sets of one round and --rounds plans new ones; say one of the two.")
    if asked.rounds is not None and not 2 <= asked.rounds <= MOST_ROUNDS:
        said.append(f"--rounds takes a number from 2 to {MOST_ROUNDS}.")
    return said


def _read(asked: argparse.Namespace) -> tuple[Understood, tuple[KeptSet, ...], frozenset[frozenset[str]]]:
    """Everything named on the line, read.

    Raises:
        Unreadable: with the complaints about all the files; about people only if it is known who sat in the sets there were.
    """
    complaints: list[Complaint] = []
    earlier = _or_complaints(lambda: reading.read_sets(asked.keep), complaints) if asked.keep else ()
    met = _or_complaints(lambda: reading.read_met(asked.avoid), complaints) if asked.avoid else frozenset()
    gone = frozenset(email for one in earlier or () for email in (*one.members, one.facilitator))
    understood = None
    if earlier is not None:
        today = date.today()  # noqa: DTZ011 – the day where the lead sits
        understood = _or_complaints(lambda: reading.read(asked.people, asked.rules, today=today, gone=gone), complaints)
    if understood is None or earlier is None or met is None:
        raise Unreadable(tuple(complaints))
    here = {person.email for person in understood.programme.people}
    return understood, earlier, frozenset(pair for pair in met if pair <= here)


def _or_complaints[T](read: Callable[[], T], complaints: list[Complaint]) -> T | None:
    try:
        return read()
    except Unreadable as fault:
        complaints += fault.complaints
        return None


def _with_size(programme: Programme, target: int | None) -> Programme:
    if target is None:
        return programme
    size = programme.rules.size
    wished = Size(min(size.smallest, target), max(size.largest, target), target)
    return replace(programme, rules=replace(programme.rules, size=wished))
