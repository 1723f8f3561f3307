"""What screens ask about sets. Every function takes the viewer or the set first; and standing is two small queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import rules
from knotwork.sets.enums import EndRule, FacilitationMode, InvitedAs, Stage, Standing, Why
from knotwork.sets.models import ChoiceOfWords, FacilitatorTerm, Invitation, LearningSet, MeetingEnd, Membership, Visit
from knotwork.sets.rules import TermWish

_INSIDE = frozenset({Standing.MEMBER, Standing.FACILITATOR})
_BACK: Mapping[Standing, Standing] = {  # who is back is no longer somebody who was
    Standing.MEMBER: Standing.FORMER_MEMBER,
    Standing.FACILITATOR: Standing.FORMER_FACILITATOR,
}


def standing(viewer: Viewer, learning_set: LearningSet, at: datetime) -> frozenset[Standing]:
    """How this person stands to the set at this instant. Nobody bypasses it.

    Asked for every request and move, so it reads the few rows there are and judges them here: two small queries cost
    the program a third of one that judges. Invitations are asked for only by who is not inside.
    """
    memberships = Membership.objects.filter(learning_set=learning_set.pk, person=viewer.pk).values_list("left_at", flat=True)
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set.pk, person=viewer.pk)
    held = {Standing.MEMBER if left_at is None else Standing.FORMER_MEMBER for left_at in memberships}
    for begun, *ends in terms.values_list("starts_at", "ended_at", "ends_at"):
        if any(end is not None and end <= at for end in ends):
            held.add(Standing.FORMER_FACILITATOR)
        elif begun <= at:
            held.add(Standing.FACILITATOR)
    if not held & _INSIDE and _is_invited(viewer, learning_set, at):
        held.add(Standing.INVITED)
    return frozenset(held) - {was for now, was in _BACK.items() if now in held}


def _is_invited(viewer: Viewer, learning_set: LearningSet, at: datetime) -> bool:
    own = Person.objects.filter(pk=viewer.pk).values("email")
    return Invitation.objects.waiting(at).filter(learning_set=learning_set.pk, address__in=own).exists()


def load_set(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The set an address names and how the viewer stands to it; None for a stranger."""
    learning_set = LearningSet.objects.filter(pk=kwargs["set_id"]).first()
    if learning_set is None:
        return None
    held = standing(viewer, learning_set, at)
    return Found(learning_set, held) if held else None


def visible(viewer: Person, at: datetime) -> list[LearningSet]:
    """Sets the viewer is in or facilitates within the term, by name, archived ones last."""
    sets = LearningSet.objects.visible_to(viewer, at)
    return sorted(sets, key=_by_name)


def _by_name(learning_set: LearningSet) -> tuple[bool, str, UUID]:
    return (learning_set.archived_at is not None, learning_set.name.casefold(), learning_set.pk)


def visible_and_own(viewer: Person, at: datetime) -> list[tuple[LearningSet, bool]]:
    """The sets of `visible`, in its order, each with whether the viewer is a member; otherwise they facilitate it."""
    own = Membership.objects.filter(learning_set=OuterRef("pk"), person=viewer, left_at=None)
    sets = LearningSet.objects.visible_to(viewer, at).annotate(is_own=Exists(own))
    return [(each, each.is_own) for each in sorted(sets, key=_by_name)]  # type: ignore[attr-defined]  # annotated above


def how_many_go_on() -> int:
    """How many sets of this host are neither put away nor closed; for whoever looks after it."""
    return LearningSet.objects.filter(archived_at=None).exclude(stage=Stage.CLOSED).count()


def whose_set(set_id: UUID) -> UUID | None:
    """The set itself, if there is one; for the record of refused attempts alone."""
    found: UUID | None = LearningSet.objects.filter(pk=set_id).values_list("pk", flat=True).first()
    return found


def set_for(viewer: Person, set_id: UUID, at: datetime) -> LearningSet | None:
    """The set with this id, if the viewer is in it or facilitates it within the term."""
    return LearningSet.objects.visible_to(viewer, at).filter(pk=set_id).first()


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


