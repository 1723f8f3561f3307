"""Facts in words, for the lead who wrote them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import Fact
from knotwork.formation.programme import ANY_WORKING_DAY, Participant, Plan, Programme, Slot

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHOWN = 12
"""So many people or organisations are named in one sentence; all stand in the JSON."""


class Names:
    """How to speak of the people of a programme and of what is asked about them."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.people = {person.email: person for person in programme.people}
        self._bearers = Counter(person.name for person in programme.people)
        self._houses = {
            said.strip().lower(): said.strip() for person in programme.people if (said := person.traits.get("organisation"))
        }

    def name(self, email: str) -> str:
        """By name, and by address too where two bear it or nobody does."""
        person = self.people.get(email)
        if person is None or not person.name:
            return email
        return person.name if self._bearers[person.name] == 1 else f"{person.name} ({email})"

    def house(self, lower: str) -> str:
        """An organisation as the file writes it."""
        return self._houses.get(lower, lower)

    # What is asked for

    def asked(self, facts: Sequence[Fact]) -> list[str]:
        """A sentence for each fact, or one for several that belong together."""
        of_rule: dict[Rule, list[Fact]] = {}
        for fact in facts:
            of_rule.setdefault(fact.rule, []).append(fact)
        return [sentence for rule, alike in of_rule.items() for sentence in self._sentences(rule, alike)]

    def _sentences(self, rule: Rule, facts: Sequence[Fact]) -> Iterator[str]:
        people = sorted({email for fact in facts for email in fact.about}, key=self.name)
        count = len(people)
        match rule:
            case Rule.SIZE:
                yield f"{_sized(self.programme)}; there are {self._members()} people to place."
            case Rule.NO_FACILITATOR:
                yield "Each set has a facilitator."
            case Rule.KEEP_APART if len(facts) > 2 and len(facts) == count * (count - 1) // 2:
                yield f"{self.list(people)} are all to be kept apart from one another ({count} people)."
            case Rule.KEEP_TOGETHER if len(facts) > 2 and len(facts) == count - 1:
                yield f"{self.list(people)} are to be kept together, directly or through one another ({count} people)."
            case Rule.FACILITATOR_CAPACITY if count > 1:
                sets = sum(self.people[email].facilitates for email in people)
                yield f"{self.list(people)} can facilitate {_counted(sets, 'set')} in all ({count} facilitators)."
            case Rule.PINNED if count > 1:
                yield from self._pinned(people)
            case Rule.RIVALS if len(facts) > 2:
                yield from self._rivals(facts)
            case _:
                yield from (self._one(fact) for fact in facts)

    def _pinned(self, people: Iterable[str]) -> Iterator[str]:
        of_label: dict[str, list[str]] = {}
        for email in people:
            of_label.setdefault(self.people[email].pinned, []).append(email)
        for label, stay in sorted(of_label.items()):
            stays = "stays" if len(stay) == 1 else "stay"
            many = f" ({len(stay)} people)" if len(stay) > 2 else ""
            yield f"{self.list(stay)} {stays} in “{label}”{many}."

    def _rivals(self, facts: Sequence[Fact]) -> Iterator[str]:
        """By the organisation that is in most of the pairs."""
        left = list(facts)
        while left:
            seen = Counter(house for fact in left for house in fact.about)
            most = min(seen, key=lambda house: (-seen[house], house))
            others = sorted(self.house(other) for fact in left if most in fact.about for other in fact.about - {most})
            yield f"{self.house(most)} is not to meet {spoken(others, 'or')} in a set."
            left = [fact for fact in left if most not in fact.about]

    def _one(self, fact: Fact) -> str:
        return _ASKED[fact.rule](self, sorted(fact.about, key=self.name))

    # What could be let go

    def let_go(self, fact: Fact, plan: Plan) -> str:
        """What would be true without this fact, to follow an “if”."""
        return _LET_GO[fact.rule](self, sorted(fact.about, key=self.name), plan)

    def could_take(self, fact: Fact, more: int) -> str:
        """That somebody could facilitate so many sets more."""
        (email,) = fact.about
        takes = self.people[email].facilitates
        return f"{self.name(email)} could facilitate {takes + more} sets instead of {takes}"

    def line(self, about: Sequence[str]) -> tuple[str, str]:
        """Report and manager."""
        one, other = about
        down, up = (one, other) if self.people[one].manager == other else (other, one)
        return self.name(down), self.name(up)

    def when(self, email: str, plan: Plan) -> str:
        """The time their set meets in the plan, on their own clock in the first week."""
        for planned in plan.sets:
            if email in planned.members and planned.slots:
                return f"on {_on_the_clock(planned.slots[0], self.people[email], self.programme)}"
        return "at other times"

    def tongue(self, email: str, plan: Plan) -> str:
        """The languages the others of their set share."""
        for planned in plan.sets:
            if email in planned.members:
                others = [
                    self.people[each]
                    for each in (*planned.members, planned.facilitator)
                    if each in self.people and each != email
                ]
                spoken_by = [other.languages for other in others if other.languages]
                shared = sorted(frozenset.intersection(*spoken_by)) if spoken_by else []
                return spoken(shared, "or") if shared else "another language"
        return "another language"

    def list(self, people: Sequence[str]) -> str:
        """People by name, the first of many."""
        names = [self.name(email) for email in people]
        return spoken(names) if len(names) <= SHOWN else f"{', '.join(names[: SHOWN - 1])} and {len(names) - SHOWN + 1} more"

    def _members(self) -> int:
        return sum(not person.facilitates for person in self.programme.people)

    def of_house(self, house: str) -> int:
        """How many people to place are of an organisation."""
        return sum(
            person.traits.get("organisation", "").strip().lower() == house and not person.facilitates
            for person in self.programme.people
        )


