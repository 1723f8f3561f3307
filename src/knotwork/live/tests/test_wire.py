import json
from uuid import UUID

from knotwork.live.stream import wire

LOG = UUID("6f1f0c52-6a0e-4d46-9b50-3a3f6c3f8f11")


def test_an_event_names_the_log_and_the_line_it_shows(at):
    frame = wire.screen("<p>Ex\nplore</p>", log_id=LOG, seq=7, at=at).decode()

    head, data = frame.rstrip("\n").rsplit("\n", 1)
    assert head == f"id: {LOG}:7\nevent: screen"
    assert json.loads(data.removeprefix("data: ")) == {
        "seq": 7,
        "log": str(LOG),
        "now": 1795435200000,
        "html": "<p>Ex\nplore</p>",
    }


def test_what_a_browser_has_seen_is_read_back():
    assert wire.seen(wire.event_id(LOG, 12)) == (LOG, 12)


def test_what_nobody_wrote_is_not_believed():
    assert [wire.seen(text) for text in ("", "x:1", f"{LOG}", f"{LOG}:-1", f"{LOG}:²")] == [None] * 5


def test_the_last_event_says_why():
    assert wire.over("not_yours") == b'event: over\ndata: {"why": "not_yours"}\n\n'
