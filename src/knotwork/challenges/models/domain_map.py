"""States of a challenge's domain map."""

from functools import cached_property

from django.db import models

from knotwork.challenges.models.record import Challenge
from knotwork.challenges.rules import domain_map
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class MapState(SealedModel):
    """The whole map as it stood after one edit.

    A map is read and compared whole, and therefore kept whole. Edits that follow each other closely make one sitting;
    its last step is the dated state. Steps before it are kept only while the sitting is the newest, to be undone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(
        Challenge, on_delete=models.CASCADE, related_name="map_states", related_query_name="map_state"
    )
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    sitting = models.PositiveIntegerField()
    step = models.PositiveIntegerField()
    content = SealedJSONField()
    made_at = models.DateTimeField()

    objects = SealedQuerySet["MapState"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["challenge", "sitting", "step"], name="challenges_one_map_state_per_step"),
        )

    def __str__(self) -> str:
        return f"map state {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @cached_property
    def map(self) -> domain_map.Map:
        """What stood on the map."""
        return domain_map.read(self.content)
