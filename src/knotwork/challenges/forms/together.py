"""What members say of a challenge their set shares."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.challenges.forms.record import Beginning, HeadlineField
from knotwork.challenges.rules import LONGEST_PART
from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.ids import new_id

LONGEST_SPONSOR = 200


class SponsorForm(forms.Form):
    """Who wants the change and opens doors."""

    words = WordsField(label=_("Who wants this changed, and opens doors for it?"), longest=LONGEST_SPONSOR, required=False)


class BeginTogether(Beginning):
    """The challenge a set works on together."""

    headline = HeadlineField(label=_("What are we trying to change?"))
    sponsor = WordsField(label=_("Who wants this changed, and opens doors for it?"), longest=LONGEST_SPONSOR, required=False)
    tried = WordsField(label=_("What was tried already?"), required=False)
    planned = WordsField(label=_("What are we about to try?"), required=False)


class Dividing(forms.Form):
    """A part of a shared challenge."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    what = WordsField(label=_("What is this part?"), longest=LONGEST_PART)
    takes = forms.BooleanField(label=_("I take it myself"), required=False)

    def key_or_none(self) -> UUID | None:
        """The key made when the form was drawn."""
        key = self.cleaned_data["key"]
        return key if isinstance(key, UUID) else None
