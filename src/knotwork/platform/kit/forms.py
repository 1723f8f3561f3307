"""Form fields for what people write."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit import kept_out

LONGEST = 20_000
LONGEST_ADDRESS = 254
NAME_STANDS = "name_stands"
"""The code of a fault that is a name its writer keeps out."""
EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
TOO_FAR = _("This day is too far away.")


class WordsField(forms.CharField):
    """Prose on ruled paper. Too long is said in words; nothing is cut off while somebody types or pastes.

    Names its writer keeps out (`kit.kept_out`) are a fault until the writer says what is to happen with them. `is_private`:
    words for the writer alone, in which any name may stand.
    """

    def __init__(self, *, longest: int = LONGEST, rows: int = 2, is_private: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        too_long = _("There is room for %(limit_value)d characters here; these are %(show_value)d.")
        self.validators.append(MaxLengthValidator(longest, message=too_long))
        self.is_private = is_private

    def to_python(self, value: Any) -> str:
        """The words with one kind of line end, as browsers send another than they were given."""
        return super().to_python(str(value or "").replace("\r\n", "\n")) or ""

    def clean(self, value: Any) -> str:
        """The words as they may be kept."""
        words: str = super().clean(value)
        if self.is_private:
            return words
        words, standing = kept_out.heeded(words)
        if standing:
            faults = [
                _("You keep ‘%(name)s’ out. Use ‘%(instead)s’?") % {"name": name, "instead": instead}
                for name, instead in standing.items()
            ]
            raise ValidationError([ValidationError(fault, code=NAME_STANDS) for fault in faults])
        self.run_validators(words)
        return words


class AddressField(forms.EmailField):
    """A mail address as it is kept: small letters, and no longer than an address can be (RFC 5321, 4.5.3.1.3)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_ADDRESS, **kwargs)

    def to_python(self, value: Any) -> str:
        """The address in small letters."""
        return str(super().to_python(value) or "").lower()


class DayField(forms.DateField):
    """A day that can be reckoned with in every time zone; the first and last days of the calendar cannot."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(EARLIEST, message=TOO_FAR), MaxValueValidator(LATEST, message=TOO_FAR)]
