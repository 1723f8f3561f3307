import json
from dataclasses import replace

import pytest

from knotwork.formation.programme import Violation
from knotwork.formation.report import as_json
from knotwork.formation.tests import shoreline


def test_the_plan_is_told_with_the_keys_of_the_design_in_their_order():
    told = json.loads(as_json(shoreline.PLAN))

    assert list(told) == [
        "sets", "not_placed", "violations", "score", "bound", "share_of_bound", "worst_set", "seed", "proposals", "seconds",
    ]  # fmt: skip
    assert [list(one) for one in told["sets"]] == [["label", "members", "facilitator", "slot"]] * 4
    assert [list(one) for one in told["violations"]] == [["rule", "people", "why"]] * 2


def test_the_proposed_slot_is_the_first_and_a_set_without_one_has_null():
    curlew, _, egret, _ = json.loads(as_json(shoreline.PLAN))["sets"]

    assert curlew["slot"] == {"weekday": 1, "start": "09:30", "zone": "Europe/London", "minutes": 120}
    assert curlew["facilitator"] == "amara.obi@example.org"
    assert (egret["slot"], egret["facilitator"]) == (None, None)


def test_the_order_in_which_people_and_violations_were_found_does_not_show():
    turned = replace(
        shoreline.PLAN,
        sets=tuple(replace(one, members=one.members[::-1]) for one in shoreline.PLAN.sets),
        violations=tuple(Violation(one.rule, one.people[::-1], one.why) for one in reversed(shoreline.PLAN.violations)),
    )

    assert as_json(turned) == as_json(shoreline.PLAN)


def test_numbers_that_differ_only_in_the_last_bits_are_told_alike():
    nearly = replace(shoreline.PLAN, score=shoreline.PLAN.score + 1e-12, worst_set=-0.0)
    exactly = replace(shoreline.PLAN, worst_set=0.0)

    assert as_json(nearly) == as_json(exactly)


def test_a_programme_in_which_nothing_could_differ_reaches_all_that_is_possible():
    assert json.loads(as_json(replace(shoreline.PLAN, score=0.0, bound=0.0)))["share_of_bound"] == 1.0


def test_what_is_not_a_number_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        as_json(replace(shoreline.PLAN, score=float("nan")))
