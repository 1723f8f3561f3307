"""`knotwork form`, as a lead types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from knotwork.config import cli

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "forming-sets"
PEOPLE, RULES = str(GUIDE / "people.csv"), str(GUIDE / "rules.toml")


def form(*words: str) -> int:
    return cli.main(["form", *words])


def test_sets_a_report_and_json_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sets, report, plan = tmp_path / "sets.csv", tmp_path / "report.html", tmp_path / "plan.json"

    code = form(
        PEOPLE, "--rules", RULES, "--proposals", "1000000", "--out", str(sets), "--report", str(report), "--json", str(plan)
    )

    assert code == 0
    assert sets.read_text().startswith("label,email,name,facilitator,weekday,start,zone\n")
    assert len(sets.read_text().splitlines()) == 1 + 54
    assert report.read_text().startswith("<!doctype html>")
    assert json.loads(plan.read_text())["violations"] == []
    assert "Every rule is kept." in capsys.readouterr().err


def test_the_same_line_writes_the_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        form(
            PEOPLE,
            "--rules",
            RULES,
            "--proposals",
            "300000",
            "--report",
            str(tmp_path / name),
            "--json",
            str(tmp_path / f"{name}.json"),
        )

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_sets_are_printed_where_no_file_is_named(capsys: pytest.CaptureFixture[str]):
    form(PEOPLE, "--rules", RULES, "--proposals", "300000")

    assert "Fatuma Abdi" in capsys.readouterr().out


def test_a_dry_run_says_what_was_understood_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code = form(PEOPLE, "--rules", RULES, "--dry-run", "--size", "7", "--out", str(tmp_path / "sets.csv"))

    said = capsys.readouterr().out
    assert code == 0
    assert "54 people to place, 6 facilitators" in said
    assert "Sets of 5 to 8 people, best 7." in said
    assert list(tmp_path.iterdir()) == []


def test_bad_input_is_named_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    people = tmp_path / "people.csv"
    people.write_text("email,time_zone\nbo@example.org,Mars/North\n")

    code = form(str(people), "--out", str(tmp_path / "sets.csv"))

    assert code == 2
    assert "people.csv, line 2, column B “time_zone”" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize("words", [[], ["nowhere.csv"], ["--mdgp", RULES]])
def test_what_cannot_be_read_is_refused_in_words(words: list[str], capsys: pytest.CaptureFixture[str]):
    assert form(*words) == 2
    assert len(capsys.readouterr().err) > 20


def test_broken_rules_are_named_and_the_code_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    people = tmp_path / "people.csv"
    others = [f"p{number}@example.org" for number in range(9)]
    rows = "".join(f"{email},{'; '.join(other for other in others if other != email)}\n" for email in others)
    people.write_text(f"email,keep_apart\n{rows}")

    code = form(str(people), "--size", "3", "--proposals", "20000", "--json")

    told = capsys.readouterr()
    assert code == 4
    assert "keep apart" in told.err
    assert json.loads(told.out)["violations"]


def test_an_instance_of_the_literature_is_solved(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "four.txt"
    file.write_text("4 2 ss 2 2 2 2\n0 1 1.5\n0 2 9\n0 3 1\n1 2 1\n1 3 8\n2 3 1\n")

    assert form("--mdgp", str(file), "--proposals", "10000") == 0
    assert json.loads(capsys.readouterr().out) == {"objective": 17.0, "groups": [[0, 2], [1, 3]]}


def test_serving_never_loads_what_forming_needs():
    loaded = "import sys, django; django.setup(); import knotwork.config.urls, knotwork.config.cli; print(*sys.modules)"

    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()

    assert "knotwork.formation.options" in said
    assert {"numba", "numpy", "ortools", "knotwork.formation.command"} & set(said) == set()
