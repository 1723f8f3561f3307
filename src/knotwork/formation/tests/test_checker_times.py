"""The judge on times: everybody's own clock, on each date of the cycle, changes of clocks included."""

from dataclasses import replace
from datetime import date, time

import pytest

from knotwork.formation.checker import violations
from knotwork.formation.programme import Slot
from knotwork.formation.tests.plans import TUESDAY, address, free, halves, plan, programme, somebody, told

MONDAY, TUESDAY_DAY, SUNDAY = 0, 1, 6


def judged(slot: Slot, *spans, zone: str = "Europe/London", starts_on: date = date(2027, 1, 4), weeks: int = 26):
    """What the judge says about A's slot when Bo lives in this zone and can meet in these spans, and all others always."""
    always = tuple(free(weekday, "00:00", "24:00") for weekday in range(7))
    differs = {name: {"available": always} for name in ("Chen", "Dina", "Edo", "Farah", "Goran")}
    people = programme(
        {**differs, "Bo": {"zone": zone, "available": spans}},
        starts_on=starts_on,
        weeks=weeks,
        meeting_minutes=slot.minutes,
    )
    plan = halves(slots=(slot,))
    return violations(people, replace(plan, sets=(plan.sets[0], replace(plan.sets[1], slots=(replace(slot, zone="UTC"),)))))


def slot(weekday: int, start: str, zone: str, minutes: int = 120) -> Slot:
    return Slot(weekday, time.fromisoformat(start), zone, minutes)


def test_a_set_needs_a_time():
    found = violations(programme(), halves(slots=()))

    assert told(found) == [("no meeting time", {"Bo", "Chen", "Dina"})]


def test_a_meeting_fits_from_the_first_minute_of_a_span_to_the_last():
    assert judged(slot(1, "10:00", "Europe/London"), free(1, "10:00", "12:00")) == ()
    assert told(judged(slot(1, "10:00", "Europe/London"), free(1, "10:01", "12:00"))) == [("meeting time", {"Bo"})]
    assert told(judged(slot(1, "10:00", "Europe/London"), free(1, "10:00", "11:59"))) == [("meeting time", {"Bo"})]
    assert told(judged(slot(1, "10:00", "Europe/London"), free(2, "10:00", "12:00"))) == [("meeting time", {"Bo"})]


def test_spans_that_touch_are_one_and_a_pause_parts_them():
    assert judged(slot(1, "12:00", "Europe/London"), free(1, "13:00", "17:00"), free(1, "09:00", "13:00")) == ()
    assert told(judged(slot(1, "12:00", "Europe/London"), free(1, "09:00", "12:59"), free(1, "13:00", "17:00"))) == [
        ("meeting time", {"Bo"})
    ]


def test_every_time_on_offer_is_judged_not_only_the_first():
    found = violations(programme(), halves(slots=(TUESDAY, replace(TUESDAY, start=time(16)))))

    assert told(found) == [("meeting time", {"Bo", "Chen", "Dina"})]
    assert "Tuesday at 16:00" in found[0].why


def test_the_facilitator_can_be_there_too():
    amara = somebody("Amara", zone="Asia/Tokyo", facilitates=1)
    everywhere = replace(amara, available=(free(1, "19:00", "21:00"),))

    assert violations(programme(more=[everywhere]), halves(facilitator=amara.email)) == ()
    assert told(violations(programme(more=[amara]), halves(facilitator=amara.email))) == [("meeting time", {"Amara"})]


@pytest.mark.parametrize(("weeks", "broken"), [(9, 0), (10, 1)])
def test_london_and_new_york_drift_apart_for_two_weeks_in_march(weeks, broken):
    """14:00 in London is 09:00 in New York, but 10:00 between 14 March and 28 March 2027."""
    nine = free(1, "09:00", "11:00")

    found = judged(slot(1, "14:00", "Europe/London"), nine, zone="America/New_York", starts_on=date(2027, 1, 11), weeks=weeks)

    assert [each.rule for each in found] == ["meeting time"] * broken
    if found:
        assert found[0].why == (
            "Bo cannot come to “A” on Tuesday at 14:00 in Europe/London: "
            "on Tuesday, 16 March 2027, it is from 10:00 to 12:00 on Bo’s clock."
        )


