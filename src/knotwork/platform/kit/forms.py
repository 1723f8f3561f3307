"""Form fields for what people write."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000


class WordsField(forms.CharField):
    """Prose on ruled paper. Too long is said in words; nothing is cut off while somebody types or pastes."""

    def __init__(self, *, longest: int = LONGEST, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        too_long = _("There is room for %(limit_value)d characters here; these are %(show_value)d.")
        self.validators.append(MaxLengthValidator(longest, message=too_long))

    def to_python(self, value: Any) -> str:
        """The words with one kind of line end, as browsers send another than they were given."""
        return super().to_python(str(value or "").replace("\r\n", "\n")) or ""
