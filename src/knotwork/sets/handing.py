"""What a facilitator holds for a set, and in whose hands it is now. It is worked out at use; rows say only who took what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from knotwork.people.models import Person
from knotwork.sets import queries, rules, visiting
from knotwork.sets.enums import Held
from knotwork.sets.models import FacilitatorTerm, HandOver, Invitation, LearningSet


@dataclass(frozen=True)
class Line:
    """One thing on the list: how many there are of it, the member who looks after it, and whoever is asked to."""

    what: Held
    count: int
    keeper: Person | None = None
    asked: Person | None = None


@dataclass(frozen=True)
class HandingOver:
    """What is handed over from whoever facilitates, or did last, to the members."""

    term: FacilitatorTerm
    is_running: bool
    lines: Sequence[Line]

    @property
    def holder(self) -> Person:
        """Whoever facilitates, or did last."""
        return self.term.person

    @property
    def left(self) -> int:
        """How many things are in no member's hands yet."""
        return sum(line.keeper is None for line in self.lines)

    def line(self, what: Held) -> Line | None:
        """This thing, if it is on the list."""
        return next((line for line in self.lines if line.what is what), None)


def of_set(learning_set: LearningSet, at: datetime) -> HandingOver | None:
    """What is to be handed over in this set; None = nobody ever facilitated it."""
    running = queries.running_term(learning_set, at)
    term = running or queries.last_term(learning_set, at)
    if term is None:
        return None
    rows = {row.what: row for row in _rows(learning_set, term.person)}
    members = {member.pk: member for member in queries.members(learning_set)}
    counts = _counts(learning_set, term.person, at)
    held = rules.held_for_the_set(meetings=counts[Held.STEERING], links=counts[Held.LINK], invitations=counts[Held.INVITATIONS])
    lines = [_line(what, counts.get(what, 1), rows.get(what), members) for what in Held if what in held or what in rows]
    return HandingOver(term, running is not None, [line for line in lines if line.what in held or line.keeper is not None])


def invitations_of(learning_set: LearningSet, holder: Person, at: datetime) -> list[Invitation]:
    """The invitations this person made to the set that still work."""
    return [each for each in queries.invitations(learning_set, at) if each.invited_by_id == holder.pk]


def to_write(hand_over_id: UUID) -> HandOver:
    """The row a letter is about, with its set and whom it asks."""
    return HandOver.objects.select_related("learning_set", "asked").get(pk=hand_over_id)


def _rows(learning_set: LearningSet, holder: Person) -> list[HandOver]:
    found = HandOver.objects.filter(learning_set=learning_set, holder=holder)
    return list(found.select_related("asked", "keeper").order_by("pk"))


def _counts(learning_set: LearningSet, holder: Person, at: datetime) -> Mapping[Held, int]:
    ahead = visiting.ahead(learning_set, at)
    return {
        Held.STEERING: len(ahead),
        Held.DATES: len(ahead),
        Held.LINK: sum(each.has_link for each in ahead),
        Held.INVITATIONS: len(invitations_of(learning_set, holder, at)),
    }


def _line(what: Held, count: int, row: HandOver | None, members: Mapping[UUID, Person]) -> Line:
    if row is None:
        return Line(what, count)
    keeper, asked = (members.get(key) if key else None for key in (row.keeper_id, row.asked_id))
    return Line(what, count, keeper, asked)
