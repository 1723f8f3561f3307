"""A people file: every column means what it says, and whatever is amiss is said at once."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.formation import reading
from knotwork.formation.programme import ANY_WORKING_DAY, Participant, Span
from knotwork.formation.reading.attributes import NOTHING_SAID
from knotwork.formation.tests.files import TODAY, complaints, lent, understood, written

WHOLE = """email,name,manager,time_zone,available,languages,keep_apart,keep_together,set,facilitator,organisation,grade
Ana@X.org, Ana Núñez ,boss@x.org,europe/berlin,Mon 09:00-12:30,en; Fr,bo@x.org; chen@x.org,,Heron,,Acme,3
bo@x.org,山田太郎,ANA@x.org,,,,,chen@x.org,,,acme ,
chen@x.org,Chen,,America/New York,,en,,,,0,Bolt,n/a
dina@x.org,,,UTC,,,,,,2,Bolt,1
"""
NAUGHTY = Path(__file__).parents[4] / "tests" / "data" / "blns.json"


def test_every_column_is_read(tmp_path):
    found = understood(tmp_path, WHOLE, 'time_zone = "Asia/Tokyo"')

    ana = Participant(
        email="ana@x.org",
        name="Ana Núñez",
        zone="Europe/Berlin",
        available=(Span(0, 540, 750),),
        manager="boss@x.org",
        languages=frozenset({"en", "fr"}),
        keep_apart=frozenset({"bo@x.org", "chen@x.org"}),
        pinned="Heron",
        traits={"organisation": "Acme", "grade": "3"},
        line=2,
    )
    bo = Participant(
        email="bo@x.org",
        name="山田太郎",
        zone="Asia/Tokyo",
        manager="ana@x.org",
        keep_together=frozenset({"chen@x.org"}),
        traits={"organisation": "Acme"},
        line=3,
    )
    chen = Participant(
        "chen@x.org", "Chen", "America/New_York", languages=frozenset({"en"}), traits={"organisation": "Bolt"}, line=4
    )
    dina = Participant("dina@x.org", "", "UTC", facilitates=2, traits={"organisation": "Bolt", "grade": "1"}, line=5)
    assert list(found.programme.people) == [ana, bo, chen, dina]
    assert [attribute.name for attribute in found.programme.rules.attributes] == ["organisation", "grade"]
    assert (found.to_place, found.facilitators) == (3, 1)
    assert found.notes[:2] == (
        "1 person without a time zone is taken to live in Asia/Tokyo; time_zone in the rules file says otherwise.",
        "3 people who state no hours can meet on any working day from 09:00 to 17:00, in their own time.",
    )
    assert "1 line manager is not in this file, so no set can hold them." in found.notes


def test_an_address_alone_is_enough(tmp_path):
    found = understood(tmp_path, "email\nana@x.org\n")

    assert found.programme.people == (Participant("ana@x.org", "", "UTC", ANY_WORKING_DAY, line=2),)
    assert "Everybody is taken to live in UTC; time_zone in the rules file says otherwise." in found.notes


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("E-mail", "email"),
        ("Email Address", "email"),
        ("EMAIL", "email"),
        ("Adresse e-mail", "email"),
        ("Correo electrónico", "email"),
        ("What is your work email?", "email"),
        ("Full Name", "name"),
        ("Name (Original Name)", "name"),
        ("Timezone", "time_zone"),
        ("Time Zone", "time_zone"),
        ("Availability", "available"),
        ("Languages spoken", "languages"),
        ("Line manager", "manager"),
        ("Manager's email", "manager"),
        ("Keep apart", "keep_apart"),
        ("Facilitates", "facilitator"),
    ],
)
def test_real_headings_are_understood(heading, name, tmp_path):
    other = "" if name == "email" else ",email"

    found = understood(tmp_path, f"{heading}{other}\n{'ana@x.org' if name == 'email' else ',ana@x.org'}\n")

    assert found.reserved[name].heading == heading


def test_two_name_columns_make_one_name(tmp_path):
    found = understood(tmp_path, "First name,Surname,Email\nAna,Núñez,ana@x.org\n")

    assert [person.name for person in found.programme.people] == ["Ana Núñez"]
    assert found.programme.rules.attributes == ()


def test_of_two_columns_that_mean_the_same_the_plainly_named_is_read(tmp_path):
    found = understood(tmp_path, "E-mail,email\nwrong@x.org,ana@x.org\n")

    assert [person.email for person in found.programme.people] == ["ana@x.org"]
    assert [(str(column), why) for column, why in found.left_out] == [("column A “E-mail”", "“email” is read instead")]


def test_empty_and_unnamed_columns_are_left_out_and_a_name_given_twice_is_told_apart(tmp_path):
    found = understood(tmp_path, "email,note,,grade,grade\nana@x.org,,x,1,2\n")

    assert [attribute.name for attribute in found.programme.rules.attributes] == ["grade", "grade (2)"]
    assert [(str(column), why) for column, why in found.left_out] == [
        ("column B “note”", "it is empty"),
        ("column C", "it has no heading"),
    ]


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        ("Ana <ANA@x.org>", "ana@x.org"),
        ("mailto:ana@x.org", "ana@x.org"),
        ("\u200b ana@x.org\u00a0", "ana@x.org"),
        ("o'brien+sets@sub.x.org", "o'brien+sets@sub.x.org"),
        ("'+ana@x.org", "+ana@x.org"),
        ("用户@例子.广告", "用户@例子.广告"),
    ],
)
def test_addresses_are_understood(cell, email, tmp_path):
    assert [person.email for person in understood(tmp_path, f"email\n{cell}\n").programme.people] == [email]


def test_a_label_means_the_same_set_whatever_its_capitals(tmp_path):
    found = understood(tmp_path, "email,set\na@x.org,Heron\nb@x.org,HERON\nc@x.org, heron \n")

    assert [person.pinned for person in found.programme.people] == ["Heron", "Heron", "Heron"]


def test_languages_written_in_two_ways_are_noted(tmp_path):
    found = understood(tmp_path, "email,languages\na@x.org,en; fr\nb@x.org,English/fr\nc@x.org,en-GB\n")

    assert "Languages are compared as written, so these count as different: “en and english”, “en and en-gb”." in found.notes


def test_rows_that_repeat_another_are_read_once(tmp_path):
    found = understood(tmp_path, "email,grade\nana@x.org,1\nbo@x.org,2\nANA@x.org,1\n")

    assert [person.email for person in found.programme.people] == ["ana@x.org", "bo@x.org"]
    assert "1 row repeats another row word for word; each person is read once." in found.notes


DAYS = "Write the day and from-to in the person's own time, like Mon 09:00-12:30; Tue 13:00-17:00. Empty means working hours."
ZONES = "Write the name of a zone from the IANA list, like Europe/Berlin or America/New_York."
AMISS = [
    (
        "email",
        "ana",
        "“ana” is not a mail address.",
        "Write one address, like ana@example.org; everybody needs one of their own.",
    ),
    ("email", "", "The mail address is missing.", "Write one address, like ana@example.org; everybody needs one of their own."),
    ("manager", "Jane Doe", "“Jane Doe” is not a mail address.", "Write the line manager's address, or leave the cell empty."),
    ("time_zone", "Berlin", "There is no time zone “Berlin”.", f"{ZONES} Did you mean Europe/Berlin?"),
    ("time_zone", "PST", "There is no time zone “PST”.", f"{ZONES} Did you mean America/Los_Angeles?"),
    ("time_zone", "UTC+2", "There is no time zone “UTC+2”.", f"{ZONES} Hours from UTC do not say when clocks change."),
    (
        "time_zone",
        "(UTC+01:00) Amsterdam",
        "There is no time zone “(UTC+01:00) Amsterdam”.",
        f"{ZONES} Did you mean Europe/Amsterdam?",
    ),
    ("time_zone", "Middle-earth", "There is no time zone “Middle-earth”.", ZONES),
    ("available", "Funday 9-10", "“Funday” in “Funday 9-10” is no day.", DAYS),
    ("keep_apart", "Bo", "“Bo” is not a mail address.", "Write addresses of people in this file, parted by a semicolon."),
    (
        "keep_apart",
        "boo@x.org",
        "Nobody in this file has the address “boo@x.org”. Did you mean “bo@x.org”?",
        "Write the address of somebody in this file, or leave it out.",
    ),
    ("keep_together", "dina@x.org", "This is the person of the row.", "Name somebody else, or nobody."),
    (
        "facilitator",
        "yes",
        "“yes” is not a number of sets.",
        "Write how many sets this person can facilitate, 0 to 99; empty for somebody to be placed in one.",
    ),
]


@pytest.mark.parametrize(("name", "cell", "said", "wanted"), AMISS)
def test_a_cell_amiss_is_named_with_what_would_be_accepted(name, cell, said, wanted, tmp_path):
    row = {"email": "dina@x.org"} | {name: cell}
    file = f"email,{name}\nbo@x.org,\n{row['email']},{cell}\n" if name != "email" else f"name,email\nBo,bo@x.org\nDina,{cell}\n"

    assert complaints(tmp_path, file) == [f"people.csv, line 3, column B “{name}”: {said} {wanted}"]


def test_people_who_contradict_themselves_are_named(tmp_path):
    file = """email,keep_apart,keep_together,set,facilitator
