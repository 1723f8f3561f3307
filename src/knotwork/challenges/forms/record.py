"""What people type about their challenges: shape and sanity, nothing more."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.challenges.enums import SHOWN_PROMPTS, Domain, Help, InterventionKind, Prompt, Strength
from knotwork.challenges.rules import LONGEST_HEADLINE
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.ids import new_id


class HeadlineField(WordsField):
    """One sentence of at most 140 characters; line ends become spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_HEADLINE, **kwargs)
        self.widget.attrs["data-counts-to"] = str(LONGEST_HEADLINE)

    def to_python(self, value: Any) -> str:
        """The sentence on one line."""
        return super().to_python(value).replace("\n", " ")


def sides_field() -> forms.MultipleChoiceField:
    """The four sides of life a challenge may touch."""
    return forms.MultipleChoiceField(
        label=_("Which sides of life does it touch?"),
        choices=[
            (Domain.PERSONAL.value, _("Personal: how I live and who I am")),
            (Domain.PROFESSIONAL.value, _("Professional: my work and how I do it")),
            (Domain.ORGANISATIONAL.value, _("Organisational: the place I work in, its rules and powers")),
            (Domain.SOCIAL.value, _("Social: the community and society around it")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class Beginning(forms.Form):
    """How a challenge begins, whoever's it is."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    headline = HeadlineField(label=_("What are you trying to change?"))
    tried = WordsField(label=_("What have you tried already?"), required=False)
    planned = WordsField(label=_("What are you about to try?"), required=False)
    domains = sides_field()

    def interventions(self) -> list[tuple[InterventionKind, str]]:
        """What was tried or is planned, as far as it was said."""
        told = ((InterventionKind.TRIED, "tried"), (InterventionKind.PLANNED, "planned"))
        return [(kind, self.cleaned_data[name]) for kind, name in told if self.cleaned_data[name]]

    def key_or_none(self) -> UUID | None:
        """The key made when the form was drawn."""
        key = self.cleaned_data["key"]
        return key if isinstance(key, UUID) else None


class Begin(Beginning):
    """A new challenge of somebody's own."""

    shown = forms.TypedChoiceField(
        label=_("Who sees it?"),
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, *args: Any, set_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].choices = [("no", _("Only me, for now")), ("yes", set_name)]  # type: ignore[attr-defined]  # a choice field


class Reframing(forms.Form):
    """Another way to put a challenge."""

    headline = HeadlineField(label=_("How do you see it now?"))
    moved_by = WordsField(
        label=_("Which question moved it?"),
        required=False,
        help_text=_("In your own words. Leave it empty if it moved by itself."),
    )


class Telling(forms.Form):
    """Something tried or planned."""

    kind = forms.ChoiceField(
        label=_("Is it done or still to come?"),
        choices=[
            (InterventionKind.TRIED.value, _("I have tried it")),
            (InterventionKind.PLANNED.value, _("I am about to try it")),
        ],
        widget=forms.RadioSelect,
    )
    what = WordsField(label=_("What is it?"))


class BriefForm(forms.Form):
    """A presenter's preparation: four prompts shown, the others folded. Everything may stay empty."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    help_wanted = forms.ChoiceField(
        label=_("What I want from the set"),
        choices=lambda: [(word.value, words.say(word)) for word in Help],
        widget=forms.RadioSelect,
        required=False,
    )
    challenge_invited = forms.TypedChoiceField(
        label=_("How strongly you may challenge me"),
        choices=lambda: [(word.value, words.say(word)) for word in Strength],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prompt in Prompt:
            one_line = prompt is Prompt.HEADLINE
            kind = HeadlineField if one_line else WordsField
            self.fields[prompt.value] = kind(label=words.say(prompt), required=False)

    def shown(self) -> list[forms.BoundField]:
        """The prompts in words that stand open."""
        return [self[prompt.value] for prompt in SHOWN_PROMPTS]

    def folded(self) -> list[forms.BoundField]:
        """The prompts that are folded away."""
        return [self[prompt.value] for prompt in Prompt if prompt not in SHOWN_PROMPTS]

    def has_folded_words(self) -> bool:
        """Whether anything stands in the folded prompts."""
        return any(field.value() for field in self.folded())

    def answers(self) -> dict[Prompt, str]:
        """What was answered."""
        return {prompt: self.cleaned_data[prompt.value] for prompt in Prompt}

    def help_word(self) -> Help | None:
        """What is wanted from the set, if it was said."""
        word = self.cleaned_data["help_wanted"]
        return Help(word) if word else None


class Wording(forms.Form):
    """The words of a kept question."""

    text = WordsField(label=_("The question you kept"))
