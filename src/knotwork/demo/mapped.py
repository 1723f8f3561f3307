"""Dina's map of what hangs together in her challenge, drawn after the first meeting and again after the fourth."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from knotwork.challenges import queries as challenges
from knotwork.challenges.enums import Domain, LinkKind, NodeKind
from knotwork.challenges.models import Challenge
from knotwork.challenges.rules.domain_map import Joined, Said
from knotwork.challenges.services import domain_map as drawing
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id

_PERSONAL, _PROFESSIONAL, _ORGANISATIONAL, _SOCIAL = Domain
_ISSUE, _PERSON, _FORCE, _ACTION = NodeKind

FIRST = (
    ("Closing the old building", _ISSUE, {_PROFESSIONAL, _ORGANISATIONAL, _SOCIAL}),
    ("I name no date", _ISSUE, {_PERSONAL, _PROFESSIONAL}),
    ("The roof will not see another winter", _FORCE, {_ORGANISATIONAL}),
    ("The board waits for my plan", _FORCE, {_ORGANISATIONAL}),
    ("The caretaker, twenty years there", _PERSON, {_PROFESSIONAL, _SOCIAL}),
    ("Neighbours who come every evening", _PERSON, {_SOCIAL}),
    ("Being the one who opened it", _ISSUE, {_PERSONAL}),
)
FIRST_LINKS = (
    ("The roof will not see another winter", LinkKind.DRIVES, "Closing the old building"),
    ("I name no date", LinkKind.BLOCKS, "Closing the old building"),
    ("The board waits for my plan", LinkKind.DRIVES, "I name no date"),
    ("Neighbours who come every evening", LinkKind.DEPENDS_ON, "Closing the old building"),
    ("Being the one who opened it", LinkKind.DRIVES, "I name no date"),
)
LATER = (
    ("The neighbours’ own plan for the evenings", _FORCE, {_SOCIAL}),
    ("Tell the caretaker first, on my own", _ACTION, {_PERSONAL, _PROFESSIONAL}),
    ("My father’s shop, shut without a word", _ISSUE, {_PERSONAL, _SOCIAL}),
)
LATER_LINKS = (
    ("My father’s shop, shut without a word", LinkKind.ECHOES, "I protect myself, not them"),
    ("Tell the caretaker first, on my own", LinkKind.DRIVES, "Closing the old building"),
    ("The neighbours’ own plan for the evenings", LinkKind.DEPENDS_ON, "The caretaker, twenty years there"),
)


class Pen:
    """Somebody's hand on a map: one thing after the other, a minute apart."""

    def __init__(self, challenge: Challenge, owner: Person) -> None:
        self.challenge, self.owner = challenge, owner
        self.placed: dict[str, UUID] = {}

    def draw(self, things: Sequence[tuple[str, NodeKind, set[Domain]]], at: datetime) -> datetime:
        """Put these on the map."""
        for words, kind, regions in things:
            at += timedelta(minutes=1)
            self.placed[words] = new_id()
            said = Said(words, kind, frozenset(regions))
            drawing.add_node(self.challenge, said=said, key=self.placed[words], by=self.owner, at=at)
        return at

    def link(self, links: Sequence[tuple[str, LinkKind, str]], at: datetime) -> None:
        """Link these."""
        for source, kind, target in links:
            at += timedelta(minutes=1)
            joined = Joined(str(self.placed[source]), kind, str(self.placed[target]))
            drawing.add_link(self.challenge, joined=joined, key=new_id(), by=self.owner, at=at)

    def see_anew(self, words: str, now: Said, at: datetime) -> None:
        """Say something otherwise."""
        self.placed[now.words] = self.placed[words]
        drawing.change_node(self.challenge, self.placed[words], said=now, by=self.owner, at=at)


def draw(owner: Person, first: Meeting, fourth: Meeting) -> None:
    """Draw the map in an evening after the first meeting, and look at it again after the fourth."""
    pen = Pen(challenges.mine(owner, first.learning_set)[0], owner)
    pen.link(FIRST_LINKS, pen.draw(FIRST, first.planned_end_at + timedelta(days=3)))
    at = fourth.planned_end_at + timedelta(days=2)
    pen.see_anew("I name no date", Said("I protect myself, not them", _ISSUE, frozenset({_PERSONAL})), at)
    drawing.remove_node(pen.challenge, pen.placed["The board waits for my plan"], by=owner, at=at + timedelta(minutes=1))
    pen.link(LATER_LINKS, pen.draw(LATER, at + timedelta(minutes=1)))
