"""Five times kill -9 while eight people write; and the same harness against a server that knows no move ids."""

import pytest

from knotwork.live.models import Move, Room, Words
from knotwork.live.tests.factories import opened
from knotwork.platform.kit import clock
from tests.faults import kill, ledger, rooms


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_or_doubled_by_killing_the_server(house, held):
    outcome = kill.run(house, held, times=5, seed=2026, looks=1)

    assert outcome.is_well, outcome
    assert outcome.account.acknowledged >= 200
    assert max(outcome.worked_seconds) <= 5


@pytest.mark.slow
def test_the_harness_catches_a_server_that_knows_no_move_ids(house, held):
    rooms.make_careless(house, "forget-move-ids")

    outcome = kill.run(house, held, times=1, seed=2026, looks=0)

    assert outcome.account.doubled > 0


@pytest.fixture
def table(db):
    table = opened(clock.now().replace(microsecond=0))
    table.move("Bo", "capture", {"text": "Bo says 1"}, what="process", phase=0)
    return table


def acknowledged(table) -> dict[str, object]:
    line = Move.objects.get(kind="capture")
    meeting, person = str(table.meeting.pk), str(table.people["Bo"].pk)
    return {
        "meeting": meeting,
        "person": person,
        "move_id": str(line.move_id),
        "kind": "capture",
        "text": "Bo says 1",
        "log": str(line.log_id),
        "seq": line.seq,
    }


def test_what_is_kept_gives_a_clean_account(table):
    assert ledger.account_of([acknowledged(table)]).is_well


@pytest.mark.parametrize(
    ("wrong", "noticed"),
    [
        (lambda: Move.objects.filter(kind="capture").delete(), "lost"),
        (lambda: Move.objects.filter(kind="capture").update(log_id=Room.objects.get().pk), "lost"),
        (lambda: Move.objects.filter(kind="arrive").first().delete(), "gaps"),
        (lambda: Room.objects.update(snapshot=Room.objects.get().beginning), "unlike_replay"),
        (lambda: Words.objects.all().delete(), "without_words"),
    ],
)
def test_the_account_notices(table, wrong, noticed):
    expected = acknowledged(table)

    wrong()

    assert getattr(ledger.account_of([expected]), noticed) > 0


def test_the_account_notices_words_kept_twice(table):
    expected = acknowledged(table)

    table.move("Chen", "capture", {"text": "Bo says 1"}, what="process", phase=0)

    assert ledger.account_of([expected]).doubled == 1
