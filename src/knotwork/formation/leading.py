"""Nobody facilitates two sets at once: facilitators change sets among themselves where their meetings would collide.

The search knows whether a facilitator can come to each of their sets, but not to all of them in one week. Who sits where
stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

import numpy as np

from knotwork.formation import meeting_times
from knotwork.formation.numbers import Numbers
from knotwork.formation.programme import Rules
from knotwork.formation.solver import bits
from knotwork.formation.solver.constraints import cp_model, solved
from knotwork.formation.solver.problem import Led, Seating
from knotwork.formation.solver.state import Bits, Whole

EFFORT: Final = 0.2
"""In the solver's own measure, near seconds; where it does not suffice, sets keep whom they have."""
TIMES_EACH: Final = 12
"""So many of its times are looked at for each set and facilitator, spread over the week."""

LARGEST: Final = 2_000
"""Sets times facilitators; where there are more, it would take minutes to solve."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A facilitator for a set at a time; `slot` is a number in `numbers.times`."""

    head: int
    number: int
    slot: int


def led(numbers: Numbers, seating: Seating, rules: Rules) -> Led:
    """Other facilitators for the same sets if some would have to be in two at once and others can help.

    First each of them passes a set on, or trades it; where that does not suffice and sets are few, a constraint solver
    looks at all. The same arguments give the same answer. Milliseconds, or where it must be solved some tenths of a second.
    """
    roster = _Roster(numbers, seating, rules)
    for head in sorted(roster.troubled()):
        roster.relieve(head)
    if roster.troubled() and numbers.problem.sets * len(numbers.facilitators) <= LARGEST:
        chosen = _chosen(list(_offers(roster)), numbers, rules)
        roster.led = _by_head((offer.number, offer.head) for offer in chosen) if chosen else roster.led
    left = {chair: slots for head in sorted(roster.troubled()) for chair, slots in roster.left(head)}
    return Led(roster.chair_of(), left)


