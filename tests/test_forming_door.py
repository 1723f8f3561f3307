"""The door `knotwork form` as somebody in a hurry meets it: mistakes are told at once, and nothing found is lost."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knotwork import __main__
from knotwork.config import cli
from knotwork.formation import writing
from knotwork.formation.watching import Watcher

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "forming-sets"
SLOW = {"numpy", "numba", "ortools"}


def form(*words: object) -> int:
    return cli.main(["form", *map(str, words)])


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Twelve people of four organisations."""
    file = tmp_path / "people.csv"
    file.write_text("email,name,organisation\n" + "".join(f"p{at}@x.org,Zoë {at},O{at % 4}\n" for at in range(12)))
    return file


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("words", [["--dry-run"], ["--rules", "nowhere.toml"], ["--out", "nowhere/sets.csv"]])
def test_what_needs_no_search_loads_nothing_slow(people: Path, words: list[str]):
    ask = f"import sys; from knotwork.config import cli; cli.main(['form', {str(people)!r}, *{words}]); print(*sys.modules)"

    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.split()

    assert "knotwork.formation.command" in said
    assert SLOW & set(said) == set()


def test_the_search_loads_no_tables_and_whoever_wants_them_has_them():
    ask = (
        "import sys\n"
        "from knotwork.formation import command_plan\n"
        "print(*(name for name in sys.modules if name.startswith('pandas')))\n"
        "import pandas\n"
        "print(pandas.Series([3, 4]).sum())\n"
    )

    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)

    assert said.stdout.split("\n")[:2] == ["", "7"], said.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--out", "{people}"], "would write over the file that is read (people.csv)"),
        (["--keep", "{people}", "--report", "{people}"], "would write over the file that is read"),
        (["--out", "{folder}/a", "--json", "{folder}/a"], "--json and --out name the same place"),
        (["--out", "{folder}"], "This is a folder"),
        (["--out", "{folder}/none/sets.csv"], "There is no folder"),
        (["--report", "{people}/report.html"], "is no folder"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_before_the_search(people, words, why, capsys):
    before = people.read_bytes()

    code = form(people, *(word.format(people=people, folder=people.parent) for word in words), "--proposals", 10**12)

    assert code == 2
    assert why in capsys.readouterr().err
    assert (names_in(people.parent), people.read_bytes()) == (["people.csv"], before)


def test_every_mistake_on_the_line_is_told(people, capsys):
    code = form(people, "--rounds", 1, "--moves", 2, "--out", people)

    assert code == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_all_files_are_complained_of_at_once(people, tmp_path, capsys):
    (tmp_path / "rules.toml").write_text("weeks = 0\n")
    (tmp_path / "met.csv").write_text("email,met\np1@x.org,nobody\n")

    code = form(people, "--rules", tmp_path / "rules.toml", "--avoid", tmp_path / "met.csv", "--keep", tmp_path / "gone.csv")
    about_earlier = capsys.readouterr().err
    form(people, "--rules", tmp_path / "rules.toml", "--avoid", tmp_path / "met.csv")
    about_rules = capsys.readouterr().err

    assert code == 2
    assert ["gone.csv" in about_earlier, "met.csv, line 2" in about_earlier] == [True, True]
    assert ["met.csv, line 2" in about_rules, "rules.toml, line 1, weeks" in about_rules] == [True, True]


def test_on_a_full_disk_the_other_files_are_written_all_the_same(people, tmp_path, capsys, monkeypatch):
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)

    code = form(people, "--proposals", 1000, "--out", tmp_path / "sets.csv", "--json", "-")

    told = capsys.readouterr()
    assert code == 2
    assert f"{tmp_path}/sets.csv: The disk is full." in told.err
    assert "Every rule is kept." in told.err
    assert len(json.loads(told.out)["sets"]) == 2
    assert names_in(tmp_path) == ["people.csv"]


def test_sets_can_go_to_standard_output(people, capsys):
    code = form(people, "--proposals", 1000, "--out", "-")

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert (lines[0], len(lines)) == ("label,email,name,facilitator,weekday,start,zone", 13)


