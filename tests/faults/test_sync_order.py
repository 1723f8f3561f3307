"""Nobody is told that a move is kept before the disk holds it."""

import shutil

import pytest

from tests.faults import rooms, sync_order


@pytest.mark.slow
def test_every_acknowledgement_comes_after_a_sync_of_the_log(house, held):
    assert sync_order.run(house, held[0], moves=sync_order.MOVES) == sync_order.MOVES


@pytest.mark.slow
def test_a_server_that_syncs_seldom_is_noticed(house, held):
    rooms.make_careless(house, "sync-seldom")

    assert sync_order.run(house, held[0], moves=10) <= 1


def test_without_strace_it_fails_and_says_what_to_install(house, held, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(SystemExit, match="apt-get install strace"):
        sync_order.run(house, held[0], moves=1)
