"""What people type about their challenges: shape and sanity, nothing more."""

from knotwork.challenges.forms.record import (
    Begin,
    BriefForm,
    HeadlineField,
    Placing,
    Reframing,
    Telling,
    Wording,
    sides_field,
)

__all__ = [
    "Begin",
    "BriefForm",
    "HeadlineField",
    "Placing",
    "Reframing",
    "Telling",
    "Wording",
    "sides_field",
]
