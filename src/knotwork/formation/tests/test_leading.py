"""Facilitators of several sets are at one meeting after another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import numpy as np

from knotwork.formation import leading, meeting_times
from knotwork.formation.checker import Rule
from knotwork.formation.forming import form, plan_of
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Participant, Programme, Rules, Size, Slot, Span
from knotwork.formation.solver.bits import unpacked
from knotwork.formation.solver.problem import Seating

RULES = Rules(starts_on=date(2027, 1, 4), size=Size(3, 3, 3), weeks=2)
MORNING, NOON, EVENING = (Slot(1, time(hour), "UTC", 120) for hour in (9, 11, 18))


def test_the_set_with_the_fewest_times_chooses_first():
    settled = meeting_times.side_by_side([(MORNING, NOON), (MORNING,)], RULES)

    assert [times[0] for times in settled] == [NOON, MORNING]
    assert set(settled[0]) == {MORNING, NOON}


def test_a_choice_is_taken_back_where_it_leaves_another_set_none():
    later = replace(NOON, start=time(10))

    settled = meeting_times.side_by_side([(later, MORNING), (NOON, later), (EVENING, NOON)], RULES)

    chosen = [times[0] for times in settled]
    assert not any(meeting_times.overlap(one, other, RULES) for one in chosen for other in chosen if one is not other)


def test_sets_that_can_only_meet_at_once_keep_their_times():
    assert meeting_times.side_by_side([(MORNING,), (MORNING,)], RULES) == [(MORNING,), (MORNING,)]


def member(number: int, *hours: tuple[int, int], **traits: str) -> Participant:
    return Participant(f"p{number}@example.org", "", "UTC", available=spans(hours), traits=traits)


def head(name: str, takes: int, *hours: tuple[int, int]) -> Participant:
    return Participant(f"{name}@example.org", name, "UTC", available=spans(hours), facilitates=takes)


def spans(hours: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(1, 60 * first, 60 * last) for first, last in hours)


def test_another_facilitator_takes_a_set_where_one_would_be_in_two_at_once():
    people = (
        *(member(number, (9, 11)) for number in range(6)),
        *(member(number, (14, 16)) for number in range(6, 9)),
        head("amara", 2, (9, 11), (14, 16)),
        head("goran", 1, (9, 11), (14, 16)),
    )
    numbers = numbers_of(Programme(people, RULES))
    early = [at for at, person in enumerate(numbers.members) if person.available[0].start_minute == 540]
    late = [at for at, person in enumerate(numbers.members) if person.available[0].start_minute == 840]
    set_of = np.zeros(9, np.int32)
    set_of[early[3:]], set_of[late] = 1, 2
    of_amara = [chair for chair, each in enumerate(numbers.problem.chairs) if numbers.facilitators[each.person].name == "amara"]
    (of_goran,) = {0, 1, 2} - {*of_amara}
    seating = Seating(set_of, np.array([*of_amara, of_goran], np.int32), broken=0, worth=0.0, proposals=0)

    plan = plan_of(numbers, seating, RULES)

    assert sorted(planned.facilitator for planned in plan.sets[:2]) == ["amara@example.org", "goran@example.org"]
    assert plan.sets[2].facilitator == "amara@example.org"


def test_two_facilitators_who_have_no_room_trade_sets():
    day = ((9, 11), (14, 16))
    people = (
        *(member(number, (9, 11)) for number in range(6)),
        *(member(number, (14, 16)) for number in range(6, 12)),
        head("amara", 2, *day),
        head("goran", 2, *day),
    )
    numbers = numbers_of(Programme(people, RULES))
    early = [person.available[0].start_minute == 540 for person in numbers.members]
    set_of = np.empty(12, np.int32)
    set_of[np.flatnonzero(early)] = np.repeat([0, 1], 3)
    set_of[np.flatnonzero(np.logical_not(early))] = np.repeat([2, 3], 3)
    of_each = np.argsort([chair.person for chair in numbers.problem.chairs], kind="stable").astype(np.int32)
    seating = Seating(set_of, of_each, broken=0, worth=0.0, proposals=0)

    assert not leading.led(numbers, seating, RULES).left
    plan = plan_of(numbers, seating, RULES)

    assert {plan.sets[0].facilitator, plan.sets[1].facilitator} == {"amara@example.org", "goran@example.org"}
    assert {plan.sets[2].facilitator, plan.sets[3].facilitator} == {"amara@example.org", "goran@example.org"}


def test_what_is_left_to_a_facilitator_in_two_sets_at_once_runs_beside_neither():
    people = (*(member(number, (9, 11)) for number in range(6)), head("amara", 3, (9, 11), (14, 16)))
    numbers = numbers_of(Programme((*people, *(member(number, (14, 16)) for number in range(6, 9))), RULES))
    early = [person.available[0].start_minute == 540 for person in numbers.members]
    set_of = np.full(9, 2, np.int32)
    set_of[np.flatnonzero(early)] = np.repeat([0, 1], 3)

    left = leading.led(numbers, Seating(set_of, np.arange(3, dtype=np.int32), 0, 0.0, 0), RULES).left

    slots = [numbers.times.slots[at] for at in numbers.bit_times]
    kept = [{slots[at].start for at in np.flatnonzero(unpacked(left[chair][None, :])[0][: len(slots)])} for chair in range(3)]
    assert sorted(kept, key=len) == [set(), {time(9)}, {time(14)}]


def test_people_change_sets_where_their_facilitator_would_be_in_two_at_once():
    """They would be more different with somebody who can only come early in each set."""
    people = (
        *(member(number, (9, 11), function="care") for number in range(3)),
        *(member(number, (9, 11), (14, 16), function="law") for number in range(3, 6)),
        head("amara", 2, (9, 11), (14, 16)),
    )

    plan = form(Programme(people, RULES), seed=1, proposals=2000)

    assert not plan.violations
    assert {planned.members for planned in plan.sets} == {
        tuple(f"p{number}@example.org" for number in numbers) for numbers in ((0, 1, 2), (3, 4, 5))
    }


def test_who_cannot_but_be_in_two_sets_at_once_is_named_and_the_sets_are_no_worse_for_it():
    hours = (9, 11)
    people = [member(number, hours, function="care" if number < 3 else "law") for number in range(6)]
    given = {"seed": 1, "proposals": 2000}

    torn = form(Programme((*people, head("amara", 2, hours)), RULES), **given)
    free = form(Programme((*people, head("amara", 1, hours), head("goran", 1, hours)), RULES), **given)

    assert [broken.rule for broken in torn.violations] == [Rule.TWO_AT_ONCE]
    assert torn.score == free.score
