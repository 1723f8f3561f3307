"""A programme and a plan side by side, and the names to speak of them."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from knotwork.formation.checker.enums import Rule
from knotwork.formation.programme import Participant, Plan, PlannedSet, Programme, Violation


class Case:
    """What is judged: who is in which set, as far as the programme knows them."""

    def __init__(self, programme: Programme, plan: Plan) -> None:
        self.programme = programme
        self.rules = programme.rules
        self.plan = plan
        self.people = {person.email: person for person in programme.people}

    def members(self, planned: PlannedSet) -> list[Participant]:
        """The members of a set that the programme knows, each once."""
        return [self.people[email] for email in dict.fromkeys(planned.members) if email in self.people]

    def facilitator(self, planned: PlannedSet) -> Participant | None:
        """Who facilitates a set, if the programme knows them."""
        return self.people.get(planned.facilitator)

    def everybody(self, planned: PlannedSet) -> list[Participant]:
        """All who come to the meetings of a set: its members, and whoever facilitates it."""
        members = self.members(planned)
        facilitator = self.facilitator(planned)
        return members if facilitator is None or facilitator in members else [*members, facilitator]

    @cached_property
    def sets_of(self) -> dict[str, list[PlannedSet]]:
        """For each address among the members of sets, the sets it is named in; as often as it is named."""
        found: dict[str, list[PlannedSet]] = {}
        for planned in self.plan.sets:
            for email in planned.members:
                found.setdefault(email, []).append(planned)
        return found

    @cached_property
    def facilitated_by(self) -> dict[str, list[PlannedSet]]:
        """For each address among the facilitators, the sets it is named in."""
        found: dict[str, list[PlannedSet]] = {}
        for planned in self.plan.sets:
            if planned.facilitator:
                found.setdefault(planned.facilitator, []).append(planned)
        return found

    @cached_property
    def _bearers(self) -> Counter[str]:
        return Counter(person.name for person in self.programme.people)

    def name(self, person: Participant | str) -> str:
        """How to speak of somebody: by name, and by address too where two people bear the name or nobody does."""
        if isinstance(person, str):
            return self.name(self.people[person]) if person in self.people else person
        if not person.name:
            return person.email
        return person.name if self._bearers[person.name] == 1 else f"{person.name} ({person.email})"

    def names(self, people: Iterable[Participant]) -> str:
        """Several people in one breath: Bo, Chen and Dina."""
        return spoken(self.name(person) for person in people)


def spoken(words: Iterable[str]) -> str:
    """A list as it is spoken: a, b and c."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def violation(rule: Rule, people: Iterable[Participant | str], why: str) -> Violation:
    """A violation that touches these people."""
    return Violation(rule, tuple(person if isinstance(person, str) else person.email for person in people), why)
