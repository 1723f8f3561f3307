"""What somebody raised when something said in the set got out, and the talks to which its keeper invites."""

from datetime import datetime

from django.db import models

from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.repairs import rules
from knotwork.repairs.enums import Asked, Ending, Stand
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


class Talk(SealedModel):
    """A talk to which a keeper invites whoever a matter concerns. It goes out once whoever raised it has read the words.

    `comes`: the answer, None = none yet. The words are erased when it is taken back or the matter is settled.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="talks")
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    concerned = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = SealedTextField()
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    comes = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["Talk"].as_manager()

    def __str__(self) -> str:
        return f"talk {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the keeper who wrote it."""
        return Holder("person", self.asked_by_id)

    @property
    def answer_due_at(self) -> datetime | None:
        """Until when whoever is invited answers; None until it is sent."""
        return rules.say_due(self.sent_at) if self.sent_at else None

    @property
    def over_at(self) -> datetime | None:
        """When it came to its end; None while it has not."""
        return self.taken_back_at or self.matter.settled_at

    def stand_at(self, at: datetime) -> Asked:
        """Where it stands at this moment."""
        settled = self.matter.settled_at is not None
        taken_back = self.taken_back_at is not None
        return rules.asked(sent_at=self.sent_at, comes=self.comes, taken_back=taken_back, is_settled=settled, at=at)
