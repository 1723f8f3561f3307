"""Moving on and back, suggestions, time, pauses, silence, the end."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from knotwork.live.flow import moves, steering, time, way, who
from knotwork.live.flow.events import Closed, Opened, PhaseEntered, SlotLeft
from knotwork.live.flow.state import PauseKind, SlotState
from knotwork.live.flow.step import begin, due_at
from knotwork.live.flow.tests.table import (
    AMARA,
    BO,
    CHEN,
    DINA,
    EDO,
    FARAH,
    GORAN,
    MARA,
    MEMBERS,
    START,
    Table,
    opened,
    presenting,
    protocol,
    seated,
)
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Audience, Kind


def test_a_meeting_opens_once_with_its_first_phase() -> None:
    table = seated()

    happened = table.steer(BO, moves.Open)

    assert happened == (Opened(), PhaseEntered(0, None, table.at))
    assert table.phase == "check-in"
    assert table.refused(BO, moves.Open(table.expect)) is Why.ALREADY_SO


def test_nothing_is_steered_before_the_meeting_opens() -> None:
    assert seated().refused(BO, moves.MoveOn(0)) is Why.NOT_OPEN


def test_a_stranger_has_no_say() -> None:
    table = opened()

    assert table.refused(MARA, moves.Arrive()) is Why.NOT_IN_THE_ROOM
    assert table.refused(MARA, moves.Settle()) is Why.NOT_IN_THE_ROOM
    assert who.available(table.state, MARA, table.at) == frozenset()


def test_only_the_steward_moves_on_outside_a_slot() -> None:
    table = opened()

    assert table.refused(CHEN, moves.MoveOn(table.expect)) is Why.NOT_STEERING
    table.steer(BO, moves.MoveOn)
    assert table.phase == "agreement-and-bids"


def test_anyone_moves_on_while_nobody_stewards() -> None:
    table = opened()
    table.move(BO, moves.LeaveChair())

    table.steer(CHEN, moves.MoveOn)

    assert table.phase == "agreement-and-bids"


def test_a_steering_move_that_saw_an_older_phase_is_stale() -> None:
    table = opened()
    seen = table.expect
    table.steer(BO, moves.MoveOn)

    assert table.refused(BO, moves.MoveOn(seen)) is Why.STALE


def test_in_a_slot_only_the_presenter_or_the_steward_moves_on() -> None:
    table = presenting(DINA)

    assert table.refused(CHEN, moves.MoveOn(table.expect)) is Why.PRESENTER_OR_STEWARD
    assert table.refused(CHEN, moves.SuggestMoveOn(table.expect)) is Why.IN_A_SLOT
    table.steer(DINA, moves.MoveOn)
    table.steer(BO, moves.MoveOn)
    assert table.phase == "explore"


def test_others_may_sign_in_a_slot_that_they_think_it_is_time() -> None:
    table = presenting(DINA)
    table.move(CHEN, moves.ThinkItIsTime())

    assert table.state.floor.thinks_time == {CHEN}
    assert table.refused(DINA, moves.ThinkItIsTime()) is Why.NOT_NOW
    table.wait(minutes=30)
    assert table.refused(None, moves.Settle()) is Why.NOTHING_DUE
    assert table.phase == "present"


def test_a_suggestion_happens_after_twenty_seconds_at_its_own_instant() -> None:
    table = opened()
    table.steer(CHEN, moves.SuggestMoveOn)
    due = table.at + timedelta(seconds=20)
    assert due_at(table.state) == due
    table.wait(seconds=19)
    assert table.refused(None, moves.Settle()) is Why.NOTHING_DUE
    table.wait(seconds=60)

    happened = table.move(DINA, moves.Ready())

    assert happened == (PhaseEntered(1, None, due),)
    assert table.state.run is not None
    assert table.state.run.entered_at == due
    assert table.state.floor.ready == {DINA}


def test_one_stay_holds_the_meeting_without_a_name() -> None:
    table = opened()
    table.steer(CHEN, moves.SuggestMoveOn)
    table.move(DINA, moves.Stay())
    table.wait(seconds=60)

    assert table.refused(DINA, moves.Settle()) is Why.NOTHING_DUE
    assert table.phase == "check-in"
    assert str(DINA) not in str(table.state.floor)


def test_a_refused_move_leaves_what_is_due_for_settle() -> None:
    table = opened()
    seen = table.expect
    table.steer(CHEN, moves.SuggestMoveOn)
    table.wait(seconds=30)
    before = table.state

    assert table.refused(BO, moves.MoveOn(seen)) is Why.STALE
    assert table.state is before
    table.move(EDO, moves.Settle())
    assert table.phase == "agreement-and-bids"


def test_going_back_and_on_again_keeps_words_and_time() -> None:
    table = opened()
    word = UUID(int=500)
    table.move(CHEN, moves.CaptureWords(Kind.MOOD, word, Audience.SET, phase=0))
    table.wait(minutes=9)
    table.steer(BO, moves.MoveOn)
    table.wait(minutes=4)

    table.steer(BO, moves.GoBack)
    table.wait(minutes=1)
    assert time.left_seconds(table.state, table.at) == (15 - 9 - 1) * 60
    table.steer(BO, moves.MoveOn)

    assert table.phase == "agreement-and-bids"
    assert time.left_seconds(table.state, table.at) == (12 - 4) * 60
    assert [row.word for row in table.state.captures] == [word]
    assert len(table.state.path) == 2
    assert opened().refused(BO, moves.GoBack(1)) is Why.FIRST_PHASE


def test_only_what_may_be_left_out_is_skipped_and_back_undoes_it() -> None:
    table = presenting(DINA, phase="reflect-back")
    table.steer(DINA, moves.SkipPhase)
    assert table.phase == "offers"

    table.steer(DINA, moves.GoBack)

    assert table.phase == "reflect-back"
    assert not any(run.skipped for run in table.state.path)
    assert opened().refused(BO, moves.SkipPhase(1)) is Why.NOT_SKIPPABLE


def test_the_clock_never_moves_the_meeting_on() -> None:
    table = opened()
    table.wait(minutes=100)

    assert table.refused(None, moves.Settle()) is Why.NOTHING_DUE
    assert time.left_seconds(table.state, table.at) == (15 - 100) * 60


def test_a_pause_by_any_member_stops_time_and_drops_a_suggestion() -> None:
    table = opened()
    table.steer(CHEN, moves.SuggestMoveOn)
    table.wait(minutes=0.1)
    table.move(GORAN, moves.PauseMeeting(PauseKind.PROCESS))
    table.wait(minutes=7)
    assert time.left_seconds(table.state, table.at) == 15 * 60 - 6
    assert table.refused(BO, moves.MoveOn(table.expect)) is Why.PAUSED
    assert table.refused(CHEN, moves.Resume()) is Why.NOT_STEERING

    table.move(GORAN, moves.Resume())
    table.wait(minutes=1)

    assert table.phase == "check-in"
    assert time.left_seconds(table.state, table.at) == 15 * 60 - 6 - 60
    assert table.refused(GORAN, moves.Resume()) is Why.NOT_PAUSED


def test_silence_ends_by_itself_and_a_pause_lengthens_it() -> None:
    table = presenting(DINA, phase="explore")
    table.steer(DINA, moves.BeginSilence, seconds=60)
    until = table.at + timedelta(seconds=60)
    assert due_at(table.state) == until
    table.wait(seconds=10)
    table.move(CHEN, moves.PauseMeeting(PauseKind.BREAK))
    assert due_at(table.state) is None
    table.wait(minutes=5)
    table.move(CHEN, moves.Resume())
    assert due_at(table.state) == until + timedelta(minutes=5)
    table.wait(minutes=1)

    table.move(None, moves.Settle())

    assert table.state.floor.silence is None
    assert table.phase == "explore"
    assert table.refused(DINA, moves.BeginSilence(table.expect, 5)) is Why.OUT_OF_RANGE


def test_a_phase_of_silence_is_quiet_for_its_minutes_and_does_not_move_on() -> None:
    shape = protocol("first-meeting")
    quiet = replace(shape, phases=(replace(shape.phases[0], silence=True, round=False), *shape.phases[1:]))
    table = Table(begin(quiet, members=MEMBERS, ends_at=START + timedelta(minutes=90), at=START))
    table.steer(BO, moves.Open)
    assert due_at(table.state) == START + timedelta(minutes=8)
    table.wait(minutes=9)

    table.move(None, moves.Settle())

    assert table.state.floor.silence is None
    assert table.phase == "arrive"


def test_any_member_may_give_two_minutes_and_take_them_back() -> None:
    table = opened()
    table.steer(CHEN, moves.Extend, minutes=2)
    assert time.left_seconds(table.state, table.at) == 17 * 60

    table.steer(CHEN, moves.Extend, minutes=-2)

    assert time.left_seconds(table.state, table.at) == 15 * 60
    assert table.refused(CHEN, moves.Extend(table.expect, -2)) is Why.OUT_OF_RANGE
    assert table.refused(CHEN, moves.Extend(table.expect, 0)) is Why.OUT_OF_RANGE


def test_a_protected_round_is_left_early_only_when_it_is_whole_or_all_are_ready() -> None:
    table = presenting(DINA, phase="mini-check")
    table.to("learning")
    assert table.refused(BO, moves.MoveOn(table.expect)) is Why.PROTECTED
    assert table.refused(CHEN, moves.SuggestMoveOn(table.expect)) is Why.PROTECTED
    for person in MEMBERS[:-1]:
        table.move(person, moves.Ready())
    assert way.is_held(table.state, table.at)

    table.move(MEMBERS[-1], moves.Ready())
    table.steer(BO, moves.MoveOn)

    assert table.phase == "process-review"


def test_a_protected_round_is_free_after_its_minutes() -> None:
    table = presenting(DINA, phase="mini-check")
    table.to("learning")
    table.wait(minutes=8)

    table.steer(BO, moves.MoveOn)

    assert table.phase == "process-review"


def test_planning_below_what_is_protected_asks_every_screen() -> None:
    table = opened()
    learning = next(i for i, phase in enumerate(table.state.protocol.phases) if phase.key == "learning")
    table.move(BO, moves.PlanPhase(learning, 10))
    assert table.state.agenda.planned[learning] == 10
    assert table.refused(CHEN, moves.PlanPhase(learning, 5)) is Why.NOT_STEERING

    table.move(BO, moves.PlanPhase(learning, 5))
    for person in MEMBERS[1:-1]:
        table.move(person, moves.PlanPhase(learning, 5))
    assert table.state.agenda.planned[learning] == 10
    assert table.refused(BO, moves.PlanPhase(learning, 5)) is Why.ALREADY_SO
    table.move(MEMBERS[-1], moves.PlanPhase(learning, 5))

    assert table.state.agenda.planned[learning] == 5
    assert table.state.agenda.ask is None


def test_anyone_may_say_that_a_protected_phase_keeps_its_length() -> None:
    table = opened()
    learning = next(i for i, phase in enumerate(table.state.protocol.phases) if phase.key == "learning")
    table.move(BO, moves.PlanPhase(learning, 5))

    table.move(FARAH, moves.KeepLength())

    assert table.state.agenda.ask is None
    assert table.state.agenda.planned[learning] == 12
    assert table.refused(BO, moves.PlanPhase(99, 5)) is Why.NO_SUCH_PHASE


def test_closing_ends_the_slot_and_nothing_can_follow() -> None:
    table = presenting(DINA)
    table.wait(minutes=3)

    happened = table.steer(BO, moves.Close)

    assert happened == (SlotLeft(0, DINA, 180), Closed(BO))
    assert table.refused(BO, moves.MoveOn(table.expect)) is Why.CLOSED
    assert who.available(table.state, BO, table.at) == frozenset()
    assert table.state.slot is not None
    assert table.state.slot.state is SlotState.BEGUN


def test_the_product_closes_two_hours_after_the_planned_end() -> None:
    table = opened()
    table.wait(minutes=210 + 119)
    assert table.refused(None, moves.Close(table.expect)) is Why.NOT_NOW
    table.wait(minutes=1)

    assert table.steer(None, moves.Close)[-1] == Closed(None)
    assert table.state.closed_by is None


def test_any_member_ends_a_meeting_that_everybody_left() -> None:
    table = opened(facilitator=AMARA)
    assert table.refused(CHEN, moves.Abandon()) is Why.NOT_ABANDONED
    table.wait(minutes=211)
    assert table.refused(AMARA, moves.Abandon()) is Why.MEMBERS_ONLY

    assert table.move(CHEN, moves.Abandon())[-1] == Closed(CHEN)


def test_a_meeting_whose_steward_is_lost_can_be_ended_by_any_member() -> None:
    table = opened()
    table.move(None, moves.StewardLost())

    table.move(CHEN, moves.Abandon())

    assert table.state.closed_by == CHEN


def test_an_instant_before_the_latest_move_counts_as_the_latest() -> None:
    table = opened()
    table.wait(minutes=5)
    table.move(CHEN, moves.Ready())
    latest = table.at
    table.wait(minutes=-2)

    table.move(DINA, moves.Ready())

    assert table.state.at == latest
    assert timedelta(seconds=20) == steering.SUGGESTION_HOLDS


def test_after_the_last_phase_there_is_nothing_to_move_on_to() -> None:
    table = opened("first-meeting")
    table.to("check-out")

    assert table.refused(BO, moves.MoveOn(table.expect)) is Why.LAST_PHASE
