"""What people type about their challenges: shape and sanity, nothing more."""

from knotwork.challenges.forms.felt import FeltForm
from knotwork.challenges.forms.life import Checking, LearningNeedForm, Placing
from knotwork.challenges.forms.record import (
    Begin,
    BriefForm,
    HeadlineField,
    Reframing,
    Telling,
    Wording,
    sides_field,
)
from knotwork.challenges.forms.sheets import ForcesForm, GridForm, LensForm
from knotwork.challenges.forms.together import BeginTogether, Dividing, SponsorForm

__all__ = [
    "Begin",
    "BeginTogether",
    "BriefForm",
    "Checking",
    "Dividing",
    "FeltForm",
    "ForcesForm",
    "GridForm",
    "HeadlineField",
    "LearningNeedForm",
    "LensForm",
    "Placing",
    "Reframing",
    "SponsorForm",
    "Telling",
    "Wording",
    "sides_field",
]
