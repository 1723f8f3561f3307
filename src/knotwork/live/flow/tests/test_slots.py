"""Bids, running order, and what a presenter may decide."""

from uuid import UUID

from knotwork.live.flow import moves, time
from knotwork.live.flow.events import PhaseEntered, SlotBegan, SlotCarried, SlotLeft, SlotStopped
from knotwork.live.flow.state import PauseKind, SlotState
from knotwork.live.flow.tests.table import BO, CHEN, DINA, EDO, FARAH, MARA, Table, opened, presenting
from knotwork.live.flow.why import Why

BOARD = UUID(int=900)


def bidding() -> Table:
    table = opened()
    table.to("agreement-and-bids")
    return table


def test_two_bids_are_listed_and_the_order_appears_for_all() -> None:
    table = bidding()
    table.move(DINA, moves.PlaceBid(40, BOARD))
    table.move(EDO, moves.PlaceBid(20))
    table.move(EDO, moves.PlaceBid(30))
    assert [(bid.person, bid.minutes) for bid in table.state.agenda.bids] == [(DINA, 40), (EDO, 30)]

    table.steer(BO, moves.SetOrder, places=(moves.Place(EDO, 30), moves.Place(DINA, 40, BOARD)))

    assert [(slot.person, slot.minutes, slot.challenge) for slot in table.state.agenda.slots] == [
        (EDO, 30, None),
        (DINA, 40, BOARD),
    ]


def test_the_order_can_change_while_slots_keep_their_number() -> None:
    table = bidding()
    table.steer(BO, moves.SetOrder, places=(moves.Place(EDO, 30), moves.Place(DINA, 40)))

    table.steer(BO, moves.SetOrder, places=(moves.Place(DINA, 35), moves.Place(EDO, 30), moves.Place(CHEN, 20)))

    assert [(slot.number, slot.person) for slot in table.state.agenda.slots] == [(1, DINA), (0, EDO), (2, CHEN)]


def test_an_order_names_members_once_and_sane_minutes() -> None:
    table = bidding()
    twice = (moves.Place(EDO, 30), moves.Place(EDO, 30))

    assert table.refused(BO, moves.SetOrder(table.expect, twice)) is Why.NO_SUCH_PERSON
    assert table.refused(BO, moves.SetOrder(table.expect, (moves.Place(MARA, 30),))) is Why.NO_SUCH_PERSON
    assert table.refused(BO, moves.SetOrder(table.expect, (moves.Place(EDO, 1),))) is Why.OUT_OF_RANGE
    assert table.refused(CHEN, moves.SetOrder(table.expect, ())) is Why.NOT_STEERING
    assert table.refused(EDO, moves.PlaceBid(1)) is Why.OUT_OF_RANGE


def test_the_set_agrees_on_an_order_before_it_moves_on_and_it_may_be_empty() -> None:
    table = bidding()
    table.steer(BO, moves.MoveOn)
    assert table.refused(BO, moves.MoveOn(table.expect)) is Why.NO_RUNNING_ORDER

    table.steer(BO, moves.SetOrder, places=())
    table.steer(BO, moves.MoveOn)

    assert table.phase == "break"


def test_a_protocol_without_presenters_has_no_airtime() -> None:
    assert opened("first-meeting").refused(DINA, moves.PlaceBid(30)) is Why.NO_AIRTIME_HERE


def test_withdrawing_a_bid_takes_the_slot_out_of_the_order() -> None:
    table = bidding()
    table.move(EDO, moves.PlaceBid(30))
    table.steer(BO, moves.SetOrder, places=(moves.Place(EDO, 30), moves.Place(DINA, 40)))

    table.move(EDO, moves.WithdrawBid())

    assert [slot.person for slot in table.state.agenda.slots] == [DINA]
    assert table.state.agenda.bids == ()
    assert table.refused(EDO, moves.WithdrawBid()) is Why.ALREADY_SO


def test_slots_follow_one_another_through_all_their_phases() -> None:
    table = presenting(DINA, EDO)
    seen = []
    while table.state.slot is not None:
        seen.append((table.state.slot.person, table.phase))
        table.steer(BO, moves.MoveOn)

    of_slot = ["present", "clarify", "explore", "reflect-back", "offers", "sum-up", "mini-check"]
    assert seen == [(person, phase) for person in (DINA, EDO) for phase in of_slot]
    assert table.phase == "break"


def test_a_slot_that_begins_and_ends_tells_so_with_its_seconds() -> None:
    table = presenting(DINA, EDO, phase="mini-check")
    table.wait(minutes=2)

    happened = table.steer(BO, moves.MoveOn)

    assert happened == (SlotLeft(0, DINA, 120), SlotBegan(1, EDO, None), PhaseEntered(3, 1, table.at))


def test_the_presenter_stops_at_any_moment_without_a_reason() -> None:
    table = presenting(DINA, EDO, phase="explore")
    table.wait(minutes=3)
    assert table.refused(BO, moves.StopSlot()) is Why.PRESENTER_ONLY

    happened = table.move(DINA, moves.StopSlot())

    assert happened[:2] == (SlotStopped(0, DINA), SlotLeft(0, DINA, 180))
    assert table.state.slot is not None
    assert table.state.slot.person == EDO
    table.steer(BO, moves.GoBack)
    assert table.phase == "progress"
    table.steer(BO, moves.MoveOn)
    assert table.state.slot is not None
    assert table.state.slot.person == EDO


