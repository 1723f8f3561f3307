from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from knotwork.live import queries
from knotwork.live.flow.moves import KINDS
from knotwork.live.rules import MOVES
from knotwork.live.screens import drawn
from knotwork.live.screens.whole import show
from knotwork.live.tests.factories import HERON, Table, challenge, heron, opened, person
from knotwork.meetings import services as meetings
from knotwork.protocols import queries as protocols
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule

pytestmark = pytest.mark.django_db
ZONES = ("Europe/Amsterdam", "Africa/Nairobi")


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
    shape = next(part for part in screen.parts if part.id == "shape")
    assert [minutes for label, minutes in shape.rows if label in {"Since last time", "Explore"}] == [
        "20 minutes",
        "15 minutes in each turn",
    ]
    assert shape.lines[1] == "With 3 presenters: 90 + 3 × 40 = 210 minutes."


def test_at_the_door_a_clock_is_named_to_whoever_lives_on_another_one(at):
    learning_set, people = heron(at - timedelta(days=7))
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=210, protocol_key="classic", by=people["Bo"], at=at - timedelta(days=6)
    )
    people["Chen"].zone = "Africa/Nairobi"
    people["Chen"].save(update_fields=["zone"])
    table = Table(meeting, people, at)

    told = [table.screen(name).headline.above for name in ("Bo", "Chen")]

    assert [said.endswith(" on your clock") for said in told] == [False, True]
    assert [at.astimezone(ZoneInfo(zone)).strftime("%H:%M") in said for zone, said in zip(ZONES, told, strict=True)] == [
        True
    ] * 2


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

    for name, one in table.people.items():
        assert drawn.html(together, one.pk, table.at) == drawn.draw(table.screen(name))


def test_gathering_a_room_costs_the_same_for_one_and_for_six(at, django_assert_max_num_queries):
    table = presenting(at)
    viewers = {one.pk for one in table.people.values()}

    with django_assert_max_num_queries(14):
        queries.gather(queries.find(table.meeting.pk, table.at), viewers, here=frozenset(), at=table.at)


def go_on(table: Table) -> bool:
    """Press what the steward's screen offers to go on by; False at the end."""
    screen = table.screen("Bo")
    if screen.ends_here:
        return False
    for name in table.people:
        if table.state.phase.protected:
            table.move(name, "ready")
    offered = kinds(table.screen("Bo"))
    assert offered & {"move_on", "set_order"}, screen.bar
    table.move("Bo", "move_on") if "move_on" in offered else table.move("Bo", "set_order", places=[])
    return True


@pytest.mark.parametrize("shape", [each.key for each in protocols.shipped() if not each.closes_set])
def test_a_steward_finds_a_way_on_in_every_phase_although_nobody_asks_for_airtime(at, shape):
    table = opened(at, protocol_key=shape, names=HERON[:3])
    table.move("Bo", "take_chair")
    phases = [table.state.phase.key]
    while go_on(table):
        phases.append(table.state.phase.key)

    shared = [phase.key for phase in table.state.protocol.phases if not phase.per_presenter]
    assert list(dict.fromkeys(phases)) == shared


def test_airtime_can_be_asked_for_until_it_is_agreed_who_presents(at):
    table = opened(at)
    table.until("progress")
    before = table.screen("Dina")
    table.move("Dina", "bid", minutes=40)
    asked = ids(table.screen("Bo"))
    table.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 40}])

    assert {"nobody", "bid"} <= ids(before)
    assert {"bids", "ordering"} <= asked
    assert "nobody" not in asked
    assert not {"bid", "ordering"} & ids(table.screen("Bo"))
    table.move("Bo", "move_on")
    assert table.state.phase.key == "present"


def test_ending_early_says_what_is_left_out(at):
    table = opened(at)
    table.move("Bo", "take_chair")
    early = table.screen("Bo").ending
    while go_on(table):
        pass

    assert early.text.startswith("13 phases are still to come, and are left out.")
    assert table.screen("Bo").ending.text == "The meeting cannot be opened again. What was kept stays."
    assert table.screen("Dina").ending is None


def test_whoever_facilitates_is_counted_among_those_awaited(at):
    table = opened(at)
    learning_set = table.meeting.learning_set
    amara = person("Amara", at)
    ends = {"end_rule": EndRule.AFTER_MEETING, "ends_after": 3}
    sets.begin_term(learning_set, person=amara, **ends, by=table.people["Bo"], at=at)
    table.move("Bo", "take_chair")
    room = queries.gather(queries.find(table.meeting.pk, table.at), {table.people["Bo"].pk}, here=frozenset(), at=table.at)

    assert show(room, table.people["Bo"].pk, table.at).table_note == "One is not here yet."
