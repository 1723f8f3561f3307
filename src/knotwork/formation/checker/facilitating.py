"""Does every set have somebody who may facilitate it?"""

from collections.abc import Iterator

from knotwork.formation.checker.case import Case, spoken, violation
from knotwork.formation.checker.company import organisation
from knotwork.formation.checker.enums import Rule
from knotwork.formation.programme import PlannedSet, Violation


def violations(case: Case) -> Iterator[Violation]:
    """What is wrong with who facilitates; pairs, lines and languages are judged with the members' own."""
    wanted = case.rules.every_set_facilitated and any(person.facilitates for person in case.programme.people)
    for planned in case.plan.sets:
        if planned.facilitator:
            yield from _may_facilitate(case, planned)
        elif wanted:
            yield violation(Rule.NO_FACILITATOR, planned.members, f"“{planned.label}” has no facilitator.")
    yield from _capacity(case)


def _may_facilitate(case: Case, planned: PlannedSet) -> Iterator[Violation]:
    facilitator = case.facilitator(planned)
    if facilitator is None:
        why = f"{planned.facilitator} facilitates “{planned.label}”, but is nobody of this programme."
        yield violation(Rule.UNKNOWN_PERSON, [planned.facilitator], why)
        return
    if not facilitator.facilitates:
        why = f"{case.name(facilitator)} facilitates “{planned.label}”, but is not named as a facilitator."
        yield violation(Rule.NOT_A_FACILITATOR, [facilitator], why)
    own = organisation(facilitator)
    colleagues = [person for person in case.members(planned) if own and organisation(person) == own]
    if colleagues:
        are = "is" if len(colleagues) == 1 else "are"
        why = f"{case.name(facilitator)} facilitates “{planned.label}”, and {case.names(colleagues)} there {are} of the same organisation."
        yield violation(Rule.OWN_ORGANISATION, [facilitator, *colleagues], why)


def _capacity(case: Case) -> Iterator[Violation]:
    for email, sets in case.facilitated_by.items():
        person = case.people.get(email)
        if person is not None and 0 < person.facilitates < len(sets):
            labels = spoken(f"“{planned.label}”" for planned in sets)
            can = "1 set" if person.facilitates == 1 else f"{person.facilitates} sets"
            yield violation(
                Rule.FACILITATOR_CAPACITY, [person], f"{case.name(person)} facilitates {labels}, but can take {can}."
            )