def test_a_longer_span_in_new_york_bears_the_drift():
    assert judged(slot(1, "14:00", "Europe/London"), free(1, "09:00", "12:00"), zone="America/New_York") == ()


@pytest.mark.parametrize(("zone", "broken"), [("Europe/London", 1), ("America/New_York", 0)])
def test_the_zone_of_the_slot_decides_for_whom_it_moves(zone, broken):
    start = "14:00" if zone == "Europe/London" else "09:00"

    found = judged(slot(1, start, zone), free(1, "09:00", "11:00"), zone="America/New_York")

    assert len(found) == broken


def test_sydney_leaves_summer_while_london_enters_it():
    """Tuesday 09:00 in London: 20:00 in Sydney in January, 19:00 from 30 March, 18:00 from 6 April 2027."""
    london = slot(1, "09:00", "Europe/London")

    assert judged(london, free(1, "18:00", "22:00"), zone="Australia/Sydney") == ()
    assert len(judged(london, free(1, "18:01", "22:00"), zone="Australia/Sydney")) == 1
    assert len(judged(london, free(1, "18:00", "21:59"), zone="Australia/Sydney")) == 1
    assert judged(london, free(1, "19:00", "22:00"), zone="Australia/Sydney", weeks=13) == ()
    assert len(judged(london, free(1, "19:00", "22:00"), zone="Australia/Sydney", weeks=14)) == 1


def test_kathmandu_stands_a_quarter_of_an_hour_beside_the_others():
    """09:00 in London is 14:45 in Kathmandu in winter and 13:45 in summer."""
    london = slot(1, "09:00", "Europe/London")

    assert judged(london, free(1, "14:45", "16:45"), zone="Asia/Kathmandu", weeks=12) == ()
    assert len(judged(london, free(1, "14:46", "16:45"), zone="Asia/Kathmandu", weeks=12)) == 1
    assert len(judged(london, free(1, "14:45", "16:45"), zone="Asia/Kathmandu", weeks=13)) == 1
    assert judged(london, free(1, "13:45", "16:45"), zone="Asia/Kathmandu", weeks=13) == ()


def test_a_meeting_may_cross_midnight_where_somebody_lives():
    """14:00 in London on Tuesday is 23:00 in Tokyo."""
    london = slot(1, "14:00", "Europe/London")
    late, early = free(1, "21:00", "24:00"), free(2, "00:00", "01:00")

    assert judged(london, late, early, zone="Asia/Tokyo", weeks=4) == ()
    assert len(judged(london, late, zone="Asia/Tokyo", weeks=4)) == 1
    assert len(judged(london, late, free(2, "00:01", "09:00"), zone="Asia/Tokyo", weeks=4)) == 1


def test_the_week_is_a_ring():
    """Sunday 23:00 to Monday 01:00."""
    assert judged(slot(6, "23:00", "Europe/London"), free(6, "22:00", "24:00"), free(0, "00:00", "02:00")) == ()
    assert len(judged(slot(6, "23:00", "Europe/London"), free(6, "22:00", "24:00"), free(1, "00:00", "02:00"))) == 1


def test_an_hour_the_clocks_skip_is_not_missed_by_anybody():
    """London's clocks go from 01:00 to 02:00 on 28 March 2027; a meeting from 00:00 for two hours ends at 03:00."""
    night = slot(6, "00:00", "Europe/London")

    assert judged(night, free(6, "00:00", "03:00")) == ()
    assert judged(night, free(6, "00:00", "01:00"), free(6, "02:00", "03:00"), starts_on=date(2027, 3, 22), weeks=1) == ()
    assert judged(night, free(6, "00:00", "02:00"), weeks=11) == ()
    assert len(judged(night, free(6, "00:00", "02:00"), weeks=12)) == 1


