"""`knotwork form`, once the files are read: search, explain, write, and tell how it went."""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knotwork.formation import command_rounds, explaining, forming, mdgp, targets, writing
from knotwork.formation.acquaintance import meeting_again
from knotwork.formation.again import TooFewMoves, form_again
from knotwork.formation.endings import Ending
from knotwork.formation.explaining import Explanation, telling
from knotwork.formation.explaining.as_json import explained
from knotwork.formation.options import USUAL_AGAIN, USUAL_PROPOSALS
from knotwork.formation.programme import Plan, Programme
from knotwork.formation.reading import KeptSet
from knotwork.formation.reading.text import counted
from knotwork.formation.report import as_json, explanation_as_json, render
from knotwork.formation.saying import answer, say_line
from knotwork.formation.several import TooMany, form_rounds
from knotwork.formation.telling import change_in_lines, too_few
from knotwork.formation.watching import Watcher, watching

SHOWN = 12
"""Broken rules named on the terminal; all stand in the report and in the JSON."""


def form(programme: Programme, earlier: Sequence[KeptSet], asked: argparse.Namespace, *, began: float) -> Ending:
    """Form the sets, or all rounds of them, write what was asked for and tell how it went.

    Args:
        began: when, on the monotonic clock.
    """
    try:
        if asked.rounds is not None:
            return _rounds(programme, asked, began)
        return _sets(programme, earlier, asked, began)
    except TooFewMoves as fault:
        say_line(too_few(fault.fewest, asked.moves, is_least=fault.is_least))
        return Ending.NOT_SO
    except TooMany:
        say_line(command_rounds.why_too_many())
        return Ending.BAD_INPUT


def solve_instance(asked: argparse.Namespace) -> Ending:
    """Solve an instance of the literature and print the sets as JSON."""
    instance = mdgp.read(asked.mdgp)
    proposals = asked.proposals or mdgp.affordable(instance, seconds=asked.seconds or 10.0)
    answer(mdgp.as_json(mdgp.solve(instance, seed=asked.seed, proposals=proposals)))
    return Ending.KEPT


def _sets(programme: Programme, earlier: Sequence[KeptSet], asked: argparse.Namespace, began: float) -> Ending:
    why = Explanation()
    with watching() as watch:
        if asked.explain:
            why = explaining.explain(programme, watch=watch.for_a_while())
        if not why.clashes:
            plan = _plan(programme, earlier, asked, watch)
            if plan.violations:
                why = explaining.explain(programme, draft=plan, watch=watch.for_a_while())
    if asked.explain and why.clashes:
        return _nothing_formed(programme, why, asked)
    again = tuple(pair for pair, _ in meeting_again(programme, [plan])) if asked.avoid else None
    plan = replace(plan, seconds=asked.seconds or 0.0, again=again, is_early=watch.is_stopped)
    is_written = _write(plan, programme, asked, why)
    ending = _told(plan, programme, after=time.monotonic() - began)
    ending = ending if ending is Ending.KEPT else _impossible(programme, why)
    return ending if is_written else Ending.BAD_INPUT


def _rounds(programme: Programme, asked: argparse.Namespace, began: float) -> Ending:
    with watching() as watch:
        if asked.explain and (why := explaining.explain(programme, watch=watch.for_a_while())).clashes:
            return _nothing_formed(programme, why, asked)
        proposals = _proposals(programme, asked, watch)
        rounds = form_rounds(programme, asked.rounds, seed=asked.seed, proposals=proposals, watch=watch)
    rounds = replace(rounds, plans=tuple(replace(plan, is_early=watch.is_stopped) for plan in rounds.plans))
    is_written = command_rounds.write(rounds, programme, asked)
    for line in command_rounds.told(rounds, after=time.monotonic() - began):
        say_line(line)
    if not is_written:
        return Ending.BAD_INPUT
    return Ending.BROKEN if any(plan.violations for plan in rounds.plans) else Ending.KEPT


