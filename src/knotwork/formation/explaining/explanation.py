"""The whole answer to impossible wishes: what clashes, and the cheapest ways out, each tried."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from knotwork.formation import forming
from knotwork.formation.checker import violations
from knotwork.formation.explaining.clash import EFFORT, Clash, Watch, narrowed, possible
from knotwork.formation.explaining.easing import CHEAPEST_FIRST, Change, changes
from knotwork.formation.explaining.facts import Asked, Fact
from knotwork.formation.explaining.growing import around
from knotwork.formation.explaining.kinds import Question
from knotwork.formation.explaining.suspecting import suspects
from knotwork.formation.numbers import numbers_of
from knotwork.formation.programme import Plan, Programme
from knotwork.formation.solver.problem import Progress
from knotwork.formation.solver.search import search

MENDING: Final = 3_000
"""Exchanges for each person in looking for sets after a change, and at least:"""
AT_LEAST: Final = 600_000
SHORTLY, FOR_LONG = 0.05, 1.0
"""Of these exchanges: each change is tried shortly before any is tried for long."""
SEEDS: Final = (1, 2, 3, 4)
"""The search knows nothing of facilitators who would have to be in two sets at once: then it is asked again."""
CLASHES: Final = 5
"""So many independent clashes are told at most."""
WAYS: Final = 3
OF_A_RULE: Final = 2
"""So many facts of one rule are tried to be let go: they are mostly alike."""


@dataclass(frozen=True, slots=True)
class Way:
    """Changes after which a plan was found that keeps every rule; `said` are sentences to follow an “if”."""

    facts: tuple[Fact, ...]
    said: tuple[str, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is no plan.

    Attributes:
        clashes: each on its own makes a plan impossible; empty if none was proven.
        ways: the cheapest first, each tried; empty if none was found.
        is_cut: whether it was ended before everything was looked at, so that more may be there to find.
    """

    clashes: tuple[Clash, ...] = ()
    ways: tuple[Way, ...] = ()
    is_cut: bool = False


def explain(programme: Programme, *, draft: Plan | None = None, watch: Watch | None = None) -> Explanation:
    """Say what clashes in these wishes, and what to let go.

    No clash is told that was not proven; that none is told proves nothing. The same arguments give the same explanation,
    unless `watch` ends it. Without a clash it takes the time of a few quick checks, with a draft some looks around it.

    Args:
        draft: the best plan that was found, if there is one; its broken rules show where to look further.
    """
    until = _Until(watch or (lambda _: True))
    return replace(_Explaining(programme, draft, until).run(), is_cut=until.is_over)


@dataclass
class _Until:
    """A watch that remembers having said no, and stays with it."""

    watch: Watch
    is_over: bool = False

    def __call__(self, sentence: str) -> bool:
        self.is_over = self.is_over or not self.watch(sentence)
        return not self.is_over


@dataclass
class _Explaining:
    """One explanation under way; `gone` are the changes made to come to the next clash."""

    programme: Programme
    draft: Plan | None
    watch: Watch
    clashes: list[Clash] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)

    def run(self) -> Explanation:
        """Clash after clash, until one change of the last lets a plan be found."""
        programme, ways = self.programme, tuple[Way, ...]()
        while len(self.clashes) < CLASHES and self.watch("looking for what clashes"):
            clash = self._clash(programme)
            if clash is None:
                break
            self.clashes.append(clash)
            helpful = [change for fact in _by_cost(clash) if (change := self._helps(programme, clash, fact))]
            ways = tuple(self._ways(helpful))
            if ways or not helpful:
                break
            self.gone.append(helpful[0])
            programme = helpful[0].programme
        return Explanation(tuple(self.clashes), ways)

    def _clash(self, programme: Programme) -> Clash | None:
        asked = Asked.by(programme)
        for suspect in suspects(asked):
            if clash := narrowed(asked, suspect, self.watch):
                return clash
        if self.draft is not None and not self.clashes:
            for suspect in around(asked, self.draft, self.watch):
                return narrowed(asked, suspect, self.watch)
        return None

    def _helps(self, programme: Programme, clash: Clash, fact: Fact) -> Change | None:
        """The smallest change of this fact by which this clash is none any more."""
        for change in changes(programme, fact):
            asked = Asked.by(change.programme)
            kept = frozenset(clash.facts) & asked.facts
            question = Question.about(asked, kept, of=frozenset(clash.facts), must=clash.people)
            found, _ = possible(question, effort=EFFORT, go_on=lambda: self.watch("looking for a way out"))
            if found:
                return change
        return None

    def _ways(self, helpful: list[Change]) -> Iterator[Way]:
        """One for each rule, the cheapest first, each with a plan; for long only what costs less than all that is found."""
        plans: dict[int, Plan] = {}
        open_: list[int] = []
        for at, change in enumerate(helpful):
            if len(plans) == WAYS or not self.watch("trying a way out"):
                break
            if change.fact.rule in {helpful[other].fact.rule for other in plans} or _is_suspect(change):
                continue
            if plan := self._first_plan(change, SHORTLY):
                plans[at] = plan
            else:
                open_.append(at)
        for at in open_:
            if plans and _cost(helpful[at]) >= _cost(helpful[min(plans)]):
                break
            if plan := self._first_plan(helpful[at], FOR_LONG):
                plans[at] = plan
        for at, plan in sorted(plans.items())[:WAYS]:
            let_go = [*self.gone, helpful[at]]
            yield Way(tuple(each.fact for each in let_go), tuple(each.said(plan) for each in let_go), plan)

    def _first_plan(self, change: Change, share: float) -> Plan | None:
        return next((plan for programme in change.programmes if (plan := self._plan(programme, share))), None)

    def _plan(self, programme: Programme, share: float) -> Plan | None:
        """A plan that the judge finds sound, from a search that ends as soon as it has one."""
        if not self.watch("trying a way out"):
            return None

        def until_sound(progress: Progress) -> bool:
            return bool(progress.broken) and self.watch(f"trying a way out, {progress.broken} rules broken")

        numbers = numbers_of(programme)
        proposals = int(share * max(AT_LEAST, MENDING * numbers.problem.people))
        for seed in SEEDS:
            seating = search(numbers.problem, seed=seed, proposals=proposals, watch=until_sound)
            plan = replace(forming.plan_of(numbers, seating, programme.rules), seed=seed)
            if seating.broken:
                return None
            if not violations(programme, plan):
                return plan
        return None


def _cost(change: Change) -> int:
    return CHEAPEST_FIRST.index(change.fact.rule)


def _is_suspect(change: Change) -> bool:
    """Whether a quick check finds something that cannot be kept even so."""
    return next(suspects(Asked.by(change.programme)), None) is not None


def _by_cost(clash: Clash) -> Iterator[Fact]:
    """A few facts of each rule, those whose loss costs people least first."""
    for rule in CHEAPEST_FIRST:
        of_rule = sorted((fact for fact in clash.facts if fact.rule is rule), key=lambda fact: sorted(fact.about))
        yield from of_rule[:OF_A_RULE]
