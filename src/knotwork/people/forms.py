"""Shape and sanity of what people type about their account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knotwork.people import rules
from knotwork.people.enums import Asking, Nudge, Reminder, Theme
from knotwork.people.models import Person
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import AddressField, WordsField

_NAME_AUTOFILL = {"autocomplete": "name"}
_CODE = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "class": "code",
    "autocapitalize": "off",
    "spellcheck": "false",
}


class AddressForm(forms.Form):
    """Where to send the letter."""

    address = AddressField(
        label=_("Your mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "off"}),
        error_messages={"invalid": _("A mail address looks like bo@example.org.")},
    )


class HostForm(AddressForm):
    """Who is to look after the host too."""

    address = AddressField(
        label=_("The address of an account"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
        error_messages={"invalid": _("A mail address looks like bo@example.org.")},
    )


class PasswordSignInForm(AddressForm):
    """Address and password."""

    password = forms.CharField(
        label=_("Password"), strip=False, max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    """The six digits of a letter."""

    code = forms.CharField(label=_("Code from the mail"), max_length=20, widget=forms.TextInput(attrs=_CODE))


class SecondStepForm(forms.Form):
    """A code of an authenticator, or a spare code."""

    code = forms.CharField(label=_("Code of your authenticator"), max_length=20, widget=forms.TextInput(attrs=_CODE))


class NewSecondStepForm(SecondStepForm):
    """The first code of an authenticator that was just given its secret."""

    secret = forms.RegexField(r"^[A-Z2-7]{32}$", widget=forms.HiddenInput)


class SignUpForm(AddressForm):
    """Who opens an account."""

    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs=_NAME_AUTOFILL))
    zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-zone": True}))

    field_order: Sequence[str] = ("name", "address", "zone")

    def clean_zone(self) -> str:
        """The browser's zone, or UTC where it says none that people live by."""
        zone = str(self.cleaned_data["zone"])
        return zone if rules.is_zone(zone) else "UTC"


class KeptOutNameForm(forms.Form):
    """A name somebody keeps out of their words, and what they say instead."""

    name = forms.CharField(label=_("The name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    instead = forms.CharField(
        label=_("What I say instead"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class WrittenForm(forms.Form):
    """Words that are just being written somewhere; they are looked at and not kept."""

    words = WordsField(required=False, strip=False, is_private=True)


class NewAddressForm(AddressForm):
    """The address somebody wants to change to."""


class AddressCodesForm(forms.Form):
    """One code from each side of a change of address."""

    old_code = forms.CharField(
        label=_("Code sent to the address you leave"), max_length=20, widget=forms.TextInput(attrs=_CODE)
    )
    new_code = forms.CharField(label=_("Code sent to the address you take"), max_length=20, widget=forms.TextInput(attrs=_CODE))


class PasswordForm(forms.Form):
    """A new password, held against the house's rules."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters. A sentence is easier to keep in mind than a riddle."),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse what is short, common, or made of the person's own name or address."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password


class PasskeyForm(forms.Form):
    """What the browser answers when it was asked for a passkey."""

    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": _("Your browser gave no passkey.")})

    def clean_credential(self) -> dict[str, Any]:
        """An object, whatever is in it; the passkey service looks closer."""
        credential = self.cleaned_data["credential"]
        if not isinstance(credential, dict):
            raise forms.ValidationError(_("Your browser gave no passkey."))
        return credential


class NewPasskeyForm(PasskeyForm):
    """A new passkey and the name one knows it by."""

    name = forms.CharField(label=_("What do you call it?"), max_length=60, help_text=_("For example: my phone."))


class TicketForm(forms.Form):
    """The eight characters another device shows."""

    code = forms.RegexField(
        r"^\s*[0-9A-Za-z]{4}[\s-]?[0-9A-Za-z]{4}\s*$",
        label=_("Eight characters from your other device"),
        widget=forms.TextInput(attrs={"class": "code", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("The other device shows eight letters and digits.")},
    )

    def clean_code(self) -> str:
        """Small letters without the gap."""
        return "".join(sign for sign in str(self.cleaned_data["code"]).lower() if sign.isalnum())


class ProfileForm(forms.Form):
    """What a person decides about their account."""

    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs=_NAME_AUTOFILL))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("All times you see, and all reminders, go by this clock."),
        widget=forms.Select(attrs={"data-zones": _("this device")}),
    )
    language = forms.ChoiceField(label=_("Language"))
    theme = forms.ChoiceField(label=_("Light or dark"), widget=forms.RadioSelect)
    reminder = forms.ChoiceField(label=_("Reminder before a meeting"), widget=forms.RadioSelect)
    nudge = forms.ChoiceField(label=_("Between meetings, a question about what I said I would try"), widget=forms.RadioSelect)
    asking = forms.ChoiceField(label=_("When one of my sets decides something"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "zone": rules.zone_choices(timezone.localdate(), str(self.initial.get("zone", ""))),
            "language": settings.LANGUAGES,
            "theme": [(theme.value, words.say(theme)) for theme in Theme],
            "reminder": [(reminder.value, words.say(reminder)) for reminder in Reminder],
            "nudge": [(nudge.value, words.say(nudge)) for nudge in Nudge],
            "asking": [(asking.value, words.say(asking)) for asking in Asking],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # these are choice fields
