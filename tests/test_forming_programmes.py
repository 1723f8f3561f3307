"""Sets formed out of whole programmes: judged by the checker, and the same under other names and in another order."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.formation import forming
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Participant, Plan, Programme
from knotwork.formation.report import as_json
from knotwork.formation.solver.search import search

MILD = Climate(spare=(6, 8), english=1.0)


@pytest.mark.parametrize("seed", range(4))
def test_what_the_search_calls_sound_the_judge_calls_sound(seed: int):
    programme = planted(60, seed=seed).programme

    seating = search(numbers_of(programme).problem, seed=seed, proposals=400_000)
    plan = forming.form(programme, seed=seed, proposals=400_000)

    assert (seating.broken == 0) == (plan.violations == ())


@pytest.mark.parametrize("seed", range(3))
def test_a_mild_programme_gets_sets_that_keep_every_rule(seed: int):
    programme = planted(120, seed=seed, climate=MILD).programme

    plan = forming.form(programme, seed=1, proposals=1_000_000)

    assert plan.violations == ()
    assert 0 < plan.worst_set <= plan.score <= plan.bound


def test_a_broken_rule_is_never_silent():
    programme = planted(60, seed=1).programme
    first, *others = (person for person in programme.people if not person.facilitates)
    unwilling = replace(first, keep_apart=frozenset(person.email for person in others))

    plan = forming.form(_with(programme, unwilling), seed=1, proposals=200_000)

    assert {str(broken.rule) for broken in plan.violations} == {"keep apart"}
    assert all(first.email in broken.people for broken in plan.violations)


def test_shuffled_rows_give_the_same_plan():
    programme = planted(60, seed=2).programme
    shuffled = list(programme.people)
    Random(9).shuffle(shuffled)

    plan, again = (
        forming.form(replace(programme, people=people), seed=4, proposals=200_000)
        for people in (programme.people, tuple(shuffled))
    )

    assert as_json(plan) == as_json(again)


def test_other_names_and_addresses_change_nothing_but_the_names():
    programme = planted(60, seed=3).programme
    emails = sorted(person.email for person in programme.people)
    renamed = dict(
        zip(emails, Random(5).sample([f"p{number}@example.net" for number in range(1000)], len(emails)), strict=True)
    )

    plan = forming.form(programme, seed=4, proposals=200_000)
    other = forming.form(_renamed(programme, renamed), seed=4, proposals=200_000)

    assert [{renamed[email] for email in one.members} for one in plan.sets] == [set(one.members) for one in other.sets]
    assert (plan.score, plan.worst_set) == (other.score, other.worst_set)


LOOSER: dict[str, Callable[[Programme], Programme]] = {
    "nobody is kept apart": lambda programme: _each(programme, keep_apart=frozenset()),
    "nobody is kept together": lambda programme: _each(programme, keep_together=frozenset()),
    "nobody is pinned": lambda programme: _each(programme, pinned=""),
    "managers do not count": lambda programme: _ruled(programme, not_with_manager=False),
    "organisations have no limit": lambda programme: _ruled(programme, at_most_per_organisation=0),
    "nobody is a rival": lambda programme: _ruled(programme, rivals=frozenset()),
}
NOISE = 0.015
"""How far the best of three seeds lies below another three's, as seen at this budget: a search is no proof."""


@pytest.mark.parametrize("looser", LOOSER)
def test_a_looser_rule_never_costs_more_than_noise(looser: str, strict: float):
    programme = LOOSER[looser](planted(60, seed=0, climate=MILD).programme)

    assert _best_of_three(programme) >= strict * (1 - NOISE)


@pytest.fixture(scope="module")
def strict() -> float:
    """The best score with every rule."""
    return _best_of_three(planted(60, seed=0, climate=MILD).programme)


def _best_of_three(programme: Programme) -> float:
    plans = [forming.form(programme, seed=seed, proposals=600_000) for seed in (1, 2, 3)]
    assert not any(plan.violations for plan in plans)
    return max(plan.score for plan in plans)


def _each(programme: Programme, **changed: object) -> Programme:
    return replace(programme, people=tuple(replace(person, **changed) for person in programme.people))


def _ruled(programme: Programme, **changed: object) -> Programme:
    return replace(programme, rules=replace(programme.rules, **changed))


def test_who_met_before_meets_again_as_little_as_possible():
    programme = planted(60, seed=3, climate=MILD).programme
    first = forming.form(programme, seed=1, proposals=400_000)

    second = forming.form(replace(programme, met=_pairs(first)), seed=1, proposals=400_000)

    assert len(_pairs(first) & _pairs(second)) < len(_pairs(first)) / 4
    assert len(_pairs(forming.form(programme, seed=2, proposals=400_000)) & _pairs(first)) > len(_pairs(first) & _pairs(second))


def _pairs(plan: Plan) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset({one, other}) for each in plan.sets for one in each.members for other in each.members if one < other
    )


def _with(programme: Programme, changed: Participant) -> Programme:
    return replace(programme, people=tuple(changed if one.email == changed.email else one for one in programme.people))


def _renamed(programme: Programme, names: dict[str, str]) -> Programme:
    def known(emails: frozenset[str]) -> frozenset[str]:
        return frozenset(names[email] for email in emails)

    return replace(
        programme,
        people=tuple(
            replace(
                person,
                email=names[person.email],
                name=names[person.email],
                manager=names.get(person.manager, ""),
                keep_apart=known(person.keep_apart),
                keep_together=known(person.keep_together),
            )
            for person in programme.people
        ),
    )


def test_what_exchanges_leave_broken_is_seated_anew():
    asked = numbers_of(planted(120, seed=7).programme).problem

    once, again = (search(asked, seed=1, proposals=100_000, mending=720_000) for _ in range(2))

    assert once.broken == 0
    assert once.set_of.tobytes() == again.set_of.tobytes()
