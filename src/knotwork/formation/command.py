"""`knotwork form`: a spreadsheet in, sets out, no server (design: forming.md §3).

Exit codes: 0 a plan that keeps every rule, 2 bad input, 3 no plan can keep every rule and what clashes is named, or none with
so few moves, 4 the best plan found, with the broken rules named, and whether there is a better one was not proven.
"""

import argparse
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf
from pathlib import Path

from knotwork.formation import command_rounds, explaining, forming, mdgp, reading, writing
from knotwork.formation.acquaintance import meeting_again
from knotwork.formation.again import TooFewMoves, form_again
from knotwork.formation.explaining import Explanation, telling
from knotwork.formation.options import USUAL_AGAIN, USUAL_PROPOSALS
from knotwork.formation.programme import Plan, Programme, Rounds, Size
from knotwork.formation.reading import KeptSet, Unreadable
from knotwork.formation.report import as_json, render
from knotwork.formation.several import TooMany, form_rounds
from knotwork.formation.solver.problem import Progress
from knotwork.formation.telling import change_in_lines, too_few

KEPT, BAD_INPUT, NOT_SO, BROKEN = 0, 2, 3, 4
SHOWN = 12
"""Broken rules named on the terminal; all stand in the report and in the JSON."""
EXPLAINING_SECONDS = 30.0
"""How long it is looked for what clashes, and for ways out; what is not proven until then is not told."""


