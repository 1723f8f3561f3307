"""A spreadsheet file as rows: its separator and its heading row are found, not asked for."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from knotwork.formation.reading import limits
from knotwork.formation.reading.cells import address
from knotwork.formation.reading.complaints import refused
from knotwork.formation.reading.encoding import Text, decoded
from knotwork.formation.reading.text import trimmed

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_DECLARED = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.IGNORECASE)
_LIKE_MAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")

Heads = Callable[[Sequence[str]], bool]
"""Whether cells are a heading row."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row, and the line it begins at, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's heading and the rows below it; rows without any word are left out."""

    file: str
    text: Text
    separator: str
    heading: Row
    rows: tuple[Row, ...]


def open_sheet(path: Path, *, headed: Sequence[Heads], wanted: str, encoding: str = "") -> Sheet:
    """Read a spreadsheet file from its heading row on.

    Args:
        headed: whether these cells are the heading row, the surest question first; each is asked of all the first lines.
        wanted: what the heading must hold, as a sentence for somebody whose file holds none.
        encoding: stated by somebody, so that it is not guessed; empty if not.

    Raises:
        Unreadable: no such file, not text, too large, or without a heading.
    """
    text = decoded(loaded(path, limits.SPREADSHEET_BYTES), file=path.name, stated=encoding)
    begins, separator = _found_heading(text.words, path.name, headed, wanted)
    rows = rows_of(text.words, separator, file=path.name, after=begins)
    heading = next(rows)
    people = tuple(islice((row for row in rows if any(trimmed(cell) for cell in row.cells)), limits.PEOPLE + 1))
    if len(people) > limits.PEOPLE:
        said = f"This file holds more than {limits.PEOPLE:,} rows."
        raise refused(path.name, people[-1].line, said, f"At most {limits.PEOPLE:,} people are read.")
    return Sheet(path.name, text, separator, heading, people)


def loaded(path: Path, at_most: int) -> bytes:
    """The bytes of a file that is not longer than allowed.

    Raises:
        Unreadable: it cannot be opened, or is longer; a longer one is not read.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            data = file.read(at_most + 1) if size <= at_most else b""
    except IsADirectoryError:
        raise refused(path.name, 0, "This is a folder, not a file.", "Give the file itself.") from None
    except OSError as fault:
        raise refused(path.name, 0, f"This file cannot be opened: {fault.strerror}.", "Check its name and folder.") from None
    if size > at_most or len(data) > at_most:
        least = max(size, len(data)) / limits.MEGABYTE
        said = f"This file is too large: {least:,.1f} MB or more."
        raise refused(path.name, 0, said, f"Files of at most {at_most / limits.MEGABYTE:,.2f} MB are read.")
    return data


def rows_of(words: str, separator: str, *, file: str, after: int = 0) -> Iterator[Row]:
    """The rows of a text, one by one, without those that hold nothing; a row in quotes may take several lines.

    Args:
        after: number of lines at the top that are passed over.

    Raises:
        Unreadable: a line or a cell too long, or a quotation mark that never closes.
    """
    lines = io.StringIO(words, newline="")
    for _ in islice(lines, after):
        pass
    reader = csv.reader(_no_endless(lines, file, after), delimiter=separator, skipinitialspace=True)
    begins, last, cells = after + 1, after + 1, [""]
    try:
        for cells in reader:
            if any(cells):
                _check_width(cells, begins, file)
                yield Row(begins, tuple(cells))
            last, begins = begins, after + reader.line_num + 1
    except csv.Error:
        said = "A quotation mark opens in or after this line and does not close, or a cell is too long to be one."
        raise refused(file, begins, said, 'Close it; a quotation mark inside a cell is written twice: "".') from None
    if cells and ("\n" in cells[-1] or "\r" in cells[-1]):
        _check_closed(words, separator, file, last)


def _check_width(cells: Sequence[str], line: int, file: str) -> None:
    if len(cells) > limits.COLUMNS:
        raise refused(file, line, f"This row has {len(cells):,} columns.", f"At most {limits.COLUMNS} columns are read.")


def _no_endless(lines: Iterator[str], file: str, after: int) -> Iterator[str]:
    for number, line in enumerate(lines, start=after + 1):
        if len(line) > limits.LINE_CHARACTERS:
            said = f"This line is {len(line):,} characters long."
            wanted = f"At most {limits.LINE_CHARACTERS:,} characters and {limits.COLUMNS} columns are read."
            raise refused(file, number, said, wanted)
        if number > limits.LINES:
            raise refused(file, number, "This file has more lines than a worksheet.", f"At most {limits.LINES:,} are read.")
        yield line


def _check_closed(words: str, separator: str, file: str, last: int) -> None:
    """Refuse a last row whose quotation mark runs to the end of the file and swallows what follows it."""
    lines = islice(io.StringIO(words, newline=""), last - 1, None)
    try:
        for _ in csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True):
            pass
    except csv.Error as fault:
        if "end of data" in str(fault):
            said = "A quotation mark opens in this row and never closes."
            raise refused(file, last, said, 'Close it; a quotation mark inside a cell is written twice: "".') from None


def _found_heading(words: str, file: str, headed: Sequence[Heads], wanted: str) -> tuple[int, str]:
    """Number of lines above the heading, and the separator.

    The first line that is surely a heading, cut the finest; else the one that could be with the most cells. A line with a cell
    that is a mail address is none.
    """
    lines = list(islice(_no_endless(io.StringIO(words, newline=""), file, 0), 2 * limits.HEADING_WITHIN_LINES))
    declared = _DECLARED.fullmatch(lines[0])
    separators = (declared[1],) if declared and declared[1] not in '"\r\n' else tuple(SEPARATORS)
    cuts = [
        (above, separator, _first_row(lines[above:], separator))
        for above in range(min(len(lines), limits.HEADING_WITHIN_LINES))
        for separator in separators
    ]
    cuts = [cut for cut in cuts if not any(address(cell) for cell in cut[2] if "@" in cell)]
    for is_heading in headed:
        fitting = [cut for cut in cuts if is_heading(cut[2])]
        first = [cut for cut in fitting if cut[0] == fitting[0][0]] if is_heading is headed[0] else fitting
        if first:
            above, separator, _ = max(first, key=lambda cut: len(cut[2]))
            return above, separator
    addressed = next((number for number, line in enumerate(lines, start=1) if _LIKE_MAIL.search(line)), 0)
    told = f", though mail addresses stand in line {addressed}" if addressed else ""
    raise refused(file, 1, f"No heading row was found here or in the lines below{told}.", wanted)


def _first_row(lines: Sequence[str], separator: str) -> list[str]:
    """The cells of the row that begins with the first line; nothing if it is no row."""
    try:
        return next(csv.reader(lines, delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return []
