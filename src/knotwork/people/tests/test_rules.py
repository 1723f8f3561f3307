"""Pure decisions about accounts."""

from datetime import timedelta
from uuid import UUID

import pytest

from knotwork.people import rules
from knotwork.people.enums import Why

SECRET, ABOUT = b"secret", UUID(int=7)


def test_what_is_derived_depends_on_secret_label_and_subject():
    codes = {rules.six_digits(SECRET, "code", ABOUT), rules.six_digits(b"other", "code", ABOUT)}
    codes |= {rules.six_digits(SECRET, "number", ABOUT), rules.six_digits(SECRET, "code", UUID(int=8))}

    assert len(codes) == 4
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(rules.token(SECRET, "link", ABOUT)) == 43


def test_six_digits_are_spread_evenly():
    firsts = [rules.six_digits(SECRET, "code", UUID(int=number))[0] for number in range(5_000)]

    assert all(400 < firsts.count(digit) < 600 for digit in "0123456789")


def test_a_short_code_is_easily_typed():
    code = rules.short_code(SECRET, "phone", ABOUT)

    assert len(code) == 8
    assert not set(code) & set("01loi")


@pytest.mark.parametrize(
    ("used", "seconds", "tries", "why"),
    [
        (False, 899, 0, None),
        (False, 900, 0, Why.CODE_IS_OLD),
        (True, 0, 0, Why.CODE_IS_USED),
        (False, 0, 4, None),
        (False, 0, 5, Why.TOO_MANY_TRIES),
    ],
)
def test_when_a_letter_still_proves_something(at, used, seconds, tries, why):
    found = rules.why_not_proven(
        good_until=at + rules.LETTER_IS_GOOD_FOR,
        used_at=at if used else None,
        tries=tries,
        at=at + timedelta(seconds=seconds),
    )

    assert found is why


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8::1:2:3", "2001:db8::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_where_a_request_comes_from(address, place):
    assert rules.place_of(address) == place


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/142.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("curl/8", ("", "")),
    ],
)
def test_a_browser_is_named_as_far_as_it_says(agent, named):
    assert rules.browser_and_system(agent) == named


def test_zones_are_places_people_live_by():
    assert {"Europe/Amsterdam", "Asia/Kathmandu", "UTC"} <= rules.zones()
    assert not any(zone.startswith(("Etc/", "posix/")) for zone in rules.zones())
