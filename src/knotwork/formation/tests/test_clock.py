from dataclasses import replace
from datetime import date, time

import pytest

from knotwork.formation.programme import Participant, Slot
from knotwork.formation.report.clock import clocks, hours, place
from knotwork.formation.tests.shoreline import RULES

LONDON = Slot(1, time(14), "Europe/London", 120)


def people(*zones):
    return [Participant(f"{at}@example.org", "", zone) for at, zone in enumerate(zones)]


def shown(slot, *zones, **rules):
    return [(one.places, f"{one.day} {one.time}", one.moves) for one in clocks(slot, replace(RULES, **rules), people(*zones))]


def test_a_slot_is_told_once_for_all_whose_clocks_agree_and_the_earliest_first():
    assert shown(LONDON, "Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Oslo") == [
        (("Lisbon", "London"), "Tuesdays 14:00–16:00", ()),
        (("Berlin", "Oslo"), "Tuesdays 15:00–17:00", ()),
    ]


@pytest.mark.parametrize(
    ("zone", "usual", "moves"),
    [
        ("America/New_York", "Tuesdays 09:00–11:00", ("10:00–12:00 on 16 and 23 March",)),
        ("Asia/Kolkata", "Tuesdays 19:30–21:30", ("18:30–20:30 from 30 March on",)),
        ("Pacific/Auckland", "Wednesdays 01:00–03:00", ("03:00–05:00 from 6 January to 24 March", "02:00–04:00 on 31 March")),
    ],
)
def test_the_weeks_in_which_clocks_change_are_named(zone, usual, moves):
    assert shown(LONDON, zone) == [((place(zone),), usual, moves)]


def test_a_time_that_is_another_day_elsewhere_says_so():
    late = Slot(6, time(23, 30), "UTC", 60)

    assert shown(late, "Asia/Tokyo", weeks=2) == [(("Tokyo",), "Mondays 08:30–09:30", ())]
    assert shown(replace(late, start=time(22, 45)), "Europe/London", weeks=2, starts_on=date(2027, 3, 15)) == [
        (("London",), "Sundays 22:45–23:45", ("23:45–00:45 on 28 March",))
    ]


def test_the_first_week_begins_on_the_day_the_cycle_begins():
    thursday = date(2027, 3, 11)

    assert shown(LONDON, "America/New_York", weeks=1, starts_on=thursday) == [(("New York",), "Tuesdays 10:00–12:00", ())]


def test_a_clock_that_changes_once_is_told_from_its_beginning():
    assert shown(LONDON, "America/New_York", weeks=5, starts_on=date(2027, 3, 22)) == [
        (("New York",), "Tuesdays 10:00–12:00", ("09:00–11:00 from 30 March on",))
    ]


@pytest.mark.parametrize(
    ("zone", "named"),
    [("America/Argentina/Buenos_Aires", "Buenos Aires"), ("UTC", "UTC"), ("Etc/GMT+5", "Etc/GMT+5")],
)
def test_a_zone_is_called_by_its_city(zone, named):
    assert place(zone) == named


def test_a_slot_past_midnight_ends_on_the_clock():
    assert hours(Slot(0, time(23), "UTC", 90)) == "23:00–00:30"
