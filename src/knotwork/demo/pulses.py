"""How Heron found it was doing, twice in its half year, and once whether it could run itself. Everything here is invented."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import About, Item
from knotwork.reflections.rules import ITEMS

EARLY = ("434343225233", "343434325333", "454343435343", "333232214122", "444343325233", "434343125223")
LATE = ("545454445344", "445454435444", "555454545455", "444343334333", "544454445344", "545444335334")
READY = ("44524454", "45423455", "54524544", "34413343", "44525454", "45424445")
"""One line each of the six, one figure a sentence in their order."""


def tell(held: Sequence[Meeting], people: Sequence[Person]) -> None:
    """The set asks itself three days after its second meeting and three days after its fourth, then also about its readiness."""
    for meeting, about, said in (
        (held[1], About.HEALTH, EARLY),
        (held[3], About.HEALTH, LATE),
        (held[3], About.READINESS, READY),
    ):
        asked_at = meeting.starts_at + timedelta(days=3)
        pulse = reflections.ask_pulse(meeting.learning_set, about=about, by=people[0], at=asked_at)
        for nth, (person, line) in enumerate(zip(people, said, strict=True)):
            then = asked_at + timedelta(hours=5 * nth + 1)
            reflections.answer_pulse(pulse, scores=_scores(line, about), by=person, at=then)


def _scores(line: str, about: About) -> Mapping[Item, int]:
    return {item: int(figure) for item, figure in zip(ITEMS[about], line, strict=True)}
