from queue import Queue

import pytest
from django.db import connection

from knotwork.platform import bus
from knotwork.platform.bus import local
from knotwork.platform.bus.postgres import CHANNEL, Line

pytestmark = pytest.mark.postgres


@pytest.fixture
def two_lines(postgres_database):
    """Two processes, as far as the bus can tell."""
    heard = {"one": Queue(), "two": Queue()}
    lines = {name: Line(lambda topic, seq, name=name: heard[name].put((topic, seq))) for name in heard}
    for line in lines.values():
        line.start()
        assert line.is_listening.wait(5)
    yield lines, heard
    for line in lines.values():
        line.stop()


def test_a_hint_reaches_the_other_process_and_not_its_own(two_lines):
    lines, heard = two_lines

    lines["one"].send("meeting:heron", 7)
    lines["two"].send("meeting:heron", 8)

    assert heard["two"].get(timeout=5) == ("meeting:heron", 7)
    assert heard["one"].get(timeout=5) == ("meeting:heron", 8)
    assert heard["one"].empty()
    assert heard["two"].empty()


def test_after_a_broken_line_everybody_looks_again(two_lines, monkeypatch):
    lines, heard = two_lines
    monkeypatch.setattr("knotwork.platform.bus.postgres._PATIENCE_SECONDS", 0.1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")

    assert heard["one"].get(timeout=5) == ("", 0)
    assert heard["two"].get(timeout=5) == ("", 0)
    lines["one"].send("meeting:heron", 9)
    assert heard["two"].get(timeout=5) == ("meeting:heron", 9)


def test_nonsense_on_the_channel_is_not_heard(two_lines):
    lines, heard = two_lines

    with connection.cursor() as cursor:
        for payload in ("", "one", "one two", "origin topic minus"):
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
    lines["one"].send("meeting:heron", 1)

    assert heard["two"].get(timeout=5) == ("meeting:heron", 1)


def test_the_program_opens_one_line_and_closes_it(postgres_database, monkeypatch):
    heard = Queue()
    monkeypatch.setattr(local, "_hints", [lambda topic, seq: 1 / 0, lambda topic, seq: heard.put((topic, seq))])
    monkeypatch.setattr(local, "_closings", [])

    bus.open_()
    line = local._line
    line.is_listening.wait(5)
    Line(lambda topic, seq: None).send("meeting:heron", 4)

    assert heard.get(timeout=5) == ("meeting:heron", 4)
    bus.close()
    assert not line._thread.is_alive()
    assert local._line is None
