"""From facts that cannot all be kept to the fewest: let go one after another, and see whether the rest can be kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from knotwork.formation.checker import Rule, violations
from knotwork.formation.explaining.facts import Asked, Fact, organisation
from knotwork.formation.explaining.kinds import Question
from knotwork.formation.explaining.model import answer
from knotwork.formation.explaining.plain_plans import Seats, alone
from knotwork.formation.explaining.terrain import Suspect
from knotwork.formation.programme import Plan, Programme

Watch = Callable[[str], bool]
"""Called often with what is being done; an answer of False ends it."""

LET_GO_FIRST: Final = (
    Rule.KEEP_APART,
    Rule.LINE_MANAGER,
    Rule.MEETING_TIME,
    Rule.SHARED_LANGUAGE,
    Rule.OWN_ORGANISATION,
    Rule.NOT_ALONE,
    Rule.RIVALS,
    Rule.ORGANISATION_LIMIT,
    Rule.KEEP_TOGETHER,
    Rule.PINNED,
    Rule.FACILITATOR_CAPACITY,
    Rule.NO_FACILITATOR,
    Rule.SIZE,
)
"""Of several smallest clashes the one is told that names least of the first: private wishes only if nothing else will do."""
EFFORT: Final = 8.0
"""What one question may take, in the solver's own measure, near seconds."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all be kept.

    Attributes:
        people: whoever has to be placed for that; None if everybody has.
        is_minimal: whether without any one of its facts the others were seen to be kept.
    """

    facts: tuple[Fact, ...]
    people: frozenset[str] | None
    is_minimal: bool


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts as they are let go, the same for the same facts."""
    return sorted(facts, key=lambda fact: (LET_GO_FIRST.index(fact.rule), sorted(fact.about)))


def narrowed(asked: Asked, suspect: Suspect, watch: Watch) -> Clash | None:
    """The fewest of these facts that cannot all be kept; None if they were not seen to clash."""
    return _Narrowing(asked, suspect, watch).clash()


@dataclass
class _Narrowing:
    """One suspicion while it is looked into.

    Attributes:
        needed: facts without which the others were seen to be kept; `open`: those of which that stayed open.
    """

    asked: Asked
    suspect: Suspect
    watch: Watch
    needed: list[Fact] = field(default_factory=list)
    open: list[Fact] = field(default_factory=list)
    seen: Seats | None = None

    def clash(self) -> Clash | None:
        """Let go whole rules at first, then single facts."""
        if self._is_possible(self.suspect.facts) is not False:
            return None
        kept = self.suspect.facts
        for rule in LET_GO_FIRST:
            of_rule = frozenset(fact for fact in kept if fact.rule is rule)
            if len(of_rule) > 1 and self._is_possible(kept - of_rule) is False:
                kept = kept - of_rule
        for fact in in_order(kept):
            if self.seen is not None and self.seen.serves(fact):
                self.needed.append(fact)
                continue
            match self._is_possible(kept - {fact}):
                case False:
                    kept = kept - {fact}
                case True:
                    self.needed.append(fact)
                case _:
                    self.open.append(fact)
        return Clash(tuple(reversed(in_order(kept))), self.suspect.people, is_minimal=not self.open)

    def _is_possible(self, kept: frozenset[Fact]) -> bool | None:
        said = f"looking for what clashes, {len(self.needed) + len(self.open)} of {len(self.suspect.facts)} looked at"
        question = Question.about(self.asked, kept, of=self.suspect.facts, must=self.suspect.people)
        found, plan = possible(question, effort=EFFORT, go_on=lambda: self.watch(said))
        self.seen = Seats.of(plan, kept, self.suspect.facts - kept) if plan else self.seen
        return found


def possible(question: Question, *, effort: float, go_on: Callable[[], bool]) -> tuple[bool | None, Plan | None]:
    """Whether these facts can be kept together, with a plan that the judge finds sound; None if it stayed open."""
    if (each_alone := alone(question)) and is_sound(question, each_alone):
        return True, each_alone
    if not go_on():
        return None, None
    found = answer(question, effort=effort, go_on=go_on)
    if found.plan is None:
        return found.is_possible, None
    return (True, found.plan) if is_sound(question, found.plan) else (None, None)


def is_sound(question: Question, plan: Plan) -> bool:
    """Whether the independent judge finds that the plan keeps what is asked of the people it places."""
    placed = {email for planned in plan.sets for email in planned.members}
    people = tuple(person for person in question.programme.people if person.facilitates or person.email in placed)
    here = Programme(people, question.programme.rules)
    broken = [each for each in violations(here, plan) if not _is_of_a_free_house(question, each.rule, each.people)]
    missing = [person for person in question.asked.members if (question.must is None or person.email in question.must)]
    return not broken and all(person.email in placed for person in missing)


def _is_of_a_free_house(question: Question, rule: str, people: tuple[str, ...]) -> bool:
    """The files know one limit for all organisations; a question may ask for that of some alone."""
    return rule == Rule.ORGANISATION_LIMIT and organisation(question.by_email[people[0]]) not in question.limited
