"""Fifty planted clashes of 120 people, and one of each kind of a thousand: each fact of each is let go and sets are sought."""

import time
from dataclasses import replace

import pytest

from benches.forming.clashes import Contradiction, clash, without
from knotwork.formation import forming
from knotwork.formation.checker import Rule, violations
from knotwork.formation.explaining import explain
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Plan, Programme, Size
from knotwork.formation.solver.search import search


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("kind", Contradiction)
def test_a_clash_of_a_hundred_and_twenty_is_told_in_seconds_and_is_minimal(kind: Contradiction, seed: int):
    found = clash(kind, seed=seed)

    began = time.process_time()
    why = explain(found.programme)
    took = time.process_time() - began

    assert [frozenset(each.facts) for each in why.clashes] == [found.facts]
    assert why.clashes[0].is_minimal
    assert why.ways
    assert took < 20, "a bench measures the bar of 5 s on a quiet machine"
    for fact in found.facts:
        eased = [without(found.programme, fact)] if fact.rule != Rule.SIZE else list(of_other_sizes(found.programme))
        assert any(sought(each) for each in eased), fact


@pytest.mark.parametrize("kind", Contradiction)
def test_a_clash_of_a_thousand_is_told(kind: Contradiction):
    found = clash(kind, seed=1, people=1008)

    why = explain(found.programme)

    assert [frozenset(each.facts) for each in why.clashes] == [found.facts]
    assert why.clashes[0].is_minimal


def of_other_sizes(programme: Programme):
    """The programme with sets of other sizes; where people fit with nobody each of them needs one of their own."""
    for smallest, largest, target in ((1, 8, 6), (1, 12, 9), (4, 9, 6), (1, 14, 11), (1, 9, 5), (1, 6, 5)):
        yield replace(programme, rules=replace(programme.rules, size=Size(smallest, largest, target)))


def sought(programme: Programme) -> Plan | None:
    """A plan by the search that the judge calls sound."""
    numbers = numbers_of(programme)
    for seed in (1, 2):
        seating = search(numbers.problem, seed=seed, proposals=600_000, watch=lambda progress: progress.broken > 0)
        plan = forming.plan_of(numbers, seating, programme.rules)
        if not violations(programme, plan):
            return plan
    return None
