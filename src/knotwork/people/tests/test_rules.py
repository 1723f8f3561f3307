"""Pure decisions about accounts."""

from datetime import date, timedelta
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


def offered(on, chosen=""):
    return {
        zone: said
        for group, listed in rules.zone_choices(on, chosen)
        for zone, said in ([(group, listed)] if isinstance(listed, str) else listed)
    }


@pytest.mark.parametrize(
    ("zone", "on", "said"),
    [
        ("Europe/Amsterdam", date(2026, 1, 15), "Amsterdam · UTC+1"),
        ("Europe/Amsterdam", date(2026, 7, 15), "Amsterdam · UTC+2"),
        ("Europe/London", date(2026, 1, 15), "London · UTC"),
        ("Asia/Kathmandu", date(2026, 1, 15), "Kathmandu · UTC+5:45"),
        ("America/St_Johns", date(2026, 1, 15), "St Johns · UTC−3:30"),
        ("America/Argentina/San_Juan", date(2026, 1, 15), "San Juan, Argentina · UTC−3"),
        ("UTC", date(2026, 1, 15), "UTC"),
    ],
)
def test_a_zone_is_offered_by_its_place_and_what_its_clock_shows(zone, on, said):
    assert offered(on)[zone] == said


def test_of_two_names_of_one_place_the_one_in_use_is_offered_and_a_chosen_one_stays():
    day = date(2026, 1, 15)

    listed = offered(day)

    assert "Asia/Kolkata" in listed
    assert "Asia/Calcutta" not in listed
    assert rules.zone_choices(day, "Asia/Calcutta")[0] == ("Asia/Calcutta", "Calcutta · UTC+5:30")


def test_places_of_a_region_stand_in_the_order_of_their_letters():
    regions = {region: listed for region, listed in rules.zone_choices(date(2026, 1, 15)) if not isinstance(listed, str)}

    for listed in regions.values():
        places = [said.partition(" · ")[0] for _zone, said in listed]
        assert places == sorted(places)
    assert list(regions) == sorted(regions)


def test_zones_are_places_people_live_by():
    assert {"Europe/Amsterdam", "Asia/Kathmandu", "UTC"} <= rules.zones()
    assert not any(zone.startswith(("Etc/", "posix/")) for zone in rules.zones())