def run(asked: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    try:
        if asked.mdgp:
            return _solve_instance(asked)
        if missing := _missing(asked):
            sys.stderr.write(f"{missing}\n")
            return BAD_INPUT
        return _form(asked)
    except TooFewMoves as fault:
        sys.stderr.write(f"{too_few(fault.fewest, asked.moves, is_least=fault.is_least)}\n")
        return NOT_SO
    except TooMany:
        sys.stderr.write(f"{command_rounds.why_too_many()}\n")
    except Unreadable as fault:
        for complaint in fault.complaints:
            sys.stderr.write(f"{complaint}\n")
    except OSError as fault:
        sys.stderr.write(f"{fault.filename}: {fault.strerror}\n")
    return BAD_INPUT


def _missing(asked: argparse.Namespace) -> str:
    """What is not said on the line and has to be, or does not go together."""
    if not asked.people:
        return "Which people? Say: knotwork form people.csv"
    if asked.moves is not None and not asked.keep:
        return "Moves from which sets? Say: --keep sets.csv"
    return command_rounds.why_no_rounds(asked) if asked.rounds is not None else ""


def _form(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    earlier = reading.read_sets(asked.keep) if asked.keep else ()
    gone = frozenset(email for one in earlier for email in (*one.members, one.facilitator))
    understood = reading.read(asked.people, asked.rules, today=date.today(), gone=gone)  # noqa: DTZ011 – the day where the lead sits
    programme = _with_size(understood.programme, asked.size)
    if asked.dry_run:
        sys.stdout.write(reading.describe(replace(understood, programme=programme)))
        return KEPT
    if asked.avoid:
        here = {person.email for person in programme.people}
        programme = replace(programme, met=frozenset(pair for pair in reading.read_met(asked.avoid) if pair <= here))
    with _watching() as watch:
        watch.say("Getting ready; the first time on a machine this takes a while …")
        if asked.explain and (why := explaining.explain(programme, watch=watch.for_a_while())).clashes:
            return _impossible(programme, why, watch)
        proposals = _proposals(programme, asked)
        watch.until = time.monotonic() + (asked.seconds or inf)
        if asked.rounds is not None:
            rounds = form_rounds(programme, asked.rounds, seed=asked.seed, proposals=proposals, watch=watch)
            return _rounds(rounds, programme, asked, began)
        plan = _plan(programme, earlier, proposals, asked, watch)
        why = explaining.explain(programme, draft=plan, watch=watch.for_a_while()) if plan.violations else Explanation()
        if asked.explain and why.clashes:
            return _impossible(programme, why, watch)
    again = tuple(pair for pair, _ in meeting_again(programme, [plan])) if asked.avoid else None
    plan = replace(plan, seconds=asked.seconds or 0.0, again=again)
    _write(plan, programme, asked, telling.for_the_report(programme, why))
    code = _told(plan, programme, after=time.monotonic() - began)
    return code if code == KEPT else _impossible(programme, why, watch)


def _impossible(programme: Programme, why: Explanation, watch: "_Watcher") -> int:
    """Say what clashes, if that was proven; returns the exit code."""
    watch.say("")
    sys.stderr.write("\n".join(telling.for_the_lead(programme, why)) + "\n")
    return NOT_SO if why.clashes else BROKEN


def _rounds(rounds: Rounds, programme: Programme, asked: argparse.Namespace, began: float) -> int:
    command_rounds.write(rounds, programme, asked)
    sys.stderr.writelines(f"{line}\n" for line in command_rounds.told(rounds, after=time.monotonic() - began))
    return BROKEN if any(plan.violations for plan in rounds.plans) else KEPT


def _plan(
    programme: Programme, earlier: Sequence[KeptSet], proposals: int, asked: argparse.Namespace, watch: forming.Watch
) -> Plan:
    if not earlier:
        return forming.form(programme, seed=asked.seed, proposals=proposals, watch=watch)
    return form_again(programme, earlier, seed=asked.seed, proposals=proposals, moves=asked.moves, watch=watch)


def _with_size(programme: Programme, target: int | None) -> Programme:
    if target is None:
        return programme
    size = programme.rules.size
    wished = Size(min(size.smallest, target), max(size.largest, target), target)
    return replace(programme, rules=replace(programme.rules, size=wished))


def _proposals(programme: Programme, asked: argparse.Namespace) -> int:
    if asked.seconds is not None:
        affordable = forming.affordable(programme, seconds=asked.seconds)
        return affordable // 2 if asked.keep else affordable
    usual = USUAL_AGAIN if asked.keep else USUAL_PROPOSALS
    return usual if asked.proposals is None else int(asked.proposals)


def _write(plan: Plan, programme: Programme, asked: argparse.Namespace, hard: Sequence[str]) -> None:
    if asked.out:
        writing.write_sets(plan, programme, asked.out)
    if asked.report:
        writing.write_whole(
            asked.report, render(programme, plan, what_was_hard=[*hard, *(broken.why for broken in plan.violations)])
        )
    if asked.json == Path("-"):
        sys.stdout.write(as_json(plan))
    elif asked.json:
        writing.write_whole(asked.json, as_json(plan))
    elif not asked.out:
        _print_sets(plan, programme)


def _print_sets(plan: Plan, programme: Programme) -> None:
    names = {person.email: person.name or person.email for person in programme.people}
    for planned in plan.sets:
        slot = planned.slots[0] if planned.slots else None
        when = f"{_WEEKDAYS[slot.weekday]} {slot.start:%H:%M} {slot.zone}" if slot else "no common time"
        led = f" · {names[planned.facilitator]} facilitates" if planned.facilitator else ""
        sys.stdout.write(f"{planned.label} · {when}{led}\n")
        sys.stdout.writelines(f"  {names[email]}\n" for email in planned.members)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _told(plan: Plan, programme: Programme, *, after: float) -> int:
    """Say on standard error how it went, after how many seconds; returns the exit code."""
    people = sum(len(planned.members) for planned in plan.sets)
    share = plan.score / plan.bound if plan.bound else 1.0
    sys.stderr.write(
        f"{people} people in {len(plan.sets)} sets; {share:.1%} of the difference that could be at most; "
        f"seed {plan.seed}, {plan.proposals:,} proposals, {after:.1f} s.\n"
    )
    sys.stderr.writelines(f"{line}\n" for line in change_in_lines(programme, plan))
    if not plan.violations:
        sys.stderr.write("Every rule is kept.\n")
        return KEPT
    sys.stderr.write(f"{len(plan.violations)} rules are broken:\n")
    sys.stderr.writelines(f"  {broken.rule}: {broken.why}\n" for broken in plan.violations[:SHOWN])
    if len(plan.violations) > SHOWN:
        sys.stderr.write(f"  … and {len(plan.violations) - SHOWN} more, all in the report and in the JSON.\n")
    return BROKEN


def _solve_instance(asked: argparse.Namespace) -> int:
    instance = mdgp.read(asked.mdgp)
    proposals = asked.proposals or mdgp.affordable(instance, seconds=asked.seconds or 10.0)
    sys.stdout.write(mdgp.as_json(mdgp.solve(instance, seed=asked.seed, proposals=proposals)))
    return KEPT


# Watching


@dataclass(slots=True)
class _Watcher:
    """Shows progress to whoever sits at a terminal, and ends the search when its time is over or they press Ctrl+C."""

    is_shown: bool
    until: float = inf
    is_stopped: bool = False
    shown_at: float = field(default=0.0)

    def __call__(self, progress: Progress) -> bool:
        if time.monotonic() - self.shown_at > 0.15:
            self.shown_at = time.monotonic()
            part = min(1.0, progress.proposals / max(progress.of, 1))
            broken = "every rule kept" if not progress.broken else f"{progress.broken} rules broken"
            self.say(f"{part:4.0%} · {broken} · distance {progress.mean:.3f}, least {progress.least:.3f}")
        return not self.is_stopped and time.monotonic() < self.until

    def for_a_while(self) -> explaining.Watch:
        """Watches an explanation in the same way, and ends it when it has taken long."""
        until = time.monotonic() + EXPLAINING_SECONDS

        def watch(sentence: str) -> bool:
            if time.monotonic() - self.shown_at > 0.15:
                self.shown_at = time.monotonic()
                self.say(f"{sentence} …")
            return not self.is_stopped and time.monotonic() < until

        return watch

    def say(self, sentence: str) -> None:
        if self.is_shown:
            sys.stderr.write(f"\r\x1b[K{sentence}")
            sys.stderr.flush()


@contextmanager
def _watching() -> Iterator[_Watcher]:
    watcher = _Watcher(is_shown=sys.stderr.isatty())

    def stop(_number: int, _frame: object) -> None:
        watcher.is_stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield watcher
    finally:
        signal.signal(signal.SIGINT, before)
        watcher.say("")
