"""Versions of the rules of a set and the answers given to them. One table serves every kind of rule."""

from django.db import models
from django.db.models import Q

from knotwork.agreements.enums import Answer, Starts, VersionState, Weight
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Version(SealedModel):
    """One version of one rule of a set. `kind` is the key of a registered `RuleKind`.

    `body` of the working agreement: `{"clauses": [{"id": str, "text": str}, …]}` in their order.
    `revision` numbers the texts of one rule, those that were taken back too, and grows with every edit of a draft: an
    answer counts only for the text it was given to, and is never taken for one to the next proposal.
    `answer_by`: until when it can be answered; empty = as long as it takes. `decided_at`: when it was agreed, rejected,
    lapsed, taken back or tried.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="versions", related_query_name="version"
    )
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=VersionState.DRAFT, choices=[(s.value, s.value) for s in VersionState])
    weight = models.CharField(max_length=10, default=Weight.FOUNDATION, choices=[(w.value, w.value) for w in Weight])
    starts = models.CharField(max_length=12, default=Starts.AT_ONCE, choices=[(s.value, s.value) for s in Starts])
    revision = models.PositiveIntegerField(default=1)
    body = SealedJSONField()
    reason = SealedTextField()
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    drafted_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    in_force_from = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = SealedQuerySet["Version"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["learning_set", "kind", "number"],
                condition=~Q(state=VersionState.WITHDRAWN),
                name="agreements_one_version_per_number",
            ),
            models.UniqueConstraint(
                fields=["learning_set", "kind"],
                condition=Q(state=VersionState.DRAFT),
                name="agreements_one_draft_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["learning_set", "kind"],
                condition=Q(state=VersionState.IN_FORCE),
                name="agreements_one_version_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} version {self.number}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def state_word(self) -> VersionState:
        """Where it stands, as a word the screens can say."""
        return VersionState(self.state)

    @property
    def weight_word(self) -> Weight:
        """How much it takes, as a word the screens can say."""
        return Weight(self.weight)

    @property
    def starts_word(self) -> Starts:
        """From when it holds, as a word the screens can say."""
        return Starts(self.starts)


class ConsentAnswer(SealedModel):
    """What one member said to one revision of a version.

    Answers are added, never changed; `number` counts them within a version, and the latest of a person holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="answers", related_query_name="answer")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=14, choices=[(a.value, a.value) for a in Answer])
    words = SealedTextField()
    answered_at = models.DateTimeField()

    objects = SealedQuerySet["ConsentAnswer"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="agreements_answers_are_numbered"),)

    def __str__(self) -> str:
        return f"{self.answer} to {self.version_id}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class Mute(models.Model):
    """One member's wish to hear nothing of one proposal, or without a version of any proposal of a set. It holds no words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="mutes", related_query_name="mute")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "learning_set"], condition=Q(version=None), name="agreements_one_mute_of_a_set"
            ),
            models.UniqueConstraint(
                fields=["person", "version"], condition=Q(version__isnull=False), name="agreements_one_mute_of_a_proposal"
            ),
        )

    def __str__(self) -> str:
        return f"mute of {self.version_id or self.learning_set_id}"


class Remark(SealedModel):
    """What somebody said about a version while it was being decided, beside the answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="remarks", related_query_name="remark")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = SealedTextField()
    said_at = models.DateTimeField()

    objects = SealedQuerySet["Remark"].as_manager()

    def __str__(self) -> str:
        return f"remark on {self.version_id}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)
