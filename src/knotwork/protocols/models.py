"""A set's own shapes of a meeting: the text the set works on, and its frozen versions. Words are sealed with the set's key."""

from django.db import models

from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class OwnShape(SealedModel):
    """A shape a set works on. `body` is the protocol's JSON form as it stands, `before` as it stood before the last change.

    `parent` is the key it was copied from, empty for one that came by a file. `revision` grows with every change, so
    that whoever changed an older text is told. A shape that is put away keeps its versions.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="own_shapes", related_query_name="own_shape"
    )
    parent = models.CharField(max_length=60, default="")
    body = SealedJSONField()
    before = SealedJSONField()
    revision = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["OwnShape"].as_manager()

    def __str__(self) -> str:
        return f"shape {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class ShapeVersion(SealedModel):
    """One frozen version of a set's own shape; proposals and meetings name it, so it never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shape = models.ForeignKey(OwnShape, on_delete=models.CASCADE, related_name="versions", related_query_name="version")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    body = SealedJSONField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    objects = SealedQuerySet["ShapeVersion"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shape", "number"], name="protocols_one_version_per_number"),)

    def __str__(self) -> str:
        return f"version {self.number} of shape {self.shape_id}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def key(self) -> str:
        """The key a meeting keeps for it."""
        return f"{OWN}{self.pk.hex}"


OWN = "own-"
"""Keys of a set's own versions begin with this; no shipped key does."""
