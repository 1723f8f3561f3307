"""Asks the apps above to let go of what somebody wrote in one set, inside the same transaction."""

from collections.abc import Callable
from datetime import datetime

from knotwork.people.models import Person
from knotwork.sets.models import LearningSet

type Step = Callable[[Person, LearningSet, datetime], None]

_steps: list[Step] = []


def on_taking_back(step: Step) -> None:
    """Call this when a member takes back what they wrote in a set; registered once, from an app's `ready`."""
    if step not in _steps:
        _steps.append(step)


def let_go(person: Person, learning_set: LearningSet, at: datetime) -> None:
    """Let every app let go of it."""
    for step in _steps:
        step(person, learning_set, at)
