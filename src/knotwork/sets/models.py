"""Sets, memberships, invitations and facilitator terms. Names and words are sealed with the set's key."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.enums import EndRule, FacilitationMode, Held, InvitedAs, Leading, ProblemMode, Stage, WordsChoice
from knotwork.sets.rules import LARGEST, SMALLEST


class LearningSetQuerySet(SealedQuerySet["LearningSet"]):
    """Sets, reached through the viewer only."""

    def visible_to(self, viewer: Person, at: datetime) -> "LearningSetQuerySet":
        """Sets the viewer is a member of, or facilitates within the term."""
        member = Q(membership__person=viewer, membership__left_at=None)
        term = Q(facilitator_term__person=viewer) & FacilitatorTerm.running(at, prefix="facilitator_term__")
        return self.filter(member | term).distinct()


class LearningSet(SealedModel):
    """A small stable group that meets at regular intervals.

    `facilitation` is what the set decided last; whether somebody facilitates now is asked of the terms.
    `asks_all`: nobody is invited before each member was asked. An archived set keeps its stage, so that taking it back returns it to where it stood.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = SealedTextField()
    purpose = SealedTextField()
    target_size = models.PositiveSmallIntegerField(default=6)
    problem_mode = models.CharField(max_length=6, default=ProblemMode.OWN, choices=[(m.value, m.value) for m in ProblemMode])
    zone = models.CharField(max_length=64)
    stage = models.CharField(max_length=14, default=Stage.FORMING, choices=[(s.value, s.value) for s in Stage])
    facilitation = models.CharField(
        max_length=12, default=FacilitationMode.SELF_MANAGED, choices=[(m.value, m.value) for m in FacilitationMode]
    )
    keeps_ledger = models.BooleanField(default=True)
    asks_all = models.BooleanField(default=False)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = LearningSetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(target_size__gte=SMALLEST) & Q(target_size__lte=LARGEST), name="sets_target_size_in_bounds"
            ),
        )

    def __str__(self) -> str:
        return f"set {self.pk}"

    def sealed_for(self) -> Holder:
        """The set's own key."""
        return Holder("set", self.pk)

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The set's anchor zone."""
        return ZoneInfo(self.zone)


class Membership(SealedModel):
    """Somebody's belonging to a set, from joining to leaving. Who pauses, since `paused_at`, belongs and is not counted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="memberships", related_query_name="membership"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", related_query_name="membership")
    commitment = SealedTextField()
    committed_at = models.DateTimeField(null=True)
    bio = SealedTextField()
    hopes = SealedTextField()
    languages = SealedTextField()
    access_needs = SealedTextField()
    access_needs_for = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    goodbye = SealedTextField()

    objects = SealedQuerySet["Membership"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["learning_set", "person"], condition=Q(left_at=None), name="sets_one_membership_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"membership {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class ChoiceOfWords(models.Model):
    """What a member of a set that closes chose for their own words; the member's alone.

    `due_at` is when words taken back are erased, `done_at` when they were. Nothing chosen: they stay.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=9, choices=[(c.value, c.value) for c in WordsChoice])
    chosen_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learning_set", "person"], name="sets_one_choice_of_words_each"),
            models.CheckConstraint(
                condition=Q(choice=WordsChoice.KEEP, due_at=None) | Q(choice=WordsChoice.TAKE_BACK, due_at__isnull=False),
                name="sets_words_taken_back_have_their_day",
            ),
        )

    def __str__(self) -> str:
        return f"choice of words {self.pk}"

    @property
    def is_done(self) -> bool:
        """Whether the words are erased."""
        return self.done_at is not None


