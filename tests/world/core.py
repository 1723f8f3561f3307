"""Canaries, and the world that holds them.

A canary is a word nobody would write: `CNRY-<kind>-<whose>`. `Canaries` knows who may ever read which; the trust tests
search every byte that leaves for those it should not hold.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.people.services import open_account
from knotwork.sets.models import LearningSet

HERON = ("Bo", "Chen", "Dina", "Edo", "Farah")
WEIR = ("Hana", "Noor", "Oskar")
MEMBERS = frozenset(HERON)
CIRCLE = frozenset({*HERON, "Amara"})
"""Who may read what Heron keeps: its members, and its facilitator within the term."""
OF_WEIR = frozenset(WEIR)


@dataclass
class Canaries:
    """Every canary and the names of those who may ever read it."""

    readers: dict[str, frozenset[str]] = field(default_factory=dict)

    def word(self, kind: str, whose: str, *, readers: frozenset[str] = CIRCLE) -> str:
        """A new canary, as a word to put somewhere; said again, it may be read by both circles of readers."""
        canary = f"CNRY-{kind}-{whose}"
        self.readers[canary] = readers | self.readers.get(canary, frozenset())
        return f"{canary} words"

    def forbidden_to(self, name: str) -> set[str]:
        """Canaries this person may never read; everybody's for a name nobody has."""
        return {canary for canary, readers in self.readers.items() if name not in readers}


@dataclass
class World:
    """Heron, Weir, and one of everybody who stands to them in some way.

    `ids` finds what a test wants to reach: (set, thing) to its key; set is `Heron` or `Weir`.
    """

    at: datetime
    canaries: Canaries = field(default_factory=Canaries)
    people: dict[str, Person] = field(default_factory=dict)
    sets: dict[str, LearningSet] = field(default_factory=dict)
    meetings: dict[tuple[str, str], Meeting] = field(default_factory=dict)
    ids: dict[tuple[str, str], UUID | str | int] = field(default_factory=dict)

    @property
    def begun(self) -> datetime:
        """When both sets began."""
        return self.at - timedelta(days=60)

    @property
    def heron(self) -> LearningSet:
        """The set most of the world is about."""
        return self.sets["Heron"]

    def person(self, name: str, *, is_host: bool = False) -> Person:
        """This person's account, opened when first asked for."""
        if name not in self.people:
            address = f"{name.lower()}@example.org"
            self.people[name] = open_account(
                email=address, name=name, zone="Europe/London", is_host=is_host, at=self.at - timedelta(days=99)
            )
        return self.people[name]

    def word(self, kind: str, whose: str, *, readers: frozenset[str] = CIRCLE) -> str:
        """A new canary, as a word to put somewhere."""
        return self.canaries.word(kind, whose, readers=readers)
