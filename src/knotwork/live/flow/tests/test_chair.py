"""The chair and the room: taken, offered, lost, given back; coming, going, writing for somebody."""

from knotwork.live.flow import moves, roles, who
from knotwork.live.flow.events import Arrived, SlotStopped
from knotwork.live.flow.state import Seat
from knotwork.live.flow.tests.table import AMARA, BO, CHEN, DINA, EDO, FARAH, MARA, opened, presenting, seated
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Role


def test_whoever_makes_a_move_is_here() -> None:
    table = opened(facilitator=AMARA)

    happened = table.move(AMARA, moves.Ready())

    assert happened == (Arrived(AMARA),)
    assert table.refused(AMARA, moves.Arrive()) is Why.ALREADY_SO


def test_a_free_chair_is_taken_and_a_held_one_is_not() -> None:
    table = seated()
    table.move(BO, moves.TakeChair())

    assert table.state.chair.steward == BO
    assert table.refused(CHEN, moves.TakeChair()) is Why.CHAIR_TAKEN
    assert table.refused(BO, moves.TakeChair()) is Why.ALREADY_SO


def test_the_chair_is_offered_accepted_or_declined() -> None:
    table = opened()
    assert table.refused(CHEN, moves.OfferChair(DINA)) is Why.STEWARD_ONLY
    assert table.refused(BO, moves.OfferChair(MARA)) is Why.NO_SUCH_PERSON
    table.move(BO, moves.OfferChair(CHEN))
    assert table.refused(DINA, moves.AcceptChair()) is Why.NOT_OFFERED
    table.move(CHEN, moves.DeclineChair())
    table.move(BO, moves.OfferChair(CHEN))

    table.move(CHEN, moves.AcceptChair())

    assert (table.state.chair.steward, table.state.chair.offered_to) == (CHEN, None)


def test_a_lost_steward_lets_anyone_steer_and_is_offered_the_chair_on_return() -> None:
    table = opened()
    assert table.refused(CHEN, moves.StewardLost()) is Why.PRODUCT_ONLY
    table.move(None, moves.StewardLost())
    table.steer(CHEN, moves.MoveOn)

    table.move(None, moves.StewardBack())

    assert (table.state.chair.steward, table.state.chair.offered_to) == (None, BO)
    table.move(BO, moves.AcceptChair())
    assert table.state.chair.steward == BO


def test_a_chair_taken_from_a_lost_steward_is_not_seized_back() -> None:
    table = opened()
    table.move(None, moves.StewardLost())
    table.move(CHEN, moves.TakeChair())

    assert table.state.chair.steward == CHEN
    assert table.refused(None, moves.StewardBack()) is Why.ALREADY_SO
    assert table.refused(BO, moves.TakeChair()) is Why.CHAIR_TAKEN


def test_anyone_moves_on_in_a_slot_while_the_steward_is_lost() -> None:
    table = presenting(DINA)
    table.move(None, moves.StewardLost())

    table.steer(CHEN, moves.MoveOn)

    assert table.phase == "clarify"


def test_without_a_steward_a_slot_is_moved_on_by_the_presenter_or_a_new_steward() -> None:
    table = presenting(DINA)
    table.move(BO, moves.LeaveChair())
    assert table.refused(CHEN, moves.MoveOn(table.expect)) is Why.PRESENTER_OR_STEWARD
    table.move(CHEN, moves.TakeChair())

    table.steer(CHEN, moves.MoveOn)

    assert table.phase == "clarify"


def test_when_the_steward_presents_another_takes_over_until_the_slot_ends() -> None:
    table = presenting(BO, DINA)
    table.move(CHEN, moves.TakeChair())
    assert (table.state.chair.steward, table.state.chair.stands_in_for) == (CHEN, BO)

    table.move(BO, moves.StopSlot())

    assert table.state.slot is not None
    assert table.state.slot.person == DINA
    assert (table.state.chair.steward, table.state.chair.stands_in_for) == (BO, None)


