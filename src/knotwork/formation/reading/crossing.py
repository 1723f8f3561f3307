"""What rows say of one another: whether everybody named is there, and nobody is asked for the impossible."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from knotwork.formation.programme import Kind, Participant, Rules
from knotwork.formation.reading.complaints import Findings
from knotwork.formation.reading.headings import Layout
from knotwork.formation.reading.text import counted, folded, listed, nearest, quoted

SUGGESTIONS = 20
"""Complaints up to which a near address is looked for, which takes long in a large file."""


def checked(people: tuple[Participant, ...], others: tuple[Participant, ...], layout: Layout, findings: Findings) -> None:
    """Complain of wishes about people who are not in the file, about oneself, or that contradict each other in one row.

    Wishes of different people that contradict each other are no mistake of the file: the solver names them as a clash.

    Args:
        others: rows that are nobody's, complained of already; what they say is checked all the same.
    """
    known = {person.email: person for person in people}
    for person in (*people, *others):
        for name, named in (("keep_apart", person.keep_apart), ("keep_together", person.keep_together)):
            _check_named(person, name, named, known, layout, findings)
        _check_facilitator(person, known, layout, findings)
        for email in sorted(person.keep_apart & person.keep_together):
            said = f"{quoted(email)} is to be kept apart and together."
            _complain(findings, person, layout, "keep_together", said, "Name each person in one of the two columns.")
    if people and all(person.facilitates for person in people):
        said = "Everybody facilitates, and nobody is left to be placed."
        findings.complain(
            people[0].line, str(layout.reserved["facilitator"]), said, "Leave the cell empty for those to be placed."
        )
    _note_managers(people, known, findings)
    _note_same_names(people, findings)


def without(people: tuple[Participant, ...], gone: frozenset[str], findings: Findings) -> tuple[Participant, ...]:
    """The people, without what they wish about somebody who has left since earlier sets were formed.

    Args:
        gone: mail addresses of the earlier sets; those of people who are still here are passed over.
    """
    left = gone - {person.email for person in people}
    touched = sum(1 for person in people if (person.keep_apart | person.keep_together) & left)
    if touched:
        findings.note(
            f"{counted(touched, 'person wishes', 'people wish')} something about somebody who has left; that is passed over."
        )
    return tuple(
        replace(person, keep_apart=person.keep_apart - left, keep_together=person.keep_together - left) for person in people
    )


def _complain(findings: Findings, person: Participant, layout: Layout, name: str, said: str, wanted: str) -> None:
    findings.complain(person.line, str(layout.reserved[name]), said, wanted)


def _check_named(
    person: Participant,
    name: str,
    others: frozenset[str],
    known: Mapping[str, Participant],
    layout: Layout,
    findings: Findings,
) -> None:
    for email in sorted(others):
        if email == person.email:
            _complain(findings, person, layout, name, "This is the person of the row.", "Name somebody else, or nobody.")
        elif email not in known:
            near = nearest(email, known, likeness=0.85) if len(findings.complaints) < SUGGESTIONS else ""
            said = f"Nobody in this file has the address {quoted(email)}.{near}"
            _complain(findings, person, layout, name, said, "Write the address of somebody in this file, or leave it out.")


def _check_facilitator(person: Participant, known: Mapping[str, Participant], layout: Layout, findings: Findings) -> None:
    """A facilitator is not placed as a member, so can be neither pinned nor kept together with somebody."""
    if person.facilitates and person.pinned:
        said = f"This person facilitates and is not placed, but stays in set {quoted(person.pinned)}."
        _complain(findings, person, layout, "set", said, "Empty this cell, or the one for facilitating.")
    for email in sorted(person.keep_together):
        other = known.get(email)
        if other is not None and email != person.email and (person.facilitates or other.facilitates):
            who = person.email if person.facilitates else email
            whom = "another facilitator" if person.facilitates and other.facilitates else "a member"
            said = f"{quoted(who)} facilitates and is not placed, so cannot be kept together with {whom}."
            _complain(findings, person, layout, "keep_together", said, "Keep together only people who are placed in sets.")


def _note_managers(people: tuple[Participant, ...], known: Mapping[str, Participant], findings: Findings) -> None:
    outside = {person.manager for person in people if person.manager and person.manager not in known}
    if outside:
        findings.note(
            f"{counted(len(outside), 'line manager is', 'line managers are')} not in this file, so no set can hold them."
        )
    own = sum(1 for person in people if person.manager == person.email)
    if own:
        findings.note(f"{counted(own, 'person stands', 'people stand')} as their own line manager; that is passed over.")


def _note_same_names(people: tuple[Participant, ...], findings: Findings) -> None:
    counts = Counter(folded(person.name) for person in people if person.name)
    twice = [person.name for person in people if counts[folded(person.name)] > 1]
    if twice:
        findings.note(f"Several people have the same name, told apart by their address: {listed(dict.fromkeys(twice))}.")


def note_columns(people: tuple[Participant, ...], rules: Rules, findings: Findings) -> None:
    """Note attributes that make no difference, and organisations named as rivals that are not there."""
    apart, alike = [], []
    for attribute in rules.attributes:
        values = [person.traits[attribute.name] for person in people if attribute.name in person.traits]
        if len(values) > 5 and len({*values}) == len(values) and attribute.kind is Kind.CATEGORICAL:
            apart.append(attribute.name)
        elif len({*values}) == 1:
            alike.append(attribute.name)
    if apart:
        findings.note(f"Different for everybody, so nothing to mix; weight = 0 leaves it out: {listed(apart)}.")
    if alike:
        findings.note(f"The same for everybody who states it, so nothing to mix: {listed(alike)}.")
    there = {person.traits["organisation"].lower() for person in people if "organisation" in person.traits}
    absent = sorted({name for pair in rules.rivals for name in pair} - there)
    if absent:
        findings.note(f"Nobody is of these organisations named as rivals: {listed(absent)}.")


def rivals_as_spelt(rivals: frozenset[frozenset[str]], people: tuple[Participant, ...]) -> frozenset[frozenset[str]]:
    """The rivals, each organisation as the people file spells it, in lower case.

    Rules and file may differ in blanks or in how a letter is coded; a rule must not break silently over that.
    """
    names = {person.traits["organisation"] for person in people if "organisation" in person.traits}
    spelt = {folded(name): name.lower() for name in names}
    return frozenset(frozenset(spelt.get(folded(name), name) for name in pair) for pair in rivals)
