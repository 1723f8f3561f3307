"""What tests of sets begin with, told by the services themselves. The cast is fixed (style guide)."""

from datetime import datetime

from knotwork.people.models import Person
from knotwork.people.services import open_account
from knotwork.sets import services
from knotwork.sets.enums import EndRule, ProblemMode
from knotwork.sets.models import FacilitatorTerm, LearningSet, Membership

HERON = ("Bo", "Chen", "Dina", "Edo", "Farah", "Goran")


def person(name: str, at: datetime, zone: str = "Europe/Amsterdam") -> Person:
    return open_account(email=f"{name.lower()}@example.org", name=name, zone=zone, at=at)


def heron(by: Person, at: datetime, *, zone: str = "Europe/Amsterdam", commitment: str = "I come prepared.") -> LearningSet:
    return services.start_set(
        name="Heron",
        purpose="To get unstuck together.",
        target_size=6,
        problem_mode=ProblemMode.OWN,
        zone=zone,
        commitment=commitment,
        by=by,
        at=at,
    )


def add(learning_set: LearningSet, newcomer: Person, by: Person, at: datetime, **words: object) -> Membership:
    _invitation, secret = services.invite(learning_set, by=by, at=at)
    words.setdefault("commitment", f"I, {newcomer.name}, will be there.")
    return services.join(secret=secret, person=newcomer, at=at, **words)  # type: ignore[arg-type]  # words of a membership


def full_heron(at: datetime) -> tuple[LearningSet, dict[str, Person]]:
    """Heron with Bo, Chen, Dina, Edo, Farah and Goran."""
    people = {name: person(name, at) for name in HERON}
    learning_set = heron(people["Bo"], at)
    for name in HERON[1:]:
        add(learning_set, people[name], people["Bo"], at)
    return learning_set, people


def facilitate(learning_set: LearningSet, facilitator: Person, by: Person, at: datetime, **end: object) -> FacilitatorTerm:
    end.setdefault("end_rule", EndRule.OPEN)
    return services.begin_term(learning_set, person=facilitator, by=by, at=at, **end)  # type: ignore[arg-type]  # an end
