"""Shape and sanity of what is entered about versions and consent, nothing more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from knotwork.agreements import starters
from knotwork.agreements.enums import Admission, Answer, Choice, Silence, Starts, Why
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import AddressField, DayField, WordsField
from knotwork.sets.enums import EndRule
from knotwork.sets.models import LearningSet
from knotwork.sets.rules import TermWish

LONGEST_CLAUSE = 600


class ClauseForm(forms.Form):
    """One clause in words."""

    text = WordsField(label=_("Another clause, in your words"), longest=LONGEST_CLAUSE)


class RewordForm(forms.Form):
    """A clause in other words, and the words the writer had before them."""

    text = WordsField(label=_("The clause"), longest=LONGEST_CLAUSE)
    was = forms.CharField(widget=forms.HiddenInput, required=False)


class WhyForm(forms.Form):
    """Why a text is being changed."""

    reason = WordsField(label=_("Why we change it"), required=False, longest=2000)


class StartersForm(forms.Form):
    """Clauses to begin with; none is chosen in advance."""

    keys = forms.MultipleChoiceField(label=_("Pick what fits you"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [(each.key, each.text) for each in starters.ALL if each.key not in taken]
        self.fields["keys"].choices = left  # type: ignore[attr-defined]  # a choice field


class AnswerForm(forms.Form):
    """An answer to the text one has read; no answer is chosen in advance."""

    answer = forms.ChoiceField(label=_("Can you work with this?"), widget=forms.RadioSelect)
    words = WordsField(
        label=_("In your words"),
        required=False,
        longest=2000,
        help_text=_("If you object, say what stands in your way. Otherwise only if you like."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(each.value, words.say(each)) for each in Answer]  # type: ignore[attr-defined]  # a choice field

    def to_another_text(self, revision: int) -> "AnswerForm":
        """The same words for the text as it stands now, and no answer chosen: the one given was for other words."""
        return AnswerForm(initial={"words": self.cleaned_data["words"], "revision": revision})


class FacilitationForm(forms.Form):
    """One of the choices about facilitation, and the end of the term or the one meeting it asks for."""

    choice = forms.ChoiceField(label=_("What do you propose?"), widget=forms.RadioSelect)
    address = AddressField(label=_("Somebody else: their address"), required=False)
    meeting = forms.ChoiceField(label=_("For one meeting: which"), required=False)
    ends_on = DayField(label=_("Until the end of this day"), required=False)
    ends_after = forms.IntegerField(label=_("or until this meeting closes"), required=False, min_value=1, max_value=99)
    reason = WordsField(label=_("Why, in your words"), required=False, longest=2000)

    def __init__(self, *args: Any, has_had_one: bool, days: Sequence[tuple[UUID, date]] = (), **kwargs: Any) -> None:
        """`days` are the meetings somebody can be asked to, each with its day."""
        super().__init__(*args, **kwargs)
        missing = {*([] if has_had_one else [Choice.EXTEND]), *([] if days else [Choice.VISIT])}
        offered = [each for each in Choice if each not in missing]
        told = [(str(meeting), date_format(day, "l, j F Y")) for meeting, day in days]
        self.fields["meeting"].choices = [("", _("No single meeting")), *told]  # type: ignore[attr-defined]  # a choice field
        self.fields["choice"].choices = [(each.value, words.say(each)) for each in offered]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """At most one end."""
        cleaned = super().clean() or {}
        if cleaned.get("ends_on") and cleaned.get("ends_after"):
            self.add_error("ends_on", _("Give one end: a day, or the number of a meeting."))
        if cleaned.get("choice") == Choice.VISIT and not cleaned.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", words.say(Why.MEETING_MISSING))
        return cleaned

    def one_meeting(self) -> UUID | None:
        """The one meeting somebody is asked to."""
        return UUID(self.cleaned_data["meeting"]) if self.cleaned_data["meeting"] else None

    def wish(self) -> TermWish:
        """The term that is asked for; without an end it is open."""
        if self.cleaned_data["ends_on"]:
            return TermWish(EndRule.ON_DATE, ends_on=self.cleaned_data["ends_on"])
        if self.cleaned_data["ends_after"]:
            return TermWish(EndRule.AFTER_MEETING, ends_after=self.cleaned_data["ends_after"])
        return TermWish(EndRule.OPEN)


class SilenceForm(forms.Form):
    """What it means when somebody has not answered in time."""

    silence = forms.ChoiceField(label=_("When somebody has not answered in time"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["silence"].choices = [(each.value, words.say(each)) for each in Silence]  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def made(cls, _set: LearningSet, posted: Mapping[str, Any] | None, body: Mapping[str, Any] | None) -> "SilenceForm":
        """The form of the kind."""
        return cls(posted, initial=dict(body or {}))

    def body(self) -> dict[str, Any]:
        """What is stored."""
        return {"silence": self.cleaned_data["silence"]}


class AdmissionForm(forms.Form):
    """Who decides that somebody is invited."""

    admission = forms.ChoiceField(label=_("Before somebody is invited"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["admission"].choices = [(each.value, words.say(each)) for each in Admission]  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def made(cls, _set: LearningSet, posted: Mapping[str, Any] | None, body: Mapping[str, Any] | None) -> "AdmissionForm":
        """The form of the kind."""
        return cls(posted, initial=dict(body or {}))

    def body(self) -> dict[str, Any]:
        """What is stored."""
        return {"admission": self.cleaned_data["admission"]}


class NewcomerForm(forms.Form):
    """Somebody who might be invited."""

    name = WordsField(label=_("Who"), longest=80, rows=1, is_private=True)
    address = AddressField(label=_("Their address"), help_text=_("They hear of it only once each of you has agreed."))

    @classmethod
    def made(cls, _set: LearningSet, posted: Mapping[str, Any] | None, _body: Mapping[str, Any] | None) -> "NewcomerForm":
        """The form of the kind; it begins empty."""
        return cls(posted)

    def body(self) -> dict[str, Any]:
        """What is stored."""
        return {"name": self.cleaned_data["name"], "address": self.cleaned_data["address"].strip().lower()}


class ProposalForm(forms.Form):
    """Why a change is proposed, and from when it is to hold; `revision` is the open proposal its writer saw, 0 = none.

    What is tried once is one press, and owes no reason.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    reason = WordsField(label=_("Why, in your words"), longest=2000, rows=3)
    starts = forms.ChoiceField(label=_("From when"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_trial: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_trial
        self.fields["starts"].choices = [(each.value, words.say(each)) for each in Starts]  # type: ignore[attr-defined]  # a choice field


class RemarkForm(forms.Form):
    """Something to say about a proposal."""

    text = WordsField(label=_("What do you think about it?"), longest=2000, rows=3)


class WithdrawalForm(RemarkForm):
    """Why somebody else's proposal is taken back."""

    text = WordsField(label=_("Why do you take it back?"), longest=2000, rows=3)


class RedactionForm(forms.Form):
    """Words to be taken out."""

    phrase = WordsField(label=_("Words to take out, a name for instance"), longest=200, rows=1, is_private=True)
