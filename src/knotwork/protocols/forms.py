"""Shape and sanity of what is entered about protocols."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.words import say
from knotwork.protocols.enums import FEWEST_ITEMS, MOST_ITEMS, Item
from knotwork.protocols.files import LARGEST_BYTES, LONGEST_LABEL, LONGEST_TEXT, MOST_LINES
from knotwork.protocols.shape import Audience, Beside, Kind, Phase, Protocol, Role, Rule
from knotwork.sets.models import LearningSet


class FitForm(forms.Form):
    """How long the meeting is and how many present in it."""

    minutes = forms.IntegerField(label=_("How long we meet, in minutes"), min_value=10, max_value=720)
    presenters = forms.IntegerField(label=_("How many of us present"), min_value=0, max_value=12)


class ReviewRule(forms.Form):
    """The questions a set asks itself at the end of a meeting."""

    items = forms.MultipleChoiceField(
        label=_("Choose three to five"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose three to five questions.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(each.value, say(each)) for each in Item]  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def made(cls, _set: LearningSet, posted: Any, body: Any) -> "ReviewRule":
        """The form of the kind."""
        return cls(posted, initial=dict(body or {}))

    def clean_items(self) -> list[str]:
        """Neither so few that nothing is learned nor so many that nobody thinks."""
        chosen: list[str] = self.cleaned_data["items"]
        if not FEWEST_ITEMS <= len(chosen) <= MOST_ITEMS:
            raise forms.ValidationError(_("Choose three to five questions."))
        return chosen

    def body(self) -> dict[str, Any]:
        """What is stored."""
        return {"items": self.cleaned_data["items"]}


class CopyForm(forms.Form):
    """Which shape to copy, and what the copy is called."""

    parent = forms.ChoiceField(label=_("Copy which one?"))
    label = forms.CharField(label=_("What you call yours"), max_length=LONGEST_LABEL)

    def __init__(self, *args: Any, protocols: Sequence[Protocol], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [(each.key, each.label) for each in protocols]  # type: ignore[attr-defined]  # a choice field


class FileForm(forms.Form):
    """A file with a shape in it."""

    file = forms.FileField(label=_("The file"))

    def clean_file(self) -> bytes:
        """The file's bytes; of a larger one only as much as shows that it is too large."""
        return bytes(self.cleaned_data["file"].read(LARGEST_BYTES + 1))


class NameForm(forms.Form):
    """What a shape is called, and the revision its writer saw."""

    label = forms.CharField(label=_("Its name"), max_length=LONGEST_LABEL)
    inspired_by = forms.CharField(label=_("Where it comes from"), max_length=LONGEST_LABEL, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class NewPhaseForm(forms.Form):
    """A phase to add."""

    label = forms.CharField(label=_("What it is called"), max_length=LONGEST_LABEL)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=720, initial=10)
    after = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = [(phase.key, _("After %(label)s") % {"label": phase.label}) for phase in protocol.phases]
        self.fields["after"].choices = [("", _("At the beginning")), *after]  # type: ignore[attr-defined]  # a choice field
        self.initial.setdefault("after", protocol.phases[-2].key if len(protocol.phases) > 1 else "")


_FLAGS = ("per_presenter", "round", "skippable", "asks_presenter", "silence")


class PhaseForm(forms.Form):
    """Everything about one phase."""

    label = forms.CharField(label=_("What it is called"), max_length=LONGEST_LABEL)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=720)
    protected = forms.IntegerField(
        label=_("Minutes that are protected"),
        min_value=0,
        max_value=720,
        required=False,
        help_text=_("Fewer than these need a yes from everybody present. 0 protects nothing."),
    )
    rule = forms.ChoiceField(label=_("What is asked of us"))
    floor = forms.MultipleChoiceField(label=_("Who has the floor"), widget=forms.CheckboxSelectMultiple, required=False)
    capture = forms.MultipleChoiceField(
        label=_("What can be written down"), widget=forms.CheckboxSelectMultiple, required=False
    )
    audience = forms.ChoiceField(label=_("For whom"))
    beside = forms.ChoiceField(label=_("What lies beside it"), required=False)
    steward_lines = WordsField(
        label=_("What the steward reads aloud"),
        longest=12_000,
        rows=4,
        required=False,
        help_text=_("One line for each thing to say."),
    )
    per_presenter = forms.BooleanField(label=_("Part of each presenter’s turn"), required=False)
    round = forms.BooleanField(label=_("In turn, each once"), required=False)
    skippable = forms.BooleanField(label=_("May be left out"), required=False)
    asks_presenter = forms.BooleanField(label=_("Only if the presenter wants it"), required=False)
    silence = forms.BooleanField(label=_("In silence"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phase = phase
        for name, words in (("rule", Rule), ("floor", Role), ("audience", Audience), ("beside", Beside)):
            self.fields[name].choices = [(word.value, say(word)) for word in words]  # type: ignore[attr-defined]  # choice fields
        kinds = [kind for kind in Kind if kind is not Kind.REVIEW or phase.review]
        self.fields["capture"].choices = [(kind.value, say(kind)) for kind in kinds]  # type: ignore[attr-defined]  # a choice field
        for role in Role:
            label = _("For you now: %(role)s") % {"role": say(role)}
            self.fields[f"to_{role}"] = WordsField(label=label, longest=LONGEST_TEXT, required=False)
        self.initial = {**_told(phase), **self.initial}

    def prompts(self) -> list[forms.BoundField]:
        """The fields with a sentence for each role."""
        return [self[f"to_{role}"] for role in Role]

    def clean_steward_lines(self) -> tuple[str, ...]:
        """The lines, without empty ones."""
        lines = tuple(line.strip() for line in self.cleaned_data["steward_lines"].split("\n") if line.strip())
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("There is room for %(n)d lines.") % {"n": MOST_LINES})
        if any(len(line) > LONGEST_TEXT for line in lines):
            raise forms.ValidationError(_("There is room for %(n)d characters in a line.") % {"n": LONGEST_TEXT})
        return lines

    def to(self) -> Phase:
        """The phase as entered; what is not asked stays as it was."""
        said = self.cleaned_data
        prompts = {role: said[f"to_{role}"].strip() for role in Role if said[f"to_{role}"].strip()}
        return replace(
            self.phase,
            label=said["label"],
            minutes=said["minutes"],
            protected=said["protected"] or 0,
            rule=Rule(said["rule"]),
            floor=tuple(Role(word) for word in said["floor"]),
            capture=tuple(Kind(word) for word in said["capture"]),
            audience=Audience(said["audience"]),
            beside=Beside(said["beside"] or Beside.NOTHING),
            prompts=MappingProxyType(prompts),
            steward_lines=said["steward_lines"],
            **{flag: said[flag] for flag in _FLAGS},
        )


def _told(phase: Phase) -> dict[str, Any]:
    return {
        "label": phase.label,
        "minutes": phase.minutes,
        "protected": phase.protected,
        "rule": phase.rule.value,
        "floor": [role.value for role in phase.floor],
        "capture": [kind.value for kind in phase.capture],
        "audience": phase.audience.value,
        "beside": phase.beside.value,
        "steward_lines": "\n".join(phase.steward_lines),
        **{flag: getattr(phase, flag) for flag in _FLAGS},
        **{f"to_{role}": text for role, text in phase.prompts.items()},
    }


class ProposalForm(forms.Form):
    """Why the set should meet in this shape."""

    reason = WordsField(label=_("Why"), longest=2000, help_text=_("What would be better with it?"))