def test_an_hour_the_clocks_repeat_counts_twice():
    """London's clocks go from 02:00 back to 01:00 on 31 October 2027; two hours from 00:00 end at 01:00 the second time."""
    night = slot(6, "00:00", "Europe/London", minutes=180)
    that_week = {"starts_on": date(2027, 10, 25), "weeks": 1}

    assert judged(night, free(6, "00:00", "02:00"), **that_week) == ()
    assert len(judged(night, free(6, "00:00", "01:59"), **that_week)) == 1
    assert len(judged(night, free(6, "00:00", "02:00"), starts_on=date(2027, 10, 18), weeks=1)) == 1


def test_a_start_the_clocks_skip_counts_from_before_they_changed():
    """01:30 does not exist in London on 28 March 2027; it becomes 02:30 there, and 01:30 in UTC."""
    skipped = slot(6, "01:30", "Europe/London", minutes=60)
    that_week = {"starts_on": date(2027, 3, 22), "weeks": 1}

    assert judged(skipped, free(6, "02:30", "03:30"), **that_week) == ()
    assert judged(skipped, free(6, "01:30", "02:30"), zone="Africa/Abidjan", **that_week) == ()
    assert len(judged(skipped, free(6, "01:30", "02:30"), **that_week)) == 1


def test_week_nought_begins_with_the_first_day_of_the_cycle():
    """From a Thursday, the first Tuesday is five days later; the clocks change inside the seven days that begin in week ten."""
    thursday = date(2027, 1, 7)
    nine = free(1, "09:00", "11:00")

    found = [
        len(judged(slot(1, "14:00", "Europe/London"), nine, zone="America/New_York", starts_on=thursday, weeks=weeks))
        for weeks in (9, 10)
    ]

    assert found == [0, 1]


def test_a_meeting_lasts_as_long_as_the_rules_say():
    found = violations(programme(), halves(slots=(replace(TUESDAY, minutes=60),)))

    assert told(found) == [("meeting length", {"Bo", "Chen", "Dina"})]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "", "../etc/passwd"])
def test_a_zone_nobody_knows_is_no_time_to_meet(zone):
    found = violations(programme(), halves(slots=(replace(TUESDAY, zone=zone),)))

    assert told(found) == [("meeting time", {"Bo", "Chen", "Dina"})]


def led(first: Slot, second: Slot):
    """What the judge says of Amara, who is always free and facilitates both sets at these times."""
    always = {"available": tuple(free(weekday, "00:00", "24:00") for weekday in range(7))}
    people = programme(
        dict.fromkeys(("Bo", "Chen", "Dina", "Edo", "Farah", "Goran"), always),
        more=[somebody("Amara", facilitates=2, **always)],
        starts_on=date(2027, 3, 1),
        weeks=8,
    )
    sets = zip(halves().sets, (first, second), strict=True)
    return violations(people, plan(*(replace(each, facilitator=address("Amara"), slots=(slot,)) for each, slot in sets)))


def test_nobody_facilitates_two_sets_at_once():
    found = led(slot(1, "10:00", "Europe/London"), slot(1, "11:30", "Europe/London"))

    assert told(found) == [("two sets at once", {"Amara"})]
    assert found[0].why == "Amara would have to be in “A” and in “B” at once, on Tuesday, 2 March 2027."


def test_one_meeting_may_begin_when_another_ends():
    assert led(slot(1, "10:00", "Europe/London"), slot(1, "12:00", "Europe/London")) == ()


def test_two_sets_that_meet_at_once_in_some_weeks_alone_are_found():
    """New York changes its clocks on 14 March, London on 28 March: between them 08:00 there is 12:00 in London."""
    found = led(slot(1, "10:00", "Europe/London"), slot(1, "07:00", "America/New_York"))

    assert [each.why for each in found] == ["Amara would have to be in “A” and in “B” at once, on Tuesday, 16 March 2027."]


def test_sets_that_meet_late_on_sunday_and_early_on_monday_are_seen_together():
    assert told(led(slot(6, "23:00", "UTC"), slot(0, "00:30", "UTC"))) == [("two sets at once", {"Amara"})]
