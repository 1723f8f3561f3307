"""Who is in a set, and what each told the others."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from knotwork.people.models import Person
from knotwork.platform.access.rows import Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets.enums import Standing
from knotwork.sets.models import FacilitatorTerm, LearningSet, Membership
from knotwork.sets.queries.terms import running_term


@once_a_page
def members(learning_set: LearningSet) -> list[Person]:
    """Who is in the set now, by name."""
    people = Person.objects.filter(membership__learning_set=learning_set, membership__left_at=None)
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


@once_a_page
def active(learning_set: LearningSet) -> list[Person]:
    """Who is in the set now and does not pause, by name: whoever is reminded, counted and waited for."""
    here = Membership.objects.filter(learning_set=learning_set, left_at=None, paused_at=None)
    people = Person.objects.filter(membership__in=here)
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


def size(learning_set: LearningSet) -> int:
    """How many are in the set now."""
    return Membership.objects.filter(learning_set=learning_set, left_at=None).count()


def is_member(person: Viewer, learning_set: LearningSet) -> bool:
    """Whether this person is in the set now."""
    return membership_of(person, learning_set) is not None


def has_member_with(learning_set: LearningSet, address: str) -> bool:
    """Whether the owner of this address is in the set now."""
    current = Membership.objects.filter(learning_set=learning_set, left_at=None)
    return current.filter(person__email=address.strip().lower()).exists()


def joined_at(viewer: Viewer, learning_set: LearningSet) -> datetime | None:
    """When the viewer joined the set, this time; None if not in it."""
    membership = membership_of(viewer, learning_set)
    return membership.joined_at if membership else None


@once_a_page
def membership_of(viewer: Viewer, learning_set: LearningSet) -> Membership | None:
    """The viewer's own membership, if in the set now."""
    return Membership.objects.filter(learning_set=learning_set, person=viewer.pk, left_at=None).first()


@once_a_page
def memberships(learning_set: LearningSet) -> list[Membership]:
    """Current memberships with their people, by name."""
    rows = Membership.objects.filter(learning_set=learning_set, left_at=None).select_related("person")
    return sorted(rows, key=lambda each: (each.person.name.casefold(), each.pk))


def departures(learning_set: LearningSet, *, since: datetime) -> list[Membership]:
    """Memberships that ended since then and whose person is not back, latest first.

    A goodbye is meant for those who were there, so `since` is when the reader came.
    """
    gone = Membership.objects.filter(learning_set=learning_set, left_at__gte=since).select_related("person")
    back = Membership.objects.filter(learning_set=learning_set, left_at=None).values("person")
    return list(gone.exclude(person__in=back).order_by("-left_at", "-pk"))


def was_inside(learning_set: LearningSet, *, person: str, at: str) -> Exists:
    """Whether somebody was a member at an instant; both are named as columns of the rows that are asked about."""
    begun = Membership.objects.filter(learning_set=learning_set, person=OuterRef(person), joined_at__lte=OuterRef(at))
    return Exists(begun.filter(Q(left_at=None) | Q(left_at__gte=OuterRef(at))))


def access_needs_for(viewer: Viewer, learning_set: LearningSet, at: datetime) -> dict[UUID, str]:
    """The access needs the viewer may read, by membership.

    Everybody reads their own; the facilitator in term reads all; without a facilitator, whoever the owner named.
    """
    term = running_term(learning_set, at)
    mine = Q(person=viewer.pk)
    if term is None:
        mine |= Q(access_needs_for=viewer.pk)
    rows = Membership.objects.filter(learning_set=learning_set, left_at=None)
    if term is None or term.person_id != viewer.pk:
        rows = rows.filter(mine)
    return {row.pk: row.access_needs for row in rows if row.access_needs}


@dataclass(frozen=True)
class Circle:
    """Who belongs to a set at one instant: its members by name, and the facilitator's term that runs.

    `visitor`: who facilitates the one meeting the circle is asked for, while nobody facilitates the set.
    """

    members: tuple[Person, ...]
    term: FacilitatorTerm | None
    visitor: Person | None = None

    @property
    def facilitator(self) -> Person | None:
        """Who facilitates; None = nobody."""
        return self.term.person if self.term else self.visitor

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Members and facilitator."""
        return (*self.members, *([self.facilitator] if self.facilitator else []))

    def standing(self, person: Viewer) -> frozenset[Standing]:
        """How somebody stands to the set from inside; the same as `standing` says of members and facilitators."""
        held = {Standing.MEMBER} if any(member.pk == person.pk for member in self.members) else set()
        if self.term is not None and self.term.person_id == person.pk:
            held.add(Standing.FACILITATOR)
        elif self.facilitator is not None and self.facilitator.pk == person.pk and not held:
            held.add(Standing.VISITOR)
        return frozenset(held)


def circle(learning_set: LearningSet, at: datetime) -> Circle:
    """Who belongs to the set at this instant, in two queries: for whoever asks about all of them at once."""
    return Circle(tuple(members(learning_set)), running_term(learning_set, at))
