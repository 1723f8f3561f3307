"""What a programme is planted in: rules, organisations and names, and each set with its time, its language and its people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from benches.forming import cast
from knotwork.formation.programme import Participant, Plan, PlannedSet, Rules, Slot


@dataclass(frozen=True)
class Climate:
    """How hard a programme is to form.

    Attributes:
        spare: least and most working half-days that somebody offers beside those the hidden plan needs; of ten in all.
        english: the share of people in sets of another language who speak English too.
    """

    spare: tuple[int, int] = (2, 5)
    english: float = 0.7


@dataclass
class Soil:
    """What all sets of one programme have in common; `organisations` with the chance of meeting each."""

    rng: Random
    rules: Rules
    organisations: Mapping[str, float]
    climate: Climate = Climate()
    _given: Counter[str] = field(default_factory=Counter)

    def name(self) -> tuple[str, str]:
        """A name, and an address that nobody else has."""
        name = f"{self.rng.choice(cast.GIVEN)} {self.rng.choice(cast.FAMILY)}"
        plain = "".join(letter for letter in name.lower().replace(" ", ".") if letter.isascii()).strip(".-") or "somebody"
        self._given[plain] += 1
        count = self._given[plain]
        return name, f"{plain}{count if count > 1 else ''}@example.org"

    def drawn[T](self, weights: Mapping[T, float]) -> T:
        """One of them, by weight."""
        return self.rng.choices(list(weights), weights=list(weights.values()))[0]

    def are_rivals(self, one: str, other: str) -> bool:
        """Whether these organisations must not meet in one set."""
        return frozenset({one.lower(), other.lower()}) in self.rules.rivals


@dataclass
class Ground:
    """A set while it is planted."""

    label: str
    size: int
    region: str
    slot: Slot
    language: str
    members: list[Participant] = field(default_factory=list)
    facilitator: str = ""


def hidden(grounds: Iterable[Ground]) -> Plan:
    """The plan the grounds stand for; what a search would say of itself is nought."""
    sets = tuple(
        PlannedSet(each.label, tuple(sorted(person.email for person in each.members)), each.facilitator, (each.slot,))
        for each in sorted(grounds, key=lambda each: each.label)
    )
    return Plan(sets, (), (), score=0, bound=0, worst_set=0, shares=(), seed=0, proposals=0, seconds=0)
