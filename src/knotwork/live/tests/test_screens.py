from datetime import timedelta

import pytest

from knotwork.live import queries
from knotwork.live.flow.moves import KINDS
from knotwork.live.rules import MOVES
from knotwork.live.screens import drawn
from knotwork.live.tests.factories import Table, challenge, heron, opened
from knotwork.meetings import services as meetings

pytestmark = pytest.mark.django_db


def ids(screen) -> set[str]:
    return {part.id for part in screen.parts}


def kinds(screen) -> set[str]:
    presses = [press for part in screen.parts for press in part.presses]
    return {press.kind for press in (*presses, *screen.actions, *screen.onward)} | {
        ask.kind for part in screen.parts for ask in part.asks
    }


def presenting(at):
    table = opened(at)
    brought = challenge(table.people["Dina"], table.meeting.learning_set, "How do I tell the board we are late?", at)
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=40, challenge=brought.pk)
    table.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 40}])
    table.until("explore")
    return table


def test_every_kind_of_move_has_an_access_row():
    assert set(KINDS) == set(MOVES)


def test_before_the_meeting_the_door_shows_how_it_will_go(at):
    learning_set, people = heron(at - timedelta(days=7))
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=210, protocol_key="classic", by=people["Bo"], at=at - timedelta(days=6)
    )
    table = Table(meeting, people, at)

    screen = table.screen("Bo")

    assert screen.layout == "lobby"
    assert ids(screen) == {"open", "agreement", "shape"}


def test_two_hours_before_the_door_is_still_closed(at):
    learning_set, people = heron(at - timedelta(days=7))
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=210, protocol_key="classic", by=people["Bo"], at=at - timedelta(days=6)
    )

    assert "open" not in ids(Table(meeting, people, at - timedelta(hours=2)).screen("Bo"))


def test_a_meeting_nobody_opened_says_so(at):
    learning_set, people = heron(at - timedelta(days=7))
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=210, protocol_key="classic", by=people["Bo"], at=at - timedelta(days=6)
    )

    assert Table(meeting, people, at + timedelta(hours=9)).screen("Bo").layout == "over"


def test_whose_turn_it_is_ends_it_and_others_hand_on(at):
    table = opened(at)

    assert "done_speaking" in kinds(table.screen("Bo"))
    assert "done_speaking" not in kinds(table.screen("Chen"))


def test_only_presenter_and_steward_move_on_in_a_turn(at):
    table = presenting(at)
    table.move("Chen", "take_chair")

    assert {name for name in table.people if "move_on" in kinds(table.screen(name))} == {"Dina", "Chen"}
    assert "think_it_is_time" in kinds(table.screen("Edo"))


def test_others_are_heard_by_number_and_by_two_people_only(at):
    table = presenting(at)
    table.move("Edo", "think_it_is_time")

    assert table.screen("Dina").moving.text == "One thinks it is time."
    assert table.screen("Farah").moving is None


def test_the_presenter_keeps_and_the_others_ask(at):
    table = presenting(at)
    table.move("Farah", "have_question", slot=table.state.slot.number)

    assert "keep_question" in kinds(table.screen("Dina"))
    assert {"have_question"} <= kinds(table.screen("Bo"))
    assert "keep_question" not in kinds(table.screen("Bo"))


def test_the_hint_about_advice_knows_its_beginnings_and_nothing_is_sent(at):
    table = presenting(at)

    html = drawn.draw(table.screen("Bo"))

    assert 'data-starts="have you tried|' in html


def test_what_is_for_the_presenter_is_seen_by_presenter_and_writer_only(at):
    table = presenting(at)
    table.until("reflect-back")
    table.move("Edo", "capture", {"text": "CNRY"}, what="reflection", phase=table.state.run.phase, slot=table.state.slot.number)

    assert {name for name in table.people if "CNRY" in drawn.draw(table.screen(name))} == {"Dina", "Edo"}


def test_a_stopped_turn_clears_the_screens_of_the_others(at):
    table = presenting(at)
    slot = table.state.slot.number
    table.move("Edo", "have_question", {"text": "CNRY"}, slot=slot)
    table.move("Dina", "stop_slot")

    assert [name for name in table.people if "CNRY" in drawn.draw(table.screen(name))] == []


def test_a_late_comer_reads_two_lines_until_they_know_where_the_set_is(at):
    table = opened(at)
    table.until("progress")
    table.move("Edo", "depart_room")
    before_arriving = ids(table.screen("Edo"))
    table.move("Edo", "arrive")
    table.move("Bo", "ready")
    after_arriving = ids(table.screen("Edo"))

    table.move("Edo", "caught_up")

    assert "late" in before_arriving
    assert "late" in after_arriving
    assert [name for name in table.people if "late" in ids(table.screen(name))] == []


def test_extending_is_answered_by_a_longer_clock(at):
    table = opened(at)
    before = table.screen("Bo").bar.clock.minutes

    table.move("Bo", "extend", minutes=2)

    assert table.screen("Bo").bar.clock.minutes == before + 2


def test_past_zero_the_clock_counts_up(at):
    table = opened(at)
    table.at += timedelta(minutes=20)

    clock = table.screen("Bo").bar.clock

    assert clock.left_seconds < 0
    assert not clock.text.startswith("-")


def test_what_is_pushed_is_what_a_reload_shows(at):
    table = presenting(at)
    viewers = {one.pk for one in table.people.values()}
    together = queries.gather(queries.find(table.meeting.pk, table.at), viewers, here=frozenset(viewers), at=table.at)

    for name, person in table.people.items():
        assert drawn.html(together, person.pk, table.at) == drawn.draw(table.screen(name))


def test_gathering_a_room_costs_the_same_for_one_and_for_six(at, django_assert_max_num_queries):
    table = presenting(at)
    viewers = {one.pk for one in table.people.values()}

    with django_assert_max_num_queries(14):
        queries.gather(queries.find(table.meeting.pk, table.at), viewers, here=frozenset(), at=table.at)
