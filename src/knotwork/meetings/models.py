"""Series, meetings, attendance and airtime."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from knotwork.agreements.models import Version
from knotwork.meetings.enums import Attendance as AttendanceWord
from knotwork.meetings.enums import MeetingState
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet

COUNTS_AS_CLOSED_AFTER = timedelta(hours=2)


class Series(models.Model):
    """A rhythm: every n weeks on a weekday at a wall-clock time of an IANA zone, k meetings."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="series", related_query_name="series")
    every_weeks = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    count = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"series {self.pk}"


class Meeting(SealedModel):
    """One occurrence of a set's rhythm.

    `starts_at` is the instant; `wall_start` and `zone` are the promise it is computed from.
    `protocol` is frozen when the meeting opens, as is the agreement's version.
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
    agreement = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="+")
    video_link = SealedTextField()
    place = SealedTextField()
    calendar_sequence = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["Meeting"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["learning_set", "number"], condition=~Q(state=MeetingState.CANCELLED), name="meetings_one_per_number"
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
