"""Challenges with every framing kept, what was tried, and the presenter's brief."""

from django.db import models

from knotwork.challenges.enums import Domain, Help, InterventionKind, Prompt, Status, Strength
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.sets.models import LearningSet


class Challenge(SealedModel):
    """A knotty problem somebody is trying to change. The newest framing is its headline.

    `owner`: none = the set's own, worked on by all its members together.
    `sponsor`: who wants that changed and opens doors, by what they do; of a shared challenge alone.
    `shown_to_set`: the owner has brought it to the set; until then it is the owner's alone.
    `domains`: words of `Domain`, separated by spaces.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="challenges", related_query_name="challenge"
    )
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.CASCADE, related_name="challenges", related_query_name="challenge"
    )
    status = models.CharField(max_length=14, default=Status.SKETCHED, choices=[(s.value, s.value) for s in Status])
    domains = models.CharField(max_length=60, default="")
    shown_to_set = models.BooleanField(default=False)
    shown_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    sponsor = SealedTextField()

    objects = SealedQuerySet["Challenge"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["learning_set"],
                condition=models.Q(owner=None) & ~models.Q(status__in=[Status.CLOSED, Status.CHANGED_SHAPE]),
                name="challenges_one_shared_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"challenge {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def is_shared(self) -> bool:
        """Whether it is the set's own, and all its members'."""
        return self.owner_id is None

    @property
    def status_word(self) -> Status:
        """Where it stands, as a word the screens can say."""
        return Status(self.status)

    @property
    def sides(self) -> tuple[Domain, ...]:
        """The domains it touches, in the order of the enum."""
        return tuple(domain for domain in Domain if domain.value in self.domains.split())


class Framing(SealedModel):
    """How the challenge was put at one time, and the question that moved it.

    `number` counts from 1. `said_by`: which member said it of a shared challenge; of others the owner said it all.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="framings", related_query_name="framing")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    headline = SealedTextField()
    moved_by = SealedTextField()
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    framed_at = models.DateTimeField()

    objects = SealedQuerySet["Framing"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["challenge", "number"], name="challenges_one_framing_per_number"),)

    def __str__(self) -> str:
        return f"framing {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)


class Bringing(models.Model):
    """A challenge was brought to a meeting: whoever belonged to the set then knows of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="bringings", related_query_name="bringing")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="bringings", related_query_name="bringing")
    brought_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["challenge", "meeting"], name="challenges_brought_once_per_meeting"),)

    def __str__(self) -> str:
        return f"bringing {self.pk}"


class Intervention(SealedModel):
    """Something tried or planned to change it; of a shared challenge, `said_by` one of its members."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(
        Challenge, on_delete=models.CASCADE, related_name="interventions", related_query_name="intervention"
    )
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in InterventionKind])
    what = SealedTextField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField()

    objects = SealedQuerySet["Intervention"].as_manager()

    def __str__(self) -> str:
        return f"intervention {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def kind_word(self) -> InterventionKind:
        """Tried or planned, as a word the screens can say."""
        return InterventionKind(self.kind)


class KeptQuestion(SealedModel):
    """A question the presenter kept; it is the presenter's own. Its words may come later."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, null=True, on_delete=models.CASCADE, related_name="kept_questions")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    text = SealedTextField()
    kept_at = models.DateTimeField()

    objects = SealedQuerySet["KeptQuestion"].as_manager()

    def __str__(self) -> str:
        return f"kept question {self.pk}"

    def sealed_for(self) -> Holder:
        """The presenter's own key."""
        return Holder("person", self.owner_id)


class Prepared(SealedModel):
    """What a brief and its shared copies have in common. `answers`: word of `Prompt` → words."""

    answers = SealedJSONField()
    help_wanted = models.CharField(max_length=14, default="", choices=[(h.value, h.value) for h in Help])
    challenge_invited = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def help_word(self) -> Help | None:
        """What the presenter wants from the set."""
        return Help(self.help_wanted) if self.help_wanted else None

    @property
    def strength_word(self) -> Strength | None:
        """How strongly the presenter wants to be challenged."""
        return Strength(str(self.challenge_invited)) if self.challenge_invited else None

    @property
    def answered(self) -> list[tuple[Prompt, str]]:
        """What was answered, in the order of the prompts."""
        return [(prompt, self.answers[prompt.value]) for prompt in Prompt if self.answers.get(prompt.value)]


class Brief(Prepared):
    """A presenter's preparation, the presenter's alone.

    `version` counts savings, so that two windows never overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="brief")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()

    objects = SealedQuerySet["Brief"].as_manager()

    def __str__(self) -> str:
        return f"brief {self.pk}"

    def sealed_for(self) -> Holder:
        """The presenter's own key."""
        return Holder("person", self.owner_id)


class SharedBrief(Prepared):
    """A copy of a brief shared for one meeting; revoking deletes the copy."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="shared_briefs")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="shared_briefs")
    shared_at = models.DateTimeField()

    objects = SealedQuerySet["SharedBrief"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["challenge", "meeting"], name="challenges_one_shared_brief_per_meeting"),
        )

    def __str__(self) -> str:
        return f"shared brief {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)
