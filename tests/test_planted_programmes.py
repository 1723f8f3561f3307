"""The generated programmes hold what they promise: a hidden plan that breaks no rule, or a clash that is minimal."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations

import pytest
from ortools.sat.python import cp_model

from benches.forming.clashes import Clash, Contradiction, Fact, clash, without
from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.formation.checker import violations
from knotwork.formation.programme import Participant, Plan, PlannedSet, Programme, Slot

TIMES = [Slot(weekday, time(hour), zone="Europe/London", minutes=120) for hour in (9, 11, 13) for weekday in range(5)]
"""Times that suit everybody, none of which run at once: whoever facilitates several sets is at one after another."""


@pytest.mark.parametrize("people", [8, 12, 60, 61, 120, 300])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_hidden_plan_keeps_every_rule(people, seed):
    found = planted(people, seed=seed)

    assert violations(found.programme, found.plan) == ()
    assert sum(not person.facilitates for person in found.programme.people) == people


@pytest.mark.slow
def test_the_hidden_plan_of_five_thousand_keeps_every_rule():
    found = planted(5000, seed=1)

    assert violations(found.programme, found.plan) == ()


def test_the_same_seed_gives_the_same_programme_and_another_seed_another():
    assert planted(60, seed=7) == planted(60, seed=7)
    assert planted(60, seed=7) != planted(60, seed=8)


def test_a_milder_climate_gives_more_half_days_and_more_english():
    usual, mild = planted(120, seed=1), planted(120, seed=1, climate=Climate(spare=(6, 8), english=1.0))

    assert violations(mild.programme, mild.plan) == ()
    assert minutes_on_offer(mild.programme) > 1.3 * minutes_on_offer(usual.programme)
    assert all("en" in person.languages for person in mild.programme.people if person.languages)


def minutes_on_offer(programme: Programme) -> int:
    return sum(
        span.end_minute - span.start_minute
        for person in programme.people
        if not person.facilitates
        for span in person.available
    )


def test_a_programme_has_what_makes_forming_hard():
    programme = planted(300, seed=1).programme
    people = programme.people

    assert len({person.zone for person in people}) > 10
    assert len({person.email for person in people}) == len(people)
    for said in ("manager", "keep_apart", "keep_together", "pinned", "facilitates", "languages"):
        assert sum(bool(getattr(person, said)) for person in people) >= 4, said
    assert programme.rules.rivals


@pytest.mark.parametrize("kind", Contradiction)
def test_no_plan_keeps_a_clash(kind):
    assert plan_for(clash(kind, seed=1).programme) is None


@pytest.mark.slow
@pytest.mark.parametrize("kind", Contradiction)
def test_without_any_one_of_its_facts_a_clash_has_a_plan(kind):
    found = clash(kind, seed=3)

    assert found.facts
    for fact in sampled(found):
        eased = without(found.programme, fact)
        plan = plan_for(eased)
        assert plan is not None, fact
        assert violations(eased, plan) == (), fact


def sampled(found: Clash) -> list[Fact]:
    """Of each rule the first and the last fact: facts of one rule are alike."""
    of_rule: dict[str, list[Fact]] = {}
    for fact in sorted(found.facts, key=lambda fact: sorted(fact.about)):
        of_rule.setdefault(fact.rule, []).append(fact)
    return [fact for facts in of_rule.values() for fact in dict.fromkeys((facts[0], facts[-1]))]


def plan_for(programme: Programme) -> Plan | None:
    """A plan that keeps the rules, found without any search of ours; None if there is none. Everybody can meet at `TIMES`."""
    people = [person for person in programme.people if not person.facilitates]
    size = programme.rules.size
    seats = sum(person.facilitates for person in programme.people)
    most = min(len(people) // size.smallest, 30)
    if seats and programme.rules.every_set_facilitated:
        most = min(most, seats)
    model = cp_model.CpModel()
    used = [model.new_bool_var(f"used {number}") for number in range(most)]
    sits = {person.email: [model.new_bool_var(f"{person.email} {number}") for number in range(most)] for person in people}
    for places in sits.values():
        model.add_exactly_one(places)
    for number in range(most):
        count = sum(places[number] for places in sits.values())
        model.add(count >= size.smallest * used[number])
        model.add(count <= size.largest * used[number])
    _add_rules(model, programme, people, sits)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 60
    status = solver.solve(model)
    assert status in {cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE}
    return None if status == cp_model.INFEASIBLE else _read(programme, solver, used, sits)


def _add_rules(model, programme: Programme, people: list[Participant], sits) -> None:
    for one, other in combinations(people, 2):
        if must_part(programme, one, other):
            for mine, theirs in zip(sits[one.email], sits[other.email], strict=True):
                model.add_at_most_one(mine, theirs)
        if other.email in one.keep_together or one.email in other.keep_together:
            for mine, theirs in zip(sits[one.email], sits[other.email], strict=True):
                model.add(mine == theirs)
    for person in people:
        if person.pinned:
            model.add(sits[person.email][0] == 1)
    most = programme.rules.at_most_per_organisation
    for firm in {person.traits["organisation"] for person in people} if most else ():
        for number in range(len(sits[people[0].email])):
            model.add(sum(sits[each.email][number] for each in people if each.traits["organisation"] == firm) <= most)


def must_part(programme: Programme, one: Participant, other: Participant) -> bool:
    firms = frozenset({one.traits["organisation"].lower(), other.traits["organisation"].lower()})
    return (
        other.email in one.keep_apart
        or one.email in other.keep_apart
        or other.email == one.manager
        or one.email == other.manager
        or firms in programme.rules.rivals
        or bool(one.languages and other.languages and not one.languages & other.languages)
        or not {span.weekday for span in one.available} & {span.weekday for span in other.available}
    )


def _read(programme: Programme, solver, used, sits) -> Plan:
    chairs = iter(_chairs(programme))
    sets = []
    for number in range(len(used)):
        members = tuple(sorted(email for email, places in sits.items() if solver.value(places[number])))
        if members:
            alone = len(members) == 1
            label = "Otter" if number == 0 else f"Set {number}"
            slot = Slot(6, time(2), "UTC", 120) if alone and _is_owl(programme, members[0]) else TIMES[len(sets) % len(TIMES)]
            sets.append(PlannedSet(label, members, next(chairs, ""), (slot,)))
    return Plan(tuple(sets), (), (), score=0, bound=0, worst_set=0, shares=(), seed=0, proposals=0, seconds=0)


def _chairs(programme: Programme) -> Iterator[str]:
    for person in programme.people:
        yield from [person.email] * person.facilitates


def _is_owl(programme: Programme, email: str) -> bool:
    return all(span.weekday == 6 for person in programme.people if person.email == email for span in person.available)
