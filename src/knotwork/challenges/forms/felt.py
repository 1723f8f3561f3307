"""What presenters say about how a turn felt."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.challenges.enums import Strength
from knotwork.platform.kit import words

_FROM, _TO = _("1 – hardly"), _("5 – very much")


def _marks() -> list[tuple[str, Any]]:
    return [("1", _FROM), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _TO)]


class FeltForm(forms.Form):
    """Invited, and felt; each 1–5."""

    invited = forms.TypedChoiceField(
        label=_("How strongly I had asked to be challenged"),
        choices=lambda: [("", _("I had not said")), *((one.value, words.say(one)) for one in Strength)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    support = forms.TypedChoiceField(label=_("I felt supported"), choices=_marks, coerce=int, widget=forms.RadioSelect)
    challenged = forms.TypedChoiceField(label=_("I felt challenged"), choices=_marks, coerce=int, widget=forms.RadioSelect)
    shown = forms.BooleanField(label=_("Show this to the set"), required=False)
