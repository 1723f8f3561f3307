import json
from uuid import uuid4

import pytest

from knotwork.live.models import Draft, Move, Room, Words
from knotwork.live.services.presence import PRESENCE
from knotwork.live.tests.factories import opened, person
from knotwork.platform.kit import clock

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def table():
    yield opened(clock.now().replace(microsecond=0))
    PRESENCE._seen.clear()


def at_the_door(client, somebody, table):
    client.force_login(somebody)
    return client.get(f"/meetings/{table.meeting.pk}/room/")


def sent(client, table, **form):
    return client.post(f"/meetings/{table.meeting.pk}/room/moves/", {"move_id": uuid4(), **form}, headers=JSON)


def test_a_member_sees_the_room_and_a_stranger_finds_nothing(client, table):
    assert at_the_door(client, table.people["Bo"], table).status_code == 200
    assert at_the_door(client, person("Mara", table.at), table).status_code == 404


def test_a_move_is_acknowledged_with_its_place_in_the_log(client, table):
    client.force_login(table.people["Chen"])

    answer = sent(client, table, kind="ready")

    room = Room.objects.get()
    assert (answer.status_code, answer.json()["seq"], answer.json()["log"]) == (200, room.seq, str(room.log_id))


def test_a_form_without_scripts_is_a_post_and_a_redirect(client, table):
    client.force_login(table.people["Chen"])
    form = {"kind": "capture", "move_id": uuid4(), "what": "mood", "phase": "0", "text": "Plain."}

    answer = client.post(f"/meetings/{table.meeting.pk}/room/moves/", form)

    assert (answer.status_code, answer.url) == (302, f"/meetings/{table.meeting.pk}/room/")
    assert Words.objects.get().text == "Plain."


def test_a_steering_move_that_comes_too_late_is_409_with_the_present_screen(client, table):
    client.force_login(table.people["Chen"])
    version = table.state.phase_version
    sent(client, table, kind="move_on", expect=version)

    answer = sent(client, table, kind="move_on", expect=version)

    assert answer.status_code == 409
    assert "room" in answer.json()["html"]


def test_another_body_under_the_same_id_is_422_and_nothing_is_written(client, table):
    client.force_login(table.people["Chen"])
    move_id = uuid4()
    sent(client, table, kind="capture", what="mood", phase=0, text="One.", move_id=move_id)
    before = Move.objects.count()

    answer = sent(client, table, kind="capture", what="mood", phase=0, text="Two.", move_id=move_id)

    assert (answer.status_code, Move.objects.count()) == (422, before)


@pytest.mark.parametrize("form", [{"kind": "gossip"}, {"kind": "extend", "minutes": "two"}, {"kind": "ready", "move_id": "x"}])
def test_what_cannot_be_read_is_422(client, table, form):
    client.force_login(table.people["Chen"])

    assert sent(client, table, **form).status_code == 422


def test_a_refusal_says_why_in_a_sentence(client, table):
    client.force_login(table.people["Chen"])

    answer = sent(client, table, kind="done_speaking")

    assert (answer.status_code, answer.json()["why"]) == (403, "It is not your turn just now.")


def test_what_was_sent_is_no_draft_any_more(client, table):
    client.force_login(table.people["Chen"])
    client.post(f"/meetings/{table.meeting.pk}/room/drafts/", {"place": "mood.0.", "text": "Half", "version": "0"})
    before = Draft.objects.count()

    sent(client, table, kind="capture", what="mood", phase=0, text="Whole.", place="mood.0.")

    assert (before, Draft.objects.count()) == (1, 0)


def test_the_screen_asked_for_is_the_screen_of_the_page(client, table):
    page = at_the_door(client, table.people["Bo"], table).content.decode()

    told = client.get(f"/meetings/{table.meeting.pk}/room/screen/", headers=JSON).json()

    assert told["seq"] == Room.objects.get().seq
    assert '<h1 class="headline headline--ours">Check-in</h1>' in told["html"]
    assert '<h1 class="headline headline--ours">Check-in</h1>' in page


def test_a_phase_can_be_looked_at_while_the_set_is_elsewhere(client, table):
    table.move("Chen", "capture", {"text": "Curious."}, what="mood", phase=0)
    table.until("agreement-and-bids")
    client.force_login(table.people["Bo"])

    page = client.get(f"/meetings/{table.meeting.pk}/room/phases/0/").content.decode()

    assert "Curious." in page
    assert "The set is in Our agreement, and who brings what." in page


def test_a_move_shows_nothing_of_its_words_in_the_log(client, table):
    client.force_login(table.people["Chen"])
    sent(client, table, kind="capture", what="mood", phase=0, text="CNRY-mood")

    assert "CNRY" not in json.dumps(list(Move.objects.values("body", "digest", "kind")), default=str)


@pytest.mark.parametrize("version", ["-1", "one", "²", "9" * 20, "9" * 5000])
def test_a_version_no_draft_can_have_counts_as_none(client, table, version):
    client.force_login(table.people["Bo"])

    answer = client.post(
        f"/meetings/{table.meeting.pk}/room/drafts/", {"place": "note.1\x00", "text": "I wait", "version": version}
    )

    assert answer.status_code == 200
    assert Draft.objects.get(author=table.people["Bo"]).place == "typed:note.1"