def whose_terms(learning_set: LearningSet, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Whose terms and visits these are, by key of the term or the visit."""
    keys = set(ids)
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, pk__in=keys).values_list("pk", "person")
    return dict(terms.union(Visit.objects.filter(learning_set=learning_set, pk__in=keys).values_list("pk", "person")))


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


def facilitator(learning_set: LearningSet, at: datetime) -> Person | None:
    """Who facilitates at this instant; None = nobody."""
    term = running_term(learning_set, at)
    return term.person if term else None


@once_a_page
def running_term(learning_set: LearningSet, at: datetime) -> FacilitatorTerm | None:
    """The term that runs at this instant, with its person."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set.pk).select_related("person").order_by("-starts_at", "-pk")
    return next((term for term in terms if term.is_running(at)), None)


def facilitating_since(viewer: Viewer, learning_set: LearningSet, at: datetime) -> datetime | None:
    """Since when the viewer has facilitated the set; terms without a gap count as one. None if they do not now."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, person=viewer.pk).order_by("-starts_at", "-pk")
    return rules.unbroken_since(((term.starts_at, term.until) for term in terms), at)


def last_term(learning_set: LearningSet, at: datetime) -> FacilitatorTerm | None:
    """The term that ended most recently, with its person; None while one runs or if there was none."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, starts_at__lte=at)
    last = terms.select_related("person").order_by("-starts_at", "-pk").first()
    return None if last is None or last.is_running(at) else last


def latest_end(learning_set: LearningSet, wish: TermWish) -> datetime | None:
    """The instant a term with this end comes to; None = open, or the meeting is not planned yet."""
    if wish.end_rule is EndRule.ON_DATE and wish.ends_on is not None:
        return rules.end_of_day(wish.ends_on, learning_set.zoneinfo)
    if wish.end_rule is EndRule.AFTER_MEETING and wish.ends_after is not None:
        end = MeetingEnd.objects.filter(learning_set=learning_set, meeting_number=wish.ends_after).first()
        return end.latest_end_at if end else None
    return None


def why_not_this_end(learning_set: LearningSet, wish: TermWish, at: datetime) -> Why | None:
    """Why a term in this set cannot have this end; None if it can."""
    return rules.why_not_wish(wish, latest_end(learning_set, wish), at)


def term_that_ended(viewer: Viewer, learning_set: LearningSet, at: datetime) -> FacilitatorTerm | None:
    """The viewer's own last term with this set, if it is over."""
    terms = FacilitatorTerm.objects.filter(learning_set=learning_set, person=viewer.pk).order_by("-starts_at", "-pk")
    last = terms.first()
    return None if last is None or last.is_running(at) else last


def must_choose(learning_set: LearningSet, at: datetime) -> bool:
    """Whether the set wanted a facilitator, has none, waits for nobody's answer, and has not decided what comes next.

    A set that is closed or put away decides nothing.
    """
    rests = learning_set.stage == Stage.CLOSED or learning_set.archived_at is not None
    if rests or learning_set.facilitation == FacilitationMode.SELF_MANAGED:
        return False
    return running_term(learning_set, at) is None and asked_to_facilitate(learning_set, at) is None


def asked_to_facilitate(learning_set: LearningSet, at: datetime) -> Invitation | None:
    """The invitation of whoever is asked to facilitate and has not answered yet."""
    waiting = Invitation.objects.waiting(at).filter(learning_set=learning_set, invited_as=InvitedAs.FACILITATOR)
    return waiting.order_by("-invited_at", "-pk").first()


def invitations(learning_set: LearningSet, at: datetime) -> list[Invitation]:
    """Invitations that can still be used, oldest first."""
    waiting = Invitation.objects.waiting(at).filter(_is_held(learning_set, at), learning_set=learning_set)
    return list(waiting.select_related("invited_by").order_by("invited_at", "pk"))


def is_orphaned(invitation: Invitation, at: datetime) -> bool:
    """Whether this is a link whose maker has left the set, or facilitates it no more."""
    return not Invitation.objects.filter(_is_held(invitation.learning_set, at), pk=invitation.pk).exists()


def _is_held(learning_set: LearningSet, at: datetime) -> Q:
    """A link to pass on holds while whoever made it belongs to the set: nobody comes back by a link they kept.

    A letter holds by itself, because the set sees to whom it went.
    """
    members = Membership.objects.filter(learning_set=learning_set, left_at=None).values("person")
    terms = FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), learning_set=learning_set).values("person")
    return ~Q(address="") | Q(invited_by=None) | Q(invited_by__in=members) | Q(invited_by__in=terms)


