"""What people type about their actions: shape and sanity, nothing more."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knotwork.actions import rules
from knotwork.actions.enums import Fold, Outcome, Telling
from knotwork.people.models import Person
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import DayField, WordsField
from knotwork.platform.kit.ids import new_id


class SettingOut(forms.Form):
    """What somebody will try: three fields shown, the others folded."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    what = WordsField(label=_("What I will try"), longest=rules.LONGEST_WHAT)
    by_on = DayField(label=_("By when"), required=False)
    hopes_to_learn = WordsField(label=_("What I hope to learn"), required=False)
    keep_to_myself = forms.BooleanField(label=_("Keep it to myself for now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fold in Fold:
            self.fields[fold.value] = WordsField(label=words.say(fold), required=False)

    def folded(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [self[fold.value] for fold in Fold]

    def has_folded_words(self) -> bool:
        """Whether anything stands in the folded fields, or is wrong there."""
        return any(field.value() or field.errors for field in self.folded())

    def more(self) -> dict[str, str]:
        """What was said in the folded fields."""
        return {fold.value: self.cleaned_data[fold.value] for fold in Fold}

    def key_or_none(self) -> UUID | None:
        """The key made when the form was drawn."""
        key = self.cleaned_data["key"]
        return key if isinstance(key, UUID) else None


class Reporting(forms.Form):
    """What came of it: one box and three chips shown, the rest folded."""

    outcome = forms.ChoiceField(
        label=_("How far did it go?"),
        choices=[
            (Outcome.TRIED.value, _("I tried it")),
            (Outcome.PARTLY.value, _("Partly")),
            (Outcome.NOT_TRIED.value, _("I did not try it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three. Each is as good an answer as the others.")},
    )
    what_happened = WordsField(label=_("What happened?"), required=False, rows=4)
    shown = forms.BooleanField(label=_("Show it to the set now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for telling in Telling:
            self.fields[telling.value] = WordsField(label=words.say(telling), required=False)

    def folded(self) -> list[forms.BoundField]:
        """The further questions, without what held one back, which has its own place."""
        return [self[telling.value] for telling in Telling if telling is not Telling.HELD_BACK]

    def has_folded_words(self) -> bool:
        """Whether anything stands in the folded fields, or is wrong there."""
        return any(field.value() or field.errors for field in self.folded())

    def outcome_word(self) -> Outcome:
        """Which chip was chosen."""
        return Outcome(self.cleaned_data["outcome"])

    def more(self) -> dict[str, str]:
        """What was said further; what held one back counts unless it was tried."""
        tried = self.outcome_word() is Outcome.TRIED
        return {one.value: self.cleaned_data[one.value] for one in Telling if not (tried and one is Telling.HELD_BACK)}


class Asking(forms.Form):
    """When a call would be: one of the times good for both, or left to the two."""

    time = forms.ChoiceField(
        label=_("When?"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        error_messages={"invalid_choice": _("This time is over, or not good for both any more. Choose another.")},
    )

    def __init__(self, *args: Any, good: Sequence[datetime], asked: Person, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(start.isoformat(), _said_on_both(start, zone, asked)) for start in good]
        self.fields["time"].choices = [*offered, ("", _("We find a time ourselves"))]  # type: ignore[attr-defined]  # a choice

    def starts_at(self) -> datetime | None:
        """The chosen time; None = the two find one themselves."""
        chosen = self.cleaned_data["time"]
        return datetime.fromisoformat(chosen) if chosen else None


def _said_on_both(start: datetime, zone: tzinfo, asked: Person) -> str:
    """The time on the own clock, and the other's where theirs differs."""
    here, there = localtime(start, zone), localtime(start, asked.zoneinfo)
    said = date_format(here, "l j F, H:i")
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return said
    theirs = date_format(there, "H:i" if here.date() == there.date() else "l H:i")
    return gettext("%(when)s (%(theirs)s for %(name)s)") % {"when": said, "theirs": theirs, "name": asked.name}
