"""One card for each set: what the page shows of it, in words and numbers ready to be printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from knotwork.formation.programme import Attribute, Participant, Plan, PlannedSet, Rules, Slot
from knotwork.formation.report.clock import Clock, clocks, hours, place
from knotwork.formation.report.picture import Pictures, Strip
from knotwork.formation.report.roll import Roll
from knotwork.formation.report.why import Reasons
from knotwork.formation.report.words import WEEKDAYS, breakable, counted, heading, listed, number, sentence, shortened

_COLUMNS = 6
"""As many attributes as a table on paper can carry; the others stand in one column together."""
_OTHER_TIMES = 6
_NAMES = 6
"""As many names as stand beside a clock; then how many more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a member says of one attribute; empty if nothing."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """A row of a set's table."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """The proposed time for people whose clocks agree."""

    place: str
    who: str
    day: str
    time: str
    moves: str


@dataclass(frozen=True, slots=True)
class Card:
    """A set on the page.

    Attributes:
        anchor: where links to the set lead.
        who: `Six people, with Amara`.
        day, time, place: the proposed time on the clocks of its zone; empty if none suits.
        names: everybody in a line, for a folded card.
        moves: whether the time moves for some in weeks in which clocks change.
        others: further times that suit, and `more`: how many are left out.
    """

    anchor: str
    label: str
    who: str
    day: str
    time: str
    place: str
    names: str
    columns: tuple[str, ...]
    members: tuple[Member, ...]
    reasons: tuple[str, ...]
    strips: tuple[Strip, ...]
    times: tuple[TimeRow, ...]
    moves: bool
    others: tuple[str, ...]
    more: str
    is_broken: bool


class Cards:
    """Makes the card of each set."""

    def __init__(self, roll: Roll, reasons: Reasons, pictures: Pictures) -> None:
        self._roll = roll
        self._reasons = reasons
        self._pictures = pictures
        self._shown = roll.counting[:_COLUMNS]
        self._together = roll.counting[_COLUMNS:]

    def of(self, plan: Plan, broken: frozenset[str]) -> tuple[Card, ...]:
        """The cards of a plan; `broken` are the labels of sets in which a rule does not hold."""
        return tuple(self._card(f"set-{at}", one, broken) for at, one in enumerate(plan.sets, start=1))

    def columns(self) -> tuple[str, ...]:
        """The headings of a set's table."""
        return (*(breakable(heading(attribute.name)) for attribute in self._shown), *(["Also"] if self._together else []))

    def _card(self, anchor: str, planned: PlannedSet, broken: frozenset[str]) -> Card:
        people = self._roll.of(planned)
        all_clocks = self._clocks(planned)
        first, others = planned.slots[:1], planned.slots[1:]
        return Card(
            anchor=anchor,
            label=planned.label,
            who=self._who(planned),
            day="".join(WEEKDAYS[slot.weekday] for slot in first),
            time="".join(map(hours, first)),
            place="".join(place(slot.zone) for slot in first),
            names=listed(self._roll.names[person.email] for person in people) if people else "",
            columns=self.columns(),
            members=tuple(self._member(person) for person in people),
            reasons=self._reasons.of(planned),
            strips=tuple(self._pictures.of(planned)),
            times=tuple(self._time(clock, planned) for clock in all_clocks),
            moves=any(clock.moves for clock in all_clocks),
            others=tuple(self._other(slot, planned) for slot in others[:_OTHER_TIMES]),
            more=number(len(others) - _OTHER_TIMES) if len(others) > _OTHER_TIMES else "",
            is_broken=planned.label in broken,
        )

    def _who(self, planned: PlannedSet) -> str:
        people = counted(len(planned.members), "person", "people")
        if planned.facilitator:
            guide = f"with {listed(self._roll.called([planned.facilitator]))}"
        else:
            guide = "facilitator not found yet" if self._are_guides_due else "running itself"
        return sentence(f"{people}, {guide}").rstrip(".")

    @cached_property
    def _are_guides_due(self) -> bool:
        return self._rules.every_set_facilitated and any(person.facilitates for person in self._roll.programme.people)

    def _member(self, person: Participant) -> Member:
        cells = [Cell(heading(attribute.name), _answer(attribute, person)) for attribute in self._shown]
        if self._together:
            also = [
                f"{heading(one.name).lower()}: {person.traits[one.name]}" for one in self._together if one.name in person.traits
            ]
            cells.append(Cell("Also", breakable(", ".join(also))))
        return Member(breakable(self._roll.names[person.email]), tuple(cells))

    def _clocks(self, planned: PlannedSet) -> list[Clock]:
        if not planned.slots:
            return []
        return clocks(planned.slots[0], self._rules, self._roll.together(planned))

    def _time(self, clock: Clock, planned: PlannedSet) -> TimeRow:
        everybody = len(self._roll.together(planned))
        called = [self._roll.names[mail] for mail in clock.mails]
        who = "everyone" if len(called) == everybody else shortened(called, _NAMES)
        return TimeRow(listed(clock.places), who, clock.day, clock.time, "; ".join(clock.moves))

    def _other(self, slot: Slot, planned: PlannedSet) -> str:
        """`Tuesdays 14:00–16:00 in London, 19:30–21:30 in Kolkata; when clocks change it moves in Kolkata`."""
        told: list[str] = []
        shown = clocks(slot, self._rules, self._roll.together(planned))
        for clock in shown:
            is_said = bool(told) and told[0].startswith(clock.day)
            told.append(f"{clock.time if is_said else f'{clock.day} {clock.time}'} in {listed(clock.places)}")
        moving = [city for clock in shown if clock.moves for city in clock.places]
        return ", ".join(told) + (f"; when clocks change it moves in {listed(moving)}" if moving else "")

    @property
    def _rules(self) -> Rules:
        return self._roll.programme.rules


def _answer(attribute: Attribute, person: Participant) -> str:
    return breakable(person.traits.get(attribute.name, ""))


def labels_of(plan: Plan, mails: Iterable[str]) -> list[str]:
    """The sets in which these people sit or which they facilitate, in the order of the plan."""
    touched = set(mails)
    return [one.label for one in plan.sets if touched & {*one.members, one.facilitator}]
