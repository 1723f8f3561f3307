"""A rules file: every key known, of its type and in reason; what is missing has a default, stated where it is a guess."""

from datetime import date

import pytest

from knotwork.formation import reading
from knotwork.formation.programme import Attribute, Direction, Kind, Rules, Size
from knotwork.formation.tests.files import TODAY, complaints, understood, written

PEOPLE = """email,organisation,seniority,tenure,function,domains,nickname,gender,languages
ana@x.org,Acme,1,"2,5",Nurse,a; B,An,f,en
bo@x.org,ACME,3,−4,nurse,b;;a,Bo,m,fr
"""
WHOLE = """
size = { min = 4, max = 7, target = 5 }
meeting_minutes = 90
starts_on = 2027-01-04
weeks = 13
max_per_organisation = 2
shared_language = false
not_with_manager = false
every_set_facilitated = false
equity = 0
rivals = [["Acme", "BOLT", "Core"]]
not_alone = ["Gender"]
time_zone = "europe/paris"

[attributes]
seniority = { kind = "ordinal", order = ["1", "2", "3"], direction = "match", weight = 2 }
tenure    = { kind = "numeric", weight = 0.5 }
domains   = { kind = "many" }
nickname  = { weight = 0 }
languages = { kind = "many" }
"""


def test_every_key_is_read(tmp_path):
    found = understood(tmp_path, PEOPLE, WHOLE)

    assert found.programme.rules == Rules(
        starts_on=date(2027, 1, 4),
        size=Size(4, 7, 5),
        meeting_minutes=90,
        weeks=13,
        at_most_per_organisation=2,
        shared_language=False,
        not_with_manager=False,
        rivals=frozenset(frozenset(pair) for pair in (("acme", "bolt"), ("acme", "core"), ("bolt", "core"))),
        not_alone=("gender",),
        every_set_facilitated=False,
        equity=0.0,
        attributes=(
            Attribute("organisation"),
            Attribute("seniority", Kind.ORDINAL, ("1", "2", "3"), Direction.MATCH, 2.0),
            Attribute("tenure", Kind.NUMERIC, weight=0.5),
            Attribute("function"),
            Attribute("domains", Kind.MANY),
            Attribute("gender"),
            Attribute("languages", Kind.MANY),
        ),
    )
    assert [person.zone for person in found.programme.people] == ["Europe/Paris", "Europe/Paris"]
    assert [(str(column), why) for column, why in found.left_out] == [("column G “nickname”", "its weight is 0")]
    assert "Nobody is of these organisations named as rivals: “bolt”, “core”." in found.notes


def test_traits_are_written_as_their_kind_reads_them(tmp_path):
    ana, bo = understood(tmp_path, PEOPLE, WHOLE).programme.people

    assert (ana.traits["tenure"], bo.traits["tenure"]) == ("2.5", "-4")
    assert (ana.traits["domains"], bo.traits["domains"]) == ("a; B", "a; B")
    assert (ana.traits["function"], bo.traits["function"]) == ("Nurse", "Nurse")
    assert (ana.traits["organisation"], bo.traits["organisation"]) == ("Acme", "Acme")


def test_without_rules_every_rule_has_its_default_and_the_start_is_stated(tmp_path):
    found = understood(tmp_path, "email,seniority\nana@x.org,1\n")

    assert found.programme.rules == Rules(starts_on=date(2026, 11, 30), attributes=(Attribute("seniority"),))
    assert "The cycle starts on Monday 2026-11-30, the first one from today; starts_on says otherwise." in found.notes


@pytest.mark.parametrize(("today", "monday"), [(date(2026, 11, 30), date(2026, 12, 7)), (date(2026, 12, 6), date(2026, 12, 7))])
def test_the_cycle_starts_on_a_monday_after_today(today, monday, tmp_path):
    found = reading.read(*written(tmp_path, "email\nana@x.org\n"), today=today)

    assert found.programme.rules.starts_on == monday


