"""Shape and sanity of what is entered about sets, nothing more."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knotwork.people import rules as people
from knotwork.people.models import Person
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import AddressField, DayField, WordsField
from knotwork.sets import rules
from knotwork.sets.enums import EndRule, FacilitationMode, Leading, ProblemMode, Why, WordsChoice
from knotwork.sets.rules import Particulars, TermWish

TO_BE_CHOSEN = {"required": _("Tick this if it is so. A set is something one chooses.")}


class ParticularsForm(forms.Form):
    """What a set is called, what it is for, how many it wants to be, and its clock."""

    name = forms.CharField(
        label=_("What the set is called"), max_length=60, help_text=_("A bird, a river, whatever you will remember.")
    )
    purpose = WordsField(
        label=_("What it is for"),
        required=False,
        longest=1000,
        help_text=_("One or two sentences about what you want to change and why together."),
    )
    target_size = forms.IntegerField(
        label=_("How many members you want to be"),
        initial=6,
        help_text=_("From 3 to 12. Most sets work best with four to eight: enough to learn from, few enough for a turn each."),
    )
    zone = forms.ChoiceField(
        label=_("The set’s time zone"),
        help_text=_("Meetings keep their hour on this clock. Everybody sees times on their own."),
        widget=forms.Select(attrs={"data-zones": _("this device")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.initial.get("zone", ""))
        self.fields["zone"].choices = people.zone_choices(timezone.localdate(), chosen)  # type: ignore[attr-defined]  # a choice

    def clean_target_size(self) -> int:
        """Within what a set can hold."""
        size = int(self.cleaned_data["target_size"])
        if rules.why_not_this_size(size) is not None:
            raise forms.ValidationError(words.say(Why.SIZE_OUT_OF_BOUNDS))
        return size


class ChangeForm(ParticularsForm):
    """The same, beside what the form showed when it was opened."""

    was_name = forms.CharField(widget=forms.HiddenInput, required=False)
    was_purpose = forms.CharField(widget=forms.HiddenInput, required=False)
    was_target_size = forms.IntegerField(widget=forms.HiddenInput)
    was_zone = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def showing(cls, said: Particulars, *, was: Particulars) -> "ChangeForm":
        """The form with these words in it, over what stands now."""
        return cls(initial={**asdict(said), **{f"was_{name}": value for name, value in asdict(was).items()}})

    def to(self) -> Particulars:
        """What is to be."""
        return Particulars(**{field.name: self.cleaned_data[field.name] for field in fields(Particulars)})

    def was(self) -> Particulars:
        """What the form showed."""
        seen = {field.name: self.cleaned_data[f"was_{field.name}"] for field in fields(Particulars)}
        return Particulars(**{**seen, "purpose": seen["purpose"].replace("\r\n", "\n")})


class StartForm(ParticularsForm):
    """Everything a set begins with."""

    problem_mode = forms.ChoiceField(
        label=_("What you will work on"),
        widget=forms.RadioSelect,
        choices=[(mode.value, mode.value) for mode in ProblemMode],
        initial=ProblemMode.OWN,
    )
    facilitation = forms.ChoiceField(
        label=_("Who facilitates"),
        widget=forms.RadioSelect,
        choices=[(mode.value, mode.value) for mode in FacilitationMode],
        initial=FacilitationMode.SELF_MANAGED,
    )
    facilitator_address = AddressField(label=_("The facilitator’s address"), required=False)
    ends_on = DayField(label=_("For a time: until the end of this day"), required=False)
    ends_after = forms.IntegerField(label=_("or until this meeting closes"), required=False, min_value=1, max_value=99)
    commitment = WordsField(label=_("What I commit to"), longest=1000)
    chosen = forms.BooleanField(label=_("I am here because I choose to be."), error_messages=TO_BE_CHOSEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_choices(self, "problem_mode", list(ProblemMode))
        _say_choices(self, "facilitation", list(FacilitationMode))

    def clean(self) -> dict[str, Any]:
        """A facilitator needs an address, and one for a time needs one end."""
        cleaned = super().clean() or {}
        mode = cleaned.get("facilitation")
        is_asked = mode not in (None, FacilitationMode.SELF_MANAGED)
        if is_asked and not cleaned.get("facilitator_address") and "facilitator_address" not in self.errors:
            self.add_error("facilitator_address", _("Give the address of the person you want to ask."))
        ends = [cleaned.get("ends_on"), cleaned.get("ends_after")]
        if mode == FacilitationMode.LIMITED and sum(end is not None for end in ends) != 1:
            self.add_error("ends_on", _("Give one end: a day, or the number of a meeting."))
        return cleaned

    def wish(self) -> TermWish | None:
        """The term a facilitator is asked for; None = the set manages itself."""
        match FacilitationMode(self.cleaned_data["facilitation"]):
            case FacilitationMode.SELF_MANAGED:
                return None
            case FacilitationMode.NOMINATED:
                return TermWish(EndRule.OPEN)
            case FacilitationMode.LIMITED if self.cleaned_data["ends_on"]:
                return TermWish(EndRule.ON_DATE, ends_on=self.cleaned_data["ends_on"])
            case FacilitationMode.LIMITED:
                return TermWish(EndRule.AFTER_MEETING, ends_after=self.cleaned_data["ends_after"])


class MembershipForm(forms.Form):
    """What a member says about themselves in a set."""

    commitment = WordsField(
        label=_("What I commit to"),
        longest=1000,
        help_text=_("In your own words: what the others can count on from you. One sentence is enough."),
    )
    bio = WordsField(
        label=_("Who I am"), required=False, longest=1000, help_text=_("A line or two, as you would say it around a table.")
    )
    hopes = WordsField(label=_("What I hope to learn"), required=False, longest=1000)
    languages = forms.CharField(label=_("Languages I can work in"), required=False, max_length=200)
    access_needs = WordsField(
        label=_("What helps me take part"),
        required=False,
        longest=1000,
        help_text=_("For example captions, breaks, a later start, text instead of speech."),
    )
    access_needs_for = forms.ChoiceField(label=_("While nobody facilitates, this may be read by"), required=False)

    def __init__(self, *args: Any, others: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(person.pk): person for person in others}
        named = [(key, person.name) for key, person in self.others.items()]
        self.fields["access_needs_for"].choices = [("", _("Nobody but me")), *named]  # type: ignore[attr-defined]  # a choice field

    def clean_access_needs_for(self) -> Person | None:
        """The member who was named."""
        return self.others.get(str(self.cleaned_data["access_needs_for"]))


class JoinForm(MembershipForm):
    """Joining: the same, and that it is of one's own will."""

    chosen = forms.BooleanField(label=_("I am here because I choose to be."), error_messages=TO_BE_CHOSEN)
    field_order = ("chosen",)


