"""The log of a meeting, the words beside it, the snapshot, and drafts."""

from django.db import models

from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Room(models.Model):
    """A meeting's live state: a snapshot that replaying the log must equal. Structure only, no words.

    `beginning` is the state the present log starts from; `closed_at` is when the room's own closing move was made.
    """

    meeting = models.OneToOneField(Meeting, primary_key=True, on_delete=models.CASCADE, related_name="room")
    log_id = models.UUIDField(default=new_id)
    seq = models.PositiveIntegerField(default=0)
    snapshot = models.JSONField(default=dict)
    beginning = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"room {self.pk}"


class Move(models.Model):
    """One line of the append-only log: kind, ids and minutes; never words.

    Its place in the log is what was acknowledged, so the same move sent twice gets the same answer. `digest`, made
    with the set's key, recognises the same move id with another body. `by` empty: the product itself.
    """

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves", related_query_name="move")
    log_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    move_id = models.UUIDField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=30)
    body = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "log_id", "seq"], name="live_gapless_log"),
            models.UniqueConstraint(fields=["meeting", "by", "move_id"], name="live_each_move_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"


class Words(SealedModel):
    """Words said in a meeting; the log names only their id. Blanked on redaction, never deleted from the log.

    `audience`: set, presenter, me, named or unnamed. The last two are answers of a review, and no move names them;
    unnamed words have no author and no time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="words")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.CharField(max_length=10)
    text = SealedTextField()
    blanked_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["Words"].as_manager()

    def __str__(self) -> str:
        return f"words {self.pk}"

    def sealed_for(self) -> Holder:
        """The set's key, or the author's own for what only the author may read."""
        if self.audience == "me" and self.author_id:
            return Holder("person", self.author_id)
        return Holder("set", self.learning_set_id)


class Draft(SealedModel):
    """Words typed and not yet sent; the writer's alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=60)
    text = SealedTextField()
    version = models.PositiveIntegerField(default=1)
    kept_at = models.DateTimeField()

    objects = SealedQuerySet["Draft"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "author", "place"], name="live_one_draft_per_place"),)

    def __str__(self) -> str:
        return f"draft {self.pk}"

    def sealed_for(self) -> Holder:
        """The author's own key."""
        return Holder("person", self.author_id)
