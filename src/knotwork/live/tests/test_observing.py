"""In the room a facilitator who observes does not get the chair by opening the door."""

from datetime import UTC, datetime

import pytest

from knotwork.live import services
from knotwork.live.tests.factories import Table, person, prepared
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, Leading

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def opened_by_amara(at: datetime, leading: Leading) -> Table:
    table = prepared(at)
    learning_set, bo = table.meeting.learning_set, table.people["Bo"]
    table.people["Amara"] = person("Amara", at)
    sets.begin_term(learning_set, person=table.people["Amara"], end_rule=EndRule.OPEN, by=bo, at=at)
    sets.choose_leading(learning_set, meeting=table.meeting.pk, leading=leading, by=bo, at=at)
    table.move("Amara", "open")
    table.meeting.refresh_from_db()
    return table


@pytest.mark.parametrize("leading", [Leading.LEADS, Leading.HALF])
def test_whoever_leads_has_the_chair_by_opening(at, leading):
    table = opened_by_amara(at, leading)

    assert table.state.chair.steward == table.people["Amara"].pk


@pytest.mark.parametrize("leading", [Leading.IN_FRAME, Leading.OBSERVES, Leading.ABSENT])
def test_whoever_observes_has_not_and_the_chair_is_offered_to_the_rota(at, leading):
    table = opened_by_amara(at, leading)

    assert table.state.chair.steward is None
    assert table.state.chair.offered_to in {one.pk for name, one in table.people.items() if name != "Amara"}


def test_the_table_says_that_they_observe(at):
    table = opened_by_amara(at, Leading.OBSERVES)

    seat = next(seat for seat in table.screen("Bo").table if seat.name == "Amara")

    assert "observing" in seat.state


def test_between_beginning_and_end_they_facilitate(at):
    table = opened_by_amara(at, Leading.IN_FRAME)

    seat = next(seat for seat in table.screen("Bo").table if seat.name == "Amara")

    assert "facilitating" in seat.state


def test_the_log_replays_to_the_same(at):
    table = opened_by_amara(at, Leading.OBSERVES)
    table.move("Bo", "take_chair")

    assert services.replay(table.meeting)["people"]["observers"] == [str(table.people["Amara"].pk)]
    assert table.state.chair.steward == table.people["Bo"].pk
