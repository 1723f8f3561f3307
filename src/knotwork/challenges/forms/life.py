"""What owners say about where a challenge stands and whether it fits."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from knotwork.challenges.enums import Ending, Holds, Statement, Status
from knotwork.challenges.forms.record import sides_field
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import WordsField


class Placing(forms.Form):
    """Where a challenge stands, and which sides of life it touches."""

    status = forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=[
            (Status.SKETCHED.value, _("A first sketch: I am still finding the words")),
            (Status.LIVE.value, _("Alive: I am working on it")),
            (Status.RESTING.value, _("Resting: not now, perhaps later")),
            (Status.CHANGED_SHAPE.value, _("It has become something else")),
            (Status.CLOSED.value, _("Closed: it is behind me")),
        ],
        widget=forms.RadioSelect,
    )
    ending = forms.ChoiceField(
        label=_("If it is closed, how did it end?"),
        choices=lambda: [("", _("I do not say")), *((one.value, capfirst(words.say(one))) for one in Ending)],
        widget=forms.RadioSelect,
        required=False,
    )
    words = WordsField(label=_("What do you say to that?"), longest=2000, required=False)
    domains = sides_field()

    def ending_word(self) -> Ending | None:
        """How it ended, if it was said."""
        word = self.cleaned_data["ending"]
        return Ending(word) if word else None


class Checking(forms.Form):
    """The six statements; any of them may be left open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in Statement:
            self.fields[statement.value] = forms.ChoiceField(
                label=words.say(statement),
                choices=[(one.value, words.say(one)) for one in Holds],
                widget=forms.RadioSelect,
                required=False,
            )

    def said(self) -> dict[Statement, Holds]:
        """What was answered."""
        return {one: Holds(self.cleaned_data[one.value]) for one in Statement if self.cleaned_data[one.value]}


class LearningNeedForm(forms.Form):
    """Something one could simply be told, and by whom."""

    words = WordsField(label=_("What do I need to learn, and who could tell me?"), longest=2000, required=False)