@pytest.mark.parametrize(
    ("size", "read"),
    [
        ("{ max = 4 }", Size(4, 4, 4)),
        ("{ min = 7 }", Size(7, 8, 7)),
        ("{ target = 10 }", Size(5, 10, 10)),
        ("{ target = 4 }", Size(4, 8, 4)),
        ("{ min = 9 }", Size(9, 9, 9)),
        ("{}", Size()),
    ],
)
def test_sizes_not_stated_give_way_to_those_that_are(size, read, tmp_path):
    assert understood(tmp_path, "email\nana@x.org\n", f"size = {size}").programme.rules.size == read


@pytest.mark.parametrize(
    ("key", "attribute"), [("Peer Level", "Peer level"), ("peer_level", "Peer level"), ("company", "organisation")]
)
def test_an_attribute_is_found_without_case_and_signs(key, attribute, tmp_path):
    found = understood(tmp_path, "email,Peer level,Company\nana@x.org,1,Acme\n", f'[attributes]\n"{key}" = {{ weight = 3 }}')

    assert Attribute(attribute, weight=3.0) in found.programme.rules.attributes


COLUMNS = "Columns about people are “organisation”, “seniority”, “tenure”, “function”, “domains”, “nickname”, “gender”."
KNOWN = (
    "size, meeting_minutes, starts_on, weeks, max_per_organisation, shared_language, not_with_manager, every_set_facilitated"
)
KNOWN += ", equity, rivals, not_alone, time_zone, encoding, attributes"
AMISS = [
    ("week = 26", "week", f"There is no key “week” here. Did you mean “weeks”? Known are {KNOWN}."),
    ('weeks = "26"', "weeks", "“26” is not a whole number. Write a whole number from 1 to 104, without quotes."),
    ("weeks = 0", "weeks", "“0” is out of reason. Write a whole number from 1 to 104, without quotes."),
    ("weeks = 2.5", "weeks", "“2.5” is not a whole number. Write a whole number from 1 to 104, without quotes."),
    ("equity = nan", "equity", "“nan” is out of reason. Write a number from 0 to 100, without quotes."),
    (
        "meeting_minutes = true",
        "meeting_minutes",
        "“true” is not a whole number. Write a whole number from 15 to 600, without quotes.",
    ),
    ('shared_language = "yes"', "shared_language", "“yes” is neither true nor false. Write true or false, without quotes."),
    ('starts_on = "2027-01-04"', "starts_on", "“2027-01-04” is not a day. Write it without quotes: starts_on = 2027-01-04."),
    ("starts_on = 1927-01-04", "starts_on", "1927-01-04 is far from today. Write a day within the last year or the next five."),
    ("size = 6", "size", "“6” is not a table. Write it in braces: size = { … }."),
    ("size = { min = 2 }", "size.min", "“2” is out of reason. Write a whole number from 3 to 12, without quotes."),
    ("size = { big = 8 }", "size.big", "There is no key “big” here. Known are min, max, target."),
    (
        "size = { min = 6, max = 5 }",
        "size",
        (
            "Sets of at least 6 and at most 5 people, best 5, contradict one another. "
            "Let min be at most target, and target at most max: size = { min = 5, max = 8, target = 6 }."
        ),
    ),
    (
        'rivals = ["Acme"]',
        "rivals",
        'This is not a list of pairs of names. Write pairs of organisations: rivals = [["Acme", "Bolt"]].',
    ),
    (
        'rivals = [["Acme", "ACME "]]',
        "rivals",
        'An organisation stands beside itself or is empty. Write pairs of organisations: rivals = [["Acme", "Bolt"]].',
    ),
    (
        'not_alone = "gender"',
        "not_alone",
        'This is not a list of columns. Write the columns in quotes: not_alone = ["gender"].',
    ),
    ('not_alone = ["age"]', "not_alone", f"There is no column “age”. {COLUMNS}"),
    (
        'time_zone = "Rome"',
        "time_zone",
        (
            "There is no time zone “Rome”. Write the name of a zone from the IANA list, like Europe/Berlin or America/New_York. "
            "Did you mean Europe/Rome?"
        ),
    ),
    ('encoding = "klingon"', "encoding", 'There is no encoding “klingon”. Write one like "utf-8", "cp1252" or "shift_jis".'),
    ('encoding = "base64"', "encoding", 'There is no encoding “base64”. Write one like "utf-8", "cp1252" or "shift_jis".'),
    (
        "[attributes]\nfunktion = { weight = 1 }",
        "attributes.funktion",
        f"The people file has no column “funktion”. Did you mean “function”? {COLUMNS}",
    ),
    (
        "attributes.function.wight = 1",
        "attributes.function.wight",
        "There is no key “wight” here. Did you mean “weight”? Known are kind, order, direction, weight.",
    ),
    ("[attributes]\nfunction = 2", "attributes.function", "“2” is not a table. Write it in braces: function = { … }."),
    (
        "attributes = { email = { weight = 1 } }",
        "attributes.email",
        f"“email” has a meaning of its own and does not count as an attribute. {COLUMNS}",
    ),
    (
        "[attributes.function]\nweight = -1",
        "attributes.function.weight",
        "“-1” is out of reason. Write a number from 0 to 1000, without quotes.",
    ),
    (
        '[attributes]\nfunction = { kind = "nominal" }',
        "attributes.function.kind",
        "“nominal” is not known here. Did you mean “ordinal”? Write one of “categorical”, “ordinal”, “numeric”, “many”.",
    ),
    (
        '[attributes]\nseniority = { kind = "ordinal" }',
        "attributes.seniority.kind",
        'An ordinal attribute needs its steps. Add them from low to high: order = ["1", "2", "3"].',
    ),
    (
        '[attributes]\nseniority = { order = ["1", "1"] }',
        "attributes.seniority.order",
        (
            "There are fewer than two steps, or one twice, or an empty one. "
            'Write at least two different steps from low to high: order = ["1", "2", "3"].'
        ),
    ),
]


