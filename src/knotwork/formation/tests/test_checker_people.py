"""The judge on who sits where and with whom: for each rule a plan that keeps it, and one that breaks it."""

from dataclasses import replace

import pytest

from knotwork.formation.checker import violations
from knotwork.formation.programme import Attribute, Kind, Size
from knotwork.formation.tests.plans import (
    TUESDAY,
    across,
    address,
    addresses,
    halves,
    one_set,
    plan,
    programme,
    somebody,
    told,
)

AMARA = somebody("Amara", facilitates=1)


def test_six_people_who_get_along_may_sit_as_they_like():
    assert violations(programme(), halves()) == ()
    assert violations(programme(), across()) == ()


def test_somebody_who_is_left_out_is_named():
    found = violations(
        programme(), plan(one_set("A", "Bo", "Chen", "Dina"), one_set("B", "Edo", "Farah", "Goran"), not_placed=[])
    )
    left = violations(programme(), plan(one_set("A", "Bo", "Chen", "Dina", "Edo", "Farah"), not_placed=[address("Goran")]))
    lost = violations(programme(), plan(one_set("A", "Bo", "Chen", "Dina", "Edo", "Farah")))

    assert found == ()
    assert told(left) == told(lost) == [("not placed", {"Goran"})]
    assert left[0].why == "Goran has no set."


def test_somebody_cannot_both_sit_in_a_set_and_have_none():
    sets = halves().sets

    assert told(violations(programme(), plan(*sets, not_placed=[address("Bo")]))) == [("not placed", {"Bo"})]


@pytest.mark.parametrize("again", ["A", "B"])
def test_nobody_sits_in_two_places(again):
    labels = {planned.label: planned for planned in halves().sets}
    doubled = replace(labels[again], members=(*labels[again].members, address("Bo")))

    found = violations(programme(), plan(*{**labels, again: doubled}.values()))

    assert told(found) == [("placed twice", {"Bo"})]


def test_a_stranger_is_found_among_members_facilitators_and_those_left_out():
    sat = violations(programme(), plan(one_set("A", "Bo", "Chen", "Dina", "Mara"), one_set("B", "Edo", "Farah", "Goran")))
    facilitated = violations(programme(), halves(facilitator=address("Mara")))
    left = violations(programme(), plan(*halves().sets, not_placed=[address("Mara")]))

    assert told(sat) == told(facilitated) == told(left) == [("unknown person", {"Mara"})]


def test_somebody_who_facilitates_is_no_member():
    people = programme(more=[AMARA])

    found = violations(people, plan(one_set("A", "Bo", "Chen", "Dina", "Amara"), one_set("B", "Edo", "Farah", "Goran")))

    assert violations(people, halves()) == ()
    assert told(found) == [("facilitator as member", {"Amara"})]


@pytest.mark.parametrize(("size", "broken"), [(Size(3, 3, 3), 0), (Size(3, 6, 4), 0), (Size(4, 6, 4), 2), (Size(4, 4, 4), 2)])
def test_every_set_keeps_to_the_size(size, broken):
    assert [each.rule for each in violations(programme(size=size), halves())] == ["size"] * broken


def test_a_set_can_be_too_large():
    found = violations(programme(size=Size(3, 5, 3)), plan(one_set("A", "Bo", "Chen", "Dina", "Edo", "Farah", "Goran")))

    assert [each.why for each in found] == ["“A” has 6 members, and 3 to 5 are wanted."]


def test_two_sets_need_two_labels():
    same = plan(one_set("A", "Bo", "Chen", "Dina"), one_set("A", "Edo", "Farah", "Goran"))

    assert told(violations(programme(), same)) == [("set label", set())]


def test_people_stay_in_the_set_they_are_pinned_to():
    together = programme({"Bo": {"pinned": "A"}, "Chen": {"pinned": "A"}, "Edo": {"pinned": "B"}})

    assert violations(together, halves()) == ()
    assert told(violations(together, across())) == [("pinned", {"Chen"})]
    assert violations(together, across())[0].why == "Chen is to stay in “A”, but sits in “B”."


def test_a_facilitator_stays_with_the_set_they_are_pinned_to():
    people = programme(more=[replace(AMARA, pinned="B")])

    assert told(violations(people, halves(facilitator=address("Amara")))) == [("pinned", {"Amara"})]
    assert violations(people, plan(halves().sets[0], one_set("B", "Edo", "Farah", "Goran", facilitator="Amara"))) == ()


