"""How Dina and Bo go on working at their challenges between meetings. Everything here is invented."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from knotwork.challenges import queries, services
from knotwork.challenges.enums import Holds, Pane, SheetKind, Side, Statement, Status
from knotwork.challenges.models import Challenge
from knotwork.challenges.rules import Force, GridLine
from knotwork.demo.cast import BO, DINA, Role
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person

DAY = timedelta(days=1)
WHO = (
    GridLine("the caretaker of the old building", 3, 3, 0),
    GridLine("the trustees", 1, 1, 3),
    GridLine("the Thursday choir", 2, 3, 1),
    GridLine("the city's property office", 3, 0, 2),
)
AFTER_TWO = (
    Force("lease", "The lease ends in spring", Side.DRIVING, 3),
    Force("boiler", "The boiler will not last another winter", Side.DRIVING, 4),
    Force("anger", "I am afraid of the evening when I say it", Side.RESTRAINING, 5),
    Force("hope", "Everybody hopes that somebody pays", Side.RESTRAINING, 4),
)
AFTER_FOUR = (
    Force("lease", "The lease ends in spring", Side.DRIVING, 5),
    Force("boiler", "The boiler will not last another winter", Side.DRIVING, 4),
    Force("choir", "The choir asks for a date so that it can plan", Side.DRIVING, 3),
    Force("anger", "I am afraid of the evening when I say it", Side.RESTRAINING, 2),
    Force("hope", "Everybody hopes that somebody pays", Side.RESTRAINING, 4),
)
LENS = {
    Pane.SITUATION: "Two buildings, money for one. The lease decides for us in spring if nobody else does.",
    Pane.TRIAL: "I tell three people the date before I tell everybody, and ask each what they would need to hear.",
    Pane.ME: "I want to be thanked and to close the building. I shall have to choose.",
}


def tell(held: Sequence[Meeting], cast: Mapping[Role, Person]) -> None:
    """What they drew and weighed in the weeks between the meetings."""
    dina = queries.mine(cast[DINA], held[0].learning_set)[0]
    _look(dina, held, cast[DINA])
    _weigh(dina, held, cast[DINA])
    _feel(held, cast)
    _rest(queries.mine(cast[BO], held[0].learning_set)[0], held, cast[BO])


def _look(challenge: Challenge, held: Sequence[Meeting], by: Person) -> None:
    then = held[0].planned_end_at + 3 * DAY
    said = dict.fromkeys(Statement, Holds.YES) | {Statement.NO_EXPERT: Holds.NO}
    services.check_fit(challenge, said=said, by=by, at=then)
    words = "How a lease is ended early, and what it costs. The city's property office knows."
    services.keep_learning_need(challenge, words=words, by=by, at=then)
    for pane, text in LENS.items():
        services.keep_pane(challenge, pane=pane, text=text, version=0, by=by, at=held[2].planned_end_at + DAY)


def _feel(held: Sequence[Meeting], cast: Mapping[Role, Person]) -> None:
    """What presenters felt in their turns, and show to the set."""
    for person in (cast[DINA], cast[BO]):
        for challenge in queries.mine(person, held[0].learning_set):
            for number, (turn, _kept) in enumerate(reversed(queries.own_turns(person, challenge))):
                marks = {"invited": 3 + number % 2, "support": 4, "challenged": min(5, 2 + number)}
                at = turn.meeting.planned_end_at + DAY
                services.keep_felt(turn, **marks, shown=True, by=person, at=at)


def _weigh(challenge: Challenge, held: Sequence[Meeting], by: Person) -> None:
    services.keep_sheet(challenge, kind=SheetKind.GRID, lines=WHO, version=0, by=by, at=held[0].planned_end_at + 4 * DAY)
    for version, (lines, meeting) in enumerate(((AFTER_TWO, held[1]), (AFTER_FOUR, held[3]))):
        then = meeting.planned_end_at + 2 * DAY
        services.keep_sheet(challenge, kind=SheetKind.FORCES, lines=lines, version=version, by=by, at=then)


def _rest(challenge: Challenge, held: Sequence[Meeting], by: Person) -> None:
    """Bo let it rest over the stocktaking and took it up again."""
    then = held[1].planned_end_at + 10 * DAY
    for status, words, after in (
        (Status.RESTING, "Stocktaking. I have no head for it before it is over.", 0),
        (Status.LIVE, "The hall is quiet again, and so am I.", 14),
    ):
        services.place(challenge, status=status, domains=challenge.domains.split(), words=words, by=by, at=then + after * DAY)
