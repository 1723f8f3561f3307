"""How Heron begins to take over what Amara has held for it, as her term comes to its end."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from knotwork.demo.cast import AMARA, CHEN, DINA, GORAN, Role
from knotwork.people.models import Person
from knotwork.sets import services as sets
from knotwork.sets.enums import Held
from knotwork.sets.models import LearningSet


def begin(learning_set: LearningSet, cast: Mapping[Role, Person], *, at: datetime) -> None:
    """Chen and Dina have taken something over, and Goran is asked by Amara."""
    days = timedelta(days=1)
    sets.take_over(learning_set, what=Held.DATES, by=cast[CHEN], at=at - 5 * days)
    sets.take_over(learning_set, what=Held.LETTERS, by=cast[DINA], at=at - 4 * days)
    sets.ask_to_take_over(learning_set, what=Held.ARCHIVE, to=cast[GORAN], by=cast[AMARA], at=at - 3 * days)
