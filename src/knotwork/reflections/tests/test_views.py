from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges.tests import factories
from knotwork.platform.kit import clock
from knotwork.platform.kit.ids import new_id
from knotwork.reflections import services
from knotwork.reflections.enums import Audience, Level
from knotwork.reflections.models import LearningNote, LogEntry
from knotwork.reflections.views import log, notes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def at():
    return clock.now() - DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


def see(client, viewer, name, *ids):
    client.force_login(viewer)
    return client.get(reverse(f"reflections:{name}", args=ids))


def send(client, viewer, name, *ids, script=False, **words):
    client.force_login(viewer)
    headers = {"X-Autosave": "yes"} if script else {}
    return client.post(reverse(f"reflections:{name}", args=ids), words, headers=headers)


def note(house, at, text="CNRY-note", audience=Audience.ME):
    return services.note(
        author=house.dina, learning_set=house.learning_set, level=Level.SELF, text=text, audience=audience, at=at
    )


def entry(house, at, text="CNRY-log"):
    return services.write_entry(author=house.dina, title="CNRY-title", text=text, at=at)


def test_nobody_else_finds_a_log_or_a_private_note_on_any_page(client, house, at):
    written, kept = entry(house, at), note(house, at)
    pages = [("notes",), ("notes_of_set", house.learning_set.pk), ("log",), ("new_entry",)]
    pages += [("entry", written.pk), ("entry_removal", written.pk)]
    pages += [(name, kept.pk) for name in ("note", "note_sharing", "note_removal")]
    assert "CNRY-title" in see(client, house.dina, "log").text
    assert "CNRY-log" in see(client, house.dina, "entry", written.pk).text
    assert "CNRY-note" in see(client, house.dina, "notes_of_set", house.learning_set.pk).text

    for somebody in house.others():
        for page in pages:
            answer = see(client, somebody, *page)
            assert "CNRY" not in answer.text
            assert answer.status_code == 404 or page[0] in {"notes", "notes_of_set", "log", "new_entry"}
        assert "CNRY" not in send(client, somebody, "log_search", sought="CNRY").text.replace('"CNRY"', "").replace(
            "<q>CNRY</q>", ""
        )
        assert send(client, somebody, "entry", written.pk, text="x", version="1", key=str(written.pk)).status_code == 404
    assert LogEntry.objects.get().text == "CNRY-log"


def test_a_note_is_kept_for_oneself_unless_the_set_is_chosen(client, house):
    words = {"text": "We rush", "level": "set"}

    send(client, house.dina, "notes_of_set", house.learning_set.pk, audience="me", **words)
    assert "We rush" not in see(client, house.bo, "notes_of_set", house.learning_set.pk).text

    send(client, house.dina, "note_sharing", LearningNote.objects.get().pk, share="yes")
    assert "We rush" in see(client, house.bo, "notes_of_set", house.learning_set.pk).text

    send(client, house.dina, "note_sharing", LearningNote.objects.get().pk, keep="yes")
    assert "We rush" not in see(client, house.bo, "notes_of_set", house.learning_set.pk).text


def test_a_facilitator_reads_shared_notes_and_is_offered_no_form(client, house, at):
    note(house, at, "We rush", Audience.SET)

    page = see(client, house.amara, "notes_of_set", house.learning_set.pk).text
    send(client, house.amara, "notes_of_set", house.learning_set.pk, text="Mine", level="self", audience="me")

    assert "We rush" in page
    assert "What did I learn?" not in page
    assert LearningNote.objects.count() == 1


def test_nobody_is_led_to_a_pulse_that_is_not_theirs_to_answer(client, house):
    notes = reverse("reflections:notes_of_set", args=[house.learning_set.pk])
    pulse = reverse("reflections:pulse", args=[house.learning_set.pk])

    client.force_login(house.dina)
    of_a_member = client.get(notes).content.decode()
    client.force_login(house.amara)
    of_the_facilitator = client.get(notes).content.decode()

    assert pulse in of_a_member
    assert pulse not in of_the_facilitator