def test_the_presenter_may_stop_during_a_pause() -> None:
    table = presenting(DINA)
    table.wait(minutes=1)
    table.move(CHEN, moves.PauseMeeting(PauseKind.BREAK))
    table.wait(minutes=5)
    table.move(DINA, moves.StopSlot())
    table.wait(minutes=5)
    table.move(CHEN, moves.Resume())
    table.wait(minutes=1)

    assert table.phase == "break"
    assert time.airtime_seconds(table.state, 0, table.at) == 60
    assert time.left_seconds(table.state, table.at) == 11 * 60


def test_offers_are_left_out_when_the_presenter_says_no() -> None:
    table = presenting(DINA, phase="explore")
    table.move(DINA, moves.DeclineOffers())
    table.to("reflect-back")

    table.steer(BO, moves.MoveOn)

    assert table.phase == "sum-up"
    table.steer(BO, moves.GoBack)
    assert table.phase == "reflect-back"


def test_saying_no_in_the_offers_ends_them_and_yes_keeps_them() -> None:
    table = presenting(DINA, phase="offers")
    table.move(DINA, moves.AcceptOffers())
    assert table.phase == "offers"
    assert table.refused(DINA, moves.AcceptOffers()) is Why.ALREADY_SO

    table.move(DINA, moves.DeclineOffers())

    assert table.phase == "sum-up"
    assert table.refused(BO, moves.DeclineOffers()) is Why.PRESENTER_ONLY


def test_an_absent_presenter_is_carried_and_the_next_bidder_promoted() -> None:
    table = bidding()
    table.move(FARAH, moves.PlaceBid(25, BOARD))
    table.steer(BO, moves.SetOrder, places=(moves.Place(DINA, 40), moves.Place(EDO, 30)))
    table.to("present")
    table.wait(minutes=2)
    assert table.refused(CHEN, moves.PresenterAbsent(table.expect, 0)) is Why.NOT_STEERING

    happened = table.steer(BO, moves.PresenterAbsent, slot=0, instead=FARAH)

    assert happened[0] == SlotCarried(0, DINA, 40, None)
    assert not any(isinstance(event, SlotLeft) for event in happened)
    assert table.state.slot is not None
    assert (table.state.slot.person, table.state.slot.minutes, table.state.slot.challenge) == (FARAH, 40, BOARD)
    assert time.airtime_seconds(table.state, 0, table.at) == 0
    assert [slot.state for slot in table.state.agenda.slots] == [SlotState.CARRIED, SlotState.BEGUN, SlotState.PENDING]


def test_somebody_who_has_begun_to_present_is_not_absent() -> None:
    table = presenting(DINA, phase="clarify")

    assert table.refused(BO, moves.PresenterAbsent(table.expect, 0)) is Why.NOT_NOW
    assert table.refused(BO, moves.PresenterAbsent(table.expect, 7)) is Why.NO_SUCH_SLOT


def test_a_slot_not_begun_may_be_carried_from_anywhere() -> None:
    table = presenting(DINA, EDO)

    assert table.steer(BO, moves.PresenterAbsent, slot=1) == (SlotCarried(1, EDO, 40, None),)
    assert table.state.slot is not None
    assert table.state.slot.person == DINA


def test_a_slot_that_comes_late_begins_between_shared_phases() -> None:
    table = presenting(DINA, phase="mini-check")
    table.to("break")
    table.steer(BO, moves.SetOrder, places=(moves.Place(CHEN, 20),))
    late = table.state.agenda.slots[-1].number

    table.steer(BO, moves.BeginSlot, slot=late)
    assert table.phase == "present"
    assert table.refused(BO, moves.BeginSlot(table.expect, late)) is Why.IN_A_SLOT
    while table.state.slot is not None:
        table.steer(BO, moves.MoveOn)

    assert table.phase == "learning"


def test_the_presenter_turns_elsewhere_and_the_question_is_passed() -> None:
    table = presenting(DINA, phase="explore")
    table.move(CHEN, moves.HaveQuestion(UUID(int=800), 0))
    table.move(EDO, moves.HaveQuestion(UUID(int=801), 0))

    table.move(DINA, moves.Redirect())

    assert [row.state.value for row in table.state.questions] == ["passed", "waiting"]
    assert table.state.floor.redirected_at == table.at


def test_an_action_belongs_to_the_slot_only_for_its_presenter() -> None:
    table = presenting(DINA, phase="sum-up")
    table.move(DINA, moves.ChooseAction(UUID(int=1)))
    table.move(CHEN, moves.ChooseAction(UUID(int=2)))

    assert [(row.person, row.slot) for row in table.state.actions] == [(DINA, 0), (CHEN, None)]
    assert table.refused(DINA, moves.ChooseAction(UUID(int=1))) is Why.ALREADY_SO