@pytest.mark.parametrize(("who", "whom"), [("Bo", "Chen"), ("Chen", "Bo")])
def test_one_word_keeps_two_people_apart(who, whom):
    people = programme({who: {"keep_apart": addresses(whom)}})

    assert violations(people, across()) == ()
    assert told(violations(people, halves())) == [("keep apart", {"Bo", "Chen"})]


@pytest.mark.parametrize("who", ["Bo", "Amara"])
def test_a_declared_conflict_keeps_a_facilitator_away(who):
    amara = replace(AMARA, keep_apart=addresses("Bo") if who == "Amara" else frozenset())
    people = programme({"Bo": {"keep_apart": addresses("Amara")}} if who == "Bo" else {}, more=[amara])

    assert violations(people, plan(halves().sets[0], one_set("B", "Edo", "Farah", "Goran", facilitator="Amara"))) == ()
    assert told(violations(people, halves(facilitator=address("Amara")))) == [("keep apart", {"Amara", "Bo"})]


@pytest.mark.parametrize(("who", "whom"), [("Bo", "Chen"), ("Chen", "Bo")])
def test_one_word_keeps_two_people_together(who, whom):
    people = programme({who: {"keep_together": addresses(whom)}})

    assert violations(people, halves()) == ()
    assert told(violations(people, across())) == [("keep together", {"Bo", "Chen"})]


def test_two_who_both_want_each_other_are_named_once():
    people = programme({"Bo": {"keep_together": addresses("Chen")}, "Chen": {"keep_together": addresses("Bo")}})

    assert len(violations(people, across())) == 1


def test_somebody_can_be_kept_together_with_a_facilitator():
    people = programme({"Edo": {"keep_together": addresses("Amara")}}, more=[AMARA])

    assert told(violations(people, halves(facilitator=address("Amara")))) == [("keep together", {"Amara", "Edo"})]
    assert violations(people, plan(halves().sets[0], one_set("B", "Edo", "Farah", "Goran", facilitator="Amara"))) == ()


@pytest.mark.parametrize(("report", "manager"), [("Bo", "Chen"), ("Chen", "Bo")])
def test_nobody_sits_with_their_line_manager(report, manager):
    people = programme({report: {"manager": address(manager)}})

    assert violations(people, across()) == ()
    assert told(violations(people, halves())) == [("line manager", {"Bo", "Chen"})]
    assert violations(people, halves())[0].why == f"{report} reports to {manager}, and both are in “A”."
    assert violations(replace(people, rules=replace(people.rules, not_with_manager=False)), halves()) == ()


@pytest.mark.parametrize("reports", ["Bo", "Amara"])
def test_nobody_facilitates_in_their_own_line(reports):
    amara = replace(AMARA, manager=address("Bo") if reports == "Amara" else "")
    people = programme({"Bo": {"manager": address("Amara")}} if reports == "Bo" else {}, more=[amara])

    assert told(violations(people, halves(facilitator=address("Amara")))) == [("line manager", {"Amara", "Bo"})]


def test_two_who_report_to_the_same_manager_may_sit_together():
    people = programme({"Bo": {"manager": address("Edo")}, "Chen": {"manager": address("Edo")}})

    assert violations(people, halves()) == ()


def test_no_more_of_one_organisation_than_allowed():
    acme = {"traits": {"organisation": "Acme"}}
    two = programme({"Bo": acme, "Dina": acme}, at_most_per_organisation=2)
    three = programme({"Bo": acme, "Chen": {"traits": {"organisation": " ACME"}}, "Dina": acme}, at_most_per_organisation=2)

    assert violations(two, halves()) == ()
    assert violations(three, across()) == ()
    assert told(violations(three, halves())) == [("organisation limit", {"Bo", "Chen", "Dina"})]
    assert violations(replace(three, rules=replace(three.rules, at_most_per_organisation=0)), halves()) == ()


def test_people_of_no_known_organisation_are_not_counted_as_one():
    assert violations(programme(at_most_per_organisation=1), halves()) == ()


def test_rivals_do_not_meet():
    people = programme(
        {"Bo": {"traits": {"organisation": "Acme"}}, "Chen": {"traits": {"organisation": "Bolt"}}},
        rivals=frozenset({frozenset({"acme", "bolt"})}),
    )

    assert violations(people, across()) == ()
    assert told(violations(people, halves())) == [("rivals", {"Bo", "Chen"})]


