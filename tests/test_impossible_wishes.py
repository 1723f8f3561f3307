"""Impossible wishes are told as the fewest facts that clash; each claim is tried apart from the part that made it."""

from dataclasses import replace

import pytest

from benches.forming.clashes import Contradiction, clash, without
from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.formation import forming
from knotwork.formation.checker import Rule, violations
from knotwork.formation.explaining import explain, telling
from knotwork.formation.explaining.clash import Clash
from knotwork.formation.explaining.explanation import Explanation
from knotwork.formation.explaining.facts import Asked, Fact, facts_of
from knotwork.formation.explaining.flow import short_of_facilitators
from knotwork.formation.explaining.kinds import Question
from knotwork.formation.explaining.model import answer
from knotwork.formation.explaining.suspecting import suspects
from knotwork.formation.explaining.terrain import Terrain
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Participant, Plan, Programme
from knotwork.formation.solver.search import search

SCANT = Climate(spare=(0, 1), english=0.2)


@pytest.mark.parametrize("kind", Contradiction)
def test_the_clash_that_was_planted_is_told_and_nothing_else(kind: Contradiction):
    found = clash(kind, seed=1, people=96)

    why = explain(found.programme)

    assert [frozenset(each.facts) for each in why.clashes] == [found.facts]
    assert why.clashes[0].is_minimal
    assert why.ways


@pytest.mark.parametrize("kind", Contradiction)
def test_without_any_one_fact_of_a_clash_a_search_finds_sets_that_the_judge_calls_sound(kind: Contradiction):
    """Facts of one rule are alike: the first and the last of each are let go. Sizes are let go below."""
    programme = clash(kind, seed=2, people=96).programme
    (told,) = explain(programme).clashes

    for fact in ends_of_each_rule(told.facts):
        eased = without(programme, fact)
        assert violations(eased, sought(eased)) == (), fact


@pytest.mark.parametrize("kind", Contradiction)
def test_each_way_out_is_a_plan_that_breaks_no_other_rule(kind: Contradiction):
    programme = clash(kind, seed=3, people=96).programme

    for way in explain(programme).ways:
        broken = violations(programme, way.plan)
        assert broken, "this was no way out: nothing had to be let go"
        assert {str(each.rule) for each in broken} <= BROKEN_WITHOUT.get(way.facts[0].rule, {str(way.facts[0].rule)})


BROKEN_WITHOUT = {Rule.MEETING_TIME: {"meeting time"}, Rule.SHARED_LANGUAGE: {"shared language"}}


@pytest.mark.parametrize("people", [12, 30, 60, 120])
@pytest.mark.parametrize("climate", [Climate(), SCANT])
@pytest.mark.parametrize("seed", range(3))
def test_no_quick_check_suspects_what_can_be_kept(people: int, climate: Climate, seed: int):
    programme = planted(people, seed=seed, climate=climate).programme

    assert list(suspects(Asked.by(programme))) == []


@pytest.mark.parametrize("seed", range(4))
def test_around_a_poor_draft_nothing_is_called_impossible_that_is_possible(seed: int):
    good = planted(60, seed=seed, climate=SCANT)
    draft = forming.form(good.programme, seed=1, proposals=1, watch=lambda _progress: False)

    why = explain(good.programme, draft=draft)

    assert draft.violations
    assert why.clashes == ()


@pytest.mark.parametrize("seed", range(3))
def test_the_model_calls_possible_what_the_hidden_plan_keeps(seed: int):
    good = planted(24, seed=seed)
    facts = facts_of(good.programme)

    found = answer(Question.about(Asked.by(good.programme), facts, of=facts, must=None), effort=60, go_on=lambda: True)

    assert found.is_possible
    assert violations_but_two_at_once(good.programme, found.plan) == []


def violations_but_two_at_once(programme: Programme, plan: Plan) -> list[str]:
    """The model leaves out, and so never claims, that nobody facilitates two sets at once."""
    return [str(each.rule) for each in violations(programme, plan) if each.rule != Rule.TWO_AT_ONCE]


def test_two_clashes_are_told_one_after_the_other_and_let_go_together():
    programme = clash(Contradiction.TIME, seed=1, people=96).programme
    owl = next(person for person in programme.people if len(person.available) == 1)
    other = next(person for person in programme.people if person != owl and not person.keep_together and not person.pinned)
    both = with_changed(programme, replace(other, languages=frozenset({"kl"})))

    why = explain(both)

    told = [frozenset(each.facts) for each in why.clashes]
    assert len(told) == 2
    assert set(told) == {
        frozenset({Fact(Rule.SIZE), Fact(Rule.MEETING_TIME, frozenset({owl.email}))}),
        frozenset({Fact(Rule.SIZE), Fact(Rule.SHARED_LANGUAGE, frozenset({other.email}))}),
    }
    assert {fact.rule for fact in why.ways[0].facts} == {Rule.MEETING_TIME, Rule.SHARED_LANGUAGE}


def test_people_to_be_kept_together_who_share_no_hour_clash():
    programme = clash(Contradiction.TIME, seed=1, people=96).programme
    owl = next(person for person in programme.people if len(person.available) == 1)
    friend = next(person for person in programme.people if not person.keep_together and person != owl)
    tied = with_changed(programme, replace(owl, keep_together=frozenset({friend.email})))

    why = explain(tied)

    hours = {Fact(Rule.MEETING_TIME, frozenset({each.email})) for each in (owl, friend)}
    together = Fact(Rule.KEEP_TOGETHER, frozenset({owl.email, friend.email}))
    assert frozenset(why.clashes[0].facts) == {*hours, together}


