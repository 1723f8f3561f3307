"""The fit calculator."""

import math

import pytest

from knotwork.protocols import queries
from knotwork.protocols.fit import Fit, fit, fitted, presenters_meant, share
from knotwork.protocols.shape import Protocol

CLASSIC = queries.shipped_by_key("classic")
FIRST = queries.shipped_by_key("first-meeting")


def used(protocol: Protocol, phase_minutes: tuple[int, ...], presenters: int) -> int:
    return sum(
        part * (presenters if phase.per_presenter else 1) for phase, part in zip(protocol.phases, phase_minutes, strict=True)
    )


@pytest.mark.parametrize("protocol", queries.shipped(), ids=lambda protocol: protocol.key)
def test_each_protocol_fits_its_own_minutes(protocol: Protocol) -> None:
    plan = fit(protocol, protocol.minutes, presenters_meant(protocol))

    assert (plan.fit, plan.free_minutes) == (Fit.AS_MEANT, 0)


def test_150_minutes_and_3_presenters_recompute_the_turns() -> None:
    plan = fit(CLASSIC, 150, 3)

    assert (plan.fit, plan.slot_minutes) == (Fit.TIGHT, 28)
    assert used(CLASSIC, plan.phase_minutes, 3) == 150


@pytest.mark.parametrize(
    ("minutes", "presenters", "flag", "missing", "most"),
    [
        (90, 3, Fit.TOO_MANY_PRESENTERS, 24, 1),
        (40, 2, Fit.TOO_SHORT, 52, 0),
        (210, 0, Fit.NEEDS_A_PRESENTER, 0, 7),
    ],
)
def test_impossible_plans_are_flagged(minutes: int, presenters: int, flag: Fit, missing: int, most: int) -> None:
    plan = fit(CLASSIC, minutes, presenters)

    assert not plan.fits
    assert (plan.fit, plan.missing_minutes, plan.most_presenters) == (flag, missing, most)
    assert fitted(CLASSIC, minutes, presenters) == CLASSIC


def test_a_shape_without_presenters_says_so() -> None:
    assert fit(FIRST, 90, 2).fit is Fit.NO_PRESENTERS_HERE
    assert fit(FIRST, 20, 0).fit is Fit.TOO_SHORT
    assert fit(FIRST, 60, 0).fit is Fit.TIGHT


def test_more_time_makes_the_turns_longer_but_not_endless() -> None:
    assert fit(CLASSIC, 240, 3).slot_minutes == 50
    assert fit(CLASSIC, 480, 3).slot_minutes == 80
    assert fit(CLASSIC, 480, 3).free_minutes == 150


def test_every_possible_plan_adds_up_and_keeps_what_is_protected() -> None:
    for protocol in queries.shipped():
        for presenters in range(7):
            for minutes in range(10, 400, 7):
                plan = fit(protocol, minutes, presenters)
                if not plan.fits:
                    continue
                assert used(protocol, plan.phase_minutes, presenters) + plan.free_minutes == minutes
                assert all(part >= phase.least_minutes for phase, part in zip(protocol.phases, plan.phase_minutes, strict=True))
                of_slot = [p for phase, p in zip(protocol.phases, plan.phase_minutes, strict=True) if phase.per_presenter]
                assert sum(of_slot) == plan.slot_minutes


def test_a_fitted_protocol_carries_the_plan() -> None:
    protocol = fitted(CLASSIC, 150, 3)

    assert protocol.minutes == 150
    assert sum(phase.minutes for phase in protocol.of_presenter) == 28
    assert presenters_meant(protocol) == 3


@pytest.mark.parametrize(
    ("total", "weights", "parts"), [(10, [1, 1, 1], [4, 3, 3]), (0, [3, 4], [0, 0]), (5, [], []), (5, [0], [0])]
)
def test_shares_are_whole_and_add_up(total: int, weights: list[int], parts: list[int]) -> None:
    assert share(total, weights) == parts


@pytest.mark.parametrize("presenters", [1, 2, 3])
@pytest.mark.parametrize(
    "protocol", [each for each in queries.shipped() if each.of_presenter], ids=lambda protocol: protocol.key
)
def test_the_sum_that_is_said_is_the_sum_of_the_phases(protocol: Protocol, presenters: int) -> None:
    minutes = [phase.minutes for phase in protocol.phases]

    *_how, said = queries.reckoning(protocol, minutes, presenters)

    left, right = said.removesuffix(" minutes.").split(": ")[1].split(" = ")
    once, *turns = (int(number) for number in left.replace("+", "×").split("×"))
    assert once + math.prod(turns) == int(right) == used(protocol, tuple(minutes), presenters)


def test_a_shape_without_turns_just_adds_up() -> None:
    assert queries.reckoning(FIRST, [phase.minutes for phase in FIRST.phases], 0) == ["Together 90 minutes."]
