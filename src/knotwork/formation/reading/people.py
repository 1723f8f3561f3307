"""Rows of a people file into people."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from knotwork.formation.programme import ANY_WORKING_DAY, Participant, Span
from knotwork.formation.reading import cells, hours
from knotwork.formation.reading.complaints import Findings
from knotwork.formation.reading.headings import Layout
from knotwork.formation.reading.sheet import Row, Sheet
from knotwork.formation.reading.text import counted, folded, listed, one_line, quoted, trimmed
from knotwork.formation.writing import undone

SUGGESTIONS = 50
"""Different unknown time zones for which names spelt alike are looked for."""


@dataclass(slots=True)
class _Reader:
    """Reads rows one by one, and remembers cells it has read before."""

    layout: Layout
    findings: Findings
    zone: str
    surplus_place: int
    spans: dict[str, tuple[Span, ...] | str] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def cell(self, row: Row, name: str) -> str:
        column = self.layout.reserved.get(name)
        return trimmed(row.cells[column.place]) if column and column.place < len(row.cells) else ""

    def complain(self, row: Row, name: str, said: str, wanted: str) -> None:
        self.findings.complain(row.line, str(self.layout.reserved[name]), said, wanted)

    def person(self, row: Row) -> Participant:
        """The person of a row; what cannot be read is complained of and left at its default."""
        self.check_length(row)
        return Participant(
            email=self.email(row),
            name=self.name(row),
            zone=self.time_zone(row),
            available=self.available(row),
            manager=self.manager(row),
            languages=cells.languages(self.cell(row, "languages")),
            keep_apart=self.others(row, "keep_apart"),
            keep_together=self.others(row, "keep_together"),
            pinned=self.pinned(row),
            facilitates=self.facilitates(row),
            line=row.line,
        )

    def check_length(self, row: Row) -> None:
        if any(trimmed(cell) for cell in row.cells[self.surplus_place :]):
            said = f"This row has {len(row.cells)} cells, the heading {self.surplus_place}."
            self.findings.complain(row.line, "", said, "Perhaps a cell holds the separator: put that cell in quotation marks.")

    def email(self, row: Row) -> str:
        raw = self.cell(row, "email")
        email = cells.address(raw)
        if email is None:
            said = f"{quoted(raw)} is not a mail address." if raw else "The mail address is missing."
            self.complain(row, "email", said, "Write one address, like ana@example.org; everybody needs one of their own.")
        return email or ""

    def name(self, row: Row) -> str:
        whole = one_line(undone(self.cell(row, "name")))
        return whole or " ".join(filter(None, (one_line(undone(self.cell(row, part))) for part in ("first_name", "last_name"))))

    def time_zone(self, row: Row) -> str:
        raw = self.cell(row, "time_zone")
        zone = cells.zone(raw) if raw else self.zone
        if zone is None:
            self.complain(row, "time_zone", f"There is no time zone {quoted(raw)}.", self.zone_wanted(raw))
        return zone or self.zone

    def zone_wanted(self, raw: str) -> str:
        if raw not in self.wanted:
            self.wanted[raw] = cells.zone_wanted(raw, thoroughly=len(self.wanted) < SUGGESTIONS)
        return self.wanted[raw]

    def available(self, row: Row) -> tuple[Span, ...]:
        raw = self.cell(row, "available")
        if not raw:
            return ANY_WORKING_DAY
        if raw not in self.spans:
            try:
                self.spans[raw] = hours.spans_of(raw)
            except hours.NotHours as fault:
                self.spans[raw] = str(fault)
        read = self.spans[raw]
        if isinstance(read, str):
            self.complain(row, "available", read, hours.WANTED)
            return ANY_WORKING_DAY
        return read or ANY_WORKING_DAY

    def manager(self, row: Row) -> str:
        raw = self.cell(row, "manager")
        email = cells.address(raw) if raw else ""
        if email is None:
            said = f"{quoted(raw)} is not a mail address."
            self.complain(row, "manager", said, "Write the line manager's address, or leave the cell empty.")
        return email or ""

    def others(self, row: Row, name: str) -> frozenset[str]:
        found, amiss = cells.addresses(self.cell(row, name))
        for text in amiss:
            said = f"{quoted(text)} is not a mail address."
            self.complain(row, name, said, "Write addresses of people in this file, parted by a semicolon.")
        return found

    def pinned(self, row: Row) -> str:
        """The label of a set, which two people who write it with other capitals or blanks mean alike."""
        label = one_line(undone(self.cell(row, "set")))
        return self.labels.setdefault(folded(label), label)

    def facilitates(self, row: Row) -> int:
        raw = self.cell(row, "facilitator")
        sets = cells.capacity(raw) if raw else 0
        if sets is None:
            said = f"{quoted(raw)} is not a number of sets."
            wanted = "Write how many sets this person can facilitate, 0 to 99; empty for somebody to be placed in one."
            self.complain(row, "facilitator", said, wanted)
        return sets or 0


def people_of(sheet: Sheet, layout: Layout, findings: Findings, *, zone: str) -> tuple[Participant, ...]:
    """The people of a file, a row each, without their traits; what is amiss is kept in `findings`.

    Args:
        zone: of people who name none.
    """
    if "email" not in layout.reserved:
        return ()
    reader = _Reader(layout, findings, zone, surplus_place=len(sheet.heading.cells))
    people = tuple(reader.person(row) for row in sheet.rows)
    if not people:
        findings.complain(sheet.heading.line, "", "There is no row below the heading.", "Write a row for each person.")
    _note_lengths(sheet, findings)
    _note_defaults(people, sheet, reader.cell, findings)
    return people


def _note_lengths(sheet: Sheet, findings: Findings) -> None:
    short = [row.line for row in sheet.rows if len(row.cells) < len(sheet.heading.cells)]
    if short:
        first = f", the first in line {short[0]}"
        rows = counted(len(short), "row is", "rows are")
        findings.note(f"{rows} shorter than the heading{first}; what is missing there counts as empty.")


def _note_defaults(people: tuple[Participant, ...], sheet: Sheet, cell: Callable[[Row, str], str], findings: Findings) -> None:
    silent = sum(not cell(row, "time_zone") for row in sheet.rows)
    if silent and people:
        who = (
            "Everybody is"
            if silent == len(people)
            else counted(silent, "person without a time zone is", "people without a time zone are")
        )
        zone = next(person.zone for person, row in zip(people, sheet.rows, strict=True) if not cell(row, "time_zone"))
        findings.note(f"{who} taken to live in {zone}; time_zone in the rules file says otherwise.")
    silent = sum(not cell(row, "available") for row in sheet.rows)
    if silent and people:
        who = (
            "Everybody" if silent == len(people) else counted(silent, "person who states no hours", "people who state no hours")
        )
        findings.note(f"{who} can meet on any working day from 09:00 to 17:00, in their own time.")
    spelt = {language for person in people for language in person.languages}
    regional = ((tag.partition("-")[0], tag) for tag in sorted(spelt) if "-" in tag)
    both = [f"{tag} and {name}" for tag, name in (*_SAME, *regional) if tag in spelt and name in spelt]
    if both:
        findings.note(f"Languages are compared as written, so these count as different: {listed(both)}.")


_SAME = (
    *(("en", "english"), ("de", "german"), ("de", "deutsch"), ("fr", "french"), ("fr", "français"), ("es", "spanish")),
    *(("es", "español"), ("it", "italian"), ("nl", "dutch"), ("pt", "portuguese"), ("pl", "polish"), ("ar", "arabic")),
)


def once_each(
    people: tuple[Participant, ...], findings: Findings, column: str
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The people, each once, and the rows that contradict them or have no address.

    A row that says the same of the same person again is passed over; one that says something else is complained of.
    """
    first: dict[str, Participant] = {}
    others: list[Participant] = []
    again = 0
    for person in people:
        known = first.setdefault(person.email, person) if person.email else None
        if known is person:
            continue
        if known is not None and replace(known, line=0) == replace(person, line=0):
            again += 1
            continue
        others.append(person)
        if known is not None:
            said = f"{quoted(person.email)} stands in line {known.line} too, and the two rows differ."
            findings.complain(person.line, column, said, "Keep the row that is right.")
    if again:
        findings.note(f"{counted(again, 'row repeats', 'rows repeat')} another row word for word; each person is read once.")
    return tuple(first.values()), tuple(others)