class InvitationQuerySet(SealedQuerySet["Invitation"]):
    """Invitations by where they stand."""

    def waiting(self, at: datetime) -> "InvitationQuerySet":
        """Those that can still be used."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(SealedModel):
    """One place offered: used once, expiring, revocable.

    A hash of its secret is kept. Only when the secret travels by mail is it kept too, sealed, until the invitation
    is used or over, because the letter is written when it leaves. `invited_as` says which place is offered; for a
    facilitator the three end fields say the term that is offered, for a visitor `meeting` the one they are asked to.
    An account is opened with it once, `opened_account_at`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="invitations", related_query_name="invitation"
    )
    invited_as = models.CharField(
        max_length=11, default=InvitedAs.MEMBER, choices=[(role.value, role.value) for role in InvitedAs]
    )
    end_rule = models.CharField(max_length=14, default=EndRule.OPEN, choices=[(r.value, r.value) for r in EndRule])
    ends_on = models.DateField(null=True)
    ends_after = models.PositiveSmallIntegerField(null=True)
    meeting = models.UUIDField(null=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    secret_to_mail = SealedTextField()
    address = models.EmailField(default="")
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    opened_account_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class FacilitatorTerm(models.Model):
    """Somebody facilitates a set, for a time or not. Whether it runs is computed at use, never by a job.

    `ends_at` is the latest instant of the term: the end of `ends_on` in the set's zone, or the planned end of
    meeting `ends_after` plus two hours, kept up to date by whoever moves that meeting; None = open.
    `ended_at` is when it really ended, if earlier.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="facilitator_terms", related_query_name="facilitator_term"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="facilitator_terms", related_query_name="facilitator_term"
    )
    starts_at = models.DateTimeField()
    end_rule = models.CharField(max_length=14, choices=[(r.value, r.value) for r in EndRule])
    ends_on = models.DateField(null=True)
    ends_after = models.PositiveSmallIntegerField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(end_rule=EndRule.OPEN, ends_on=None, ends_after=None)
                | Q(end_rule=EndRule.ON_DATE, ends_on__isnull=False, ends_after=None)
                | Q(end_rule=EndRule.AFTER_MEETING, ends_on=None, ends_after__isnull=False),
                name="sets_term_has_the_end_its_rule_names",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("starts_at")), name="sets_term_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"term {self.pk}"

    @staticmethod
    def running(at: datetime, *, prefix: str = "") -> Q:
        """Terms that run at this instant, for use in a filter."""
        started = Q(**{f"{prefix}starts_at__lte": at})
        not_ended = Q(**{f"{prefix}ended_at": None}) | Q(**{f"{prefix}ended_at__gt": at})
        not_over = Q(**{f"{prefix}ends_at": None}) | Q(**{f"{prefix}ends_at__gt": at})
        return started & not_ended & not_over

    @property
    def until(self) -> datetime | None:
        """When the term came or comes to its end; None = open."""
        return min(filter(None, (self.ends_at, self.ended_at)), default=None)

    def is_running(self, at: datetime) -> bool:
        """Whether the term runs at this instant."""
        over = (self.ended_at is not None and self.ended_at <= at) or (self.ends_at is not None and self.ends_at <= at)
        return self.starts_at <= at and not over


class MeetingEnd(models.Model):
    """When meeting n of a set counts as closed at the latest; told by whoever plans and closes meetings.

    Kept so that a term "after meeting n" that begins later still knows its end.
    """

    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    meeting_number = models.PositiveSmallIntegerField()
    latest_end_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learning_set", "meeting_number"], name="sets_one_end_per_meeting"),)

    def __str__(self) -> str:
        return f"meeting {self.meeting_number} ends {self.latest_end_at:%Y-%m-%d %H:%M}"


class Visit(models.Model):
    """Somebody facilitates one meeting of a set. They see that meeting until it is over, which is computed at use.

    `meeting` is its id: meetings stand above this app. `ended_at` is set when the visit was ended before.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="visits", related_query_name="visit")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits", related_query_name="visit")
    meeting = models.UUIDField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting"], condition=Q(ended_at=None), name="sets_one_visitor_of_a_meeting"),
        )

    def __str__(self) -> str:
        return f"visit {self.pk}"


class HandOver(models.Model):
    """One thing a facilitator holds for a set on its way into a member's hands.

    `asked` may take it over; `keeper` looks after it. Who has left the set keeps nothing, which is asked at use.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=11, choices=[(h.value, h.value) for h in Held])
    asked = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(null=True)
    keeper = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learning_set", "holder", "what"], name="sets_each_thing_is_handed_over_once"),
        )

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


class ChosenLeading(models.Model):
    """What the set chose that its facilitator does in one meeting; `meeting` is its id, as of a visit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    meeting = models.UUIDField(unique=True)
    leading = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Leading])
    chosen_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"leading of meeting {self.meeting}"
