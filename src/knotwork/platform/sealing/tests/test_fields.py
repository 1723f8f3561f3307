import copy

import pytest
from django.apps import apps
from django.core.exceptions import FieldError

from knotwork.platform.sealing import envelope, keyring
from knotwork.platform.sealing.envelope import Unopenable
from knotwork.platform.sealing.fields import SealedModel
from knotwork.platform.sealing.keyring import Holder
from knotwork.platform.sealing.tests.conftest import stored

pytestmark = pytest.mark.django_db


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_words_come_back_and_do_not_lie_in_the_row(make_set):
    heron = make_set("Heron CNRY")

    assert again(heron).name == "Heron CNRY"
    assert b"Heron" not in stored(heron, "name")


@pytest.mark.parametrize("words", ["", "x", "é✓\u202e\x00\ud800", "long " * 20_000])
def test_any_text_comes_back_as_it_was(make_set, words):
    assert again(make_set(words)).name == words


def test_emptiness_is_not_sealed(make_set):
    assert stored(make_set(""), "name") == b""


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.filter(name="Heron"),
        lambda rows: rows.exclude(name__contains="H"),
        lambda rows: rows.order_by("-name"),
        lambda rows: rows.values("name"),
        lambda rows: rows.values_list("pk", "name"),
        lambda rows: rows.values(),
        lambda rows: rows.bulk_update(list(rows), ["name"]),
    ],
)
def test_what_would_read_or_write_bytes_as_words_is_refused(make_set, ask):
    rows = type(make_set()).objects.all()

    with pytest.raises(FieldError):
        ask(rows)


def test_an_update_that_would_store_words_in_clear_is_refused(make_set):
    rows = type(make_set()).objects.all()

    with pytest.raises(TypeError, match="is sealed"):
        rows.update(name="Weir")


def test_words_can_be_blanked_by_an_update(make_set):
    heron = make_set()

    type(heron).objects.filter(pk=heron.pk).update(name=b"")

    assert again(heron).name == ""


def test_other_columns_can_be_updated_in_bulk(make_set):
    heron = make_set()
    heron.zone = "Asia/Kathmandu"

    type(heron).objects.bulk_update([heron], ["zone"])

    assert again(heron).zone == "Asia/Kathmandu"
    assert again(heron).name == "Heron"


def test_rows_made_in_bulk_are_sealed(make_set, at):
    model = type(make_set())

    model.objects.bulk_create([model(name=name, zone="UTC", started_at=at) for name in ("CNRY-1", "CNRY-2")])

    assert sorted(row.name for row in model.objects.all()) == ["CNRY-1", "CNRY-2", "Heron"]


def test_an_envelope_moved_to_another_row_does_not_open(make_set):
    heron, weir = make_set("Heron"), make_set("Weir")

    type(weir).objects.filter(pk=weir.pk).update(name=stored(heron, "name"))

    with pytest.raises(Unopenable):
        _ = again(weir).name


def test_an_envelope_moved_to_another_column_does_not_open(make_set):
    heron = make_set(purpose="To learn")

    type(heron).objects.filter(pk=heron.pk).update(purpose=stored(heron, "name"))

    with pytest.raises(Unopenable):
        _ = again(heron).purpose


def test_a_row_moved_to_another_set_does_not_open(make_note, make_set):
    note = make_note()
    note.audience = "set"
    note.save(update_fields=["audience"])

    type(note).objects.filter(pk=note.pk).update(learning_set=make_set("Weir"))

    with pytest.raises(Unopenable):
        _ = again(note).text


@pytest.mark.parametrize("place", [0, 1, 16, 17, 28, 29, -17, -1])
def test_an_altered_bit_anywhere_is_noticed(make_set, place):
    heron = make_set()
    altered = bytearray(stored(heron, "name"))
    altered[place] ^= 1

    type(heron).objects.filter(pk=heron.pk).update(name=bytes(altered))

    with pytest.raises(Unopenable):
        _ = again(heron).name


def test_what_is_too_short_to_be_an_envelope_is_refused(make_set):
    heron = make_set()

    type(heron).objects.filter(pk=heron.pk).update(name=b"\x01short")

    with pytest.raises(Unopenable):
        _ = again(heron).name


@pytest.mark.parametrize("fields", [["audience"], ["audience", "text"], None])
def test_words_that_come_to_another_holder_are_sealed_for_that_one(make_note, fields):
    note = again(make_note())

    note.audience = "set"
    note.save(update_fields=fields)

    assert keyring.key_of(envelope.key_id(stored(note, "text"))).holder == Holder("set", note.learning_set_id)
    assert again(note).text == "CNRY-words"


def test_words_can_be_read_between_the_change_of_holder_and_the_save(make_note):
    note = again(make_note())

    note.audience = "set"

    assert note.text == "CNRY-words"


def test_a_row_that_did_not_change_keeps_its_bytes(make_set):
    heron = make_set()
    before = stored(heron, "name")

    row = again(heron)
    assert row.name == "Heron"
    row.save()

    assert stored(heron, "name") == before


def test_a_change_inside_what_json_holds_is_stored(make_note, at):
    note = make_note()
    challenge = apps.get_model("challenges.Challenge")(owner=note.author, learning_set=note.learning_set, begun_at=at)
    challenge.save()
    brief = apps.get_model("challenges.Brief")(owner=note.author, challenge=challenge, written_at=at)
    brief.save()

    for number in ("one", "two"):
        row = again(brief)
        row.answers[number] = "CNRY"
        row.save(update_fields=["answers"])

    assert again(brief).answers == {"one": "CNRY", "two": "CNRY"}


def test_deferred_columns_are_fetched_when_they_are_read_and_kept_when_they_are_not(make_set):
    heron = make_set(purpose="To learn")
    rows = type(heron).objects

    rows.defer("name").get().save()

    assert rows.defer("name").get().name == "Heron"
    assert rows.only("name").get().purpose == "To learn"


def test_a_refreshed_row_reads_what_is_stored(make_set):
    heron = make_set()
    other = again(heron)
    other.name = "Weir"
    other.save(update_fields=["name"])

    heron.refresh_from_db()

    assert heron.name == "Weir"


def test_a_copied_row_is_a_row_of_its_own(make_set):
    heron = make_set()
    other = copy.copy(again(heron))

    other.name = "Weir"

    assert again(heron).name == "Heron"


def test_a_model_must_say_whose_key_seals_it():
    with pytest.raises(TypeError, match="does not say whose key"):
        SealedModel.sealed_for(SealedModel.__new__(SealedModel))