def test_a_note_is_deleted_after_asking(client, house, at):
    kept = note(house, at)

    assert "Delete this note?" in see(client, house.dina, "note_removal", kept.pk).text
    send(client, house.dina, "note_removal", kept.pk)

    assert LearningNote.objects.count() == 0


def test_an_entry_is_written_without_a_script(client, house):
    key = new_id()

    answer = send(client, house.dina, "new_entry", key=str(key), version="0", title="", text="a\r\nb")

    assert answer.url == reverse("reflections:entry", args=[key])
    assert LogEntry.objects.get().text == "a\nb"


def test_a_script_keeps_a_new_entry_again_and_again_as_one(client, house):
    words = {"key": str(new_id()), "script": True}

    first = send(client, house.dina, "new_entry", version="0", text="one", **words)
    second = send(client, house.dina, "new_entry", version="1", text="one two", **words)

    assert (first["X-Autosave"], second["X-Autosave"]) == ("kept", "kept")
    assert 'name="version" value="2"' in second.text
    assert [(one.text, one.version) for one in LogEntry.objects.all()] == [("one two", 2)]


def test_two_windows_show_both_versions_and_overwrite_nothing(client, house, at):
    written = entry(house, at, "words of the first window")
    services.change_entry(written, title="", text="words of the second window", version=1, by=house.dina, at=at)
    words = {"key": str(written.pk), "version": "1", "text": "words of the third window"}

    by_script = send(client, house.dina, "entry", written.pk, script=True, **words)
    by_hand = send(client, house.dina, "entry", written.pk, **words)

    assert (by_script.status_code, by_script["X-Autosave"]) == (409, "conflict")
    assert by_hand.status_code == 409
    assert "words of the second window" in by_hand.text
    assert "words of the third window" in by_hand.text
    assert LogEntry.objects.get().text == "words of the second window"


def test_an_empty_entry_is_said_to_be_empty(client, house):
    answer = send(client, house.dina, "new_entry", key=str(new_id()), version="0", title=" ", text="")

    assert answer.status_code == 422
    assert "One line is enough." in answer.text


def test_an_entry_with_the_key_of_somebody_elses_is_refused(client, house, at):
    written = entry(house, at)

    answer = send(client, house.bo, "new_entry", key=str(written.pk), version="0", text="x")

    assert answer.status_code in {403, 404, 409}
    assert LogEntry.objects.get().text == "CNRY-log"


def test_looking_up_happens_in_the_body_of_a_request(client, house, at):
    entry(house, at, "the letter to the board")
    entry(house, at, "something else")

    page = send(client, house.dina, "log_search", sought="BOARD letter").text

    assert "the letter to the board" in page
    assert "something else" not in page
    assert 'method="post" action="/log/search/"' in page


def test_an_entry_is_deleted_after_asking(client, house, at):
    written = entry(house, at)

    assert "Delete this entry?" in see(client, house.dina, "entry_removal", written.pk).text
    send(client, house.dina, "entry_removal", written.pk)

    assert LogEntry.objects.count() == 0


def test_hostile_words_are_shown_escaped_on_every_page(client, house, at):
    text = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)></textarea>"
    written = services.write_entry(author=house.dina, title=text, text=text, at=at)
    note(house, at, text, Audience.SET)

    for page in (("notes",), ("notes_of_set", house.learning_set.pk), ("log",), ("entry", written.pk)):
        answer = see(client, house.dina, *page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


@pytest.mark.parametrize("text", factories.naughty(8))
def test_a_form_takes_any_words_without_falling_over(client, house, text):
    key = new_id()

    answer = send(client, house.dina, "new_entry", key=str(key), version="0", title=text[:200], text=text)

    assert answer.status_code in {302, 422}
    assert see(client, house.dina, "log").status_code == 200


def test_pages_take_the_same_queries_for_one_and_for_three(house, at):
    def taken():
        return (
            factories.queries_of(notes.notes, house.dina, None),
            factories.queries_of(notes.notes_of_set, house.bo, house.learning_set),
            factories.queries_of(log.log, house.dina, None),
        )

    note(house, at, "One", Audience.SET)
    entry(house, at)
    for_one = taken()
    for number in range(2):
        note(house, at, f"Number {number}", Audience.SET)
        entry(house, at)

    assert taken() == for_one
