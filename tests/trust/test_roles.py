"""Every address × every actor × every method × Heron's, Weir's and absent things."""

import warnings
from collections.abc import Iterator

import pytest

from knotwork.config.access import TABLE
from knotwork.platform.access.rows import row
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set
from tests.trust.asking import METHODS, Browser, bare, names
from tests.trust.cases import ABSENT, Case, cases, url
from tests.trust.matrix import ACTORS, MATRIX
from tests.trust.searching import all_of, found

FINE = frozenset({200, 302, 405})


def methods(case: Case) -> tuple[str, ...]:
    """Every method for what is Heron's and what is Weir's; absent and further things are asked for and posted to."""
    return METHODS if case.is_chief else ("GET", "POST")


def faults(world, line, case, actor, method, answer, denied) -> Iterator[str]:
    """What is wrong with this answer to this actor."""
    if answer.status_code >= 500:
        yield "a fault"
    if not case.may_pass(line, actor):
        if bare(answer) != denied[method]:
            yield "is not as if absent"
    elif method == "GET" and answer.status_code not in FINE | line.also:
        yield "should be there"
    there = found(world.canaries, all_of(answer)) if answer.status_code != 404 else set()
    yield from sorted(there & world.canaries.forbidden_to(actor))


@pytest.fixture
def things(world):
    return cases(world)


def test_every_address_has_a_line_in_the_table_and_no_line_is_left_over():
    assert sorted(names()) == sorted(MATRIX)


def test_the_table_is_large_enough(things):
    asked = len(ACTORS) * sum(len(methods(case)) for line in MATRIX.values() for case in things[line.about])
    said = f"{len(MATRIX)} addresses × {len(ACTORS)} actors: {asked} requests"
    warnings.warn(said, stacklevel=1)

    assert asked >= 7000, said


@pytest.mark.parametrize("actor", ACTORS[1:])
def test_what_is_denied_is_the_same_as_absent_and_what_is_allowed_is_there(world, things, actor):
    browser = Browser(world, actor)
    absent = {method: bare(browser.ask(method, f"/nothing/{ABSENT}/")) for method in METHODS}
    wrong = []

    for name, line in MATRIX.items():
        nowhere = url(name, things[line.about][-1])
        denied = {method: bare(browser.ask(method, nowhere)) for method in METHODS} if line.in_view else absent
        for case in things[line.about]:
            for method in methods(case):
                answer = browser.ask(method, url(name, case))
                wrong += [
                    (name, case.label, method, answer.status_code, why)
                    for why in faults(world, line, case, actor, method, answer, denied)
                ]

    assert wrong == [], "\n".join(map(str, wrong))


def test_nobody_is_asked_to_sign_in_whether_or_not_a_thing_exists(world, things):
    browser = Browser(world, "nobody")
    wrong = []

    for name, line in MATRIX.items():
        for method in METHODS:
            shown = set()
            for case in (one for one in things[line.about] if method in methods(one)):
                address = url(name, case)
                answer = browser.ask(method, address)
                assert answer.status_code < 500, (name, case.label, method)
                status, body, headers, cookies = bare(answer)
                told = tuple((key, value.replace(address, "…")) for key, value in headers)
                shown.add((status, body, told, cookies))
            if shown and "anyone" not in line.who and (len(shown) != 1 or next(iter(shown))[0] != 302):
                wrong.append((name, method, sorted(status for status, *_ in shown)))

    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("actor", ["Ines", "Goran", "Kim"])
def test_a_hole_made_on_purpose_is_found(world, things, actor, monkeypatch):
    """The table would catch a row that lets one standing too many pass."""
    too_many = row(*Standing, load=load_set)
    monkeypatch.setitem(TABLE, "home:set", too_many)
    browser, line, case = Browser(world, actor), MATRIX["home:set"], things["set"][0]
    denied = {"GET": bare(browser.ask("GET", f"/nothing/{ABSENT}/"))}

    found_out = set(faults(world, line, case, actor, "GET", browser.ask("GET", url("home:set", case)), denied))

    assert "is not as if absent" in found_out
    assert any(fault.startswith("CNRY-") for fault in found_out)