def invitation_of(learning_set: LearningSet, invitation_id: UUID) -> Invitation | None:
    """An invitation of this set, whatever became of it."""
    return Invitation.objects.filter(learning_set=learning_set, pk=invitation_id).first()


def invitation_by(secret: str) -> Invitation | None:
    """The invitation this secret belongs to, whatever became of it, with its set and who invited."""
    invitation = Invitation.objects.filter(secret_hash=rules.hashed(secret))
    return invitation.select_related("learning_set", "invited_by", "used_by").first()


def choice_of_words(person: Person, learning_set: LearningSet) -> ChoiceOfWords | None:
    """What this person chose for their words in this set; None = nothing yet, they stay."""
    return ChoiceOfWords.objects.filter(learning_set=learning_set, person=person).first()


def export_of(person: Person) -> dict[str, object]:
    """This person's own words and dates in every set, and the terms they held; nobody else's words."""
    own = Membership.objects.filter(person=person).order_by("joined_at", "pk")
    terms = FacilitatorTerm.objects.filter(person=person).order_by("starts_at", "pk")
    return {
        "memberships": [
            {
                "set": str(each.learning_set_id),
                "joined_at": each.joined_at.isoformat(),
                "left_at": each.left_at.isoformat() if each.left_at else None,
                "commitment": each.commitment,
                "bio": each.bio,
                "hopes": each.hopes,
                "languages": each.languages,
                "access_needs": each.access_needs,
                "goodbye": each.goodbye,
            }
            for each in own
        ],
        "choices_of_words": [
            {"set": str(each.learning_set_id), "choice": each.choice, "chosen_at": each.chosen_at.isoformat()}
            for each in ChoiceOfWords.objects.filter(person=person).order_by("chosen_at", "pk")
        ],
        "terms": [
            {
                "set": str(each.learning_set_id),
                "starts_at": each.starts_at.isoformat(),
                "ends_at": each.ends_at.isoformat() if each.ends_at else None,
                "ended_at": each.ended_at.isoformat() if each.ended_at else None,
            }
            for each in terms
        ],
        "visits": [
            {"set": str(each.learning_set_id), "meeting": str(each.meeting), "begun_at": each.begun_at.isoformat()}
            for each in Visit.objects.filter(person=person).order_by("begun_at", "pk")
        ],
    }


def invitation_to_write(invitation_id: UUID) -> Invitation:
    """The invitation a letter is about."""
    return Invitation.objects.get(pk=invitation_id)


def is_invitation_waiting(invitation_id: UUID, at: datetime) -> bool:
    """Whether this invitation can still be used."""
    return Invitation.objects.waiting(at).filter(pk=invitation_id).exists()


def term_to_write(term_id: UUID) -> FacilitatorTerm:
    """The term a letter is about, with its set and person."""
    return FacilitatorTerm.objects.select_related("learning_set", "person").get(pk=term_id)


def terms_ending(at: datetime, until: datetime) -> list[FacilitatorTerm]:
    """Running terms of any set whose end comes by then; for the worker alone."""
    soon = FacilitatorTerm.objects.filter(FacilitatorTerm.running(at), ends_at__lte=until)
    return list(soon.select_related("learning_set", "person").order_by("ends_at", "pk"))


def terms_that_ran_out(since: datetime, at: datetime) -> list[FacilitatorTerm]:
    """Terms of any set that came to their end by themselves in this time; for the worker alone."""
    over = FacilitatorTerm.objects.filter(ended_at=None, ends_at__gt=since, ends_at__lte=at)
    return list(over.select_related("learning_set").order_by("ends_at", "pk"))


def terms_that_ended(since: datetime, at: datetime) -> list[FacilitatorTerm]:
    """Terms of any set that came to their end in this time; for the worker alone."""
    by_itself = Q(ended_at=None, ends_at__gt=since, ends_at__lte=at)
    over = FacilitatorTerm.objects.filter(by_itself | Q(ended_at__gt=since, ended_at__lte=at))
    return list(over.select_related("learning_set", "person").order_by("starts_at", "pk"))
