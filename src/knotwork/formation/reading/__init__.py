"""Reading a programme from a spreadsheet and a rules file: everything amiss is said at once, everything guessed is stated.

Public: `read`, `describe`, `read_sets`, `read_met`, `Understood`, `Unreadable`, `Complaint`. No Django, no numpy.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from knotwork.formation.programme import Participant, Programme, Rules
from knotwork.formation.reading import crossing, headings, people, ruling
from knotwork.formation.reading.attributes import traits_of
from knotwork.formation.reading.complaints import Complaint, Findings, Unreadable
from knotwork.formation.reading.describing import describe
from knotwork.formation.reading.earlier import KeptSet, read_met, read_sets
from knotwork.formation.reading.sheet import Sheet, open_sheet
from knotwork.formation.reading.understood import Understood

__all__ = ["Complaint", "KeptSet", "Understood", "Unreadable", "describe", "read", "read_met", "read_sets"]


def read(people_file: Path, rules_file: Path | None, *, today: date, gone: frozenset[str] = frozenset()) -> Understood:
    """Read a programme (design: forming.md, "Files of the command line door").

    Args:
        rules_file: None if there is none; every rule then has its default.
        today: the cycle starts on the Monday after it, unless the rules state a day.
        gone: mail addresses of earlier sets; wishes about those of them who are in the file no more are passed over.

    Raises:
        Unreadable: with every complaint about both files, in the order of their lines.
    """
    about_rules = Findings(rules_file.name if rules_file else "")
    about_people = Findings(people_file.name)
    ruled = ruling.opened(rules_file, about_rules)
    sheet, layout = _opened(people_file, ruled, about_people)
    rules = ruling.rules_of(ruled, layout, today=today)
    if sheet is None or layout is None:
        raise _unreadable(about_rules, about_people)
    everybody = _everybody(sheet, layout, rules, about_people, zone=ruled.zone or "UTC", gone=gone)
    if about_rules.complaints or about_people.complaints:
        raise _unreadable(about_rules, about_people)
    rules = replace(rules, rivals=crossing.rivals_as_spelt(rules.rivals, everybody))
    crossing.note_columns(everybody, rules, about_people)
    notes = (*about_people.notes, *about_rules.notes)
    return Understood(Programme(everybody, rules), sheet, layout, ruled.encoding, notes)


def _opened(path: Path, ruled: ruling.Ruled, findings: Findings) -> tuple[Sheet, headings.Layout] | tuple[None, None]:
    try:
        wanted = headings.no_mail_column()
        sheet = open_sheet(path, headed=(headings.names_mail, headings.speaks_of_mail), wanted=wanted, encoding=ruled.encoding)
    except Unreadable as fault:
        findings.complaints += fault.complaints
        return None, None
    return sheet, headings.laid_out(sheet, findings)


def _everybody(
    sheet: Sheet, layout: headings.Layout, rules: Rules, findings: Findings, *, zone: str, gone: frozenset[str]
) -> tuple[Participant, ...]:
    found = crossing.without(people.people_of(sheet, layout, findings, zone=zone), gone, findings)
    columns = layout.attributes | {
        attribute.name: layout.reserved[attribute.name] for attribute in rules.attributes if attribute.name in layout.reserved
    }
    traits = traits_of(sheet.rows, columns, rules.attributes, findings)
    found = tuple(replace(person, traits=trait) for person, trait in zip(found, traits, strict=bool(found)))
    unique, others = people.once_each(found, findings, str(layout.reserved.get("email", "")))
    crossing.checked(unique, others, layout, findings)
    return unique


def _unreadable(*findings: Findings) -> Unreadable:
    return Unreadable(tuple(c for one in findings for c in sorted(one.complaints, key=lambda c: (c.line, c.column))))
