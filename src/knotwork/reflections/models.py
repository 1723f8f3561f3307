"""Learning notes on four levels and the private log."""

from django.db import models

from knotwork.actions.models import Action
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.reflections.enums import Audience, Level
from knotwork.sets.models import LearningSet


class LearningNote(SealedModel):
    """What somebody learned, for themselves or for the set. A private note is sealed with its author's own key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="learning_notes", related_query_name="learning_note"
    )
    learning_set = models.ForeignKey(LearningSet, null=True, on_delete=models.CASCADE, related_name="learning_notes")
    level = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Level])
    audience = models.CharField(max_length=4, default=Audience.ME, choices=[(a.value, a.value) for a in Audience])
    text = SealedTextField()
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.ForeignKey(Action, null=True, on_delete=models.SET_NULL, related_name="+")
    noted_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["LearningNote"].as_manager()

    def __str__(self) -> str:
        return f"learning note {self.pk}"

    def sealed_for(self) -> Holder:
        """The set's key for what the set may read, else the author's own."""
        if self.audience == Audience.SET and self.learning_set_id:
            return Holder("set", self.learning_set_id)
        return Holder("person", self.author_id)

    @property
    def level_word(self) -> Level:
        """What it is about, as a word the screens can say."""
        return Level(self.level)

    @property
    def audience_word(self) -> Audience:
        """Who may read it, as a word the screens can say."""
        return Audience(self.audience)


class LogEntry(SealedModel):
    """A line of somebody's private log; nobody else ever reads it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="log_entries", related_query_name="log_entry")
    title = SealedTextField()
    text = SealedTextField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = SealedQuerySet["LogEntry"].as_manager()

    def __str__(self) -> str:
        return f"log entry {self.pk}"

    def sealed_for(self) -> Holder:
        """The author's own key."""
        return Holder("person", self.author_id)
