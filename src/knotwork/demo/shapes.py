"""The shapes of meetings the two sets made their own. Everything here is invented."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.protocols import queries
from knotwork.protocols import services as protocols
from knotwork.protocols.models import OwnShape
from knotwork.protocols.shape import Role
from knotwork.sets.models import LearningSet

OF_WEIR = "Two turns and a quiet minute"
WHY = "We went straight from the last question to the next person. I would like a minute in between in which nobody is clever."
QUIET = "A quiet minute"
QUIET_LINES = ("One minute without words. Look out of the window; nobody has to think of anything.",)
TO_MEMBER = "Nothing is asked of you now."
OF_HERON = "Half a day with a walk in it"


def agree(after: Meeting, people: Sequence[Person]) -> None:
    """Three days after its first meeting one of Weir proposes a shape with a quiet minute; nobody objects."""
    at, by = after.starts_at + timedelta(days=3), people[2]
    own = _copied(after.learning_set, "classic-short", OF_WEIR, by=by, at=at)
    then = at + timedelta(minutes=4)
    own = protocols.add_phase(own, label=QUIET, minutes=1, after=_last_of_turn(own), by=by, at=then)
    added = next(each for each in queries.draft_of(own).phases if each.label == QUIET)
    said = MappingProxyType({Role.MEMBER: TO_MEMBER})
    quiet = replace(added, silence=True, per_presenter=True, prompts=said, steward_lines=QUIET_LINES)
    own = protocols.change_phase(own, phase=quiet, seen=own.revision, by=by, at=then)
    version = protocols.propose(own, reason=WHY, by=by, at=at + timedelta(minutes=9))
    for nth, person in enumerate(people):
        answered_at = at + timedelta(hours=nth + 1)
        version = agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=answered_at)


def _last_of_turn(own: OwnShape) -> str:
    return queries.draft_of(own).of_presenter[-1].key


def work_on(learning_set: LearningSet, people: Sequence[Person], *, at: datetime) -> None:
    """Two days ago one of Heron began a shape with a longer break, and proposed nothing yet."""
    then, by = at - timedelta(days=2), people[4]
    own = _copied(learning_set, "classic", OF_HERON, by=by, at=then)
    walk = next(each for each in queries.draft_of(own).phases if each.key == "break")
    longer = replace(walk, label="A walk, two by two", minutes=25)
    protocols.change_phase(own, phase=longer, seen=own.revision, by=by, at=then + timedelta(minutes=6))


def _copied(learning_set: LearningSet, key: str, label: str, *, by: Person, at: datetime) -> OwnShape:
    shipped = queries.shipped_by_key(key)
    return protocols.begin(learning_set, protocol=shipped, label=label, parent=key, by=by, at=at)
