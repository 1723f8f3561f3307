"""What was understood of a programme's files."""

from dataclasses import dataclass

from knotwork.formation.programme import Programme
from knotwork.formation.reading.headings import Column, Layout, speaks_of_hours
from knotwork.formation.reading.sheet import SEPARATORS, Sheet


@dataclass(frozen=True, slots=True)
class Understood:
    """A programme, and how it was read out of its files.

    Attributes:
        sheet: the people file: encoding, separator, line of the heading, rows.
        layout: what each column means.
        encoding_stated: the encoding the rules state; empty if it was found or guessed.
        notes: what was guessed or left out, a sentence each.
    """

    programme: Programme
    sheet: Sheet
    layout: Layout
    encoding_stated: str
    notes: tuple[str, ...]

    @property
    def encoding(self) -> str:
        """How the people file is encoded."""
        return self.sheet.text.encoding

    @property
    def encoding_is_sure(self) -> bool:
        """False if somebody should look whether names read right."""
        return self.sheet.text.sure

    @property
    def separator(self) -> str:
        """What parts the cells, as a word."""
        return SEPARATORS.get(self.sheet.separator, f"“{self.sheet.separator}”")

    @property
    def header_line(self) -> int:
        """Line the heading row begins at, from 1."""
        return self.sheet.heading.line

    @property
    def to_place(self) -> int:
        """Number of people to be placed in sets."""
        return sum(not person.facilitates for person in self.programme.people)

    @property
    def facilitators(self) -> int:
        """Number of people who facilitate sets."""
        return len(self.programme.people) - self.to_place

    @property
    def reserved(self) -> dict[str, Column]:
        """Columns with a meaning of their own, by its name."""
        return self.layout.reserved

    @property
    def left_out(self) -> tuple[tuple[Column, str], ...]:
        """Columns that count for nothing, and why."""
        counting = {attribute.name for attribute in self.programme.rules.attributes}
        weightless = [(c, _why(name)) for name, c in self.layout.attributes.items() if name not in counting]
        return (*self.layout.left_out, *weightless)


def _why(name: str) -> str:
    if speaks_of_hours(name):
        return "it seems to ask for hours to meet, which are read from a column “available”"
    return "its weight is 0"