def _nothing_formed(programme: Programme, why: Explanation, asked: argparse.Namespace) -> Ending:
    """Of the files that were asked for the JSON alone is written, and says why there are no sets."""
    is_written = targets.deliver([(asked.json, explanation_as_json(explained(programme, why)))] if asked.json else [])
    ending = _impossible(programme, why)
    return ending if is_written else Ending.BAD_INPUT


def _impossible(programme: Programme, why: Explanation) -> Ending:
    """Say what clashes, if that was proven."""
    for line in telling.for_the_lead(programme, why):
        say_line(line)
    return Ending.NOT_SO if why.clashes else Ending.BROKEN


def _plan(programme: Programme, earlier: Sequence[KeptSet], asked: argparse.Namespace, watch: Watcher) -> Plan:
    proposals = _proposals(programme, asked, watch)
    if not earlier:
        return forming.form(programme, seed=asked.seed, proposals=proposals, watch=watch)
    return form_again(programme, earlier, seed=asked.seed, proposals=proposals, moves=asked.moves, watch=watch)


def _proposals(programme: Programme, asked: argparse.Namespace, watch: Watcher) -> int:
    """How many exchanges to try; from now on the seconds count, if some are given."""
    if asked.seconds is None:
        usual = USUAL_AGAIN if asked.keep else USUAL_PROPOSALS
        return usual if asked.proposals is None else int(asked.proposals)
    affordable = forming.affordable(programme, seconds=asked.seconds)
    watch.until = time.monotonic() + asked.seconds
    return affordable // 2 if asked.keep else affordable


def _write(plan: Plan, programme: Programme, asked: argparse.Namespace, why: Explanation) -> bool:
    """Write the files that were asked for, and print the sets if none was; False if one could not be written."""
    pages: list[tuple[Path, str]] = []
    if asked.out:
        pages.append((asked.out, writing.sets_as_csv(plan, programme)))
    if asked.report:
        hard = [*telling.for_the_report(programme, why), *(one.why for one in plan.violations)]
        pages.append((asked.report, render(programme, plan, what_was_hard=hard)))
    if asked.json:
        pages.append((asked.json, as_json(plan, explained(programme, why) if plan.violations else None)))
    elif not asked.out:
        pages.append((targets.STANDARD_OUTPUT, "".join(_printed(plan, programme))))
    return targets.deliver(pages)


def _printed(plan: Plan, programme: Programme) -> Iterator[str]:
    names = {person.email: person.name or person.email for person in programme.people}
    for planned in plan.sets:
        slot = planned.slots[0] if planned.slots else None
        when = f"{writing.WEEKDAYS[slot.weekday]} {slot.start:%H:%M} {slot.zone}" if slot else "no common time"
        led = f" · {names[planned.facilitator]} facilitates" if planned.facilitator else ""
        yield f"{planned.label} · {when}{led}\n"
        yield from (f"  {names[email]}\n" for email in planned.members)


def _told(plan: Plan, programme: Programme, *, after: float) -> Ending:
    """Say on standard error how it went, after how many seconds."""
    people = sum(len(planned.members) for planned in plan.sets)
    share = plan.score / plan.bound if plan.bound else 1.0
    tried = "ended early" if plan.is_early else f"{plan.proposals:,} proposals"
    say_line(
        f"{counted(people, 'person', 'people')} in {counted(len(plan.sets), 'set', 'sets')}; {share:.1%} of the difference that could be at most; "
        f"seed {plan.seed}, {tried}, {after:.1f} s."
    )
    for line in change_in_lines(programme, plan):
        say_line(line)
    if not plan.violations:
        say_line("Every rule is kept.")
        return Ending.KEPT
    say_line(f"{counted(len(plan.violations), 'rule is', 'rules are')} broken:")
    for broken in plan.violations[:SHOWN]:
        say_line(f"  {broken.rule}: {broken.why}")
    if len(plan.violations) > SHOWN:
        say_line(f"  … and {len(plan.violations) - SHOWN} more, all in the report and in the JSON.")
    return Ending.BROKEN