@pytest.mark.parametrize(("rules", "key", "said"), AMISS)
def test_a_key_amiss_is_named_with_its_line_and_what_would_be_accepted(rules, key, said, tmp_path):
    line = 2 + rules.count("\n")

    assert complaints(tmp_path, PEOPLE, f"# Rules\n{rules}\n") == [f"rules.toml, line {line}, {key}: {said}"]


def test_values_that_do_not_fit_their_attribute_are_named(tmp_path):
    rules = '[attributes]\nseniority = { order = ["1", "2"] }\nfunction = { kind = "numeric" }'

    assert complaints(tmp_path, PEOPLE, rules) == [
        "people.csv, line 2, column E “function”: “Nurse” is not a number. Write a number like 3 or 3.5, or leave it empty.",
        "people.csv, line 3, column C “seniority”: “3” is no step of its order. Write one of “1”, “2”, or leave it empty.",
        "people.csv, line 3, column E “function”: “nurse” is not a number. Write a number like 3 or 3.5, or leave it empty.",
    ]


def test_rules_about_organisations_need_the_column(tmp_path):
    rules = 'max_per_organisation = 2\nrivals = [["Acme", "Bolt"]]'

    assert complaints(tmp_path, "email\nana@x.org\n", rules) == [
        (
            "rules.toml, line 1, max_per_organisation: This rule reads a column “organisation”, and there is none. "
            "Add the column, or leave the rule out."
        ),
        "rules.toml, line 2, rivals: This rule reads a column “organisation”, and there is none. Add the column, or leave it out.",
    ]


