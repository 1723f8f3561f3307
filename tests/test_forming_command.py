"""`knotwork form`, as a lead types it."""

import json
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from benches.forming.files import write
from benches.forming.ground import Climate
from benches.forming.planted import planted
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


NINE = [f"p{number}@example.org" for number in range(9)]


def nine_apart(folder: Path) -> str:
    """A file of nine people all of whom are to be kept apart from one another."""
    file = folder / "people.csv"
    rows = "".join(f"{email},{'; '.join(other for other in NINE if other != email)}\n" for email in NINE)
    file.write_text(f"email,keep_apart\n{rows}")
    return str(file)


def test_wishes_that_cannot_all_be_kept_are_told_beside_the_best_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code = form(nine_apart(tmp_path), "--size", "3", "--proposals", "20000", "--json")

    told = capsys.readouterr()
    assert code == 3
    assert "keep apart: p0@example.org" in told.err
    assert "No sets can keep all of these:" in told.err
    assert "Each set has 3 to 8 members; there are 9 people to place." in told.err
    plan = json.loads(told.out)
    assert plan["violations"]
    clash, *_ = plan["explanation"]["clashes"]
    assert clash["rules"][0] == {"rule": "size", "people": [], "organisations": [], "columns": []}
    assert {frozenset(rule["people"]) for rule in clash["rules"][1:]} == {frozenset(pair) for pair in combinations(NINE[:4], 2)}
    assert clash["is_minimal"]
    assert "Each set has 3 to 8 members; there are 9 people to place." in clash["said"]
    assert (plan["explanation"]["ways_out"], plan["explanation"]["is_cut"]) == ([], False)
    assert "No small change was found after which every rule can be kept." in told.err


def test_the_json_tells_the_ways_out_as_the_terminal_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    people = tmp_path / "people.csv"
    rows = "".join(f"{one},{other}\n" for one, other in pairwise([*NINE, ""]))
    others = "".join(f"q{number}@example.org,\n" for number in range(5))
    people.write_text(f"email,keep_together\n{rows}{others}")

    code = form(str(people), "--size", "6", "--explain", "--json")

    told = capsys.readouterr()
    assert code == 3
    first, second = json.loads(told.out)["explanation"]["ways_out"]
    assert [change["rule"] for change in first["changes"]] == ["keep together"]
    assert first["changes"][0]["said"].endswith(" need not sit together")
    assert f"Least to change, and tried: If {first['changes'][0]['said']}, every rule can be kept." in told.err
    assert f"Or: If {second['changes'][0]['said']}, every rule can be kept." in told.err


def test_a_plan_that_keeps_every_rule_has_no_explanation(capsys: pytest.CaptureFixture[str]):
    form(PEOPLE, "--rules", RULES, "--proposals", "1000000", "--json")

    assert "explanation" not in json.loads(capsys.readouterr().out)


def test_explaining_writes_no_sets_where_none_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sets = tmp_path / "sets.csv"

    code = form(nine_apart(tmp_path), "--size", "3", "--explain", "--out", str(sets), "--report", str(tmp_path / "report.html"))

    assert code == 3
    assert (
        "p0@example.org, p1@example.org, p2@example.org and p3@example.org are all to be kept apart" in capsys.readouterr().err
    )
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_explaining_writes_the_json_and_why_there_is_no_plan_alone(tmp_path: Path):
    plan = tmp_path / "plan.json"

    code = form(nine_apart(tmp_path), "--size", "3", "--explain", "--json", str(plan))

    assert code == 3
    told = json.loads(plan.read_text())
    assert list(told) == ["explanation"]
    assert list(told["explanation"]) == ["clashes", "ways_out", "is_cut"]


def test_explaining_what_can_be_kept_forms_the_sets(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sets = tmp_path / "sets.csv"

    code = form(PEOPLE, "--rules", RULES, "--proposals", "1000000", "--explain", "--out", str(sets))

    assert code == 0
    assert "Every rule is kept." in capsys.readouterr().err
    assert sets.exists()


def test_private_wishes_that_clash_stay_out_of_the_report(tmp_path: Path):
    people, report = tmp_path / "people.csv", tmp_path / "report.html"
    rows = [
        (f"p{number}", "p1@example.org" * (number == 0), "p0@example.org; p2@example.org" * (number == 1))
        for number in range(9)
    ]
    tied = [*rows[:2], ("p2", "p0@example.org", ""), *rows[3:]]
    people.write_text(
        "email,keep_together,keep_apart\n" + "".join(f"{name}@example.org,{near},{far}\n" for name, near, far in tied)
    )

    code = form(str(people), "--size", "3", "--proposals", "20000", "--report", str(report))

    page = report.read_text()
    assert code == 3
    assert "Private wishes and other rules cannot all be kept." in page
    assert "kept apart" not in page
    assert "may sit together" not in page
    assert "No sets can keep all of these" not in page
    assert "every rule can be kept" not in page


def test_what_is_not_proven_is_not_called_impossible(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("knotwork.formation.forming.MENDING", 0)  # too few exchanges to find the plan there is
    write(planted(120, seed=1, climate=Climate(spare=(0, 1), english=0.2)).programme, tmp_path)

    code = form(str(tmp_path / "people.csv"), "--rules", str(tmp_path / "rules.toml"), "--proposals", "1", "--json")

    assert code == 4
    told = capsys.readouterr()
    assert "It was not proven that no sets could keep every rule." in told.err
    assert json.loads(told.out)["explanation"] == {"clashes": [], "ways_out": [], "is_cut": False}


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