def spoken(words: Sequence[str], last: str = "and") -> str:
    """A list as it is spoken: a, b and c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _sized(programme: Programme) -> str:
    size = programme.rules.size
    exactly = size.smallest == size.largest
    return f"Each set has {'exactly ' if exactly else ''}{size.smallest}{'' if exactly else f' to {size.largest}'} members"


def _hours(person: Participant) -> str:
    if person.available == ANY_WORKING_DAY:
        return f"on working days from 09:00 to 17:00 ({person.zone})"
    told = [f"{WEEKDAYS[span.weekday]} {_clock(span.start_minute)}–{_clock(span.end_minute)}" for span in person.available]
    more = f" and {len(told) - 6} more times" if len(told) > 6 else ""
    return f"{', '.join(told[:6])}{more} ({person.zone})"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _on_the_clock(slot: Slot, person: Participant, programme: Programme) -> str:
    first = programme.rules.starts_on
    day = first + timedelta(days=(slot.weekday - first.weekday()) % 7)
    here = datetime.combine(day, slot.start, ZoneInfo(slot.zone)).astimezone(ZoneInfo(person.zone))
    return f"{WEEKDAYS[here.weekday()]}s at {here:%H:%M}, {person.zone} time"


type _About = Sequence[str]

_ASKED: dict[Rule, Callable[[Names, _About], str]] = {
    Rule.KEEP_APART: lambda names, about: f"{names.list(about)} are to be kept apart.",
    Rule.KEEP_TOGETHER: lambda names, about: f"{names.list(about)} are to be kept together.",
    Rule.LINE_MANAGER: lambda names, about: "{} reports to {}, and nobody sits with their line manager.".format(
        *names.line(about)
    ),
    Rule.MEETING_TIME: lambda names, about: f"{names.list(about)} can meet {_hours(names.people[about[0]])}.",
    Rule.SHARED_LANGUAGE: lambda names, about: (
        f"{names.list(about)} speaks {spoken(sorted(names.people[about[0]].languages))}, and a set shares a language."
    ),
    Rule.PINNED: lambda names, about: f"{names.list(about)} stays in “{names.people[about[0]].pinned}”.",
    Rule.FACILITATOR_CAPACITY: lambda names, about: (
        f"{names.list(about)} can facilitate {_counted(names.people[about[0]].facilitates, 'set')}."
    ),
    Rule.OWN_ORGANISATION: lambda names, about: f"{names.list(about)} does not facilitate people of their own organisation.",
    Rule.RIVALS: lambda names, about: f"{spoken([names.house(each) for each in about])} are not to meet in a set.",
    Rule.ORGANISATION_LIMIT: lambda names, about: (
        f"At most {names.programme.rules.at_most_per_organisation} of one organisation may be in a set; "
        f"{names.house(about[0])} has {names.of_house(about[0])} people."
    ),
    Rule.NOT_ALONE: lambda _, about: f"Nobody is the only one in a set with their answer under “{about[0]}”.",
}

_LET_GO: dict[Rule, Callable[[Names, _About, Plan], str]] = {
    Rule.KEEP_APART: lambda names, about, _: f"{names.list(about)} may sit together",
    Rule.KEEP_TOGETHER: lambda names, about, _: f"{names.list(about)} need not sit together",
    Rule.LINE_MANAGER: lambda names, about, _: "{} may sit with {}, their line manager".format(*names.line(about)),
    Rule.MEETING_TIME: lambda names, about, plan: f"{names.list(about)} could meet {names.when(about[0], plan)}",
    Rule.SHARED_LANGUAGE: lambda names, about, plan: f"{names.list(about)} could take part in {names.tongue(about[0], plan)}",
    Rule.PINNED: lambda names, about, _: f"{names.list(about)} need not stay in “{names.people[about[0]].pinned}”",
    Rule.NO_FACILITATOR: lambda *_: "a set may do without a facilitator",
    Rule.RIVALS: lambda names, about, _: f"{spoken([names.house(each) for each in about])} may meet in a set",
    Rule.OWN_ORGANISATION: lambda names, about, _: f"{names.list(about)} may facilitate people of their own organisation",
    Rule.NOT_ALONE: lambda _names, about, _plan: f"somebody may be the only one in a set with their answer under “{about[0]}”",
}
