"""Any separator, encoding and oddity of CSV is read right, or refused in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.formation import reading
from knotwork.formation.reading.encoding import decoded
from knotwork.formation.reading.sheet import rows_of
from knotwork.formation.tests.files import TODAY, complaints, lent, understood, written

SPECTRUM = ["comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates"]
SPECTRUM += ["newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"]
PEOPLE = "email,name,function\nana@x.org,Ana,Nurse\nbo@x.org,Bo,Cook\n"
BOTH = [("ana@x.org", "Ana", {"function": "Nurse"}), ("bo@x.org", "Bo", {"function": "Cook"})]


def told(found):
    return [(person.email, person.name, dict(person.traits)) for person in found.programme.people]


def expected(path):
    """The rows beside a file of the csv spectrum; one gives a single row, and another telephone number than its file."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return rows if isinstance(rows, list) else [rows | {"Contact Phone Number": "2095257564"}]


@pytest.mark.parametrize("name", SPECTRUM)
def test_a_file_of_the_csv_spectrum_has_the_rows_it_should_have(name):
    folder = lent("csv_spectrum")
    data = (folder / "csvs" / f"{name}.csv").read_bytes()
    # The stored copies lost the carriage returns that their names promise.
    data = data.replace(b"\n", b"\r\n") if name.endswith("_crlf") else data

    heading, *rows = rows_of(decoded(data, file=name).words, ",", file=name)

    read = [dict(zip(heading.cells, row.cells, strict=True)) for row in rows]
    assert read == expected(folder / "json" / f"{name}.json")


@pytest.mark.parametrize("name", SPECTRUM)
def test_a_file_of_the_csv_spectrum_without_addresses_is_refused_in_words(name, tmp_path):
    data = (lent("csv_spectrum") / "csvs" / f"{name}.csv").read_bytes()

    assert complaints(tmp_path, data) == [
        (
            "people.csv, line 1: No heading row was found here or in the lines below. One row must name the columns, one of them "
            "“email” (also: Email address, E-mail, Mail)."
        )
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_separators_endings_and_encodings_make_no_difference(separator, ending, encoding, tmp_path):
    text = PEOPLE.replace(",", separator).replace("\n", ending)

    assert told(understood(tmp_path, text.encode(encoding))) == BOTH


@pytest.mark.parametrize(
    "above",
    ["sep=,\n", "\n\n", "Programme Heron\nexported on 1 November 2026, 14:00\n\n", 'Said "so, she\n', ",,\nPeople,,\n,,\n"],
)
def test_lines_above_the_heading_are_passed_over(above, tmp_path):
    found = understood(tmp_path, above + PEOPLE)

    assert told(found) == BOTH
    assert found.header_line == above.count("\n") + 1
    assert [person.line for person in found.programme.people] == [found.header_line + 1, found.header_line + 2]


def test_a_declared_separator_is_believed(tmp_path):
    assert told(understood(tmp_path, "sep=!\n" + PEOPLE.replace(",", "!"))) == BOTH


def test_lines_are_counted_through_cells_of_several_lines(tmp_path):
    found = understood(tmp_path, 'name,email,"How hard?\n\n1 - easy"\n"Ana\nMaria",ana@x.org,1\nBo,bo@x.org,2\n')

    assert [(person.name, person.line) for person in found.programme.people] == [("Ana Maria", 4), ("Bo", 6)]
    assert list(found.layout.attributes) == ["How hard? 1 - easy"]


def test_blank_rows_and_blank_cells_at_the_end_are_passed_over(tmp_path):
    found = understood(tmp_path, PEOPLE.replace("Nurse", "Nurse,,,") + ",,\n \n\n\n")

    assert told(found) == BOTH


def test_a_short_row_counts_as_empty_and_is_noted(tmp_path):
    found = understood(tmp_path, PEOPLE + "chen@x.org\n")

    assert told(found)[2] == ("chen@x.org", "", {})
    assert "1 row is shorter than the heading, the first in line 4; what is missing there counts as empty." in found.notes


def test_a_row_with_too_many_cells_is_refused(tmp_path):
    assert complaints(tmp_path, PEOPLE + "chen@x.org,Li, Chen,Cook\n") == [
        (
            "people.csv, line 4: This row has 4 cells, the heading 3. "
            "Perhaps a cell holds the separator: put that cell in quotation marks."
        )
    ]


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line(tmp_path):
    assert complaints(tmp_path, PEOPLE + 'chen@x.org,"Chen,Cook\ndina@x.org,Dina,Cook\n') == [
        (
            "people.csv, line 4: A quotation mark opens in this row and never closes. "
            'Close it; a quotation mark inside a cell is written twice: "".'
        )
    ]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["Zoë Müller", "Chloé D’Arc", "Søren Ærø", "José Núñez", "Þórður Óla"]),
        ("cp1250", ["Łukasz Żółć", "Jiří Dvořák", "Šárka Nováková", "Gyöngyi Őry"]),
        ("cp1251", ["Мария Иванова", "Олексій Шевченко"]),
        ("cp1253", ["Γιώργος Παπαδόπουλος", "Ελένη Νικολάου"]),
        ("cp1256", ["محمد علي", "فاطمة حسن"]),
        ("cp932", ["山田太郎", "佐藤花子"]),
        ("gb18030", ["王小明", "李华", "张伟", "刘洋"]),
        ("cp949", ["김철수", "박영희"]),
    ],
)
def test_names_in_older_encodings_are_guessed_and_the_guess_is_stated(encoding, names, tmp_path):
    rows = "".join(f"p{at}@x.org,{name}\n" for at, name in enumerate(names * 5))

    found = understood(tmp_path, ("email,name\n" + rows).encode(encoding))

    assert [person.name for person in found.programme.people] == names * 5
    assert not found.encoding_is_sure


def test_a_stated_encoding_is_believed(tmp_path):
    found = understood(tmp_path, "email,name\na@x.org,דוד\n".encode("cp1255"), 'encoding = "windows-1255"')

    assert [person.name for person in found.programme.people] == ["דוד"]


def test_a_stated_encoding_that_does_not_fit_is_refused(tmp_path):
    assert complaints(tmp_path, "email,name\na@x.org,Zoë\n".encode("cp1252"), 'encoding = "utf-8"') == [
        (
            "people.csv, line 2: This line holds bytes that are not utf-8, though the file as a whole is. "
            "Type the word again, or save it as “CSV UTF-8” from your spreadsheet program."
        )
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty. Give a spreadsheet with a heading row and a row for each person."),
        (b"\xef\xbb\xbf \n", "This file is empty. Give a spreadsheet with a heading row and a row for each person."),
        (
            b"PK\x03\x04\0\0",
            (
                "This is a workbook (Excel, LibreOffice or Numbers), not a text file. "
                "Save it as “CSV UTF-8” from your spreadsheet program, and give that file."
            ),
        ),
        (
            b"email\0name\n\0\0\1\2",
            (
                "This file holds bytes that are not text in any encoding we know. Save it as “CSV UTF-8” from your spreadsheet "
                "program."
            ),
        ),
    ],
)
def test_what_is_no_text_is_refused_in_words(data, said, tmp_path):
    assert complaints(tmp_path, data) == [f"people.csv: {said}"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory, data):
    file, _ = written(tmp_path_factory.mktemp("any"), b"email,name\nana@x.org," + data)
    said = ["people.csv"]
    try:
        reading.read(file, None, today=TODAY)
    except reading.Unreadable as refused:
        said = [str(complaint) for complaint in refused.complaints]

    assert said
    assert all(one.startswith("people.csv") for one in said)
