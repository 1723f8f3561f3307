"""What Heron changed about its way of working, and what it is deciding now. Everything here is invented."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet

ITEMS = {"items": ["heard", "stretched", "airtime", "avoided", "word"]}
WHY_ITEMS = "We kept giving each other fives. I would like to be asked something I can answer with a two."
KEEP = {"keep": "kept_questions"}
WHY_KEEP = "I write less freely because I know it all stays. What I was asked and kept is enough for me."
DOUBT = "I sometimes read back what the others learned. Would that be gone as well?"
REPLY = "No. Learning notes are your own until you share them; they stay. It is the running words that go."


def decide(after: Meeting, people: Sequence[Person]) -> None:
    """Two days after a meeting one proposes other questions for the review, and everybody can work with them."""
    at = after.starts_at + timedelta(days=2)
    version = agreements.propose(after.learning_set, kind="review", body=ITEMS, reason=WHY_ITEMS, by=people[2], at=at)
    for nth, person in enumerate(people):
        answer = Answer.CAN_LIVE_WITH if nth == 4 else Answer.AGREE
        then = at + timedelta(hours=nth + 1)
        version = agreements.answer(version, revision=version.revision, answer=answer, by=person, at=then)


def propose(learning_set: LearningSet, people: Sequence[Person], *, at: datetime) -> None:
    """Four days ago one proposed to keep less; two have answered, and two have talked about it."""
    then = at - timedelta(days=4)
    version = agreements.propose(learning_set, kind="notes", body=KEEP, reason=WHY_KEEP, by=people[3], at=then)
    for nth in (3, 5):
        agreements.answer(version, revision=1, answer=Answer.AGREE, by=people[nth], at=then + timedelta(hours=nth))
    agreements.remark(version, text=DOUBT, by=people[4], at=then + timedelta(hours=20))
    agreements.remark(version, text=REPLY, by=people[3], at=then + timedelta(hours=26))
