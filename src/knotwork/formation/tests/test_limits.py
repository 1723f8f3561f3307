"""A large file is read quickly, and a mistaken one costs neither time nor memory: `pytest src/knotwork/formation -k limits`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from knotwork.formation.reading import limits

SECONDS, MEGABYTES = 2, 256
MEASURE = """
import json, re, resource, sys, time
from datetime import date
from pathlib import Path
from knotwork.formation import reading
began, said, people = time.process_time(), "", 0
try:
    people = len(reading.read(Path(sys.argv[1]), None, today=date(2026, 11, 28)).programme.people)
except reading.Unreadable as refused:
    said = str(refused)
seconds = time.process_time() - began
status = Path("/proc/self/status")  # Linux alone tells what this process took without the one that started it
highest = int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) if status.exists() else 0
print(json.dumps([people, said, seconds, (highest or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024]))
"""
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Africa/Nairobi")


def measured(file: Path):
    """People read, words said, seconds of processor time and megabytes of a process of its own that reads this file."""
    source = str(Path(__file__).parents[3])
    ran = subprocess.run(  # noqa: S603 - our own words, read by our own interpreter
        [sys.executable, "-c", MEASURE, str(file)], env={"PYTHONPATH": source}, capture_output=True, check=True
    )
    return json.loads(ran.stdout)


def everybody(count: int) -> str:
    rows = (
        f'p{at}@example.org,"Zoë {at}, Müller",p{at // 10}@example.org,{ZONES[at % 4]},"Mon 09:00-12:30; Tue {at % 5 + 7}:00-17:00",'
        f"en; fr,p{(at + 7) % count}@example.org,,,{'2' if at % 9 == 0 else ''},org {at % 50},f{at % 7},{at % 6 + 1},{at % 30}.5\n"
        for at in range(count)
    )
    heading = "email,name,manager,time_zone,available,languages,keep_apart,keep_together,set,facilitator"
    return f"{heading},organisation,function,seniority,tenure\n{''.join(rows)}"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_five_thousand_rows_are_read_in_under_a_second(encoding, tmp_path):
    (tmp_path / "people.csv").write_text(everybody(5000), encoding=encoding)

    people, said, seconds, megabytes = measured(tmp_path / "people.csv")

    assert (people, said) == (5000, "")
    assert seconds < 1
    assert megabytes < MEGABYTES


def of_200_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"email,name\n")
        file.truncate(200 * limits.MEGABYTE)


HEADED = "email,name\n"
COSTLY = {
    "200 megabytes": (of_200_megabytes, "This file is too large: 200.0 MB or more. Files of at most 10.00 MB are read."),
    "a million columns": (
        "email," + ",".join(f"c{at}" for at in range(1_000_000)) + "\na@x.org\n",
        "This line is 7,888,896 characters long. At most 200,000 characters and 200 columns are read.",
    ),
    "a million cells": (HEADED + "a," * 1_000_000, "This line is 2,000,000 characters long. At most 200,000"),
    "a million cells on as many lines": (HEADED + '"\n",' * 1_000_000, "This row has 1,000,001 columns. At most 200"),
    "250 columns": (",".join(["email", *"abcde" * 50]) + "\n", "This row has 251 columns. At most 200 columns are read."),
    "rows without end": (HEADED + "a@x.org,Ana\n" * 800_000, "This file holds more than 10,000 rows. At most 10,000 people"),
    "lines without end": (HEADED + "\n" * 9_000_000, "This file has more lines than a worksheet. At most 1,100,000 are"),
    "no heading": ("x,y\n" * 2_000_000, "No heading row was found here or in the lines below. One row must name the columns,"),
    "an open quotation mark": (HEADED + '"' + "a@x.org,Ana\n" * 800_000, "A quotation mark opens in or after this line and"),
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_file_is_refused_in_words_within_two_seconds_and_256_megabytes(name, tmp_path):
    content, words = COSTLY[name]
    file = tmp_path / "people.csv"
    if callable(content):
        content(file)
    else:
        file.write_text(content, encoding="utf-8")

    people, said, seconds, megabytes = measured(file)

    assert people == 0
    assert words in said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_the_blank_rows_of_a_whole_worksheet_are_passed_over(tmp_path):
    (tmp_path / "people.csv").write_text(HEADED + "a@x.org,Ana\n" + ",,,,,,\n" * 1_048_000, encoding="utf-8")

    people, said, _, megabytes = measured(tmp_path / "people.csv")

    assert (people, said) == (1, "")
    assert megabytes < MEGABYTES
