"""What somebody raised when something said in the set got out."""

from datetime import datetime

from django.db import models

from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.repairs import rules
from knotwork.repairs.enums import Ending, Stand
from knotwork.sets.models import LearningSet


class Matter(SealedModel):
    """Told by one person to one other. `entrusted_at`: since when the keeper has it, `words` are erased once it is settled."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    raised_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    keeper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = SealedTextField()
    raised_at = models.DateTimeField()
    entrusted_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, default="", choices=[(e.value, e.value) for e in Ending])

    objects = SealedQuerySet["Matter"].as_manager()

    def __str__(self) -> str:
        return f"matter {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of whoever raised it."""
        return Holder("person", self.raised_by_id)

    @property
    def answer_due_at(self) -> datetime:
        """Until when its keeper answers."""
        return rules.answer_due(self.entrusted_at)

    @property
    def ending_word(self) -> Ending | None:
        """How it ended, as a word the screens can say."""
        return Ending(self.ending) if self.ending else None

    def stand_at(self, at: datetime) -> Stand:
        """Where it stands at this moment."""
        return rules.stand(entrusted_at=self.entrusted_at, answered_at=self.answered_at, settled_at=self.settled_at, at=at)