ana@x.org,bo@x.org,bo@x.org,,
bo@x.org,,,,
fac@x.org,,,Heron,1
chen@x.org,,fac@x.org,,
bo@x.org,,,Heron,
"""

    assert complaints(tmp_path, file) == [
        (
            "people.csv, line 2, column C “keep_together”: “bo@x.org” is to be kept apart and together. "
            "Name each person in one of the two columns."
        ),
        (
            "people.csv, line 4, column D “set”: This person facilitates and is not placed, but stays in set “Heron”. "
            "Empty this cell, or the one for facilitating."
        ),
        (
            "people.csv, line 5, column C “keep_together”: “fac@x.org” facilitates and is not placed, so cannot be kept together "
            "with a member. Keep together only people who are placed in sets."
        ),
        (
            "people.csv, line 6, column A “email”: “bo@x.org” stands in line 3 too, and the two rows differ. "
            "Keep the row that is right."
        ),
    ]


def test_a_file_without_anybody_to_place_is_refused(tmp_path):
    assert complaints(tmp_path, "email,facilitator\nana@x.org,2\n") == [
        (
            "people.csv, line 2, column B “facilitator”: Everybody facilitates, and nobody is left to be placed. "
            "Leave the cell empty for those to be placed."
        ),
    ]


def test_addresses_without_a_heading_are_refused_with_a_hint(tmp_path):
    assert complaints(tmp_path, "ana@x.org,Ana\nbo@x.org,Bo\n") == [
        (
            "people.csv, line 1: No heading row was found here or in the lines below, though mail addresses stand in line 1. "
            "One row must name the columns, one of them “email” (also: Email address, E-mail, Mail)."
        ),
    ]


LENT = {
    "eventbrite_orders": [("ana@x.test", "Ana Guest"), ("bo@x.test", "Bo Guest")],
    "ms_forms_multiline_header": [("person@example.com", "Example Person")],
    "zoom_participants_standard": [("anne@example.com", "Anne Coghlan"), ("brian@example.com", "Brian O'Kelley")],
    "google_forms_gruepr_availability": [
        *(("student.a@school.edu", "Student A"), ("student.b@school.edu", "Student B"), ("student.e@school.edu", "Student E")),
        *(("student.v@school.edu", "Student V"), ("student.aa@school.edu", "Student AA")),
    ],
}


@pytest.mark.parametrize(("name", "people"), LENT.items())
def test_a_real_export_is_read_right(name, people):
    found = reading.read(lent("participants") / f"{name}.csv", None, today=TODAY)

    assert [(person.email, person.name) for person in found.programme.people] == people


def test_a_real_export_without_people_is_refused_in_words():
    with pytest.raises(reading.Unreadable) as refused:
        reading.read(lent("participants") / "moodle_header_only.csv", None, today=TODAY)

    assert str(refused.value) == (
        "moodle_header_only.csv, line 1: There is no row below the heading. Write a row for each person."
    )


def test_hours_asked_for_in_a_forms_own_way_are_no_attribute():
    found = reading.read(lent("participants") / "google_forms_gruepr_availability.csv", None, today=TODAY)

    assert not any("UNAVAILABLE" in attribute.name for attribute in found.programme.rules.attributes)
    assert {why for column, why in found.left_out if "UNAVAILABLE" in column.heading} == {
        "it seems to ask for hours to meet, which are read from a column “available”"
    }


def in_cell(text):
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("column", ["name", "remark", "set"])
def test_naughty_strings_are_read_without_harm(column, tmp_path):
    strings = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    rows = "".join(f"p{at}@x.org,{in_cell(text)}\n" for at, text in enumerate(strings))

    found = understood(tmp_path, f"email,{column}\n{rows}")

    assert len(found.programme.people) == len(strings) > 500
    assert all(sign.isprintable() or sign == "\n" for sign in reading.describe(found) if sign < "\xa0")


@pytest.mark.parametrize("column", ["email", "manager", "time_zone", "available", "keep_apart", "facilitator"])
def test_a_naughty_string_where_it_makes_no_sense_is_refused_on_one_line(column, tmp_path):
    strings = [text for text in json.loads(NAUGHTY.read_text(encoding="utf-8")) if text.strip(" \t\r\n\u200b\ufeff")]
    heading, rows = ("name", "Ana") if column == "email" else ("email", "p{}@x.org")
    file = f"{heading},{column}\n" + "".join(f"{rows.format(at)},{in_cell(text)}\n" for at, text in enumerate(strings))

    said = complaints(tmp_path, file)

    assert len(said) > 400
    assert all("\n" not in one and "\x1b" not in one and one.startswith("people.csv, line ") for one in said)


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Z"]), min_size=1, max_size=20)


@given(
    names=st.lists(NAMES, min_size=1, max_size=8),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
)
def test_names_in_every_script_come_back_as_they_were(tmp_path_factory, names, separator, encoding):
    rows = "".join(f"p{at}@x.org{separator}{in_cell(name)}\n" for at, name in enumerate(names))
    file, _ = written(tmp_path_factory.mktemp("names"), f"email{separator}nickname\n{rows}".encode(encoding))

    found = reading.read(file, None, today=TODAY)

    told = [person.traits.get("nickname", "") for person in found.programme.people]
    assert [one.casefold() for one in told] == ["" if name.casefold() in NOTHING_SAID else name.casefold() for name in names]