def test_both_files_are_spoken_of_at_once(tmp_path):
    assert complaints(tmp_path, "email,time_zone\nana,Mars\n", "weeks = 0\nequity = -1") == [
        "rules.toml, line 1, weeks: “0” is out of reason. Write a whole number from 1 to 104, without quotes.",
        "rules.toml, line 2, equity: “-1” is out of reason. Write a number from 0 to 100, without quotes.",
        (
            "people.csv, line 2, column A “email”: “ana” is not a mail address. "
            "Write one address, like ana@example.org; everybody needs one of their own."
        ),
        (
            "people.csv, line 2, column B “time_zone”: There is no time zone “Mars”. "
            "Write the name of a zone from the IANA list, like Europe/Berlin or America/New_York."
        ),
    ]


def test_a_file_that_is_no_toml_is_refused_with_its_line_and_the_people_are_read_all_the_same(tmp_path):
    assert complaints(tmp_path, "email\nana\n", "weeks = 26\nequity =\n") == [
        (
            "rules.toml, line 2: This is not TOML: Invalid value at character 9. "
            "Each line reads like weeks = 26, text stands in quotes."
        ),
        (
            "people.csv, line 2, column A “email”: “ana” is not a mail address. "
            "Write one address, like ana@example.org; everybody needs one of their own."
        ),
    ]


@pytest.mark.parametrize(
    ("cell", "named"),
    [("Große  Straße AG", "grosse strasse ag"), ("Straße", "STRASSE"), ("Caf\u00e9", "cafe\u0301"), ("İş", "i̇ş")],
)
def test_rivals_are_named_as_the_people_file_spells_them(cell, named, tmp_path):
    found = understood(tmp_path, f"email,organisation\na@x.org,{cell}\nb@x.org,Bolt\n", f'rivals = [["{named}", "bolt"]]')

    assert found.programme.rules.rivals == {frozenset({cell.lower(), "bolt"})}
    assert not any("named as rivals" in note for note in found.notes)


def test_files_that_are_not_there_are_all_named(tmp_path):
    with pytest.raises(reading.Unreadable) as refused:
        reading.read(tmp_path / "people.csv", tmp_path / "rules.toml", today=TODAY)

    assert str(refused.value) == (
        "rules.toml: This file cannot be opened: No such file or directory. Check its name and folder.\n"
        "people.csv: This file cannot be opened: No such file or directory. Check its name and folder."
    )


def test_what_was_understood_is_said_in_plain_words(tmp_path):
    assert reading.describe(understood(tmp_path, PEOPLE, WHOLE)) == (
        """people.csv: encoding utf-8, cells parted by comma, heading in line 1.

2 people to place. The first: ana@x.org.

Columns with a meaning:
  email: column A “email”
  languages: column I “languages”

Columns that count:
  organisation: alike or not, mixed in a set
  seniority: in steps (1 < 2 < 3), alike in a set, weight 2
  tenure: as a number, mixed in a set, weight 0.5
  function: alike or not, mixed in a set
  domains: several at once, mixed in a set
  gender: alike or not, mixed in a set
  languages: several at once, mixed in a set

Columns that do not count:
  column G “nickname”: its weight is 0.

Rules:
  Sets of 4 to 7 people, best 5.
  Each set meets for 90 minutes, at a weekly time that suits everybody in it.
  That time holds in each of the 13 weeks from 2027-01-04.
  At most 2 people of one organisation in a set.
  Never together: “Acme”, “bolt”.
  Never together: “Acme”, “core”.
  Never together: “bolt”, “core”.
  Nobody is alone in a set with what they say under “gender”.
  Sets are to be about equally well mixed: equity 0, where 0 looks at all of them together only.

Guessed:
  Everybody is taken to live in Europe/Paris; time_zone in the rules file says otherwise.
  Everybody can meet on any working day from 09:00 to 17:00, in their own time.
  The same for everybody who states it, so nothing to mix: “organisation”, “function”, “domains”.
  Nobody is of these organisations named as rivals: “bolt”, “core”.
"""
    )
