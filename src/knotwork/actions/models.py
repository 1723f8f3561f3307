"""Actions as experiments, and reports of what came of them."""

from django.db import models
from django.db.models import F, Q

from knotwork.actions.enums import Fold, Outcome, Status, Telling
from knotwork.challenges.models import Challenge
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Action(SealedModel):
    """What a member will try. `more`: word of `Fold` → words.

    `by_on` None: before the set next meets. `grew_from`: the action whose shape changed into this one;
    `since_at` is when the first of them was set out. `shown_to_set` False: the owner's alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="actions", related_query_name="action")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="actions", related_query_name="action")
    challenge = models.ForeignKey(Challenge, null=True, on_delete=models.SET_NULL, related_name="actions")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="actions")
    grew_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="grew_into")
    what = SealedTextField()
    hopes_to_learn = SealedTextField()
    more = SealedJSONField()
    by_on = models.DateField(null=True)
    status = models.CharField(max_length=10, default=Status.OPEN, choices=[(s.value, s.value) for s in Status])
    shown_to_set = models.BooleanField(default=True)
    shown_at = models.DateTimeField(null=True)
    set_out_at = models.DateTimeField()
    since_at = models.DateTimeField()

    objects = SealedQuerySet["Action"].as_manager()

    def __str__(self) -> str:
        return f"action {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def status_word(self) -> Status:
        """Where it stands, as a word the screens can say."""
        return Status(self.status)

    @property
    def folded(self) -> list[tuple[Fold, str]]:
        """What was said in the folded fields, in their order."""
        return [(fold, self.more[fold.value]) for fold in Fold if self.more.get(fold.value)]


class BuddyCall(models.Model):
    """A call of two members before a meeting of their set.

    `starts_at`: when it is to be, empty = the two find a time themselves, and once it has happened. Nothing else is kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(null=True)
    is_accepted = models.BooleanField(default=False)
    happened = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "asked_by", "asked"], name="actions_one_call_of_two"),
            models.CheckConstraint(condition=~Q(asked_by=F("asked")), name="actions_nobody_calls_themselves"),
            models.CheckConstraint(condition=Q(happened=False) | Q(starts_at=None), name="actions_only_that_it_happened"),
        )

    def __str__(self) -> str:
        return f"call {self.pk}"

    def other(self, person: Person) -> Person:
        """The other of the two."""
        return self.asked if person.pk == self.asked_by_id else self.asked_by


class ActionReport(SealedModel):
    """What happened. `more`: word of `Telling` → words. `told_at`: when it was told to the set, if it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reports", related_query_name="report")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    what_happened = SealedTextField()
    more = SealedJSONField()
    shown_to_set = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["ActionReport"].as_manager()

    def __str__(self) -> str:
        return f"report {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def outcome_word(self) -> Outcome:
        """What came of it, as a word the screens can say."""
        return Outcome(self.outcome)

    @property
    def further(self) -> list[tuple[Telling, str]]:
        """What was told beyond what happened, in the order of the questions."""
        return [(telling, self.more[telling.value]) for telling in Telling if self.more.get(telling.value)]
