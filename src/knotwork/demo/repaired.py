"""Something of Farah's was heard outside, months ago, and is well again. Everything here is invented.

Nothing is left of who it concerned: the words are erased when it is settled, and a week later who was invited.
"""

from collections.abc import Mapping
from datetime import timedelta

from knotwork.demo.cast import AMARA, CHEN, FARAH, Role
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.repairs import rules, services
from knotwork.repairs.enums import Ending

HEARD = (
    "Somebody at the surgery asked me how it goes with the lost referrals. I have put it in those words nowhere but here. It was "
    "kindly meant and nothing came of it, but since then I weigh what I say."
)
INVITED = (
    "Something that was said in our meeting was told on, and I think you can help to see how. Nobody is accused. Could the three of "
    "us speak on Thursday before the meeting, for half an hour?"
)


def tell(cast: Mapping[Role, Person], after: Meeting) -> None:
    """Farah tells Amara after a meeting; the three speak; two days later Farah says that it is well again."""
    hour, then = timedelta(hours=1), after.planned_end_at + timedelta(days=4)
    farah, amara = cast[FARAH], cast[AMARA]
    matter = services.raise_matter(after.learning_set, keeper=amara, words=HEARD, by=farah, at=then)
    services.answer(matter, by=amara, at=then + 19 * hour)
    talk = services.prepare_talk(matter, concerned=cast[CHEN], words=INVITED, by=amara, at=then + 43 * hour)
    services.send_talk(talk, by=farah, at=then + 52 * hour)
    services.say(talk, comes=True, by=cast[CHEN], at=then + 56 * hour)
    settled_at = then + 120 * hour
    services.settle(matter, ending=Ending.REPAIRED, by=farah, at=settled_at)
    services.forget_talks(settled_at + rules.KEPT_AFTERWARDS)
