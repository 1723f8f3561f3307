"""Where sets, report and plan are to be written: looked at before the search, so that nobody waits for nothing."""

import argparse
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from knotwork.formation.saying import answer, say_line
from knotwork.formation.writing import write_whole

STANDARD_OUTPUT: Final = Path("-")


def amiss(asked: argparse.Namespace) -> Iterator[str]:
    """What speaks against writing where it is asked for, a sentence each."""
    inputs = {"people.csv": asked.people, "--rules": asked.rules, "--keep": asked.keep, "--avoid": asked.avoid}
    read = {path.resolve(): option for option, path in inputs.items() if path}
    taken: dict[Path, str] = {}
    for option, path in (("--out", asked.out), ("--report", asked.report), ("--json", asked.json)):
        if path is None:
            continue
        place = path if path == STANDARD_OUTPUT else path.resolve()
        if place in taken:
            yield f"{option} and {taken[place]} name the same place, {path}; name two."
        elif place in read and not _is_no_plain_file(place):
            yield f"{option} {path} would write over the file that is read ({read[place]}); name another."
        else:
            yield from (f"{option} {path}: {why}" for why in _why_not(place, path))
        taken.setdefault(place, option)


def _why_not(place: Path, path: Path) -> Iterator[str]:
    """What speaks against this place itself, if anything does."""
    if path == STANDARD_OUTPUT or _is_no_plain_file(place):
        return
    folder = place.parent
    if place.is_dir():
        yield "This is a folder; name a file in it."
    elif not folder.exists():
        yield f"There is no folder {folder}. Make it first, or name another."
    elif not folder.is_dir():
        yield f"{folder} is no folder; name another."
    elif not os.access(folder, os.W_OK | os.X_OK) or (place.exists() and not os.access(place, os.W_OK)):
        yield "This may not be written; name another place."


def _is_no_plain_file(place: Path) -> bool:
    """Whether something other than a file or a folder is there, like a pipe."""
    return place.exists() and not place.is_file() and not place.is_dir()


def deliver(pages: Iterable[tuple[Path, str]]) -> bool:
    """Write each page to its place, and say of each that could not be written; False if there was one."""
    is_written = True
    for path, text in pages:
        try:
            if path == STANDARD_OUTPUT:
                answer(text)
            else:
                write_whole(path, text)
        except OSError as fault:
            say_line(told(fault))
            is_written = False
    return is_written


def told(fault: OSError) -> str:
    """A file that could not be read or written after all, in a sentence."""
    where = fault.filename or "A file"
    if fault.errno == errno.ENOSPC:
        return f"{where}: The disk is full. Make room, and run this again: it gives the same sets."
    return f"{where}: {fault.strerror or type(fault).__name__}. Check its name and folder."
