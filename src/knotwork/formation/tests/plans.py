"""Small programmes and plans for the tests of the judge: six people who get along, and what a test changes about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from knotwork.formation.programme import Participant, Plan, PlannedSet, Programme, Rules, Size, Slot, Span, Violation

NAMES = ("Bo", "Chen", "Dina", "Edo", "Farah", "Goran")
TUESDAY = Slot(weekday=1, start=time(10), zone="Europe/London", minutes=120)
RULES = Rules(starts_on=date(2027, 1, 4), size=Size(3, 6, 3), weeks=4, every_set_facilitated=False)


def address(name: str) -> str:
    return f"{name.lower()}@example.org"


def addresses(*names: str) -> frozenset[str]:
    return frozenset(address(name) for name in names)


def somebody(name: str, /, **differs) -> Participant:
    return Participant(**{"email": address(name), "name": name, "zone": "Europe/London", **differs})


def programme(differs: Mapping[str, dict] | None = None, *, more=(), **rules) -> Programme:
    """The six, some of whom differ, and a few more."""
    six = [somebody(name, **(differs or {}).get(name, {})) for name in NAMES]
    return Programme(people=(*six, *more), rules=replace(RULES, **rules))


def one_set(label: str, *names: str, facilitator: str = "", slots=(TUESDAY,)) -> PlannedSet:
    members = tuple(sorted(address(name) for name in names))
    return PlannedSet(label, members, address(facilitator) if facilitator else "", tuple(slots))


def plan(*sets: PlannedSet, not_placed=()) -> Plan:
    return Plan(
        sets=sets,
        not_placed=tuple(not_placed),
        violations=(),
        score=0.0,
        bound=1.0,
        worst_set=0.0,
        shares=(),
        seed=1,
        proposals=0,
        seconds=0.0,
    )


def halves(**first) -> Plan:
    """Bo, Chen and Dina in A; Edo, Farah and Goran in B. What is named differs in A."""
    return plan(replace(one_set("A", "Bo", "Chen", "Dina"), **first), one_set("B", "Edo", "Farah", "Goran"))


def across(**first) -> Plan:
    """Bo, Dina and Farah in A; Chen, Edo and Goran in B. What is named differs in A."""
    return plan(replace(one_set("A", "Bo", "Dina", "Farah"), **first), one_set("B", "Chen", "Edo", "Goran"))


def told(found: tuple[Violation, ...]) -> list[tuple[str, set[str]]]:
    """Rule and first names of each violation."""
    return [(str(each.rule), {email.split("@")[0].capitalize() for email in each.people}) for each in found]


def free(weekday: int, begins: str, ends: str) -> Span:
    return Span(weekday, _minutes(begins), _minutes(ends))


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
