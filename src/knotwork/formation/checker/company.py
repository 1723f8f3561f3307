"""May these people sit together? Pairs, lines, organisations, languages, and nobody alone."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from knotwork.formation.checker.case import Case, spoken, violation
from knotwork.formation.checker.enums import Rule
from knotwork.formation.programme import Kind, Participant, PlannedSet, Violation


def violations(case: Case) -> Iterator[Violation]:
    """What is wrong with who sits with whom, the facilitator of a set included where it says so below."""
    yield from _separated(case)
    for planned in case.plan.sets:
        everybody = case.everybody(planned)
        for one, other in combinations(everybody, 2):
            yield from _kept_apart(case, planned, one, other)
            yield from _in_line(case, planned, one, other)
            yield from _rivals(case, planned, one, other)
        yield from _organisation_limit(case, planned)
        yield from _languages(case, planned, everybody)
        for attribute in case.rules.not_alone:
            yield from _alone(case, planned, attribute)


def organisation(person: Participant) -> str:
    """Somebody's organisation as the rules compare it, empty if nothing is known."""
    return person.traits.get("organisation", "").strip().lower()


def _separated(case: Case) -> Iterator[Violation]:
    """Two who are to be kept together share a set; one of them may be its facilitator, but not both."""
    told: set[frozenset[str]] = set()
    for person in case.programme.people:
        for email in sorted(person.keep_together):
            pair = frozenset({person.email, email})
            if pair in told or email not in case.people or len(pair) == 1:
                continue
            told.add(pair)
            mine, theirs = _seats(case, person), _seats(case, case.people[email])
            if mine and theirs and not mine & theirs:
                why = (
                    f"{case.name(person)} and {case.name(email)} are to be kept together, but are in "
                    f"{_labelled(mine)} and {_labelled(theirs)}."
                )
                yield violation(Rule.KEEP_TOGETHER, [person, email], why)


def _seats(case: Case, person: Participant) -> set[str]:
    sets = [*case.sets_of.get(person.email, []), *case.facilitated_by.get(person.email, [])]
    return {planned.label for planned in sets}


def _labelled(labels: set[str]) -> str:
    return spoken(f"“{label}”" for label in sorted(labels))


def _kept_apart(case: Case, planned: PlannedSet, one: Participant, other: Participant) -> Iterator[Violation]:
    """Said by one of the two, it holds for both."""
    if other.email in one.keep_apart or one.email in other.keep_apart:
        why = f"{case.names([one, other])} are to be kept apart, but both are in “{planned.label}”."
        yield violation(Rule.KEEP_APART, [one, other], why)


def _in_line(case: Case, planned: PlannedSet, one: Participant, other: Participant) -> Iterator[Violation]:
    if not case.rules.not_with_manager:
        return
    for report, manager in ((one, other), (other, one)):
        if report.manager == manager.email:
            why = f"{case.name(report)} reports to {case.name(manager)}, and both are in “{planned.label}”."
            yield violation(Rule.LINE_MANAGER, [report, manager], why)


def _rivals(case: Case, planned: PlannedSet, one: Participant, other: Participant) -> Iterator[Violation]:
    if frozenset({organisation(one), organisation(other)}) in case.rules.rivals:
        why = (
            f"{case.name(one)} of {one.traits['organisation']} and {case.name(other)} of {other.traits['organisation']} "
            f"are both in “{planned.label}”, and these organisations are not to meet."
        )
        yield violation(Rule.RIVALS, [one, other], why)


def _organisation_limit(case: Case, planned: PlannedSet) -> Iterator[Violation]:
    """Members alone count; whoever facilitates is of another organisation anyway."""
    most = case.rules.at_most_per_organisation
    colleagues: dict[str, list[Participant]] = {}
    for person in case.members(planned):
        colleagues.setdefault(organisation(person), []).append(person)
    for name, people in colleagues.items():
        if most and name and len(people) > most:
            why = (
                f"{case.names(people)} of {people[0].traits['organisation']} are all in “{planned.label}”, "
                f"and at most {most} of one organisation may be."
            )
            yield violation(Rule.ORGANISATION_LIMIT, people, why)


def _languages(case: Case, planned: PlannedSet, everybody: Sequence[Participant]) -> Iterator[Violation]:
    """Who says nothing about languages fits with everybody."""
    speakers = [person for person in everybody if person.languages]
    if case.rules.shared_language and speakers and not frozenset.intersection(*(each.languages for each in speakers)):
        told = spoken(f"{case.name(person)} ({', '.join(sorted(person.languages))})" for person in speakers)
        yield violation(Rule.SHARED_LANGUAGE, speakers, f"In “{planned.label}” no language is shared by all: {told}.")


def _alone(case: Case, planned: PlannedSet, attribute: str) -> Iterator[Violation]:
    """Of several values at once, each must be shared with somebody."""
    bearers: dict[str, list[Participant]] = {}
    for person in case.members(planned):
        for value in {value.lower() for value in _values(case, person, attribute)}:
            bearers.setdefault(value, []).append(person)
    for value, people in bearers.items():
        if len(people) == 1:
            said = next(each for each in _values(case, people[0], attribute) if each.lower() == value)
            why = f"{case.name(people[0])} is the only one in “{planned.label}” with “{said}” under “{attribute}”."
            yield violation(Rule.NOT_ALONE, people, why)


def _values(case: Case, person: Participant, attribute: str) -> list[str]:
    """What somebody's cell says, part by part if the attribute has several values."""
    kinds = {each.name: each.kind for each in case.rules.attributes}
    text = person.traits.get(attribute, "")
    parts = text.split(";") if kinds.get(attribute) is Kind.MANY else [text]
    return [part.strip() for part in parts if part.strip()]