def test_a_rival_does_not_facilitate():
    people = programme(
        {"Bo": {"traits": {"organisation": "Acme"}}},
        more=[replace(AMARA, traits={"organisation": "Bolt"})],
        rivals=frozenset({frozenset({"acme", "bolt"})}),
    )

    assert told(violations(people, halves(facilitator=address("Amara")))) == [("rivals", {"Amara", "Bo"})]


def languages(**spoken):
    return {name: {"languages": frozenset(words.split())} for name, words in spoken.items()}


def test_one_language_is_shared_by_all_who_name_any():
    people = programme(languages(Bo="en fr", Dina="fr", Edo="de"))
    pairwise_only = programme(languages(Bo="en fr", Chen="fr de", Dina="de en"))

    assert violations(people, halves()) == ()
    assert violations(pairwise_only, across()) == ()
    assert told(violations(pairwise_only, halves())) == [("shared language", {"Bo", "Chen", "Dina"})]
    assert violations(replace(people, rules=replace(people.rules, shared_language=False)), halves()) == ()


def test_the_facilitator_shares_the_language_too():
    amara = replace(AMARA, languages=frozenset({"fr"}))

    assert violations(programme(languages(Bo="fr en"), more=[amara]), halves(facilitator=address("Amara"))) == ()
    assert told(violations(programme(languages(Bo="en"), more=[amara]), halves(facilitator=address("Amara")))) == [
        ("shared language", {"Amara", "Bo"})
    ]


def test_nobody_is_the_only_one_where_that_is_asked_for():
    path = {name: {"traits": {"path": "specialist"}} for name in ("Bo", "Chen")}
    people = programme(path, not_alone=("path",))

    assert violations(people, halves()) == ()
    assert told(violations(people, across())) == [("not alone", {"Bo"}), ("not alone", {"Chen"})]
    assert violations(people, across())[0].why == "Bo is the only one in “A” with “specialist” under “path”."


def test_of_several_values_each_is_shared():
    several = Attribute("domains", kind=Kind.MANY)
    people = programme(
        {"Bo": {"traits": {"domains": "health; water"}}, "Chen": {"traits": {"domains": "Water;"}}},
        not_alone=("domains",),
        attributes=(several,),
    )

    found = violations(people, halves())

    assert [each.why for each in found] == ["Bo is the only one in “A” with “health” under “domains”."]


def test_every_set_has_a_facilitator_if_there_are_any():
    two = replace(AMARA, facilitates=2)

    assert violations(programme(more=[two], every_set_facilitated=True), led_on_two_days()) == ()
    assert violations(programme(every_set_facilitated=True), halves()) == ()
    found = violations(programme(more=[two], every_set_facilitated=True), halves(facilitator=address("Amara")))
    assert [each.why for each in found] == ["“B” has no facilitator."]


def led_on_two_days():
    """Amara facilitates A on Tuesdays and B on Thursdays."""
    slots = (TUESDAY, replace(TUESDAY, weekday=3))
    sets = zip(halves().sets, slots, strict=True)
    return plan(*(replace(planned, facilitator=address("Amara"), slots=(slot,)) for planned, slot in sets))


def test_a_facilitator_takes_no_more_sets_than_they_can():
    both = led_on_two_days()

    found = violations(programme(more=[AMARA]), both)

    assert told(found) == [("facilitator capacity", {"Amara"})]
    assert found[0].why == "Amara facilitates “A” and “B”, but can take 1 set."


def test_a_member_does_not_facilitate():
    assert told(violations(programme(), halves(facilitator=address("Edo")))) == [("not a facilitator", {"Edo"})]


def test_a_facilitator_does_not_take_their_own_organisation():
    acme = {"organisation": "Acme"}
    people = programme({"Bo": {"traits": acme}}, more=[replace(AMARA, traits=acme)])

    assert violations(people, plan(halves().sets[0], one_set("B", "Edo", "Farah", "Goran", facilitator="Amara"))) == ()
    assert told(violations(people, halves(facilitator=address("Amara")))) == [("own organisation", {"Amara", "Bo"})]


def test_two_of_the_same_name_are_told_apart_by_address():
    people = programme({"Bo": {"name": "Chen", "keep_apart": addresses("Chen")}})

    assert violations(people, halves())[0].why == (
        "Chen (bo@example.org) and Chen (chen@example.org) are to be kept apart, but both are in “A”."
    )


def test_somebody_without_a_name_is_spoken_of_by_address():
    people = programme({"Bo": {"name": ""}})

    assert (
        violations(people, plan(one_set("A", "Chen", "Dina", "Edo", "Farah", "Goran")))[0].why == "bo@example.org has no set."
    )
