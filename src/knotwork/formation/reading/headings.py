"""Which column of a people file means what."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knotwork.formation.reading.complaints import Findings
from knotwork.formation.reading.sheet import Sheet
from knotwork.formation.reading.text import listed, one_line, quoted

RESERVED = (
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
ALIASES = {
    "email": "e_mail mail email_address e_mail_address mail_address user_email work_email participant_email attendee_email "
    "courriel adresse_e_mail adresse_email correo correo_electronico mailadresse e_mail_adresse",
    "name": "full_name display_name participant participant_name attendee_name name_original_name nombre nom_complet",
    "manager": "line_manager manager_email line_manager_email manager_s_email reports_to supervisor",
    "time_zone": "timezone tz zeitzone fuseau_horaire zona_horaria",
    "available": "availability available_times when_can_you_meet",
    "languages": "language languages_spoken sprachen langues idiomas",
    "keep_apart": "apart keep_apart_from not_with",
    "keep_together": "together keep_together_with",
    "facilitator": "facilitates facilitator_for",
    "first_name": "firstname given_name forename vorname prenom first",
    "last_name": "lastname surname family_name nachname nom apellido apellidos last",
    "organisation": "organization company employer institution organisation_name organization_name company_name",
}
"""What real exports call a column, by the name it has here; compared without case, accents and signs."""
_MEANING = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases.split())} | {"set": "set"}
_ASKING = re.compile(r"^(what_is|what_s|please_(enter|give|state)|enter)_(your|the)_|^your_")
_LONGEST = 200
_MAIL_WORD = re.compile(r"(^|_)(e_?mail|courriel|correo)(_|$)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its place from 0, and its heading on one line."""

    place: int
    heading: str

    def __str__(self) -> str:
        return f"column {letters(self.place)} {quoted(self.heading)}" if self.heading else f"column {letters(self.place)}"


@dataclass(frozen=True, slots=True)
class Layout:
    """What every column means.

    Attributes:
        reserved: by the name of forming.md, `first_name` and `last_name` too if they make up the name.
        attributes: by the attribute's name, in the order of the file.
        left_out: columns that are not read, and why.
    """

    reserved: dict[str, Column]
    attributes: dict[str, Column]
    left_out: tuple[tuple[Column, str], ...]


def letters(place: int) -> str:
    """How a spreadsheet names the column: A, B … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def key(heading: str) -> str:
    """A heading without case, accents and signs, as `ALIASES` are written; a question is cut to what it asks for."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", heading.casefold()) if not unicodedata.combining(sign))
    return _ASKING.sub("", re.sub(r"[\W_]+", "_", plain).strip("_"))


def names_mail(cells: Sequence[str]) -> bool:
    """Whether these cells are a heading row that names a column of mail addresses as `ALIASES` do."""
    return any(_MEANING.get(key(cell)) == "email" for cell in cells if len(cell) < _LONGEST)


def speaks_of_mail(cells: Sequence[str]) -> bool:
    """Whether a cell speaks of mail somewhere, as the questions of a form do."""
    return any(_is_mail(cell) for cell in cells)


def _is_mail(cell: str) -> bool:
    return len(cell) < _LONGEST and bool(_MAIL_WORD.search(key(cell)))


def laid_out(sheet: Sheet, findings: Findings) -> Layout:
    """Tell what each column of a people file means, and complain of two that mean the same."""
    columns = [Column(place, one_line(heading)) for place, heading in enumerate(sheet.heading.cells)]
    reserved, spare = _reserved(columns, sheet, findings)
    left_out = [(column, f"{quoted(reserved[role].heading)} is read instead") for column, role in spare]
    attributes: dict[str, Column] = {}
    taken = {*reserved.values(), *(column for column, _ in spare)}
    for column in (column for column in columns if column not in taken):
        if not any(len(row.cells) > column.place and row.cells[column.place].strip() for row in sheet.rows):
            left_out += [(column, "it is empty")] if column.heading else []
        elif not column.heading:
            left_out.append((column, "it has no heading"))
        else:
            attributes[_free_name(column.heading, attributes, findings)] = column
    _adopt_organisation(attributes, findings)
    return Layout(reserved, attributes, tuple(left_out))


def _reserved(columns: list[Column], sheet: Sheet, findings: Findings) -> tuple[dict[str, Column], list[tuple[Column, str]]]:
    """The column of each reserved name, and columns that would mean the same less clearly."""
    found: dict[str, Column] = {}
    spare: list[tuple[Column, str]] = []
    for name in (*RESERVED, "first_name", "last_name"):
        meant = [column for column in columns if _MEANING.get(key(column.heading)) == name]
        exact = [column for column in meant if key(column.heading) == name]
        chosen = exact or meant
        if name == "email" and not chosen:
            chosen = [column for column in columns if _is_mail(column.heading)]
            chosen = _with_addresses(chosen, sheet) or chosen
        if len(chosen) > 1:
            said = f"{len(chosen)} columns mean {quoted(name)}: {', '.join(str(column) for column in chosen)}."
            findings.complain(sheet.heading.line, str(chosen[1]), said, f"Keep one of them, and call it {quoted(name)}.")
        if chosen:
            found[name] = chosen[0]
            spare += [(column, name) for column in meant if column not in chosen]
            if key(chosen[0].heading) != name:
                findings.note(f"C{str(chosen[0])[1:]} is read as {quoted(name)}.")
    return _without_name_parts(found), spare


def _with_addresses(columns: list[Column], sheet: Sheet) -> list[Column]:
    rows = sheet.rows[:20]
    return [c for c in columns if any(len(row.cells) > c.place and "@" in row.cells[c.place] for row in rows)][:1]


def _without_name_parts(found: dict[str, Column]) -> dict[str, Column]:
    """Where there is a whole name, its parts are attributes like any other column."""
    if "name" not in found:
        return found
    return {name: column for name, column in found.items() if name not in {"first_name", "last_name"}}


def _free_name(heading: str, attributes: dict[str, Column], findings: Findings) -> str:
    name, number = heading, 1
    while name in attributes:
        number += 1
        name = f"{heading} ({number})"
    if number > 1:
        findings.note(f"There are {number} columns called {quoted(heading)}; the last is called {quoted(name)} here.")
    return name


def _adopt_organisation(attributes: dict[str, Column], findings: Findings) -> None:
    """Let the column that means the organisation be called so, for the rules that read it."""
    meant = [name for name in attributes if _MEANING.get(key(name)) == "organisation"]
    exact = [name for name in meant if key(name) == "organisation"]
    if not meant or "organisation" in attributes:
        return
    name = (exact or meant)[0]
    findings.note(f"C{str(attributes[name])[1:]} is read as “organisation”.")
    renamed = {("organisation" if each == name else each): column for each, column in attributes.items()}
    attributes.clear()
    attributes.update(renamed)


def attribute_named(name: str, attributes: Iterable[str]) -> str | None:
    """The attribute a rule means: by its very name, or without case and signs if that is one only."""
    every = list(attributes)
    if name in every:
        return name
    wanted = _MEANING.get(key(name)) or key(name)
    near = [each for each in every if (_MEANING.get(key(each)) or key(each)) == wanted]
    return near[0] if len(near) == 1 else None


def speaks_of_hours(name: str) -> bool:
    """Whether a column that is not `available` asks when somebody can meet, in a way that is not understood."""
    return "availab" in name.lower()


def no_mail_column() -> str:
    """What a people file's heading must hold, for somebody whose file holds none."""
    return f"One row must name the columns, one of them {listed(['email'])} (also: Email address, E-mail, Mail)."