class InviteForm(forms.Form):
    """Whom to invite by letter."""

    address = AddressField(
        label=_("Address of the person"),
        help_text=_("They get a letter with a link that works for this address alone."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class LeaveForm(forms.Form):
    """A goodbye, if one wants, and what becomes of one's own words."""

    goodbye = WordsField(label=_("A line for those who stay, if you like"), required=False, longest=500)
    own_words = forms.ChoiceField(
        label=_("What you wrote about yourself here: commitment, who you are, hopes, languages"),
        widget=forms.RadioSelect,
        choices=[
            ("keep", _("Keep it for me alone, so that I can take it with me")),
            ("erase", _("Erase it now")),
        ],
    )


class WordsForm(forms.Form):
    """What becomes of one's own words in a set that closes."""

    choice = forms.ChoiceField(
        label=_("What I wrote and said here"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(each.value, words.say(each)) for each in WordsChoice]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> WordsChoice:
        """The choice that was made."""
        return WordsChoice(self.cleaned_data["choice"])


class LeadingForm(forms.Form):
    """What the facilitator does in one meeting."""

    leading = forms.TypedChoiceField(coerce=Leading, choices=[(each.value, each.value) for each in Leading])


class HandOverForm(forms.Form):
    """Which member is asked to look after something."""

    to = forms.ChoiceField()

    def __init__(self, *args: Any, members: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(person.pk): person for person in members}
        self.fields["to"].choices = [(key, person.name) for key, person in self.members.items()]  # type: ignore[attr-defined]  # a choice field

    def clean_to(self) -> Person:
        """The member who was named."""
        return self.members[str(self.cleaned_data["to"])]


def _say_choices(form: forms.Form, name: str, offered: Sequence[ProblemMode] | Sequence[FacilitationMode]) -> None:
    form.fields[name].choices = [(each.value, words.say(each)) for each in offered]  # type: ignore[attr-defined]  # a choice field
