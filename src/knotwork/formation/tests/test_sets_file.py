"""Sets leave as a spreadsheet without formulas, and come back to be kept or avoided."""

import csv
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.formation import reading, writing
from knotwork.formation.programme import Participant, Plan, PlannedSet, Programme, Rules, Slot
from knotwork.formation.reading import KeptSet

PEOPLE = (
    Participant("ana@x.org", "=1+1", "UTC"),
    Participant("bo@x.org", "Bo, the “cook”", "UTC"),
    Participant("+chen@x.org", "", "UTC"),
    Participant("dina@x.org", "Dina", "UTC"),
    Participant("fac@x.org", "Fac", "UTC", facilitates=1),
)
HERON = PlannedSet("Heron", ("+chen@x.org", "ana@x.org"), "fac@x.org", (Slot(0, time(9, 30), "Europe/Berlin", 120),), 0.5)
WEIR = PlannedSet("=Weir", ("bo@x.org",))


def plan_of(*sets, not_placed=()):
    return Plan(sets, tuple(not_placed), (), 0.5, 0.6, 0.5, (), seed=1, proposals=10, seconds=0.1)


def programme_of(people=PEOPLE):
    return Programme(people, Rules(starts_on=date(2026, 11, 30)))


def said(read, file):
    with pytest.raises(reading.Unreadable) as refused:
        read(file)
    return [str(complaint) for complaint in refused.value.complaints]


def file_of(folder, text):
    (folder / "earlier.csv").write_text(text, encoding="utf-8")
    return folder / "earlier.csv"


def pairs(*said):
    return frozenset(frozenset(f"{letter}@x.org" for letter in pair) for pair in said)


def test_sets_leave_as_a_row_for_each_person(tmp_path):
    writing.write_sets(plan_of(HERON, WEIR, not_placed=["dina@x.org"]), programme_of(), tmp_path / "sets.csv")

    assert (tmp_path / "sets.csv").read_text(encoding="utf-8") == (
        "label,email,name,facilitator,weekday,start,zone\n"
        "Heron,'+chen@x.org,,fac@x.org,Monday,09:30,Europe/Berlin\n"
        "Heron,ana@x.org,'=1+1,fac@x.org,Monday,09:30,Europe/Berlin\n"
        '\'=Weir,bo@x.org,"Bo, the “cook”",,,,\n'
        ",dina@x.org,Dina,,,,\n"
    )


def test_what_was_written_is_read_back(tmp_path):
    writing.write_sets(plan_of(HERON, WEIR, not_placed=["dina@x.org"]), programme_of(), tmp_path / "sets.csv")

    assert reading.read_sets(tmp_path / "sets.csv") == (
        KeptSet("Heron", ("+chen@x.org", "ana@x.org"), "fac@x.org"),
        KeptSet("=Weir", ("bo@x.org",)),
    )
    assert reading.read_met(tmp_path / "sets.csv") == frozenset({frozenset({"+chen@x.org", "ana@x.org"})})


