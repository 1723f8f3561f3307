"""Sets formed again after people left and came (`knotwork form … --keep sets.csv`)."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benches.forming.ground import Climate
from benches.forming.planted import planted
from knotwork.config import cli
from knotwork.formation.again import TooFewMoves, before_of, form_again
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Participant, Plan, Programme
from knotwork.formation.reading import KeptSet
from knotwork.formation.report import as_json
from knotwork.formation.solver import keeping

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "forming-sets"
RULES = str(GUIDE / "rules.toml")
MILD = Climate(spare=(6, 8), english=1.0)


def kept(plan: Plan) -> tuple[KeptSet, ...]:
    return tuple(KeptSet(one.label, one.members, one.facilitator) for one in plan.sets)


def after(programme: Programme, *, leave: int, seed: int) -> tuple[Programme, set[str]]:
    """The programme without some of its members, drawn by chance."""
    members = [person.email for person in programme.people if not person.facilitates]
    gone = set(Random(seed).sample(sorted(members), leave))
    left = tuple(_without(person, gone) for person in programme.people if person.email not in gone)
    return replace(programme, people=left), gone


def _without(person: Participant, gone: set[str]) -> Participant:
    return replace(person, keep_apart=person.keep_apart - gone, keep_together=person.keep_together - gone)


def moved(plan: Plan, earlier: tuple[KeptSet, ...]) -> set[str]:
    sat = {email: one.label for one in earlier for email in one.members}
    return {email for one in plan.sets for email in one.members if sat.get(email, one.label) != one.label}


@pytest.mark.parametrize("seed", range(3))
def test_every_rule_is_kept_and_the_moves_are_told_as_they_are(seed: int):
    hidden = planted(120, seed=seed, climate=MILD)
    programme, gone = after(hidden.programme, leave=12, seed=seed)

    plan = form_again(programme, kept(hidden.plan), seed=1, proposals=60_000)

    short = sum(max(0, 5 - len(set(one.members) - gone)) for one in hidden.plan.sets)
    assert plan.violations == ()
    assert {move.email for move in plan.change.moves} == moved(plan, kept(hidden.plan))
    assert set(plan.change.gone) == gone
    assert plan.change.fewest <= len(plan.change.moves) <= 1.25 * short + 3


def test_a_sound_plan_with_nobody_gone_moves_nobody():
    hidden = planted(60, seed=4)

    plan = form_again(hidden.programme, kept(hidden.plan), seed=1, proposals=60_000)

    assert (plan.violations, plan.change.moves, plan.change.led_anew) == ((), (), ())
    assert plan.change.is_least
    assert {one.label: one.members for one in plan.sets} == {one.label: one.members for one in hidden.plan.sets}


def test_whoever_goes_astray_over_a_broken_rule_comes_back_and_finds_better_sets():
    hidden = planted(240, seed=2, climate=MILD)
    programme, gone = after(hidden.programme, leave=24, seed=2)
    sat = {email: one.label for one in hidden.plan.sets for email in one.members if email not in gone}
    numbers = numbers_of(programme, sat=sat)
    settled = keeping.settle(numbers.problem, before_of(numbers, kept(hidden.plan), sat), seed=1, watch=lambda _progress: True)

    gains = [
        keeping.better_within(
            settled, settled.seating, settled.moves + 20, seed=seed, proposals=200_000, watch=lambda _progress: True
        ).worth
        - settled.seating.worth
        for seed in range(4, 7)
    ]

    assert min(gains) > 0.8 * max(gains)


def test_never_more_move_than_are_allowed_and_more_moves_are_never_worse():
    hidden = planted(60, seed=2, climate=MILD)
    programme, _ = after(hidden.programme, leave=4, seed=1)

    plans = [form_again(programme, kept(hidden.plan), seed=1, proposals=300_000, moves=moves) for moves in (None, 10, 40)]

    least, ten, many = (len(plan.change.moves) for plan in plans)
    assert least <= ten <= 10 < many <= 40
    assert plans[0].score < plans[2].score
    curve = plans[0].change.curve
    assert curve[0].moves == least
    assert [step.moves for step in curve] == sorted({step.moves for step in curve})
    assert all(plan.violations == () for plan in plans)


def test_too_few_moves_are_refused():
    hidden = planted(120, seed=1, climate=MILD)
    programme, _ = after(hidden.programme, leave=30, seed=1)

    with pytest.raises(TooFewMoves) as refused:
        form_again(programme, kept(hidden.plan), seed=1, proposals=0, moves=0)

    assert refused.value.fewest > 0


def test_rows_and_sets_in_another_order_give_the_same_plan():
    hidden = planted(60, seed=5)
    programme, _ = after(hidden.programme, leave=6, seed=2)
    shuffled, sets = list(programme.people), list(kept(hidden.plan))
    Random(1).shuffle(shuffled)
    Random(2).shuffle(sets)

    plan = form_again(programme, kept(hidden.plan), seed=7, proposals=60_000)
    again = form_again(replace(programme, people=tuple(shuffled)), tuple(sets), seed=7, proposals=60_000)

    assert as_json(plan) == as_json(again)


def test_whoever_ends_it_gets_a_judged_plan_and_the_beginning_of_the_curve():
    hidden = planted(120, seed=1, climate=MILD)
    programme, _ = after(hidden.programme, leave=12, seed=1)

    ended = form_again(programme, kept(hidden.plan), seed=1, proposals=1_000_000, watch=lambda seen: seen.proposals < 10_000)

    assert len(ended.change.curve) == 1
    assert sum(len(one.members) for one in ended.sets) == 108


# At the door


SIX = ["ana", "bo", "chen", "dina", "edo", "farah", "goran", "hana", "ivo", "jun", "kim", "lev"]


def people(folder: Path, names: list[str], *, more: str = "") -> str:
    file = folder / "people.csv"
    rows = "".join(f"{name}@x.org,{name},{at % 3}{more if name == 'ana' else ','}\n" for at, name in enumerate(names))
    file.write_text(f"email,name,trade,keep_apart\n{rows}", encoding="utf-8")
    return str(file)


def sets(folder: Path, text: str | None = None) -> str:
    file = folder / "sets.csv"
    rows = "".join(f"{'Heron' if at < 6 else 'Weir'},{name}@x.org\n" for at, name in enumerate(SIX))
    file.write_text(text if text is not None else f"label,email\n{rows}", encoding="utf-8")
    return str(file)


def form(*words: str) -> int:
    return cli.main(["form", *words, "--proposals", "20000"])


def test_the_change_is_told_written_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plan, report = tmp_path / "plan.json", tmp_path / "report.html"
    words = [people(tmp_path, [*SIX[2:], "mara"], more=",bo@x.org"), "--keep", sets(tmp_path)]

    code = form(*words, "--json", str(plan), "--report", str(report))

    change, said = json.loads(plan.read_text())["change"], capsys.readouterr().err
    assert code == 0
    assert (change["moves"], change["is_least"], change["arrived"]) == ([], True, ["mara@x.org"])
    assert change["gone"] == ["ana@x.org", "bo@x.org"]
    assert "Nobody who was in a set has to leave it." in said
    assert "Two people of the earlier sets left and one person is new." in said
    assert "What changes" in report.read_text()
    assert "@x.org" not in report.read_text()


def test_a_wish_about_somebody_who_left_is_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = people(tmp_path, [name for name in SIX if name != "bo"], more=",bo@x.org")

    assert form(file) == 2
    assert "Nobody in this file has the address “bo@x.org”" in capsys.readouterr().err
    assert form(file, "--keep", sets(tmp_path)) == 0


def test_fewer_moves_than_needed_are_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = people(tmp_path, SIX, more=",bo@x.org")

    assert form(file, "--keep", sets(tmp_path), "--moves", "0") == 3
    assert "No sets: nobody moving is too little; 1 is the least possible." in capsys.readouterr().err
    assert form(file, "--keep", sets(tmp_path), "--moves", "1") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label,email\nHeron,ana@x.org\nHeron,nonsense\n", "sets.csv, line 3, column B “email”"),
        ("label,email\nHeron,ana@x.org\nWeir,ana@x.org\n", "sets.csv, line 3, column B “email”"),
        ("who,where\nana,Heron\n", "One row must name the columns, among them “label”"),
        ("label,email\n,ana@x.org\n", "sets.csv: Nobody sits in a set there."),
    ],
)
def test_a_bad_file_of_sets_is_refused_by_line_and_column(tmp_path, capsys, text: str, said: str):
    assert form(people(tmp_path, SIX), "--keep", sets(tmp_path, text)) == 2
    assert said in capsys.readouterr().err


def test_moves_without_sets_to_keep_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert form(people(tmp_path, SIX), "--moves", "3") == 2
    assert "--keep sets.csv" in capsys.readouterr().err


def test_people_who_met_are_kept_apart_within_the_moves_allowed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    met = tmp_path / "met.csv"
    met.write_text("email,met\nana@x.org,bo@x.org\n", encoding="utf-8")
    words = [people(tmp_path, SIX), "--keep", sets(tmp_path), "--avoid", str(met), "--json"]

    assert form(*words, "--moves", "2") == 0

    together = [set(one["members"]) for one in json.loads(capsys.readouterr().out)["sets"]]
    assert not any({"ana@x.org", "bo@x.org"} <= one for one in together)


def test_whoever_is_named_as_their_own_line_manager_is_parted_from_nobody():
    hidden = planted(60, seed=4)
    people = tuple(
        replace(person, manager=person.email) if not person.facilitates else person for person in hidden.programme.people
    )

    plan = form_again(replace(hidden.programme, people=people), kept(hidden.plan), seed=1, proposals=60)

    assert (plan.change.moves, plan.change.fewest) == ((), 0)
