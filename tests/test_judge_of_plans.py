"""The judge of plans on whole programmes: what a change of a good plan breaks is found, and nothing else."""

from dataclasses import replace
from datetime import time
from random import Random
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from benches.forming.planted import Planted, planted
from knotwork.formation.checker import Rule, violations
from knotwork.formation.programme import Plan, Size, Slot, Violation

CHANCE = st.randoms(use_true_random=False)
GOOD = [planted(60, seed=seed) for seed in range(3)]


def shaken(good: Planted, rng: Random, swaps: int) -> Plan:
    """The hidden plan after so many people changed places by pairs."""
    members = [list(planned.members) for planned in good.plan.sets]
    for _ in range(swaps):
        one, other = rng.sample(range(len(members)), k=2)
        mine, theirs = rng.randrange(len(members[one])), rng.randrange(len(members[other]))
        members[one][mine], members[other][theirs] = members[other][theirs], members[one][mine]
    return replace(
        good.plan, sets=tuple(replace(each, members=tuple(m)) for each, m in zip(good.plan.sets, members, strict=True))
    )


def rules_and_people(found: tuple[Violation, ...]) -> list[tuple[str, list[str]]]:
    return sorted((each.rule, sorted(each.people)) for each in found)


@given(st.sampled_from(GOOD), CHANCE)
def test_the_order_of_rows_sets_and_members_makes_no_difference(good, rng):
    plan = shaken(good, rng, swaps=5)
    rows = rng.sample(good.programme.people, k=len(good.programme.people))
    sets = tuple(
        replace(each, members=tuple(rng.sample(each.members, k=len(each.members))))
        for each in rng.sample(plan.sets, k=len(plan.sets))
    )

    found = violations(replace(good.programme, people=tuple(rows)), replace(plan, sets=sets))

    assert rules_and_people(found) == rules_and_people(violations(good.programme, plan))


@given(st.sampled_from(GOOD), CHANCE)
def test_names_change_nothing_but_the_sentence(good, rng):
    plan = shaken(good, rng, swaps=5)
    renamed = tuple(replace(person, name=f"N{number}") for number, person in enumerate(good.programme.people))

    found = violations(replace(good.programme, people=renamed), plan)

    assert [(each.rule, each.people) for each in found] == [
        (each.rule, each.people) for each in violations(good.programme, plan)
    ]


@given(st.sampled_from(GOOD), CHANCE)
def test_a_looser_rule_breaks_nothing_new(good, rng):
    plan = shaken(good, rng, swaps=8)
    rules = good.programme.rules
    found = rules_and_people(violations(good.programme, plan))

    for looser in (
        replace(rules, shared_language=False),
        replace(rules, not_with_manager=False),
        replace(rules, at_most_per_organisation=3),
        replace(rules, rivals=frozenset()),
        replace(rules, not_alone=()),
        replace(rules, size=Size(3, 12, 6)),
        replace(rules, weeks=13),
    ):
        remaining = rules_and_people(violations(replace(good.programme, rules=looser), plan))
        assert rule_counts(remaining) <= rule_counts(found)


def rule_counts(found: list[tuple[str, list[str]]]) -> set[tuple[str, str]]:
    """Each rule with each of its people: fewer people may be hindered by the same rule."""
    return {(rule, person) for rule, people in found for person in people}


@given(st.sampled_from(GOOD), CHANCE)
def test_what_is_found_touches_a_set_that_was_changed(good, rng):
    plan = shaken(good, rng, swaps=1)
    changed = [each for before, each in zip(good.plan.sets, plan.sets, strict=True) if before.members != each.members]
    touched = {email for each in changed for email in (*each.members, each.facilitator)}

    for each in violations(good.programme, plan):
        assert set(each.people) & touched


@given(st.sampled_from(GOOD), CHANCE)
def test_somebody_lost_on_the_way_is_always_missed(good, rng):
    sets = list(good.plan.sets)
    number = rng.randrange(len(sets))
    lost = rng.choice(sets[number].members)
    sets[number] = replace(sets[number], members=tuple(each for each in sets[number].members if each != lost))

    found = violations(good.programme, replace(good.plan, sets=tuple(sets)))

    assert (Rule.NOT_PLACED, (lost,)) in [(each.rule, each.people) for each in found]


@given(st.sampled_from(GOOD), CHANCE)
def test_sentences_name_the_people_they_touch(good, rng):
    names = {person.email: person.name for person in good.programme.people}
    pairwise = {Rule.KEEP_APART, Rule.KEEP_TOGETHER, Rule.LINE_MANAGER, Rule.RIVALS, Rule.ORGANISATION_LIMIT, Rule.MEETING_TIME}

    for each in violations(good.programme, shaken(good, rng, swaps=8)):
        assert each.why.endswith(".")
        if each.rule in pairwise:
            assert [names[email] for email in each.people if names[email] not in each.why] == []


def test_a_thousand_people_with_ten_times_each_are_judged_in_under_two_seconds():
    good = planted(1000, seed=1)
    others = tuple(Slot(weekday, time(hour), "Europe/London", 120) for weekday in (0, 2, 4) for hour in (9, 11, 14))
    plan = replace(good.plan, sets=tuple(replace(each, slots=(*each.slots, *others)) for each in good.plan.sets))
    begun = process_time()

    found = violations(good.programme, plan)

    assert process_time() - begun < 2
    assert {each.rule for each in found} == {Rule.MEETING_TIME}
