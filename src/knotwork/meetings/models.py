"""Series, meetings, attendance, airtime, and the name a member's own calendar shows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from knotwork.agreements.models import Version
from knotwork.meetings import rules
from knotwork.meetings.enums import Attendance as AttendanceWord
from knotwork.meetings.enums import MeetingState, RotaRole, SwapAnswer
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet

COUNTS_AS_CLOSED_AFTER = timedelta(hours=2)


class Series(models.Model):
    """A rhythm: every n weeks on a weekday at a wall-clock time of an IANA zone, k meetings.

    `review_settled_at`: when the set took up or left the review suggested to it half-way.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="series", related_query_name="series")
    every_weeks = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    count = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField()
    review_settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"series {self.pk}"


class MeetingQuerySet(SealedQuerySet["Meeting"]):
    """Meetings, reached through their set."""

    def of(self, learning_sets: Iterable[LearningSet]) -> "MeetingQuerySet":
        """Meetings of these sets."""
        return self.filter(learning_set__in=list(learning_sets))

    def not_cancelled(self) -> "MeetingQuerySet":
        """Meetings that stand in the rhythm."""
        return self.exclude(state=MeetingState.CANCELLED)

    def perhaps_to_come(self, at: datetime) -> "MeetingQuerySet":
        """Meetings that may still be held or are; the caller asks each its `state_at`, for lengths differ."""
        earliest = at - COUNTS_AS_CLOSED_AFTER - timedelta(minutes=rules.LONGEST_MINUTES)
        return self.filter(state__in=(MeetingState.PLANNED, MeetingState.OPEN), starts_at__gt=earliest)

    def in_order(self) -> "MeetingQuerySet":
        """Earliest first."""
        return self.order_by("starts_at", "id")


class Meeting(SealedModel):
    """One occurrence of a set's rhythm.

    `starts_at` is the instant; `wall_start` (`YYYY-MM-DDTHH:MM`) and `zone` are the promise it is computed from.
    `protocol` is frozen when the meeting opens, as is the agreement's version; `ran_with` names by kind the version of
    each rule it ran with. `meets_anyway`: the set chose to
    meet although too few can come. `moved_from`: where it stood before it was last moved. `calendar_sequence`
    rises with every change that a calendar should show (RFC 5545, 3.8.7.4). `review_settled_at`: when the set took up or
    left the review suggested for it; of meetings in a series, the series keeps it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="meetings", related_query_name="meeting"
    )
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=MeetingState.PLANNED, choices=[(s.value, s.value) for s in MeetingState])
    starts_at = models.DateTimeField()
    wall_start = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    protocol_key = models.CharField(max_length=60)
    protocol = SealedJSONField()
    ran_with = models.JSONField(default=dict)
    agreement = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="+")
    video_link = SealedTextField()
    place = SealedTextField()
    access_notes = SealedTextField()
    meets_anyway = models.BooleanField(default=False)
    moved_from = models.DateTimeField(null=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    review_settled_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["learning_set", "number"], condition=~Q(state=MeetingState.CANCELLED), name="meetings_one_per_number"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=rules.SHORTEST_MINUTES) & Q(minutes__lte=rules.LONGEST_MINUTES),
                name="meetings_length_in_bounds",
            ),
        )

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The zone the start is promised in."""
        return ZoneInfo(self.zone)

    @property
    def planned_end_at(self) -> datetime:
        """The instant the meeting is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def closes_at_latest(self) -> datetime:
        """The instant from which a meeting nobody closed counts as closed."""
        return self.planned_end_at + COUNTS_AS_CLOSED_AFTER

    @property
    def over_at(self) -> datetime:
        """The instant from which it is over, whoever closed it."""
        return self.closed_at or self.closes_at_latest

    @property
    def was_held(self) -> bool:
        """Whether anybody ever opened it."""
        return self.opened_at is not None

    def state_at(self, at: datetime) -> MeetingState:
        """Where it stands at this instant, whether or not anybody closed it."""
        return rules.state_at(MeetingState(self.state), self.closes_at_latest, at)


class AttendanceAnswer(SealedModel):
    """What somebody said about coming to a meeting, and when they were really there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance", related_query_name="attendance")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=8, default="", choices=[(a.value, a.value) for a in AttendanceWord])
    message = SealedTextField()
    answered_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["AttendanceAnswer"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "person"], name="meetings_one_attendance_each"),)

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class Airtime(models.Model):
    """Time somebody had as presenter in a meeting, in seconds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="airtime", related_query_name="airtime")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    slot = models.PositiveSmallIntegerField()
    seconds = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "slot"], name="meetings_one_airtime_per_slot"),)

    def __str__(self) -> str:
        return f"airtime {self.seconds} s"


class OwnLabel(SealedModel):
    """What a member calls a set's meetings in the own calendar; nobody else reads it, and it may betray the set."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    text = SealedTextField()

    objects = SealedQuerySet["OwnLabel"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "learning_set"], name="meetings_one_own_label_each"),)

    def __str__(self) -> str:
        return f"own label {self.pk}"

    def sealed_for(self) -> Holder:
        """The member's own key."""
        return Holder("person", self.person_id)


class RoleHeld(models.Model):
    """Who has a role in one meeting: agreed by a swap beforehand, and kept for the rota once the meeting opened."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="roles", related_query_name="role")
    role = models.CharField(max_length=14, choices=[(role.value, role.value) for role in RotaRole])
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "role"], name="meetings_one_person_per_role"),)

    def __str__(self) -> str:
        return f"{self.role} of meeting {self.meeting_id}"


class RoleSwap(models.Model):
    """One member asks another to take a role over in one meeting; it moves when the other says yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="swaps", related_query_name="swap")
    role = models.CharField(max_length=14, choices=[(role.value, role.value) for role in RotaRole])
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, default="", choices=[(a.value, a.value) for a in SwapAnswer])
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "role"], condition=Q(answered_at=None), name="meetings_one_swap_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"swap {self.pk}"

    @property
    def role_word(self) -> RotaRole:
        """The role as a word."""
        return RotaRole(self.role)
