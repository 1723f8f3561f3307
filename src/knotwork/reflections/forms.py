"""What people type when they reflect: shape and sanity, nothing more."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.words import say
from knotwork.reflections.enums import About, Audience, Item, Level, LogPrompt, PromptModel, Skill, Source
from knotwork.reflections.rules import ITEMS

ANSWER = "answer_"


def level_field() -> forms.ChoiceField:
    """The four levels, each with a line that says what is meant."""
    return forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (Level.PROBLEM.value, _("The challenge: what it is really about, what moves it")),
            (Level.SELF.value, _("Myself: how I see, decide and act")),
            (Level.SET.value, _("The set: how we work and learn together")),
            (Level.SYSTEM.value, _("The system: the organisation, the community, the rules around it")),
        ],
        widget=forms.RadioSelect,
    )


def source_field() -> forms.ChoiceField:
    """What it came from, in the words of the one who notes."""
    return forms.ChoiceField(
        label=_("What did it come from?"),
        choices=[
            (Source.OWN_TURN.value, _("My own turn")),
            (Source.OTHERS_TURN.value, _("Somebody else’s turn")),
            (Source.ACTION.value, _("Something I tried")),
            (Source.ELSEWHERE.value, _("Somewhere else")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial=Source.ELSEWHERE.value,
    )


class Noting(forms.Form):
    """A learning note."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    text = WordsField(label=_("What did I learn?"), help_text=_("From your own turn, or from somebody else’s."))
    level = level_field()
    source = source_field()
    audience = forms.ChoiceField(label=_("Who can read it?"), widget=forms.RadioSelect, initial=Audience.ME.value)

    def __init__(self, *args: Any, set_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(Audience.ME.value, _("Only me")), (Audience.SET.value, set_name)]
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def key_or_none(self) -> UUID | None:
        """The key made when the form was drawn."""
        key = self.cleaned_data["key"]
        return key if isinstance(key, UUID) else None


class Renoting(forms.Form):
    """A learning note in other words."""

    text = WordsField(label=_("What did I learn?"))
    level = level_field()


class Entry(forms.Form):
    """An entry of the private log; any field may stay empty."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    model = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[(each.value, each.value) for each in PromptModel]
    )
    title = WordsField(label=_("Title"), required=False, longest=200, rows=1, strip=False, is_private=True)
    text = WordsField(label=_("What is on my mind?"), required=False, longest=100_000, rows=8, strip=False, is_private=True)

    def __init__(self, *args: Any, prompts: Sequence[LogPrompt] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prompts = prompts
        for prompt in prompts:
            self.fields[f"{ANSWER}{prompt}"] = WordsField(
                label=say(prompt), required=False, rows=4, strip=False, is_private=True
            )

    def asked(self) -> list[forms.BoundField]:
        """The fields of the questions."""
        return [self[f"{ANSWER}{prompt}"] for prompt in self.prompts]

    def answers(self) -> dict[str, str]:
        """What stands beside the questions."""
        return {prompt.value: self.cleaned_data[f"{ANSWER}{prompt}"] for prompt in self.prompts}


class Question(forms.Form):
    """One question of the list, for somebody alone; it may be passed over."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    answer = WordsField(required=False, rows=8, strip=False, is_private=True)

    def __init__(self, *args: Any, prompt: LogPrompt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = say(prompt)


class Search(forms.Form):
    """What to look for in one's own log."""

    sought = forms.CharField(label=_("Words to look for"), max_length=200)


class PulseForm(forms.Form):
    """The sentences about how the set is doing, or whether it could run itself, each from 1 to 5 or not sure."""

    def __init__(self, *args: Any, about: About = About.HEALTH, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = ITEMS[about]
        ends = {1: _("1 – not at all"), 5: _("5 – fully")}
        choices = [*((str(n), ends.get(n, str(n))) for n in range(1, 6)), ("0", _("not sure"))]
        for item in self.items:
            self.fields[item.value] = forms.ChoiceField(
                label=say(item), choices=choices, widget=forms.RadioSelect, required=False
            )

    def scores(self) -> dict[Item, int]:
        """What was answered, without what the member is not sure of."""
        given = {item: int(self.cleaned_data[item.value] or 0) for item in self.items}
        return {item: score for item, score in given.items() if score}


class Practising(forms.Form):
    """Which skill, and what the others could watch for."""

    skill = forms.ChoiceField(label=_("What do I practise?"), required=False, widget=forms.RadioSelect, initial="")
    focus = WordsField(label=_("What could the others watch for?"), required=False, longest=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [*((skill.value, capfirst(say(skill))) for skill in Skill), ("", _("Nothing this time"))]
        self.fields["skill"].choices = offered  # type: ignore[attr-defined]  # a choice field


class WritingBack(forms.Form):
    """What somebody saw of another's practice."""

    text = WordsField(label=_("What I saw and heard"), longest=2000)
