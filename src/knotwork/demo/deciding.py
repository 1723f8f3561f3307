"""What Heron changed about its way of working, and what it is deciding now. Everything here is invented."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from knotwork.agreements import queries
from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet

ITEMS = {"items": ["heard", "stretched", "airtime", "avoided", "word"]}
WHY_ITEMS = "We kept giving each other fives. I would like to be asked something I can answer with a two."
KEEP_ITEMS = "It was the first review in which I wrote a two. I would like to keep it."
OTHERS = {"items": ["heard", "quiet", "included", "best_question", "word"]}
WHY_OTHERS = "Just once: was there room for silence? And which question will we still know next week?"
WHY_PHONES = "Twice last time somebody looked at a screen while somebody else was looking for words."
WAS = "Phones face down, except Dina's while her connection is on it."
PHONES = "Phones stay in another room, except Dina's while her connection is on it."
CANNOT = "My mother has fallen twice this winter, and I am who is rung. I cannot sit here without hearing it."
OF_COURSE = "I had not thought of that. What if whoever must be reachable says so when we begin?"
PHONES_AMENDED = "Phones are out of sight, except Dina's; whoever must be reachable says so when we begin."
KEEP = {"keep": "kept_questions"}
WHY_KEEP = "I write less freely because I know it all stays. What I was asked and kept is enough for me."
DOUBT = "I sometimes read back what the others learned. Would that be gone as well?"
REPLY = "No. Learning notes are your own until you share them; they stay. It is the running words that go."


def between(planned: Sequence[Meeting], number: int, people: Sequence[Person]) -> None:
    """What the set decided between the meeting of this number and the next."""
    held, following = planned[number - 1], planned[number]
    match number:
        case 1:
            try_items(following, people[2])
        case 2:
            decide(held, people)
        case 3:
            amend(held, people)
            try_others(following, people[5])


def try_items(following: Meeting, by: Person) -> None:
    """Five days before a meeting one presses *try it next time*: other questions for its review."""
    at = following.starts_at - timedelta(days=5)
    agreements.try_once(following.learning_set, kind="review", body=ITEMS, reason=WHY_ITEMS, by=by, at=at)


def try_others(following: Meeting, by: Person) -> None:
    """Something else is tried in the latest meeting; nobody has said yet whether it stays."""
    at = following.starts_at - timedelta(days=2)
    agreements.try_once(following.learning_set, kind="review", body=OTHERS, reason=WHY_OTHERS, by=by, at=at)


def decide(after: Meeting, people: Sequence[Person]) -> None:
    """Two days after the trial one proposes to keep its questions, and everybody can work with them."""
    at = after.starts_at + timedelta(days=2)
    version = agreements.propose(after.learning_set, kind="review", body=ITEMS, reason=KEEP_ITEMS, by=people[2], at=at)
    for nth, person in enumerate(people):
        answer = Answer.CAN_LIVE_WITH if nth == 4 else Answer.AGREE
        then = at + timedelta(hours=nth + 1)
        version = agreements.answer(version, revision=version.revision, answer=answer, by=person, at=then)


def amend(after: Meeting, people: Sequence[Person]) -> None:
    """A clause is proposed, one objects when the others have agreed, and other words are found that all can live with."""
    at, learning_set = after.starts_at + timedelta(days=3), after.learning_set
    draft = agreements.begin_draft(learning_set, by=people[1], at=at)
    (clause,) = (each for each in queries.clauses(draft) if each.text == WAS)
    draft = agreements.reword_clause(draft, clause_id=clause.id, was=WAS, text=PHONES, by=people[1], at=at)
    agreements.say_why(draft, reason=WHY_PHONES, by=people[1], at=at)
    for nth in (1, 0, 2, 3, 5):
        then = at + timedelta(hours=nth + 1)
        draft = agreements.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=people[nth], at=then)
    then = at + timedelta(hours=20)
    agreements.answer(draft, revision=draft.revision, answer=Answer.OBJECT, words=CANNOT, by=people[4], at=then)
    then = at + timedelta(hours=26)
    agreements.remark(draft, text=OF_COURSE, by=people[1], at=then)
    draft = agreements.reword_clause(draft, clause_id=clause.id, was=PHONES, text=PHONES_AMENDED, by=people[1], at=then)
    for nth, person in enumerate(people):
        answer, then = Answer.CAN_LIVE_WITH if nth == 3 else Answer.AGREE, at + timedelta(hours=28 + nth)
        draft = agreements.answer(draft, revision=draft.revision, answer=answer, by=person, at=then)


def propose(learning_set: LearningSet, people: Sequence[Person], *, at: datetime) -> None:
    """Four days ago one proposed to keep less; two have answered, and two have talked about it."""
    then = at - timedelta(days=4)
    version = agreements.propose(learning_set, kind="notes", body=KEEP, reason=WHY_KEEP, by=people[3], at=then)
    for nth in (3, 5):
        agreements.answer(
            version, revision=version.revision, answer=Answer.AGREE, by=people[nth], at=then + timedelta(hours=nth)
        )
    agreements.remark(version, text=DOUBT, by=people[4], at=then + timedelta(hours=20))
    agreements.remark(version, text=REPLY, by=people[3], at=then + timedelta(hours=26))
