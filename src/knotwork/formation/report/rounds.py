"""The report of several rounds as one HTML file: who sits where in each, and who meets again."""

from dataclasses import dataclass

from knotwork.formation.programme import Plan, PlannedSet, Programme, Rounds
from knotwork.formation.report import made, page
from knotwork.formation.report.clock import hours, place
from knotwork.formation.report.picture import share_of_bound
from knotwork.formation.report.roll import Roll
from knotwork.formation.report.why import Reasons
from knotwork.formation.report.words import WEEKDAYS, counted, listed, number, per_cent, sentence

_PAIRS = 60
"""As many pairs who meet again are named; then how many more."""


@dataclass(frozen=True, slots=True)
class Row:
    """A set in the table of its round."""

    label: str
    names: str
    guide: str
    time: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round on the page; `faults` as on the page of a plan."""

    anchor: str
    title: str
    reached: str
    least: str
    rows: tuple[Row, ...]
    faults: tuple[page.Fault, ...]
    is_guided: bool


@dataclass(frozen=True, slots=True)
class Again:
    """Two people who meet again, and when: `round 1 and round 3`."""

    names: str
    when: str


def render_rounds(programme: Programme, rounds: Rounds) -> str:
    """The page: who meets again, a table for each round, how it was made. No mail address and no private wish."""
    roll = Roll(programme)
    shown = [_round(roll, at, plan) for at, plan in enumerate(rounds.plans, start=1)]
    context = {
        "title": _title(roll, rounds),
        "lead": [again_in_words(rounds), _holds(rounds)],
        "rounds": shown,
        "again": [_again(roll, *one) for one in rounds.again[:_PAIRS]],
        "more": number(len(rounds.again) - _PAIRS) if len(rounds.again) > _PAIRS else "",
        "hard": _hard(rounds),
        "made": _made(rounds),
        "rules": made.rules_in_words(roll),
        "wishes": ["Nobody meets anybody again where that can be.", *made.wishes_in_words(programme.rules)],
        "silence": made.silence_in_words(roll, Reasons(roll)),
    }
    return page.filled("rounds.html", context)


def again_in_words(rounds: Rounds) -> str:
    """How many pairs meet more than once, in a sentence."""
    if not rounds.again:
        return "Nobody meets anybody twice."
    most = max(len(when) for _, when in rounds.again)
    often = "twice" if most == 2 else f"up to {number(most)} times"
    return sentence(f"{counted(len(rounds.again), 'pair meets', 'pairs meet')} {often}; all others at most once")


def _title(roll: Roll, rounds: Rounds) -> str:
    people = counted(len(roll.to_place), "person", "people")
    return sentence(f"{counted(len(rounds.plans), 'round')} of sets for {people}").rstrip(".")


def _holds(rounds: Rounds) -> str:
    broken = [at for at, plan in enumerate(rounds.plans, start=1) if plan.violations]
    if not broken:
        return "Every rule holds in every round."
    return f"A rule does not hold in round {listed(map(str, broken))}."


def _hard(rounds: Rounds) -> list[str]:
    broken = [] if not any(plan.violations for plan in rounds.plans) else [_holds(rounds)]
    return [*broken, *([again_in_words(rounds)] if rounds.again else [])]


def _round(roll: Roll, at: int, plan: Plan) -> Round:
    last = min(plan.sets, key=lambda one: one.distance)
    return Round(
        anchor=f"round-{at}",
        title=f"Round {at}",
        reached=per_cent(share_of_bound(plan.score, plan.bound)),
        least=per_cent(share_of_bound(last.distance, plan.bound)),
        rows=tuple(_row(roll, planned) for planned in plan.sets),
        faults=tuple(page.faults(roll, plan, {})),
        is_guided=any(planned.facilitator for planned in plan.sets),
    )


def _row(roll: Roll, planned: PlannedSet) -> Row:
    guide = listed(roll.called([planned.facilitator])) if planned.facilitator else ""
    when = [f"{WEEKDAYS[slot.weekday]} {hours(slot)}, {place(slot.zone)}" for slot in planned.slots[:1]]
    return Row(planned.label, listed(roll.called(planned.members)), guide, "".join(when))


def _again(roll: Roll, pair: tuple[str, str], when: tuple[int, ...]) -> Again:
    told = ["earlier sets" if at == 0 else f"round {at}" for at in when]
    return Again(listed(roll.called(pair)), listed(told))


def _made(rounds: Rounds) -> str:
    plan = rounds.plans[0]
    way = "who sits where follows a pattern known to mathematics. " if rounds.is_design else ""
    return sentence(f"{way}{made.tried_in_words(plan, 'rounds')}")
