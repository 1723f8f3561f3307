"""A form with every kind of field, shown on the page of components."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ComponentForm(forms.Form):
    """One field of each shape; nothing is kept."""

    headline = forms.CharField(label=_("If I presented next time, it would be about"), max_length=140, widget=forms.Textarea)
    name = forms.CharField(label=_("What the set is called"), help_text=_("A bird, a place, whatever you will remember."))
    starts_on = forms.DateField(label=_("The day of the first meeting"))
    starts_at = forms.TimeField(label=_("It starts at"))
    size = forms.IntegerField(label=_("How many people"), min_value=4, max_value=8, initial=6)
    rhythm = forms.ChoiceField(label=_("How often"), choices=[("3", _("Every three weeks")), ("5", _("Every five weeks"))])
    answer = forms.ChoiceField(
        label=_("Can you work with this?"),
        widget=forms.RadioSelect,
        choices=[("agree", _("I agree")), ("live", _("I can live with it")), ("object", _("I object"))],
    )
    regions = forms.MultipleChoiceField(
        label=_("Where it belongs"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("personal", _("personal")), ("professional", _("professional")), ("social", _("social"))],
    )
    shown = forms.BooleanField(label=_("Show it to the set"), required=False)
    zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-zone": ""}))
