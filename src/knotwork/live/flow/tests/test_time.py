"""Time left, behind plan, what shrinks, airtime."""

from knotwork.live.flow import moves, time
from knotwork.live.flow.tests.table import BO, DINA, EDO, opened, presenting, seated


def test_a_meeting_opened_in_time_is_not_behind() -> None:
    table = opened()

    assert time.behind_seconds(table.state, table.at) == 0
    assert time.behind_seconds(seated().state, table.at) == 0


def test_a_phase_that_takes_longer_puts_the_meeting_behind() -> None:
    table = opened()
    table.wait(minutes=18)

    assert time.left_seconds(table.state, table.at) == -180
    assert time.behind_seconds(table.state, table.at) == 180


def test_a_pause_puts_the_meeting_behind_and_a_shorter_phase_catches_up() -> None:
    table = opened()
    table.wait(minutes=20)
    table.steer(BO, moves.MoveOn)
    assert time.behind_seconds(table.state, table.at) == 5 * 60
    table.wait(minutes=7)

    table.steer(BO, moves.MoveOn)

    assert time.behind_seconds(table.state, table.at) == 0


def test_the_running_order_counts_once_it_is_agreed() -> None:
    table = opened()
    table.to("agreement-and-bids")
    table.wait(minutes=15)
    assert time.behind_seconds(table.state, table.at) == 0

    table.steer(BO, moves.SetOrder, places=(moves.Place(DINA, 60), moves.Place(EDO, 80)))

    assert time.behind_seconds(table.state, table.at) == (15 + 20 + 140 + 43 - 210) * 60


def test_extending_by_five_minutes_says_what_shrinks() -> None:
    table = presenting(DINA, phase="mini-check")
    table.to("break")

    before = {one.phase: one.minutes for one in time.outlook(table.state).ahead}
    after = time.outlook(table.state, extra=5)

    shrunk = {one.phase: before[one.phase] - one.minutes for one in after.ahead}
    assert before == {11: 12, 12: 11, 13: 8}
    assert sum(shrunk.values()) == 5
    assert after.later_minutes == 0
    assert all(one.minutes >= table.state.protocol.phases[one.phase].least_minutes for one in after.ahead)


def test_what_no_phase_can_spare_ends_the_meeting_later() -> None:
    table = presenting(DINA, phase="mini-check")
    table.to("process-review")
    table.steer(BO, moves.Extend, minutes=10)

    outlook = time.outlook(table.state)

    assert [one.minutes for one in outlook.ahead] == [4]
    assert outlook.later_minutes == 6


def test_a_slot_shares_its_minutes_among_its_phases() -> None:
    table = presenting(DINA)
    planned = [time.planned_minutes(table.state, table.state.path[table.state.here])]
    while table.state.slot is not None:
        table.steer(BO, moves.MoveOn)
        if table.state.slot is not None:
            planned.append(time.planned_minutes(table.state, table.state.path[table.state.here]))

    assert planned == [7, 5, 15, 4, 4, 3, 2]


def test_airtime_is_the_time_spent_in_the_slot_however_long_was_planned() -> None:
    table = presenting(DINA)
    table.wait(minutes=10)
    table.steer(DINA, moves.MoveOn)
    table.steer(BO, moves.Extend, minutes=5)
    table.wait(minutes=4)

    assert time.airtime_seconds(table.state, 0, table.at) == 14 * 60
