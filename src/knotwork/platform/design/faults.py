"""What a form says when something is not right: plain sentences instead of the framework's."""

from django.core import validators
from django.forms import fields, models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


def speak_plainly() -> None:
    """Give every form field our own words; called once, before forms are made."""
    fields.Field.default_error_messages["required"] = _("This is still empty.")
    fields.BooleanField.default_error_messages = {"required": _("This is not ticked yet.")}
    fields.DateField.default_error_messages["invalid"] = _("That is not a day of the calendar. Try 2026-11-26.")
    fields.TimeField.default_error_messages["invalid"] = _("That is not a time of day. Try 13:30.")
    fields.DateTimeField.default_error_messages["invalid"] = _("That is not a day and a time. Try 2026-11-26 13:30.")
    fields.IntegerField.default_error_messages["invalid"] = _("Write this as a whole number.")
    not_offered = _("This is not one of the choices any more. Choose again.")
    for choosing in (fields.ChoiceField, fields.MultipleChoiceField, models.ModelChoiceField):
        choosing.default_error_messages["invalid_choice"] = not_offered
    validators.EmailValidator.message = _("That does not look like a mail address. Try name@example.org.")
    validators.MaxLengthValidator.message = ngettext_lazy(
        "There is room for %(limit_value)d character; this has %(show_value)d.",
        "There is room for %(limit_value)d characters; this has %(show_value)d.",
        "limit_value",
    )
    validators.MinValueValidator.message = _("This can be %(limit_value)s or more.")
    validators.MaxValueValidator.message = _("This can be %(limit_value)s or less.")
