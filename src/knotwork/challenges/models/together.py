"""What belongs to a shared challenge alone: its parts, who held them when, and who would open what was said before."""

from django.db import models

from knotwork.challenges.models.record import Challenge
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Part(SealedModel):
    """One part of a shared challenge that a member can hold. Put away, it stays in the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="parts", related_query_name="part")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    what = SealedTextField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["Part"].as_manager()

    def __str__(self) -> str:
        return f"part {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class Holding(models.Model):
    """Somebody holds a part, from taking it to giving it back or leaving the set."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="holdings", related_query_name="holding")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["part"], condition=models.Q(until_at=None), name="challenges_one_holds_a_part"),
        )

    def __str__(self) -> str:
        return f"holding {self.pk}"


class Opening(models.Model):
    """A member would let everybody who belongs to the set today read all that was said of a shared challenge."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="openings", related_query_name="opening")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["challenge", "person"], name="challenges_one_yes_to_opening_each"),)

    def __str__(self) -> str:
        return f"opening {self.pk}"
