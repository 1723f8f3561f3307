"""Reading, whatever comes: nothing is lost, every mistake is found, and no file is met without words."""

import csv
import io
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knotwork.formation import reading
from knotwork.formation.tests.files import TODAY, complaints, understood, written
from knotwork.formation.tests.test_people_file import NAUGHTY

COLUMNS = ("email", "name", "manager", "time_zone", "available", "languages", "keep_apart", "facilitator", "grade")
RULES = '[attributes]\ngrade = { kind = "ordinal", order = ["1", "2", "3"] }'
MISTAKES = {
    "email": "nobody",
    "manager": "Jane Doe",
    "time_zone": "Mars/Olympus",
    "available": "Tue 12:00-\n09:00",
    "keep_apart": "stranger@x.org",
    "facilitator": "many",
    "grade": "9",
}


def sound_row(at):
    return {
        "email": f"p{at}@x.org",
        "name": f"Zoë, {at}",
        "manager": "p0@x.org" if at else "",
        "time_zone": ("Europe/Paris", "Asia/Tokyo")[at % 2],
        "available": "Mon 09:00-12:00;\nWed 10:00-11:30",
        "languages": "en; fr",
        "keep_apart": "p0@x.org" if at > 1 else "",
        "facilitator": "",
        "grade": str(at % 3 + 1),
    }


def as_csv(rows, columns=COLUMNS, separator=","):
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, columns, delimiter=separator)
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue()


@given(order=st.permutations(range(8)), columns=st.permutations(COLUMNS), separator=st.sampled_from(",;\t|"))
def test_the_order_of_rows_and_columns_makes_no_difference(tmp_path_factory, order, columns, separator):
    rows = [sound_row(at) for at in range(8)]
    folder = tmp_path_factory.mktemp("order")

    plain = understood(folder, as_csv(rows), RULES).programme
    mixed = understood(folder, as_csv([rows[at] for at in order], columns, separator), RULES).programme

    by_address = sorted(mixed.people, key=lambda person: person.email)
    assert [replace(person, line=0) for person in by_address] == [replace(person, line=0) for person in plain.people]
    assert mixed.rules == plain.rules


@given(st.sets(st.tuples(st.integers(1, 7), st.sampled_from(sorted(MISTAKES))), min_size=1, max_size=12))
def test_every_mistake_is_found_at_its_place_and_nothing_else(tmp_path_factory, mistakes):
    rows = [sound_row(at) for at in range(8)]
    for at, column in mistakes:
        rows[at][column] = MISTAKES[column]

    said = complaints(tmp_path_factory.mktemp("mistakes"), as_csv(rows), RULES)

    places = {
        f"people.csv, line {2 + 2 * at}, column {'ABCDEFGHI'[COLUMNS.index(column)]} “{column}”" for at, column in mistakes
    }
    assert {one.split(":")[0] for one in said} == places
    assert len(said) == len(mistakes)


LETTERS = st.text(st.sampled_from('email,;\t|"\n\r @x.ab\0\ufeff'), max_size=60)


@given(LETTERS | st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(tmp_path_factory, text):
    file, _ = written(tmp_path_factory.mktemp("any"), f"email,name\n{text}".encode("utf-8", errors="replace"))
    said = ["people.csv"]
    for read in (lambda path: reading.describe(reading.read(path, None, today=TODAY)), reading.read_sets, reading.read_met):
        try:
            read(file)
        except reading.Unreadable as refused:
            said += [str(complaint) for complaint in refused.complaints]

    assert all(one.startswith("people.csv") for one in said)


NAMES = st.sampled_from(
    [
        "size",
        "weeks",
        "starts_on",
        "attributes",
        "rivals",
        "not_alone",
        "equity",
        "time_zone",
        "encoding",
        "grade",
        "kind",
        "order",
        "weight",
        "min",
    ]
)
VALUES = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=5) | st.dates().map(str) | st.sampled_from(["ordinal", "match", 10**30]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def as_toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {as_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(one) for one in value) + "]"
    return json.dumps(value)


@settings(max_examples=300)
@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_any_rules_are_read_or_refused_in_words(tmp_path_factory, rules):
    text = "".join(f"{name} = {as_toml(value)}\n" for name, value in rules.items())
    people, file = written(tmp_path_factory.mktemp("rules"), as_csv([sound_row(0)]), text)
    said = ["rules.toml"]
    try:
        reading.read(people, file, today=TODAY)
    except reading.Unreadable as refused:
        said = [str(complaint) for complaint in refused.complaints]

    assert all(one.startswith(("rules.toml", "people.csv")) for one in said)
    assert all("\n" not in one for one in said)


@pytest.mark.parametrize("text", ["x = " + "[" * 20_000, "weeks = " + "9" * 5000, "weeks = 0x" + "f" * 5000, "a." * 30_000])
def test_hostile_rules_are_refused_in_words(text, tmp_path):
    said = complaints(tmp_path, "email\na@x.org\n", text)

    assert said
    assert all(one.startswith("rules.toml") for one in said)
    assert max(len(one) for one in said) < 400


@pytest.mark.parametrize("cell", ["Mon " + " " * 100_000 + "x!", "a " * 50_000, ";" * 100_000, "9" * 100_000, "-" * 100_000])
@pytest.mark.parametrize("column", ["email", "time_zone", "available", "keep_apart", "facilitator"])
def test_an_endless_cell_is_met_in_no_time(column, cell, tmp_path):
    rows = [sound_row(0), sound_row(1) | {column: cell}]

    began = time.process_time()
    said = complaints(tmp_path, as_csv(rows)) if cell.strip(";- ") or column != "keep_apart" else ["passed over"]
    seconds = time.process_time() - began

    assert said
    assert seconds < 1
    assert all(len(one) < 500 for one in said)


def test_naughty_headings_are_attributes_like_any_other(tmp_path):
    headings = [text for text in json.loads(NAUGHTY.read_text(encoding="utf-8")) if text.strip()][:150]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["email", *headings], ["a@x.org", *("x" for _ in headings)]])

    found = understood(tmp_path, text.getvalue())

    assert len(found.programme.people[0].traits) > 140
    assert reading.describe(found).count("mixed in a set") == len(found.programme.rules.attributes)


def test_half_a_sign_which_no_file_could_keep_is_refused_in_words(tmp_path):
    """UTF-7 can write one; it would end the search where names are put in order."""
    told = complaints(tmp_path, b"email,team\np1@x.org,+2AA-\n", 'encoding = "utf-7"')

    assert [one.partition(" in any")[0] for one in told] == ["people.csv: This file holds bytes that are not text"]
