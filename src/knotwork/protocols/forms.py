"""Shape of what is asked of a protocol."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FitForm(forms.Form):
    """How long the meeting is and how many present in it."""

    minutes = forms.IntegerField(label=_("How long we meet, in minutes"), min_value=10, max_value=720)
    presenters = forms.IntegerField(label=_("How many of us present"), min_value=0, max_value=12)
