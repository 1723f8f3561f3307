"""Where a challenge stood, and the owner's own look at whether it fits."""

from django.db import models

from knotwork.challenges.enums import Ending, Holds, Statement, Status
from knotwork.challenges.models.record import Challenge
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Placement(SealedModel):
    """Where a challenge stands from this moment on, and where it stood `before`; taking it back keeps the row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(
        Challenge, on_delete=models.CASCADE, related_name="placements", related_query_name="placement"
    )
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=14, choices=[(s.value, s.value) for s in Status])
    before = models.CharField(max_length=14, choices=[(s.value, s.value) for s in Status])
    ending = models.CharField(max_length=10, default="", choices=[(e.value, e.value) for e in Ending])
    words = SealedTextField()
    placed_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["Placement"].as_manager()

    def __str__(self) -> str:
        return f"placement {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def status_word(self) -> Status:
        """Where it stood, as a word the screens can say."""
        return Status(self.status)

    @property
    def ending_word(self) -> Ending | None:
        """How it ended, if it did and its owner said how."""
        return Ending(self.ending) if self.ending else None


class FitCheck(SealedModel):
    """The owner's answers to the six statements, and what they would rather be told by somebody; the owner's alone.

    `answers`: word of `Statement` → word of `Holds`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="fit_check")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answers = SealedJSONField()
    learning_need = SealedTextField()
    checked_at = models.DateTimeField()

    objects = SealedQuerySet["FitCheck"].as_manager()

    def __str__(self) -> str:
        return f"fit check {self.pk}"

    def sealed_for(self) -> Holder:
        """The owner's own key."""
        return Holder("person", self.owner_id)

    @property
    def said(self) -> dict[Statement, Holds]:
        """What was answered, in the order of the statements."""
        return {one: Holds(self.answers[one.value]) for one in Statement if one.value in self.answers}
