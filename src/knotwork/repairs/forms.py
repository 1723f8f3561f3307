"""What somebody tells when something got out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.people.models import Person
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.ids import new_id
from knotwork.repairs.enums import Ending
from knotwork.repairs.rules import LONGEST_INVITATION, LONGEST_WORDS


class KeeperForm(forms.Form):
    """Whom to tell. Nobody is chosen beforehand."""

    keeper = forms.ChoiceField(label=_("Whom do you want to tell?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, keepers: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keepers = {str(person.pk): person for person in keepers}
        self.fields["keeper"].choices = [(key, person.name) for key, person in self._keepers.items()]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> Person:
        """Who was chosen."""
        return self._keepers[self.cleaned_data["keeper"]]


class RaisingForm(KeeperForm):
    """What happened, and whom to tell."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    words = WordsField(label=_("What happened?"), longest=LONGEST_WORDS, rows=6)
    field_order = ("key", "words", "keeper")

    def key_or_none(self) -> UUID | None:
        """The key made when the form was drawn."""
        key = self.cleaned_data["key"]
        return key if isinstance(key, UUID) else None


class InvitingForm(forms.Form):
    """Whom to invite to a talk, in which words. Nobody is chosen beforehand."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    concerned = forms.ChoiceField(label=_("Whom does it concern?"), widget=forms.RadioSelect)
    words = WordsField(label=_("What do you write to them?"), longest=LONGEST_INVITATION, rows=6)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["concerned"].choices = [(key, person.name) for key, person in self._people.items()]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> Person:
        """Who was chosen."""
        return self._people[self.cleaned_data["concerned"]]

    def key_or_none(self) -> UUID | None:
        """The key made when the form was drawn."""
        key = self.cleaned_data["key"]
        return key if isinstance(key, UUID) else None


class SettlingForm(forms.Form):
    """How it ended."""

    ending = forms.ChoiceField(
        label=_("How did it end?"),
        choices=lambda: [(one.value, words.say(one)) for one in Ending],
        widget=forms.RadioSelect,
    )
