"""Learning notes on four levels, the private log, and the pulse of a set."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from knotwork.actions.models import Action
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedJSONField, SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder
from knotwork.reflections import rules
from knotwork.reflections.enums import About, Audience, Level, LogPrompt, PromptModel, Skill, Source
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
    source = models.CharField(max_length=12, default=Source.ELSEWHERE, choices=[(s.value, s.value) for s in Source])
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
    def source_word(self) -> Source:
        """What it came from, as a word the screens can say."""
        return Source(self.source)

    @property
    def audience_word(self) -> Audience:
        """Who may read it, as a word the screens can say."""
        return Audience(self.audience)


class WishToKeep(models.Model):
    """A member would keep a shared note together with the set."""

    note = models.ForeignKey(LearningNote, on_delete=models.CASCADE, related_name="wishes", related_query_name="wish")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["note", "person"], name="reflections_one_wish_each"),)

    def __str__(self) -> str:
        return f"wish to keep {self.note_id}"


class Practice(SealedModel):
    """The skill a member practises in a meeting, and what the others could watch for; the set sees both."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    skill = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Skill])
    focus = SealedTextField()
    chosen_at = models.DateTimeField()

    objects = SealedQuerySet["Practice"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "person"], name="reflections_one_practice_each"),)

    def __str__(self) -> str:
        return f"practice {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of the set."""
        return Holder("set", self.learning_set_id)

    @property
    def skill_word(self) -> Skill:
        """What is practised, as a word the screens can say."""
        return Skill(self.skill)


class Feedback(SealedModel):
    """What somebody wrote about a practice; sealed with the key of the person it is for, and read by nobody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="feedback")
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = SealedTextField()
    given_at = models.DateTimeField()

    objects = SealedQuerySet["Feedback"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["practice", "author"], name="reflections_one_feedback_each"),)

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    def sealed_for(self) -> Holder:
        """The key of whom it is for."""
        return Holder("person", self.to_id)


class LogEntry(SealedModel):
    """A line of somebody's private log; nobody else ever reads it. `answers`: word of `LogPrompt` → words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="log_entries", related_query_name="log_entry")
    title = SealedTextField()
    text = SealedTextField()
    model = models.CharField(max_length=8, default=PromptModel.FREE, choices=[(m.value, m.value) for m in PromptModel])
    answers = SealedJSONField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = SealedQuerySet["LogEntry"].as_manager()

    def __str__(self) -> str:
        return f"log entry {self.pk}"

    def sealed_for(self) -> Holder:
        """The author's own key."""
        return Holder("person", self.author_id)

    @property
    def model_word(self) -> PromptModel:
        """The questions that stand beside it, as a word the screens can say."""
        return PromptModel(self.model)

    @property
    def answered(self) -> list[tuple[LogPrompt, str]]:
        """What was answered to which question, in the order of the page."""
        shown = rules.prompts_shown(self.model_word, self.answers)
        return [(prompt, self.answers[prompt]) for prompt in shown if self.answers.get(prompt)]

    @property
    def first_words(self) -> str:
        """What it is called in a list: its title, or else the first thing that was written."""
        said = (self.title, self.text, *(words for _prompt, words in self.answered))
        return next((words.strip() for words in said if words.strip()), "")


class Pulse(models.Model):
    """One time a set asks itself how it is doing, or whether it could run itself.

    It is open until all have answered, or until `closes_at`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="pulses", related_query_name="pulse")
    about = models.CharField(max_length=9, default=About.HEALTH, choices=[(a.value, a.value) for a in About])
    number = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["learning_set", "about", "number"], name="reflections_pulses_are_numbered"),
            models.UniqueConstraint(
                fields=["learning_set", "about"], condition=Q(closed_at=None), name="reflections_one_pulse_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"pulse {self.number}"

    @property
    def about_word(self) -> About:
        """What it asks about, as a word of the enum."""
        return About(self.about)

    def is_open_at(self, at: datetime) -> bool:
        """Whether it can be answered at this instant."""
        return self.closed_at is None and at < self.closes_at


class PulseAnswer(SealedModel):
    """What one member answered: `{item: 1…5}`, without what they are not sure of.

    While the pulse is open it is its author's alone; once it is over nothing tells whose it was, nor when it was given.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="answers", related_query_name="answer")
    learning_set = models.ForeignKey(LearningSet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    body = SealedJSONField()

    objects = SealedQuerySet["PulseAnswer"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pulse", "person"], name="reflections_one_pulse_answer_each"),)

    def __str__(self) -> str:
        return f"answer to pulse {self.pulse_id}"

    def sealed_for(self) -> Holder:
        """The author's own key while the pulse is open, then the set's."""
        return Holder("person", self.person_id) if self.person_id else Holder("set", self.learning_set_id)
