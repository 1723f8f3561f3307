"""What a set does next, by table."""

from datetime import date
from itertools import product

import pytest

from knotwork.home import rules
from knotwork.home.enums import FirstStep, Knot, Step
from knotwork.home.rules import Situation
from knotwork.home.words import LABELS
from knotwork.sets.enums import Stage

ALONE = {"members": 1, "has_next": False, "has_answered": False, "has_agreement": False, "has_challenge": False}


@pytest.mark.parametrize(
    ("situation", "step"),
    [
        (Situation(is_archived=True, is_open=True), Step.REST),
        (Situation(is_archived=True, is_closed=True), Step.CLOSED),
        (Situation(is_archived=True, is_closed=True, is_member=False), Step.REST),
        (Situation(is_open=True, may_open=True, members=2), Step.ENTER_ROOM),
        (Situation(may_open=True, consent_waits=True), Step.OPEN_ROOM),
        (Situation(**ALONE), Step.INVITE),
        (Situation(**ALONE, invited=1), Step.INVITE),
        (Situation(**ALONE, invited=2), Step.AWAIT_PEOPLE),
        (Situation(**(ALONE | {"members": 3})), Step.PLAN_RHYTHM),
        (Situation(**(ALONE | {"members": 3, "has_next": True})), Step.SAY_COMING),
        (Situation(has_agreement=False, has_challenge=False), Step.MEET_FIRST),
        (Situation(consent_waits=True, has_next=False), Step.CONSENT),
        (Situation(must_choose=True, consent_waits=True), Step.CHOOSE_FACILITATION),
        (Situation(must_choose=True, consent_waits=True, is_member=False), Step.MEET_FIRST),
        (Situation(held=1, has_next=False), Step.RENEW),
        (Situation(held=1, has_next=False, renewal_is_settled=True), Step.PLAN_MORE),
        (Situation(held=1, has_next=False, is_member=False), Step.PLAN_MORE),
        (Situation(held=1, has_next=False, closes=True), Step.PLAN_CLOSING),
        (Situation(held=1, has_answered=False, has_agreement=False), Step.SAY_COMING),
        (Situation(held=1, has_agreement=False), Step.BEGIN_AGREEMENT),
        (Situation(held=1, has_challenge=False), Step.BEGIN_CHALLENGE),
        (Situation(held=1, has_challenge=False, is_member=False), Step.MEET_NEXT),
        (Situation(held=1), Step.MEET_NEXT),
        (Situation(held=1, has_next=False, has_rhythm=False), Step.PLAN_RHYTHM),
        (Situation(held=1, has_next=False, has_rhythm=False, closes=True), Step.PLAN_CLOSING),
    ],
)
def test_the_next_step(situation, step):
    assert rules.next_step(situation) is step


def test_there_is_always_a_next_step_with_its_label():
    flags = ("is_archived", "is_member", "is_open", "may_open", "has_next", "has_answered")
    flags += ("must_choose", "consent_waits", "has_agreement", "has_challenge", "closes", "is_closed", "renewal_is_settled")
    flags += ("has_rhythm",)

    said = {
        rules.next_step(Situation(**dict(zip(flags, values, strict=True)), members=members, held=held, invited=2))
        for values in product((False, True), repeat=len(flags))
        for members, held in product((1, 6), (0, 1))
    }

    assert said | {Step.INVITE} == set(Step) == set(LABELS)


def test_what_a_first_meeting_needs():
    now = Situation(members=3, has_next=True, has_answered=False)

    assert rules.first_steps(now) == (
        (FirstStep.PEOPLE, True),
        (FirstStep.DATE, True),
        (FirstStep.ANSWERS, False),
        (FirstStep.MEETING, False),
    )


def test_a_set_that_has_met_needs_no_first_steps():
    assert rules.first_steps(Situation(held=1)) == ()


@pytest.mark.parametrize("stage", list(Stage))
def test_the_trail_holds_the_present_stage_once(stage):
    trail = rules.trail(stage)

    knots = [knot for _, knot in trail]
    here = knots.index(Knot.NOW)
    assert trail[here][0] is stage
    assert knots == [Knot.DONE] * here + [Knot.NOW] + [Knot.TO_COME] * (len(knots) - here - 1)


@pytest.mark.parametrize(("day", "days"), [(23, 0), (24, 1), (26, 3), (22, 0)])
def test_days_until(day, days):
    assert rules.days_until(date(2026, 11, day), date(2026, 11, 23)) == days
