"""A question put to a constraint solver, and a plan read from its answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time
from itertools import combinations, product

from knotwork.formation.explaining.kinds import People, Question
from knotwork.formation.explaining.plain_plans import plan_of
from knotwork.formation.programme import Plan, PlannedSet, Slot
from knotwork.formation.solver.constraints import GoOn, IntVar, cp_model, solved


@dataclass(frozen=True)
class Answer:
    """Whether a question has a plan; None if that stayed open. `effort` is the solver's own measure, near seconds."""

    is_possible: bool | None
    plan: Plan | None
    effort: float


def answer(question: Question, *, effort: float, go_on: GoOn) -> Answer:
    """Ask whether these facts can be kept; the same question has the same answer unless `go_on` ends it.

    One worker, and a budget of the solver's deterministic time.
    """
    model = _Model(question)
    status, solver = solved(model.build(), effort=effort, go_on=go_on)
    spent = solver.response_proto.deterministic_time
    if status == cp_model.INFEASIBLE:
        return Answer(is_possible=False, plan=None, effort=spent)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Answer(is_possible=True, plan=model.plan(solver), effort=spent)
    return Answer(is_possible=None, plan=None, effort=spent)


@dataclass
class _Model:
    """The sets that are sought, numbered; those with a label come first."""

    question: Question
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    used: list[IntVar] = field(default_factory=list)
    count: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    there: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    chair: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    present: dict[str, list[IntVar]] = field(default_factory=dict)
    slot: list[list[IntVar]] = field(default_factory=list)
    language: list[dict[str, IntVar]] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = self.question
        self.members, self.heads = asked.members, asked.heads
        self.labels = sorted({kind.pinned for kind in (*self.members, *self.heads)} - {""})
        self.sets = range(max(len(self.labels), self._how_many()))
        self.at = {person.email: number for number, kind in enumerate(self.members) for person in kind.who}
        self.head_at = {person.email: number for number, kind in enumerate(self.heads) for person in kind.who}

    def _how_many(self) -> int:
        """No plan needs more sets than this."""
        people = sum(len(kind.who) for kind in self.members)
        most = max(1, people // self.question.programme.rules.size.smallest)
        if self.question.must_chair:
            most = min(most, sum(kind.room for kind in self.heads))
        if self.question.must is not None:
            most = min(most, len(self.labels) + _blocks(self.question.must, self.question.tied))
        return most

    def build(self) -> cp_model.CpModel:
        """Everything the facts say."""
        self._seats()
        self._order()
        self._meetings()
        self._pairs()
        self._houses()
        self._values()
        self._chairs()
        return self.model

    # Who sits where

    def _seats(self) -> None:
        size = self.question.programme.rules.size
        self.used = [self.model.new_bool_var(f"used {g}") for g in self.sets]
        for k, kind in enumerate(self.members):
            for g in self.sets:
                self.count[k, g] = self.model.new_int_var(0, min(len(kind.who), size.largest), f"{k} in {g}")
                self.there[k, g] = self.count[k, g] if len(kind.who) == 1 else self._is_there(k, g)
            placed = sum(self.count[k, g] for g in self.sets)
            self.model.add(placed == len(kind.who) if kind.must else placed <= len(kind.who))
            if kind.pinned and kind.must:
                self.model.add(self.count[k, self.labels.index(kind.pinned)] == len(kind.who))
            elif kind.pinned:
                self.model.add(placed == self.count[k, self.labels.index(kind.pinned)])
        for g in self.sets:
            people = sum(self.count[k, g] for k in range(len(self.members)))
            self.model.add(people >= size.smallest * self.used[g])
            self.model.add(people <= size.largest * self.used[g])

    def _is_there(self, k: int, g: int) -> IntVar:
        there = self.model.new_bool_var(f"any {k} in {g}")
        self.model.add(self.count[k, g] <= len(self.members[k].who) * there)
        return there

    def _order(self) -> None:
        """Sets without a label are alike: those that are used come first, in the order of people who stand alone."""
        first = len(self.labels)
        for g in self.sets[first + 1 :]:
            self.model.add_implication(self.used[g], self.used[g - 1])
        alone = [k for k, kind in enumerate(self.members) if kind.must and len(kind.who) == 1 and not kind.pinned]
        for place, k in enumerate(alone):
            for g in self.sets[first + place + 1 :]:
                self.model.add(self.count[k, g] == 0)

    # When, and in which language

    def _meetings(self) -> None:
        kinds = (*self.members, *self.heads)
        if any(kind.slots is not None for kind in kinds):
            numbers = range(len(self.question.slots))
            self.slot = [[self.model.new_bool_var(f"{g} at {t}") for t in numbers] for g in self.sets]
            for g in self.sets:
                self.model.add_at_most_one(self.slot[g])
        spoken = sorted(frozenset().union(*(kind.languages for kind in kinds)))
        if spoken:
            self.language = [{word: self.model.new_bool_var(f"{g} in {word}") for word in spoken} for g in self.sets]
            for g in self.sets:
                self.model.add_at_most_one(self.language[g].values())
        for k, kind in enumerate(self.members):
            for g in self.sets:
                self._can_come(kind, self.there[k, g], g)

    def _can_come(self, kind: People, there: IntVar, g: int) -> None:
        if kind.slots is not None:
            self.model.add_bool_or([there.Not(), *(self.slot[g][t] for t in kind.slots)])
        if kind.languages:
            self.model.add_bool_or([there.Not(), *(self.language[g][word] for word in sorted(kind.languages))])

    # With whom

    def _pairs(self) -> None:
        """People in pairs are kinds of their own."""
        parted = [
            (self.at[one], self.at[other]) for one, other in map(sorted, self.question.parted) if {one, other} <= self.at.keys()
        ]
        for clique in cliques(parted):
            for g in self.sets:
                self.model.add_at_most_one(self.there[k, g] for k in clique)
        for one, other in map(sorted, self.question.tied):
            if {one, other} <= self.at.keys():
                for g in self.sets:
                    self.model.add(self.count[self.at[one], g] == self.count[self.at[other], g])

    def _houses(self) -> None:
        rules = self.question.programme.rules
        of_house: dict[str, list[int]] = defaultdict(list)
        for k, kind in enumerate(self.members):
            if kind.house:
                of_house[kind.house].append(k)
        for house, g in product(sorted(self.question.limited & of_house.keys()), self.sets):
            self.model.add(sum(self.count[k, g] for k in of_house[house]) <= rules.at_most_per_organisation)
        rivals = [tuple(sorted(pair)) for pair in rules.rivals if len(pair) == 2]
        own = {kind.house for kind in self.heads} | {house for pair in rivals for house in pair}
        self._presences({house: of_house[house] for house in sorted(own & of_house.keys())})
        for (one, other), g in product(sorted(rivals), self.sets):
            if {one, other} <= self.present.keys():
                self.model.add_at_most_one(self.present[one][g], self.present[other][g])

    def _presences(self, of_house: dict[str, list[int]]) -> None:
        """Whether anybody of an organisation is in a set, where it matters."""
        for house, kinds in of_house.items():
            self.present[house] = [self.model.new_bool_var(f"{house} in {g}") for g in self.sets]
            for k, g in product(kinds, self.sets):
                self.model.add_implication(self.there[k, g], self.present[house][g])

    def _values(self) -> None:
        """Nobody is the only one of a value in a set."""
        bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for k, kind in enumerate(self.members):
            for value in kind.values:
                bearers[value].append(k)
        for value in sorted(bearers):
            for g in self.sets:
                several, bearing = self.model.new_bool_var(f"{value} in {g}"), sum(self.count[k, g] for k in bearers[value])
                self.model.add(bearing >= 2 * several)
                self.model.add(bearing <= sum(len(self.members[k].who) for k in bearers[value]) * several)

    # Who facilitates

    def _chairs(self) -> None:
        for h, kind in enumerate(self.heads):
            for g in self.sets:
                self.chair[h, g] = self.model.new_bool_var(f"head {h} of {g}")
                self._can_come(kind, self.chair[h, g], g)
                if kind.house in self.present:
                    self.model.add_at_most_one(self.chair[h, g], self.present[kind.house][g])
                for rival in self._rivals_of(kind.house):
                    self.model.add_at_most_one(self.chair[h, g], self.present[rival][g])
            self.model.add(sum(self.chair[h, g] for g in self.sets) <= kind.room)
            if kind.pinned:
                own = self.labels.index(kind.pinned)
                for g in self.sets:
                    self.model.add_implication(self.chair[h, g], self.chair[h, own])
        for g in self.sets if self.heads else ():
            heads = sum(self.chair[h, g] for h in range(len(self.heads)))
            self.model.add(heads == self.used[g] if self.question.must_chair else heads <= self.used[g])
        self._chairs_in_pairs()

    def _rivals_of(self, house: str) -> Iterator[str]:
        for pair in self.question.programme.rules.rivals:
            if house in pair:
                yield from (pair - {house}) & self.present.keys()

    def _chairs_in_pairs(self) -> None:
        for head, member in self._with_a_head(self.question.parted):
            for g in self.sets:
                self.model.add_at_most_one(self.chair[head, g], self.there[member, g])
        for head, member in self._with_a_head(self.question.tied):
            for g, other in product(self.sets, self.sets):
                self.model.add_bool_or([self.there[member, g].Not(), self.chair[head, other].Not(), self.chair[head, g]])

    def _with_a_head(self, pairs: Iterable[frozenset[str]]) -> Iterator[tuple[int, int]]:
        for one, other in map(sorted, pairs):
            for head, member in ((one, other), (other, one)):
                if head in self.head_at and member in self.at:
                    yield self.head_at[head], self.at[member]

    # Back to names

    def plan(self, solver: cp_model.CpSolver) -> Plan:
        """The sets that were found, with those who had to be placed and who fills seats beside them."""
        people = [iter(kind.who) for kind in self.members]
        heads = [(person for person in kind.who for _ in range(person.facilitates)) for kind in self.heads]
        sets = []
        for g in self.sets:
            members = [next(people[k]).email for k in range(len(people)) for _ in range(solver.value(self.count[k, g]))]
            chairs = [next(heads[h]).email for h in range(len(heads)) if solver.value(self.chair[h, g])]
            if members:
                label = self.labels[g] if g < len(self.labels) else f"Set {g + 1}"
                sets.append(PlannedSet(label, tuple(sorted(members)), "".join(chairs), (self._slot_of(solver, g),)))
        return plan_of(sets)

    def _slot_of(self, solver: cp_model.CpSolver, g: int) -> Slot:
        chosen = [t for t, at in enumerate(self.slot[g]) if solver.value(at)] if self.slot else []
        minutes = self.question.programme.rules.meeting_minutes
        if chosen:
            return self.question.asked.times.slots[int(self.question.slots[chosen[0]])]
        a_day = max(1, 24 * 60 // minutes)
        return Slot((g // a_day) % 7, time(*divmod(g % a_day * minutes, 60)), "UTC", minutes)


def cliques(pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Circles of people all of whom are parted from one another, which hold every pair; greedy, so not the fewest."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    waiting = {pair for one in near for other in near[one] if (pair := (min(one, other), max(one, other)))}
    while waiting:
        one, other = min(waiting)
        circle, fits = [one, other], near[one] & near[other]
        while fits:
            circle.append(next_ := max(fits, key=lambda each: (len(near[each] & fits), -each)))
            fits &= near[next_]
        waiting -= {(min(pair), max(pair)) for pair in combinations(circle, 2)}
        yield circle


def _blocks(people: frozenset[str], tied: Iterable[frozenset[str]]) -> int:
    """Into how many sets these people can at most be spread."""
    block = {person: person for person in people}

    def root(person: str) -> str:
        while block[person] != person:
            person = block[person]
        return person

    for one, other in map(sorted, tied):
        block.setdefault(one, one)
        block.setdefault(other, other)
        block[root(one)] = root(other)
    return len({root(person) for person in people})
