"""The further life of the challenge that is shown: where it stood, and what its owner thinks of it alone."""

from datetime import datetime

from knotwork.challenges import services as challenges
from knotwork.challenges.enums import Ending, Holds, Pane, SheetKind, Side, Statement, Status
from knotwork.challenges.models import Challenge
from knotwork.challenges.rules import Force, GridLine
from tests.world.core import World


def life_of(world: World, owner: str, challenge: Challenge, *, circle: frozenset[str], at: datetime) -> None:
    """Closed with words and alive again; looked at by its owner, who keeps a learning need."""
    person, word, alone = world.person(owner), world.word, frozenset({owner})
    words = word("placement", owner, readers=circle)
    challenges.place(challenge, status=Status.CLOSED, domains=(), ending=Ending.MOVED, words=words, by=person, at=at)
    challenges.undo_placing(challenge, by=person, at=at)
    challenges.check_fit(challenge, said={Statement.NO_EXPERT: Holds.NO}, by=person, at=at)
    grid = [GridLine(word("gridwho", owner, readers=circle), 3, 0, 0)]
    challenges.keep_sheet(challenge, kind=SheetKind.GRID, lines=grid, version=0, by=person, at=at)
    forces = [Force("key", word("force", owner, readers=circle), Side.RESTRAINING, 4)]
    challenges.keep_sheet(challenge, kind=SheetKind.FORCES, lines=forces, version=0, by=person, at=at)
    for pane in Pane:
        text = word(f"lens{pane.value}", owner, readers=alone)
        challenges.keep_pane(challenge, pane=pane, text=text, version=0, by=person, at=at)
    challenges.keep_learning_need(challenge, words=word("learningneed", owner, readers=alone), by=person, at=at)
