"""Where no quick check finds anything: look at the sets in which the best draft breaks a rule, and then further around."""

from collections.abc import Iterator

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.clash import Watch, possible
from knotwork.formation.explaining.facts import Asked, Fact
from knotwork.formation.explaining.kinds import Question
from knotwork.formation.explaining.terrain import Suspect
from knotwork.formation.programme import Plan

EFFORT = 2.0
"""What one look may take, in the solver's own measure, near seconds."""
SETS = 8
"""So many sets in trouble are looked at, first each alone, then together."""
OF_ALL = frozenset(
    {Rule.SIZE, Rule.NO_FACILITATOR, Rule.FACILITATOR_CAPACITY, Rule.RIVALS, Rule.NOT_ALONE, Rule.ORGANISATION_LIMIT}
)


def around(asked: Asked, draft: Plan, watch: Watch) -> Iterator[Suspect]:
    """People of the draft's sets in trouble for whom there is no place, whoever else comes; proven, perhaps not the fewest."""
    together: frozenset[str] = frozenset()
    looked: set[frozenset[str]] = set()
    for people in _in_trouble(asked, draft)[:SETS]:
        together |= people
        for group in (people, together):
            if group not in looked and _has_no_place(asked, group, watch):
                yield _suspect(asked, _fewest(asked, group, watch))
                return
            looked.add(group)


def _in_trouble(asked: Asked, draft: Plan) -> list[frozenset[str]]:
    """The members of each set a broken rule touches, small sets first."""
    members = {person.email for person in asked.members}
    touched = {email for broken in draft.violations for email in broken.people} & members
    sets = [frozenset(planned.members) & members for planned in draft.sets if touched & set(planned.members)]
    return sorted(
        (*sets, *(frozenset({email}) for email in draft.not_placed)), key=lambda people: (len(people), sorted(people))
    )


def _suspect(asked: Asked, people: frozenset[str]) -> Suspect:
    return Suspect(frozenset(fact for fact in asked.facts if fact.rule in OF_ALL or fact.about & people), people)


def _has_no_place(asked: Asked, people: frozenset[str], watch: Watch) -> bool:
    facts: frozenset[Fact] = _suspect(asked, people).facts
    question = Question.about(asked, facts, of=facts, must=people)
    found, _ = possible(question, effort=EFFORT, go_on=lambda: watch(f"looking at {len(people)} people around broken rules"))
    return found is False


def _fewest(asked: Asked, people: frozenset[str], watch: Watch) -> frozenset[str]:
    for email in sorted(people):
        if len(people) > 1 and _has_no_place(asked, people - {email}, watch):
            people -= {email}
    return people
