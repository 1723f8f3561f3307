"""Is everybody in one set, and is each set the size and the place it should be?"""

from collections import Counter
from collections.abc import Iterator

from knotwork.formation.checker.case import Case, spoken, violation
from knotwork.formation.checker.enums import Rule
from knotwork.formation.programme import Participant, PlannedSet, Violation


def violations(case: Case) -> Iterator[Violation]:
    """What is wrong with who sits where, whoever they are."""
    yield from _unknown(case)
    for person in case.programme.people:
        sets = case.sets_of.get(person.email, [])
        yield from _facilitates_and_sits(case, person, sets) if person.facilitates else _placed(case, person, sets)
        yield from _pinned(case, person, case.facilitated_by.get(person.email, []) if person.facilitates else sets)
    yield from _labels(case)
    for planned in case.plan.sets:
        yield from _size(case, planned)


def _unknown(case: Case) -> Iterator[Violation]:
    for email, sets in case.sets_of.items():
        if email not in case.people:
            yield violation(
                Rule.UNKNOWN_PERSON, [email], f"{email} sits in {_labelled(sets)}, but is nobody of this programme."
            )
    for email in case.plan.not_placed:
        if email not in case.people:
            yield violation(Rule.UNKNOWN_PERSON, [email], f"{email} is said to have no set, but is nobody of this programme.")


def _facilitates_and_sits(case: Case, person: Participant, sets: list[PlannedSet]) -> Iterator[Violation]:
    if sets:
        why = f"{case.name(person)} facilitates sets, and so is not to be a member of {_labelled(sets)}."
        yield violation(Rule.FACILITATOR_AS_MEMBER, [person], why)


def _placed(case: Case, person: Participant, sets: list[PlannedSet]) -> Iterator[Violation]:
    name, left_out = case.name(person), person.email in case.plan.not_placed
    if not sets:
        yield violation(Rule.NOT_PLACED, [person], f"{name} has no set.")
    elif left_out:
        yield violation(Rule.NOT_PLACED, [person], f"{name} is said to have no set, but sits in {_labelled(sets)}.")
    if len(sets) > 1:
        yield violation(Rule.PLACED_TWICE, [person], f"{name} is placed {len(sets)} times, in {_labelled(sets)}.")


def _pinned(case: Case, person: Participant, sets: list[PlannedSet]) -> Iterator[Violation]:
    """Somebody pinned stays in the set of that label; nobody's pin is broken by having no set at all."""
    if person.pinned and sets and person.pinned not in {planned.label for planned in sets}:
        does = "facilitates" if person.facilitates else "sits in"
        why = f"{case.name(person)} is to stay in “{person.pinned}”, but {does} {_labelled(sets)}."
        yield violation(Rule.PINNED, [person], why)


def _labels(case: Case) -> Iterator[Violation]:
    for label, times in Counter(planned.label for planned in case.plan.sets).items():
        if times > 1:
            yield violation(Rule.SET_LABEL, [], f"{times} sets are called “{label}”; each needs a label of its own.")


def _size(case: Case, planned: PlannedSet) -> Iterator[Violation]:
    size, count = case.rules.size, len(set(planned.members))
    if not size.smallest <= count <= size.largest:
        wanted = str(size.smallest) if size.smallest == size.largest else f"{size.smallest} to {size.largest}"
        people = "1 member" if count == 1 else f"{count} members"
        yield violation(Rule.SIZE, planned.members, f"“{planned.label}” has {people}, and {wanted} are wanted.")


def _labelled(sets: list[PlannedSet]) -> str:
    return spoken(dict.fromkeys(f"“{planned.label}”" for planned in sets))