def run(people: Path, *words: str, **streams: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, whose streams are as stated."""
    line = [sys.executable, "-m", "knotwork", "form", str(people), "--proposals", "1000", *words]
    return subprocess.run(line, text=True, check=False, timeout=300, **{"stderr": subprocess.PIPE, **streams})


def test_a_reader_who_has_seen_enough_is_no_fault(people):
    listens, tells = os.pipe()
    os.close(listens)

    ended = run(people, "--json", stdout=tells)

    os.close(tells)
    assert (ended.returncode, "Every rule is kept." in ended.stderr, "Traceback" in ended.stderr) == (0, True, False)
    assert "roken pipe" not in ended.stderr


def test_names_go_to_a_terminal_that_lacks_their_letters(people):
    ended = run(people, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert (ended.returncode, "Zo\\xeb 3" in ended.stdout) == (0, True)


@pytest.mark.parametrize("rounds", [[], ["--rounds", 2]])
def test_a_search_that_was_ended_early_is_told_as_such(people, tmp_path, capsys, monkeypatch, rounds):
    """The same line would not give the same sets again."""
    monkeypatch.setattr(Watcher, "__call__", lambda watch, _progress: watch.stop(0, None) if not watch.is_stopped else False)

    code = form(people, "--proposals", 10**9, *rounds, "--json", tmp_path / "plan.json", "--report", tmp_path / "report.html")

    told = json.loads((tmp_path / "plan.json").read_text())
    page = (tmp_path / "report.html").read_text()
    assert code == 0
    assert "ended early" in capsys.readouterr().err
    assert [plan["is_early"] for plan in told.get("rounds", [told])] == [True] * (2 if rounds else 1)
    assert ["ended early" in page, "the same" in page] == [True, False]


def test_a_dry_run_says_what_was_understood_of_earlier_sets(people, tmp_path, capsys):
    (tmp_path / "sets.csv").write_text("label,email\nHeron,p1@x.org\nHeron,p2@x.org\nWeir,gone@x.org\nWeir,left@x.org\n")

    form(people, "--keep", tmp_path / "sets.csv", "--avoid", tmp_path / "sets.csv", "--dry-run", "--out", tmp_path / "new.csv")

    said = capsys.readouterr().out
    assert "2 sets there are, with 4 people: 2 left, 10 new." in said
    assert "1 pair of these people has been in a set together before." in said
    assert names_in(tmp_path) == ["people.csv", "sets.csv"]


@pytest.mark.parametrize("words", [["--seed", "-1"], ["--seed", "9" * 30], ["--proposals", "9" * 6000], ["--size", "1" * 6000]])
def test_numbers_out_of_reason_are_refused_shortly(people, words, capsys):
    with pytest.raises(SystemExit):
        form(people, *words)

    told = capsys.readouterr().err.splitlines()[-1]
    assert "knotwork form: error:" in told
    assert len(told) < 200


def test_ctrl_c_is_heard_whatever_solver_ran_before():
    """OR-Tools would leave the signal to end the program, and the best so far would be lost."""
    ask = (
        "import signal\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from knotwork.formation import leading, reading\n"
        "from knotwork.formation.numbers import numbers_of\n"
        "from knotwork.formation.solver.search import search\n"
        "from knotwork.formation.watching import watching\n"
        f"folder = Path({str(GUIDE)!r})\n"
        "programme = reading.read(folder / 'people.csv', folder / 'rules.toml', today=date(2026, 11, 28)).programme\n"
        "numbers = numbers_of(programme)\n"
        "with watching() as watch:\n"
        "    leading._Roster.troubled = lambda _: {0}\n"
        "    leading.led(numbers, search(numbers.problem, seed=1, proposals=2000), programme.rules)\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    print(watch.is_stopped)\n"
    )

    ended = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout) == (0, "True\n")


@pytest.mark.parametrize(
    "amid", ["knotwork.config.cli", "knotwork.formation.command", "knotwork.formation.command_plan", "ortools"]
)
def test_ctrl_c_while_something_loads_is_answered_calmly(people, amid):
    """As soon as this module is looked for, somebody presses the keys."""
    ask = (
        "import signal, sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {amid!r}:\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Pressed())\n"
        f"sys.argv = ['knotwork', 'form', {str(people)!r}]\n"
        "from knotwork.__main__ import main\n"
        "sys.exit(main())\n"
    )

    ended = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "Interrupted; nothing half-done is left behind.\n")


def test_ctrl_c_means_what_it_meant_once_everything_is_loaded(people, monkeypatch):
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(sys, "argv", ["knotwork", "form", str(people), "--dry-run"])

    assert __main__.main() == 0
    assert signal.getsignal(signal.SIGINT) is before