def test_of_a_rule_that_cannot_be_kept_by_itself_no_other_is_spoken_of():
    programme = clash(Contradiction.UNIT, seed=1, people=96).programme
    why = Explanation((Clash((Fact(Rule.SIZE),), None, is_minimal=True),))

    said = list(telling.for_the_lead(programme, why))

    assert said[0] == "No sets can keep this:"
    assert telling.IS_MINIMAL not in said


def test_facilitators_too_few_for_a_language_are_found_by_flow():
    programme = clash(Contradiction.SEATS, seed=1, people=96).programme
    sized = replace(
        programme, rules=replace(programme.rules, size=replace(programme.rules.size, smallest=5, largest=8, target=6))
    )
    people = [
        replace(person, languages=frozenset({"fr" if at < 12 else "en"}), keep_together=frozenset())
        for at, person in enumerate(sized.people)
    ]
    heads = [head("amara", "en", 18), head("goran", "fr", 1)]
    short = replace(sized, people=(*people, *heads))

    (suspect,) = short_of_facilitators(Terrain(Asked.by(short)))

    french = {person.email for person in people if person.languages == {"fr"}}
    of_rule = {fact.rule: fact.about for fact in suspect.facts}
    assert {Rule.FACILITATOR_CAPACITY, Rule.SHARED_LANGUAGE, Rule.NO_FACILITATOR, Rule.SIZE} <= of_rule.keys()
    assert of_rule[Rule.FACILITATOR_CAPACITY] == {"goran@example.org"}
    assert len(suspect.people) == 9
    assert suspect.people <= french


def head(name: str, language: str, sets: int) -> Participant:
    return Participant(f"{name}@example.org", name, "Europe/London", languages=frozenset({language}), facilitates=sets)


def test_an_explanation_that_is_ended_claims_nothing():
    programme = clash(Contradiction.CIRCLE, seed=1, people=96).programme

    why = explain(programme, watch=lambda _: False)

    assert why.clashes == ()
    (said,) = telling.for_the_lead(programme, why)
    assert said.startswith(telling.CUT)


def test_ways_out_that_were_not_looked_for_in_time_are_not_said_to_be_none():
    programme = clash(Contradiction.UNIT, seed=1, people=96).programme

    why = explain(programme, watch=lambda sentence: not sentence.startswith("trying a way out"))

    said = list(telling.for_the_lead(programme, why))
    assert len(why.clashes) == 1
    assert said[-2:] == [telling.IS_MINIMAL, telling.NO_TIME_FOR_A_WAY]


def test_of_ways_out_that_were_not_all_tried_none_is_called_the_least():
    programme = clash(Contradiction.UNIT, seed=1, people=96).programme
    looks: list[str] = []

    def watch(sentence: str) -> bool:
        looks.append(sentence)
        return sum(each == "trying a way out" for each in looks) < 4

    why = explain(programme, watch=watch)

    said = list(telling.for_the_lead(programme, why))
    assert len(why.ways) == 1
    assert said[-1].startswith(f"{telling.LEAST_IN_TIME}: If ")


def test_facts_that_were_not_let_go_in_time_are_not_said_to_be_needed():
    programme = clash(Contradiction.UNIT, seed=1, people=96).programme

    why = explain(programme, watch=lambda sentence: ", 3 of" not in sentence)

    (found,) = why.clashes
    said = list(telling.for_the_lead(programme, why))
    assert not found.is_minimal
    assert said[-2:] == [telling.NO_TIME_FOR_FEWER, telling.NO_TIME_FOR_A_WAY]


def test_an_explanation_that_looked_at_everything_is_not_cut():
    assert not explain(clash(Contradiction.UNIT, seed=1, people=96).programme).is_cut


def test_organisations_of_which_nothing_is_asked_do_not_tell_people_apart():
    """A thousand people are then few kinds, and a question about their facilitators is a small one."""
    programme = clash(Contradiction.FACILITATORS, seed=1, people=96).programme
    asked = Asked.by(programme)
    (suspect, *_) = suspects(asked)

    question = Question.about(asked, suspect.facts, of=suspect.facts, must=suspect.people)

    assert len({person.traits["organisation"] for person in asked.members}) > 5
    assert (len(question.members), len(question.heads)) == (1, 1)


def test_it_is_said_what_is_being_done():
    said: list[str] = []

    explain(clash(Contradiction.UNIT, seed=1, people=96).programme, watch=lambda sentence: not said.append(sentence))

    assert "looking for what clashes, 3 of 9 looked at" in said
    assert any(sentence.startswith("trying a way out") for sentence in said)


def test_the_same_programme_has_the_same_explanation_whatever_the_order_of_its_rows():
    programme = clash(Contradiction.FACILITATORS, seed=1, people=96).programme
    turned = replace(programme, people=programme.people[::-1])

    assert lines(programme) == lines(turned)


def lines(programme: Programme) -> list[str]:
    return list(telling.for_the_lead(programme, explain(programme)))


def ends_of_each_rule(facts: tuple[Fact, ...]) -> list[Fact]:
    of_rule: dict[str, list[Fact]] = {}
    for fact in facts:
        of_rule.setdefault(fact.rule, []).append(fact)
    of_rule.pop(Rule.SIZE, None)
    return [fact for alike in of_rule.values() for fact in dict.fromkeys((alike[0], alike[-1]))]


def with_changed(programme: Programme, changed: Participant) -> Programme:
    return replace(programme, people=tuple(changed if each.email == changed.email else each for each in programme.people))


def sought(programme: Programme) -> Plan:
    """A plan by the search, ended as soon as it finds nothing broken."""
    numbers = numbers_of(programme)
    seating = search(numbers.problem, seed=1, proposals=600_000, watch=lambda progress: progress.broken > 0)
    return forming.plan_of(numbers, seating, programme.rules)
