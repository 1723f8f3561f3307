"""What a programme lead hands over and gets back: people, rules, and the plan of sets, in the lead's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class Kind(StrEnum):
    """How the values of an attribute differ from one another."""

    CATEGORICAL = "categorical"
    """Alike or not: an organisation, a function."""
    ORDINAL = "ordinal"
    """In steps of a stated order: a peer level."""
    NUMERIC = "numeric"
    """By their distance: years in the post."""
    MANY = "many"
    """Several at once, parted by `;`: domains, hobbies."""


class Direction(StrEnum):
    """What is wanted of an attribute inside a set."""

    MIX = "mix"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One column about people, and how it counts.

    Attributes:
        order: the steps of an ordinal attribute from low to high; empty for every other kind.
        weight: how much it counts against the others, at least 0; 0 leaves it out.
    """

    name: str
    kind: Kind = Kind.CATEGORICAL
    order: tuple[str, ...] = ()
    direction: Direction = Direction.MIX
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """A weekly stretch of somebody's own wall clock.

    Attributes:
        weekday: 0 is Monday.
        start_minute, end_minute: minutes after midnight, 0 <= start < end <= 1440.
    """

    weekday: int
    start_minute: int
    end_minute: int


ANY_WORKING_DAY = tuple(Span(weekday, 9 * 60, 17 * 60) for weekday in range(5))
"""When somebody can meet who says nothing about it."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One row: somebody to be placed in a set, or somebody who facilitates sets.

    Attributes:
        email: the key, lower case.
        manager: mail address of the line manager; empty if unknown.
        zone: IANA name.
        available: when they can meet, never empty (see `ANY_WORKING_DAY`).
        languages: lower-case names or tags; empty says nothing and fits with everybody.
        keep_apart, keep_together: mail addresses of other rows; said by one, it holds for both.
        pinned: label of the set this person stays in; empty if free.
        facilitates: number of sets this person can facilitate; 0 for somebody to be placed.
        traits: the raw text of each attribute, trimmed; an attribute nothing is known of is missing here.
        line: line of the file the row begins at, from 1.
    """

    email: str
    name: str
    zone: str
    available: tuple[Span, ...] = ANY_WORKING_DAY
    manager: str = ""
    languages: frozenset[str] = frozenset()
    keep_apart: frozenset[str] = frozenset()
    keep_together: frozenset[str] = frozenset()
    pinned: str = ""
    facilitates: int = 0
    traits: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    """How many people make a set, facilitator not counted: 3 <= smallest <= target <= largest <= 12."""

    smallest: int = 5
    largest: int = 8
    target: int = 6


@dataclass(frozen=True, slots=True)
class Rules:
    """What must hold, and what is wished for.

    Attributes:
        starts_on: first day of the cycle; week 0 is the seven days from here.
        weeks: number of weeks in each of which the slot must suit everyone.
        at_most_per_organisation: of one organisation in a set; 0 sets no limit.
        rivals: organisations that must not meet in one set, as pairs of lower-case names.
        not_alone: attributes of whose values nobody may be the only one in a set.
        every_set_facilitated: whether each set needs a facilitator, if the file names any.
        equity: 0 counts the sum alone, 20 lifts the weakest sets (design: forming.md §2).
        attributes: every attribute that counts, in the order of the file's columns.
    """

    starts_on: date
    size: Size = Size()
    meeting_minutes: int = 120
    weeks: int = 26
    at_most_per_organisation: int = 0
    shared_language: bool = True
    not_with_manager: bool = True
    rivals: frozenset[frozenset[str]] = frozenset()
    not_alone: tuple[str, ...] = ()
    every_set_facilitated: bool = True
    equity: float = 20.0
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """People and rules, read and found sound: every address named in a row is a row of its own."""

    people: tuple[Participant, ...]
    rules: Rules
    met: frozenset[frozenset[str]] = frozenset()
    """Pairs of mail addresses who have been in a set together before."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly time to meet: wall time in `zone`, good for everybody in each week of the cycle."""

    weekday: int
    start: time
    zone: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set of the plan.

    Attributes:
        members: mail addresses, sorted.
        facilitator: mail address, empty if the set runs itself.
        slots: every weekly time that suits all, best first; the first is the proposed one.
        distance: mean distance between two of its members, from 0 (alike) to 1.
    """

    label: str
    members: tuple[str, ...]
    facilitator: str = ""
    slots: tuple[Slot, ...] = ()
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that does not hold: its name, whom it touches (mail addresses), and why in one sentence."""

    rule: str
    people: tuple[str, ...]
    why: str


type Pair = tuple[str, str]
"""Two mail addresses, the smaller first."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one attribute's wish is reached: 1 is all that any plan could reach."""

    attribute: str
    reached: float


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who sat in one set and is to sit in another."""

    email: str
    left: str
    joins: str


@dataclass(frozen=True, slots=True)
class Step:
    """What so many moves reach: the mean over sets of the distance inside them, its share of the bound, the worst set."""

    moves: int
    score: float
    share: float
    worst_set: float


@dataclass(frozen=True, slots=True)
class Change:
    """How a plan differs from the sets there were before.

    Attributes:
        moves: everybody who still takes part and sits elsewhere, by address.
        arrived: mail addresses of people who were in no set, and `gone` of those who take part no more; sorted.
        closed, opened: labels of sets that are no more, and of those that are new.
        led_anew: labels of sets that had a facilitator and have another one, or none.
        fewest: a number of moves below which no plan can keep every rule.
        curve: what further moves would buy, from the fewest found; the plan is the step with its number of moves.
        is_least: whether the first step is proven to be the fewest possible.
    """

    moves: tuple[Move, ...]
    arrived: tuple[str, ...]
    gone: tuple[str, ...]
    closed: tuple[str, ...]
    opened: tuple[str, ...]
    led_anew: tuple[str, ...]
    fewest: int
    curve: tuple[Step, ...]
    is_least: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What `form` found.

    Attributes:
        sets: in the order of their labels.
        not_placed: mail addresses of people without a set.
        score: mean over sets of `PlannedSet.distance` (equity only guides the search).
        bound: what `score` can at most be.
        worst_set: the smallest distance of a set.
        proposals: exchanges the search was given; the same number and seed give the same plan.
        seconds: how long the search was given; 0 if it was given a number of exchanges.
        change: from the sets there were before; None if there were none to keep.
        again: pairs in one set who met before; None if nothing is known of earlier sets.
        is_early: whether somebody ended the search; the same number and seed then need not give the same plan.
    """

    sets: tuple[PlannedSet, ...]
    not_placed: tuple[str, ...]
    violations: tuple[Violation, ...]
    score: float
    bound: float
    worst_set: float
    shares: tuple[Share, ...]
    seed: int
    proposals: int
    seconds: float
    change: Change | None = None
    again: tuple[Pair, ...] | None = None
    is_early: bool = False


@dataclass(frozen=True, slots=True)
class Rounds:
    """Several plans for the same people, one after the other.

    Attributes:
        plans: of each round.
        again: pairs who are in one set more than once, with the rounds they are; round 0 stands for earlier sets.
        is_design: whether they come out of mathematics and not out of the search.
    """

    plans: tuple[Plan, ...]
    again: tuple[tuple[Pair, tuple[int, ...]], ...]
    is_design: bool
