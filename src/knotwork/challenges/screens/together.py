"""What the pages of a shared challenge show beside what every challenge has."""

from datetime import datetime

from knotwork.challenges import queries, rules
from knotwork.challenges.models import Challenge
from knotwork.people.models import Person
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet


def context(viewer: Person, challenge: Challenge, at: datetime) -> dict[str, object]:
    """Who holds which part, and who would open what was said before."""
    return {
        "parts": queries.parts(viewer, challenge, at),
        "past": queries.past_of(viewer, challenge),
    }


def awaits_beginning(learning_set: LearningSet) -> bool:
    """Whether the set was begun to work on one challenge together and has none now."""
    if learning_set.problem_mode != ProblemMode.SHARED:
        return False
    shared = queries.shared_of(learning_set)
    return shared is None or shared.status in rules.ENDED
