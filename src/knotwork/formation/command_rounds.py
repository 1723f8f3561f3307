"""`knotwork form people.csv --rounds N`: several rounds at once, told and written."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from knotwork.formation import targets, writing
from knotwork.formation.programme import Programme, Rounds, Violation
from knotwork.formation.reading.text import counted
from knotwork.formation.report import again_in_words, render_rounds, rounds_as_json
from knotwork.formation.several import MOST_PEOPLE

SHOWN = 12
"""Broken rules named on the terminal; all stand in the report and in the JSON."""


def why_too_many() -> str:
    """Why there are no rounds for so many people."""
    return (
        f"Rounds are planned at once for at most {MOST_PEOPLE:,} people. "
        "For more, form one round after the other, each with --avoid and the sets before it."
    )


def write(rounds: Rounds, programme: Programme, asked: argparse.Namespace) -> bool:
    """Write the files that were asked for, and print the rounds if none was; False if one could not be written."""
    pages: list[tuple[Path, str]] = []
    if asked.out:
        pages.append((asked.out, writing.rounds_as_csv(rounds, programme)))
    if asked.report:
        pages.append((asked.report, render_rounds(programme, rounds)))
    if asked.json:
        pages.append((asked.json, rounds_as_json(rounds)))
    elif not asked.out:
        pages.append((targets.STANDARD_OUTPUT, "".join(f"{line}\n" for line in _printed(rounds, programme))))
    return targets.deliver(pages)


def _printed(rounds: Rounds, programme: Programme) -> Iterable[str]:
    names = {person.email: person.name or person.email for person in programme.people}
    for number, plan in enumerate(rounds.plans, start=1):
        yield f"Round {number}"
        for planned in plan.sets:
            yield f"  {planned.label}: {', '.join(names[email] for email in planned.members)}"


def told(rounds: Rounds, *, after: float) -> Iterable[str]:
    """How it went, after how many seconds; broken rules last."""
    plan = rounds.plans[0]
    people = sum(len(planned.members) for planned in plan.sets)
    yield (
        f"{len(rounds.plans)} rounds of {counted(len(plan.sets), 'set', 'sets')} for {counted(people, 'person', 'people')}; seed {plan.seed}, "
        f"{'ended early' if plan.is_early else f'{plan.proposals:,} proposals'}, {after:.1f} s."
    )
    yield again_in_words(rounds)
    broken = [f"  round {at}, {one.rule}: {one.why}" for at, one in _broken(rounds)]
    yield from (
        ["Every rule is kept in every round."]
        if not broken
        else [f"{counted(len(broken), 'rule is', 'rules are')} broken:", *broken[:SHOWN]]
    )
    if len(broken) > SHOWN:
        yield f"  … and {len(broken) - SHOWN} more, all in the report and in the JSON."


def _broken(rounds: Rounds) -> Iterable[tuple[int, Violation]]:
    return ((number, one) for number, plan in enumerate(rounds.plans, start=1) for one in plan.violations)
