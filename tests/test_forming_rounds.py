"""Several rounds at the door (`knotwork form … --rounds N`), and what is said of people who meet again."""

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.config import cli
from knotwork.formation import reading
from knotwork.formation.several import form_rounds
from knotwork.formation.solver.problem import Progress

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "forming-sets"
MILD = Climate(spare=(6, 8), english=1.0)


def people(folder: Path, count: int) -> str:
    file = folder / "people.csv"
    file.write_text("email,trade\n" + "".join(f"p{at}@x.org,{at % 4}\n" for at in range(count)), encoding="utf-8")
    return str(file)


def form(*words: str) -> int:
    return cli.main(["form", *words])


def test_rounds_in_which_nobody_meets_twice_are_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out, report, plan = tmp_path / "rounds.csv", tmp_path / "rounds.html", tmp_path / "rounds.json"
    words = [people(tmp_path, 20), "--size", "4", "--rounds", "4", "--proposals", "400000"]

    code = form(*words, "--out", str(out), "--report", str(report), "--json", str(plan))

    told = json.loads(plan.read_text())
    pairs = [pair for one in told["rounds"] for each in one["sets"] for pair in combinations(each["members"], 2)]
    assert code == 0
    assert (len(told["rounds"]), told["again"], len(pairs), len(set(pairs))) == (4, [], 120, 120)
    assert len(out.read_text().splitlines()) == 1 + 4 * 20
    assert len(reading.read_met(out)) == 120
    assert "Nobody meets anybody twice." in capsys.readouterr().err
    assert "Round 4" in report.read_text()
    assert "@x.org" not in report.read_text()


def test_the_next_round_avoids_those_of_the_file_and_says_who_meets_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rounds, report = str(tmp_path / "rounds.csv"), tmp_path / "report.html"
    words = [people(tmp_path, 20), "--size", "4", "--proposals", "200000"]
    form(*words, "--rounds", "3", "--out", rounds)

    code = form(*words, "--avoid", rounds, "--json", "--report", str(report))

    said = capsys.readouterr()
    told = json.loads(said.out)
    met = reading.read_met(Path(rounds))
    again = [pair for one in told["sets"] for pair in combinations(one["members"], 2) if frozenset(pair) in met]
    assert code == 0
    assert sorted(map(tuple, told["again"])) == sorted(again)
    assert "been in a set" in said.err
    assert "been in a set" in report.read_text()


def test_every_rule_is_kept_in_every_round_and_few_meet_again():
    programme = planted(60, seed=3, climate=MILD).programme

    found = form_rounds(programme, 3, seed=1, proposals=1_500_000)

    assert [plan.violations for plan in found.plans] == [(), (), ()]
    assert {pair for pair, _ in found.again} == {
        pair for pair in {tuple(sorted(pair)) for pair in _pairs(found.plans)} if _pairs(found.plans).count(pair) > 1
    }
    assert len(found.again) < len(_pairs(found.plans)) / 4


def test_facilitators_of_several_sets_are_at_one_meeting_at_a_time_in_every_round():
    programme = reading.read(GUIDE / "people.csv", GUIDE / "rules.toml", today=date(2026, 11, 28)).programme

    found = form_rounds(programme, 3, seed=2, proposals=1_500_000)

    assert [plan.violations for plan in found.plans] == [(), (), ()]


def _pairs(plans) -> list[tuple[str, ...]]:
    return [pair for plan in plans for one in plan.sets for pair in combinations(one.members, 2)]


def test_whoever_ends_it_gets_judged_rounds():
    programme = planted(60, seed=3, climate=MILD).programme

    def at_once(_progress: Progress) -> bool:
        return False

    found = form_rounds(programme, 3, seed=1, proposals=50_000_000, watch=at_once)

    assert [sum(len(one.members) for one in plan.sets) for plan in found.plans] == [60, 60, 60]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rounds", "1"], "--rounds takes a number from 2 to 60."),
        (["--rounds", "61"], "--rounds takes a number from 2 to 60."),
        (["--rounds", "3", "--keep", "sets.csv"], "say one of the two"),
    ],
)
def test_rounds_that_do_not_go_together_are_refused(tmp_path: Path, capsys, words: list[str], said: str):
    assert form(people(tmp_path, 20), *words) == 2
    assert said in capsys.readouterr().err


def test_rounds_for_too_many_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert form(people(tmp_path, 2001), "--rounds", "2", "--proposals", "1") == 2
    assert "at most 2,000 people" in capsys.readouterr().err
