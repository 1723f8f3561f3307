"""Shape of what is asked of a protocol."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import say
from knotwork.protocols.enums import FEWEST_ITEMS, MOST_ITEMS, Item
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