def test_a_steward_who_leaves_the_room_frees_the_chair() -> None:
    table = opened()
    table.move(BO, moves.DepartRoom())

    assert table.state.chair.steward is None
    assert BO not in table.state.people.present
    assert table.refused(BO, moves.DepartRoom()) is Why.ALREADY_SO


def test_whoever_comes_late_is_told_so_until_they_have_caught_up() -> None:
    table = opened()
    early = table.state.people.latecomers
    table.move(EDO, moves.DepartRoom())
    table.to("progress")
    table.move(EDO, moves.Arrive())
    late = table.state.people.latecomers

    table.move(EDO, moves.CaughtUp())

    assert (early, late, table.state.people.latecomers) == (frozenset(), frozenset({EDO}), frozenset())
    assert table.refused(EDO, moves.CaughtUp()) is Why.ALREADY_SO


def test_a_visitor_may_come_and_go_and_nothing_else() -> None:
    table = opened()
    table.move(None, moves.Admit(MARA, Seat.VISITOR))
    table.move(MARA, moves.Arrive())

    assert table.refused(MARA, moves.Ready()) is Why.NOT_FOR_VISITORS
    assert table.refused(MARA, moves.TakeChair()) is Why.NOT_FOR_VISITORS
    assert who.available(table.state, MARA, table.at) <= {"arrive", "caught_up", "depart_room", "settle"}
    assert roles.roles(table.state, MARA) == frozenset()


def test_a_facilitator_whose_term_ends_is_out_of_the_room() -> None:
    table = opened(facilitator=AMARA)
    table.move(AMARA, moves.Ready())
    table.move(None, moves.Remove(AMARA))

    assert table.refused(AMARA, moves.Ready()) is Why.NOT_IN_THE_ROOM
    assert AMARA not in table.state.people.present


def test_a_presenter_who_leaves_the_set_ends_the_slot() -> None:
    table = presenting(DINA, EDO)

    happened = table.move(None, moves.Remove(DINA))

    assert SlotStopped(0, DINA) in happened
    assert table.state.slot is not None
    assert table.state.slot.person == EDO


def test_somebody_without_a_screen_is_written_for_and_spoken_for_in_turn() -> None:
    table = opened()
    table.move(FARAH, moves.DepartRoom())
    table.move(CHEN, moves.WriteFor(FARAH))

    assert FARAH in table.state.people.present
    assert table.refused(CHEN, moves.WriteFor(DINA)) is Why.HAS_OWN_SCREEN
    table.move(FARAH, moves.Arrive())
    assert table.state.people.writing == ()
    assert FARAH in table.state.people.present
    assert table.refused(CHEN, moves.StopWritingFor(FARAH)) is Why.NO_SUCH_PERSON


def test_who_writes_for_a_presenter_acts_for_them() -> None:
    table = presenting(FARAH)
    table.move(FARAH, moves.DepartRoom())
    table.move(CHEN, moves.WriteFor(FARAH))

    table.steer(CHEN, moves.MoveOn)

    assert table.phase == "clarify"
    assert "accept_offers" in who.available(table.state, CHEN, table.at)


def test_each_role_has_its_own_sentence() -> None:
    table = presenting(DINA, phase="explore")
    phase = table.state.phase
    assert phase is not None

    assert roles.roles(table.state, DINA) == {Role.PRESENTER, Role.MEMBER}
    assert roles.prompt(table.state, DINA) == phase.prompts[Role.PRESENTER]
    assert roles.prompt(table.state, BO) == phase.prompts[Role.STEWARD]
    assert roles.prompt(table.state, CHEN) == phase.prompts[Role.MEMBER]


def test_somebody_who_joins_the_set_during_the_meeting_is_let_in() -> None:
    table = opened()
    table.move(None, moves.Admit(MARA, Seat.MEMBER))

    table.move(MARA, moves.Ready())

    assert MARA in table.state.people.members
    assert table.state.rounds[0].order[-1] == MARA
