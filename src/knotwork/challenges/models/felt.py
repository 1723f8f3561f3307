"""How a turn felt to whoever presented."""

from django.db import models

from knotwork.challenges.models.record import Bringing
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id


class Felt(models.Model):
    """What the presenter had invited and what they felt, 1–5 each; theirs alone until `shown_to_set`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bringing = models.OneToOneField(Bringing, on_delete=models.CASCADE, related_name="felt")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    invited = models.PositiveSmallIntegerField(null=True)
    support = models.PositiveSmallIntegerField()
    challenged = models.PositiveSmallIntegerField()
    shown_to_set = models.BooleanField(default=False)
    felt_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"felt {self.pk}"