class _Roster:
    """Who facilitates which sets: `led` has the sets of each facilitator who has any; rows of arrays are facilitators."""

    def __init__(self, numbers: Numbers, seating: Seating, rules: Rules) -> None:
        """As the seating has it."""
        problem = numbers.problem
        self.numbers, self.first, self.rules = numbers, seating, rules
        self.chairs = _by_head((chair, each.person) for chair, each in enumerate(problem.chairs))
        self.led = _by_head((g, problem.chairs[int(chair)].person) for g, chair in enumerate(seating.chair_of) if chair >= 0)
        self.members = [np.flatnonzero(seating.set_of == g) for g in range(problem.sets)]
        self.suiting = [numbers.times.suits[members].all(axis=0) for members in self.members]
        self.suits = numbers.times.suits[len(numbers.members) :]
        one_each = [chairs[0] for chairs in self.chairs.values()]
        self.languages = np.array([problem.chairs[chair].languages for chair in one_each], np.uint64)
        self.apart = bits.unpacked(problem.apart[[problem.people + chair for chair in one_each]])
        self.known: dict[int, tuple[int, ...]] = {}

    def common(self, number: int, head: int) -> list[int]:
        """The times that suit all of a set and this facilitator, by their numbers in `numbers.times`."""
        return np.flatnonzero(self.suiting[number] & self.suits[head]).tolist()

    def able(self, number: int) -> tuple[int, ...]:
        """Who may facilitate a set, and can come at one of its times."""
        if number not in self.known:
            members = self.members[number]
            shared = np.bitwise_and.reduce(self.numbers.problem.languages[members])
            fits = (self.languages & shared != 0) & ~self.apart[:, members].any(axis=1)
            fits &= (self.suits & self.suiting[number]).any(axis=1)
            self.known[number] = tuple(np.flatnonzero(fits).tolist())
        return self.known[number]

    def troubled(self) -> set[int]:
        """The facilitators whose sets have no times that run one after another."""
        return {head for head, sets in self.led.items() if self._is_torn(head, sets)}

    def _is_torn(self, head: int, sets: Sequence[int]) -> bool:
        if len(sets) < 2:
            return False
        slots = [tuple(self.numbers.times.slots[at] for at in self.common(number, head)) for number in sets]
        chosen = [times[0] for times in meeting_times.side_by_side(slots, self.rules) if times]
        return any(meeting_times.overlap(one, other, self.rules) for one, other in combinations(chosen, 2))

    def relieve(self, head: int) -> None:
        """Pass sets on, or else trade them, until this facilitator is in no two at once or nobody can help."""
        while self._is_torn(head, self.led[head]):
            change = next(chain(self._gifts(head), self._trades(head)), None)
            if change is None:
                break
            self.led.update(change)

    def _gifts(self, head: int) -> Iterator[dict[int, list[int]]]:
        """Whoever has room takes one of the sets."""
        for number, other in self._takers(head):
            taken = [*self.led.get(other, ()), number]
            if len(taken) <= len(self.chairs[other]) and not self._is_torn(other, taken):
                yield {head: _without(self.led[head], number), other: taken}

    def _trades(self, head: int) -> Iterator[dict[int, list[int]]]:
        """Somebody takes one of the sets for one of theirs, after which neither is torn."""
        for number, other in self._takers(head):
            for theirs in self.led.get(other, ()):
                mine, taken = [*_without(self.led[head], number), theirs], [*_without(self.led[other], theirs), number]
                if head in self.able(theirs) and not self._is_torn(other, taken) and not self._is_torn(head, mine):
                    yield {head: mine, other: taken}

    def _takers(self, head: int) -> Iterator[tuple[int, int]]:
        """The sets of this facilitator, each with whoever else may facilitate it."""
        yield from ((number, other) for number in self.led[head] for other in self.able(number) if other != head)

    def left(self, head: int) -> Iterator[tuple[int, Bits]]:
        """What is left of the slots of each chair of a facilitator if none is to run beside another.

        The sets, those with the fewest times first, have one time each, which leaves the most others; a set for which there
        is none, and a chair nobody sits at, all that run beside none of these.
        """
        own, taken, chosen = self._beside([], head), list[int](), dict[int, int]()
        for number, chair in sorted(self._seats(head), key=lambda seat: len(self.common(seat[0], head))):
            free = [at for at in self._beside(taken, head) if self.suiting[number][at]]
            if free:
                chosen[chair] = min(free, key=lambda at: len(own) - len(self._beside([at], head)))
                taken.append(chosen[chair])
        for chair in self.chairs[head]:
            kept = [chosen[chair]] if chair in chosen else self._beside(taken, head)
            yield chair, bits.packed(np.isin(self.numbers.bit_times, kept)[None, :])[0]

    def _beside(self, taken: Sequence[int], head: int) -> list[int]:
        """The times of a facilitator, of those that have a bit, which run beside none that are taken."""
        slots, suits = self.numbers.times.slots, self.numbers.times.suits[len(self.numbers.members) + head]
        mine = (int(at) for at in self.numbers.bit_times if suits[at])
        return [at for at in mine if not any(meeting_times.overlap(slots[at], slots[one], self.rules) for one in taken)]

    def _seats(self, head: int) -> Iterator[tuple[int, int]]:
        """The sets of a facilitator, each with a chair: its own, if it had one of theirs."""
        sets, chairs = self.led.get(head, ()), self.chairs[head]
        own = {number: int(self.first.chair_of[number]) for number in sets if int(self.first.chair_of[number]) in chairs}
        free = (chair for chair in chairs if chair not in own.values())
        yield from ((number, own[number] if number in own else next(free)) for number in sets)

    def chair_of(self) -> Whole:
        """Who sits where, as in `Seating`."""
        found = self.first.chair_of.copy()
        for number, chair in chain.from_iterable(self._seats(head) for head in self.led):
            found[number] = chair
        return found


def _by_head(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, head in pairs:
        found.setdefault(head, []).append(number)
    return found


def _without(sets: Sequence[int], number: int) -> list[int]:
    return [each for each in sets if each != number]


def _offers(roster: _Roster) -> Iterator[_Offer]:
    """Whoever may facilitate a set, and when."""
    for number in range(roster.numbers.problem.sets):
        for head in roster.able(number):
            common = roster.common(number, head)
            step = max(1.0, (len(common) - 1) / (TIMES_EACH - 1))
            yield from (_Offer(head, number, common[round(at)]) for at in np.arange(0, len(common) - 0.5, step))


def _chosen(offers: Sequence[_Offer], numbers: Numbers, rules: Rules) -> list[_Offer] | None:
    """One for each set, so that nobody has more than they can take and none at once; None if that was not found."""
    model = cp_model.CpModel()
    takes = [model.new_bool_var("") for _ in offers]
    for number in range(numbers.problem.sets):
        model.add_exactly_one(take for take, offer in zip(takes, offers, strict=True) if offer.number == number)
    for head, person in enumerate(numbers.facilitators):
        own = [(take, offer) for take, offer in zip(takes, offers, strict=True) if offer.head == head]
        model.add(sum(take for take, _ in own) <= person.facilitates)
        slots = [numbers.times.slots[offer.slot] for _, offer in own]
        for one, other in meeting_times.overlapping(slots, rules):
            if own[one][1].number != own[other][1].number:
                model.add_at_most_one(own[one][0], own[other][0])
    status, solver = solved(model, effort=EFFORT, go_on=lambda: True)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return [offer for take, offer in zip(takes, offers, strict=True) if solver.value(take)]
