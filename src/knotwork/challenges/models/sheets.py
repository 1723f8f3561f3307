"""Ways to look at a challenge, each kept under a date so that two days can be laid side by side."""

from django.db import models

from knotwork.challenges.enums import Pane, SheetKind
from knotwork.challenges.models.record import Challenge
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Sheet(SealedModel):
    """How a grid or a force field looked on one day of its owner's; `body`: `{"lines": […]}`.

    `version` counts the savings of one kind over all its days, so that two windows never overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="sheets", related_query_name="sheet")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=[(k.value, k.value) for k in SheetKind])
    dated_on = models.DateField()
    body = SealedJSONField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()

    objects = SealedQuerySet["Sheet"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["challenge", "kind", "dated_on"], name="challenges_one_sheet_of_a_kind_a_day"),
        )

    def __str__(self) -> str:
        return f"sheet {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def lines(self) -> list[dict[str, str | int]]:
        """The lines as they are kept."""
        return list(self.body.get("lines", []))


class LensPane(SealedModel):
    """One pane of the lens, the owner's alone; `version` counts savings."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="lens_panes")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    pane = models.CharField(max_length=9, choices=[(p.value, p.value) for p in Pane])
    text = SealedTextField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()

    objects = SealedQuerySet["LensPane"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["challenge", "pane"], name="challenges_each_pane_once"),)

    def __str__(self) -> str:
        return f"lens pane {self.pk}"

    def sealed_for(self) -> Holder:
        """The owner's own key."""
        return Holder("person", self.owner_id)
