import pytest
from django import forms

from knotwork.platform.kit.forms import LONGEST_ADDRESS, AddressField, DayField


def test_an_address_is_kept_in_small_letters():
    assert AddressField().clean(" Bo@Example.ORG ") == "bo@example.org"
    assert AddressField(required=False).clean("") == ""


def test_an_address_longer_than_its_column_is_refused():
    domain = f"{'.'.join(['d' * 60] * 4)}.org"
    local = "b" * (LONGEST_ADDRESS - len(domain) - 1)

    assert AddressField().clean(f"{local}@{domain}") == f"{local}@{domain}"
    with pytest.raises(forms.ValidationError):
        AddressField().clean(f"b{local}@{domain}")


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_no_clock_can_reckon_with_is_refused(day):
    with pytest.raises(forms.ValidationError) as refused:
        DayField().clean(day)

    assert refused.value.messages == ["This day is too far away."]