def test_a_file_is_whole_or_as_it_was(tmp_path):
    path = tmp_path / "sets.csv"
    path.write_text("before", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        writing.write_whole(path, "half\ud800")

    assert [file.name for file in tmp_path.iterdir()] == ["sets.csv"]
    assert path.read_text(encoding="utf-8") == "before"


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.csv").write_text("before", encoding="utf-8")
    (tmp_path / "sets.csv").symlink_to(tmp_path / "real.csv")

    writing.write_whole(tmp_path / "sets.csv", "after")

    assert (tmp_path / "sets.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8") == "after"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "a;=1", "a,+1", "a\n@b", "a|-1", "\ufeff=1", "\0=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula(text):
    left = writing.neutral(text)

    cells = [cell for separator in ";,|\t\r\n" for cell in left.split(separator)]
    assert left != text
    assert not any(cell.strip("\ufeff \0").startswith(("=", "+", "-", "@", "＝")) for cell in cells)


@pytest.mark.parametrize("text", ["Ana", "o'brien", "Weir-Heron", "a=b", "ana@x.org", "", "'quoted'", "Zoë"])
def test_plain_words_leave_as_they_are(text):
    assert writing.neutral(text) == text


@given(st.text(st.sampled_from("'=+-@;,|\t\r\n \u00a0a＝\0"), max_size=12) | st.text())
def test_what_is_made_plain_can_be_undone(text):
    assert writing.undone(writing.neutral(text)) == text


LABELS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@given(st.lists(LABELS, unique=True, min_size=1, max_size=4))
def test_labels_in_every_script_come_back(tmp_path_factory, labels):
    path = tmp_path_factory.mktemp("sets") / "sets.csv"
    sets = [PlannedSet(label, (f"a{at}@x.org", f"b{at}@x.org")) for at, label in enumerate(labels)]

    writing.write_sets(plan_of(*sets), programme_of(()), path)

    assert reading.read_sets(path) == tuple(KeptSet(planned.label, planned.members) for planned in sets)
    with path.open(encoding="utf-8", newline="") as file:
        assert {row["email"] for row in csv.DictReader(file)} == {email for planned in sets for email in planned.members}


@pytest.mark.parametrize("heading", ["label,email", "set;E-mail", "Set name\tEmail address"])
def test_sets_of_another_hand_are_read(heading, tmp_path):
    separator = next(sign for sign in ",;\t" if sign in heading)
    text = f"Our sets\n\n{heading}\nHeron,Ana <ANA@x.org>\nWeir,bo@x.org\nHeron,chen@x.org\n,dina@x.org\n".replace(
        ",", separator
    )

    assert reading.read_sets(file_of(tmp_path, text)) == (
        KeptSet("Heron", ("ana@x.org", "chen@x.org")),
        KeptSet("Weir", ("bo@x.org",)),
    )


def test_sets_that_contradict_themselves_are_named_all_at_once(tmp_path):
    file = file_of(tmp_path, "label,email,facilitator\nHeron,a@x.org,f@x.org\nWeir,a@x.org,\nHeron,b@x.org,g@x.org\nWeir,bo,\n")

    assert said(reading.read_sets, file) == [
        "earlier.csv, line 3, column B “email”: “a@x.org” stands in line 2 too. Keep the row of the set this person is in.",
        (
            "earlier.csv, line 4, column C “facilitator”: The set “Heron” had “f@x.org” as facilitator in a row above. "
            "Write one facilitator for a set."
        ),
        "earlier.csv, line 5, column B “email”: “bo” is not a mail address. Write one address, like ana@example.org.",
    ]


def test_a_file_without_sets_is_refused_in_words(tmp_path):
    assert said(reading.read_sets, file_of(tmp_path, "email,name\na@x.org,Ana\n")) == [
        (
            "earlier.csv, line 1: No heading row was found here or in the lines below, though mail addresses stand in line 2. "
            "One row must name the columns, among them “label” (of the set) and “email”; sets.csv as it was written has them."
        ),
    ]


def test_those_of_one_set_in_one_round_have_met(tmp_path):
    text = "round,label,email\n1,A,a@x.org\n1,A,b@x.org\n1,A,c@x.org\n2,A,a@x.org\n2,A,d@x.org\n2,B,b@x.org\n"

    assert reading.read_met(file_of(tmp_path, text)) == pairs("ab", "ac", "bc", "ad")


def test_pairs_are_read_as_they_stand(tmp_path):
    text = "email,met\na@x.org,b@x.org; c@x.org\nb@x.org,A@x.org\nd@x.org,\n"

    assert reading.read_met(file_of(tmp_path, text)) == pairs("ab", "ac")


def test_pairs_amiss_are_named(tmp_path):
    assert said(reading.read_met, file_of(tmp_path, "email,met\na@x.org,a@x.org\nb@x.org,nobody\n")) == [
        "earlier.csv, line 2, column B “met”: This is the person of the row. Name somebody else.",
        "earlier.csv, line 3, column B “met”: “nobody” is not a mail address. Write addresses parted by a semicolon.",
    ]


def test_a_crowd_is_no_set(tmp_path):
    text = "label,email\n" + "".join(f"A,p{at}@x.org\n" for at in range(41))

    assert said(reading.read_met, file_of(tmp_path, text)) == [
        (
            "earlier.csv, line 42, column A “label”: More than 40 people share the set “A”. "
            "Sets are smaller; perhaps this is another column, or “round” is missing."
        ),
    ]
