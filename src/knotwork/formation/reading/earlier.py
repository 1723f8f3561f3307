"""Sets people have been in before, so that they may meet somebody new (`--avoid`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from knotwork.formation.reading import cells, headings, limits
from knotwork.formation.reading.complaints import Findings
from knotwork.formation.reading.sheet import Row, Sheet, open_sheet
from knotwork.formation.reading.text import one_line, quoted, trimmed
from knotwork.formation.writing import undone

_LABEL = ("label", "set", "set_label", "set_name")
_ROUND = ("round", "cycle", "cohort")
_MET = ("met", "met_with", "with", "other")
_FACILITATOR = ("facilitator", "facilitator_email")
_WANTED = "One row must name the columns, among them “label” (of the set) and “email”; sets.csv as it was written has them."
_WANTED_MET = (
    "One row must name the columns: either “label” (of the set) and “email”, with “round” if there were several; or “email” and "
    "“met”, the addresses of those this person has been in a set with."
)


@dataclass(frozen=True, slots=True)
class KeptSet:
    """A set as it was formed before.

    Attributes:
        members: mail addresses in the order of the file.
        facilitator: mail address, empty if the set had none.
    """

    label: str
    members: tuple[str, ...]
    facilitator: str = ""


def read_sets(path: Path) -> tuple[KeptSet, ...]:
    """Read the sets of an earlier plan, in the order of the file.

    The file is `sets.csv` as `writing.write_sets` writes it: a row for each person, columns `label` (or `set`) and `email`;
    `facilitator`, the mail address of the set's facilitator, may be there; others are passed over. Encoding and separator are
    found as in a people file. A row without a label is somebody without a set. People need not be in the programme any more.

    Raises:
        Unreadable: with every complaint.
    """
    findings = Findings(path.name)
    sheet = open_sheet(path, headed=(_is_sets,), wanted=_WANTED)
    members: dict[str, list[str]] = {}
    facilitators: dict[str, str] = {}
    sits: dict[str, Row] = {}
    for row in sheet.rows:
        label = _label(sheet, row)
        email = _address(sheet, row, "email", findings)
        if not label or not email:
            continue
        if email in sits:
            said = f"{quoted(email)} stands in line {sits[email].line} too."
            findings.complain(row.line, _column(sheet, "email"), said, "Keep the row of the set this person is in.")
        sits[email] = row
        members.setdefault(label, []).append(email)
        _keep_facilitator(sheet, row, facilitators, findings)
    if not members:
        findings.complain(0, "", "Nobody sits in a set there.", "Name the set of each person in the column “label”.")
    findings.settle()
    return tuple(KeptSet(label, tuple(emails), facilitators.get(label, "")) for label, emails in members.items())


def read_met(path: Path) -> frozenset[frozenset[str]]:
    """Read who has been in a set with whom, as pairs of mail addresses.

    Two forms, told apart by their heading; encoding and separator are found as in a people file:

    * sets of earlier rounds, a row for each person: `label` (or `set`), `email`, and `round` (or `cycle`, `cohort`) where one
      file holds several rounds. All of one label in one round have met. `sets.csv` of an earlier plan is such a file.
    * pairs: `email`, and `met` (or `with`): addresses parted by `;`.

    People need not be in the programme any more.

    Raises:
        Unreadable: with every complaint.
    """
    findings = Findings(path.name)
    sheet = open_sheet(path, headed=(_is_met,), wanted=_WANTED_MET)
    pairs = _pairs_of_sets(sheet, findings) if _is_sets(sheet.heading.cells) else _pairs_of_rows(sheet, findings)
    findings.settle()
    return pairs


def _pairs_of_sets(sheet: Sheet, findings: Findings) -> frozenset[frozenset[str]]:
    sat: dict[tuple[str, str], dict[str, None]] = {}
    for row in sheet.rows:
        label, email = _label(sheet, row), _address(sheet, row, "email", findings)
        if not label or not email:
            continue
        together = sat.setdefault((_cell(sheet, row, _ROUND), label), {})
        together[email] = None
        if len(together) == limits.MET_IN_ONE_SET + 1:
            said = f"More than {limits.MET_IN_ONE_SET} people share the set {quoted(label)}."
            wanted = "Sets are smaller; perhaps this is another column, or “round” is missing."
            findings.complain(row.line, _column(sheet, "label"), said, wanted)
    if findings.complaints:
        return frozenset()
    return frozenset(frozenset(pair) for together in sat.values() for pair in combinations(together, 2))


def _pairs_of_rows(sheet: Sheet, findings: Findings) -> frozenset[frozenset[str]]:
    pairs: set[frozenset[str]] = set()
    for row in sheet.rows:
        email = _address(sheet, row, "email", findings)
        others, amiss = cells.addresses(_cell(sheet, row, _MET))
        for text in amiss:
            said = f"{quoted(text)} is not a mail address."
            findings.complain(row.line, _column(sheet, "met"), said, "Write addresses parted by a semicolon.")
        if email in others:
            findings.complain(row.line, _column(sheet, "met"), "This is the person of the row.", "Name somebody else.")
        pairs |= {frozenset((email, other)) for other in others if email}
    return frozenset(pairs)


def _keep_facilitator(sheet: Sheet, row: Row, facilitators: dict[str, str], findings: Findings) -> None:
    if not _cell(sheet, row, _FACILITATOR):
        return
    label, email = _label(sheet, row), _address(sheet, row, "facilitator", findings)
    if email and facilitators.setdefault(label, email) != email:
        said = f"The set {quoted(label)} had {quoted(facilitators[label])} as facilitator in a row above."
        findings.complain(row.line, _column(sheet, "facilitator"), said, "Write one facilitator for a set.")


def _place(sheet_cells: Sequence[str], names: tuple[str, ...]) -> int | None:
    keys = [headings.key(cell) for cell in sheet_cells]
    return next((keys.index(name) for name in names if name in keys), None)


_NAMES = {
    "email": ("email", *headings.ALIASES["email"].split()),
    "label": _LABEL,
    "met": _MET,
    "facilitator": _FACILITATOR,
}


def _is_sets(heading: Sequence[str]) -> bool:
    return all(_place(heading, _NAMES[name]) is not None for name in ("email", "label"))


def _is_met(heading: Sequence[str]) -> bool:
    return _is_sets(heading) or all(_place(heading, _NAMES[name]) is not None for name in ("email", "met"))


def _cell(sheet: Sheet, row: Row, names: tuple[str, ...]) -> str:
    place = _place(sheet.heading.cells, names)
    return trimmed(row.cells[place]) if place is not None and place < len(row.cells) else ""


def _label(sheet: Sheet, row: Row) -> str:
    return one_line(undone(_cell(sheet, row, _LABEL)))


def _column(sheet: Sheet, name: str) -> str:
    place = _place(sheet.heading.cells, _NAMES[name])
    return str(headings.Column(place, one_line(sheet.heading.cells[place]))) if place is not None else ""


def _address(sheet: Sheet, row: Row, name: str, findings: Findings) -> str:
    raw = _cell(sheet, row, _NAMES[name])
    email = cells.address(raw)
    if email is None:
        said = f"{quoted(raw)} is not a mail address." if raw else "The mail address is missing."
        findings.complain(row.line, _column(sheet, name), said, "Write one address, like ana@example.org.")
    return email or ""
