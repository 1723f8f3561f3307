"""Calls of two members between meetings: at a time good for both, and in the end only that one happened."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from knotwork.actions import emails, queries, rules, services, tasks
from knotwork.actions.enums import Why
from knotwork.actions.models import BuddyCall
from knotwork.meetings.models import Meeting
from knotwork.meetings.tests.factories import heron, series
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail import kinds, writing
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets

DAY = timedelta(days=1)
LONDON, NEW_YORK, NAIROBI = (ZoneInfo(name) for name in ("Europe/London", "America/New_York", "Africa/Nairobi"))
AUCKLAND, HONOLULU = ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")
MARCH = datetime(2027, 3, 9, 20, tzinfo=UTC)


def times(mine, theirs, since=MARCH, days=7):
    return rules.good_times(mine, theirs, since=since, until=since + days * DAY)


@pytest.mark.parametrize("other", [LONDON, NEW_YORK, NAIROBI])
def test_times_are_within_working_hours_on_both_clocks(other):
    found = times(LONDON, other)

    assert len(found) in {5, 6}
    assert list(found) == sorted(set(found))
    for start in found:
        for zone in (LONDON, other):
            assert time(9) <= start.astimezone(zone).time() <= time(17)
            assert start.astimezone(zone).weekday() < 5
    assert all(MARCH < start < MARCH + 7 * DAY for start in found)


def test_a_clock_that_changes_in_between_moves_the_time_with_it():
    before, *_rest, after = times(LONDON, NEW_YORK, datetime(2027, 3, 11, 20, tzinfo=UTC), days=9)

    assert (before.astimezone(LONDON).hour, before.astimezone(NEW_YORK).hour) == (15, 10)
    assert after.date() > datetime(2027, 3, 14, tzinfo=UTC).date()
    assert after.astimezone(LONDON).hour - after.astimezone(NEW_YORK).hour == 4


def test_where_no_working_hour_is_shared_waking_hours_are_proposed():
    found = times(LONDON, AUCKLAND)

    assert found
    for start in found:
        assert all(time(7) <= start.astimezone(zone).time() <= time(21) for zone in (LONDON, AUCKLAND))


def test_where_nothing_is_left_before_the_meeting_nothing_is_proposed():
    assert times(LONDON, LONDON, days=0) == ()


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def house(db, at):
    """Heron with Bo in London, Chen in New York and Dina in Nairobi; its next meetings are in March 2027."""
    learning_set, cast = heron(at)
    series(learning_set, cast["Bo"], at)
    return learning_set, cast


def good(cast, at, one="Bo", other="Chen"):
    return rules.good_times(cast[one].zoneinfo, cast[other].zoneinfo, since=at, until=at + 30 * DAY)[0]


def asked(house, at, *, starts_at=None):
    learning_set, cast = house
    return services.ask_for_call(learning_set, asked=cast["Chen"], starts_at=starts_at, by=cast["Bo"], at=at)


def test_one_asks_the_other_agrees_and_only_that_it_happened_is_kept(house, at):
    _learning_set, cast = house
    call = asked(house, at, starts_at=good(cast, at))
    assert asked(house, at) == call

    services.accept_call(call, by=cast["Chen"], at=at)
    services.tell_that_it_happened(call, by=cast["Bo"])

    kept = BuddyCall.objects.values().get()
    assert (kept["happened"], kept["starts_at"]) == (True, None)
    columns = {field.name for field in BuddyCall._meta.concrete_fields}
    assert columns == {"id", "learning_set", "meeting", "asked_by", "asked", "starts_at", "is_accepted", "happened"}


def test_two_who_ask_each_other_have_agreed(house, at):
    learning_set, cast = house
    call = asked(house, at, starts_at=good(cast, at))

    again = services.ask_for_call(learning_set, asked=cast["Bo"], starts_at=None, by=cast["Chen"], at=at)

    assert (again.pk, again.is_accepted, BuddyCall.objects.count()) == (call.pk, True, 1)


def test_who_cannot_be_asked_and_when(house, at):
    learning_set, cast = house

    def why(**changed):
        words = {"asked": cast["Chen"], "starts_at": None, "by": cast["Bo"], "at": at, **changed}
        with pytest.raises(Refused) as refused:
            services.ask_for_call(learning_set, **words)
        return refused.value.why

    assert why(asked=cast["Bo"]) is Why.NOT_TO_BE_CALLED
    assert why(starts_at=good(cast, at) + timedelta(hours=9)) is Why.NOT_A_GOOD_TIME
    assert why(at=datetime(2027, 5, 1, tzinfo=UTC)) is Why.NO_MEETING_AHEAD
    sets.pause(learning_set, by=cast["Chen"], at=at)
    assert why() is Why.NOT_TO_BE_CALLED
    sets.leave(learning_set, by=cast["Bo"], at=at)
    assert why() is Why.NOT_IN_THIS_SET


def test_only_the_two_answer_and_only_the_asked_agrees(house, at):
    _learning_set, cast = house
    call = asked(house, at)

    def why(step):
        with pytest.raises(Refused) as refused:
            step()
        return refused.value.why

    assert why(lambda: services.accept_call(call, by=cast["Bo"], at=at)) is Why.NOT_YOURS
    assert why(lambda: services.withdraw_call(call, by=cast["Dina"])) is Why.NOT_YOURS
    assert why(lambda: services.tell_that_it_happened(call, by=cast["Bo"])) is Why.NOT_AGREED
    services.accept_call(call, by=cast["Chen"], at=at)
    services.tell_that_it_happened(call, by=cast["Chen"])
    assert why(lambda: services.withdraw_call(call, by=cast["Chen"])) is Why.HAS_HAPPENED


def test_a_no_leaves_nothing(house, at):
    services.withdraw_call(asked(house, at), by=house[1]["Chen"])

    assert not BuddyCall.objects.exists()


def test_what_came_to_nothing_is_forgotten_once_the_set_has_met(house, at):
    _learning_set, cast = house
    happened = services.accept_call(asked(house, at), by=cast["Chen"], at=at)
    services.tell_that_it_happened(happened, by=cast["Chen"])
    services.ask_for_call(house[0], asked=cast["Dina"], starts_at=None, by=cast["Bo"], at=at)
    meeting = happened.meeting

    tasks.forget_calls(meeting.starts_at - DAY)
    before = BuddyCall.objects.count()
    tasks.forget_calls(meeting.over_at)

    assert (before, list(BuddyCall.objects.all())) == (2, [happened])


def test_leaving_the_host_takes_the_calls_along(house, at):
    asked(house, at)

    services.depart(house[1]["Chen"], at=at)

    assert not BuddyCall.objects.exists()


def test_letters_carry_time_and_link_and_stop_when_it_is_called_off(house, at):
    _learning_set, cast = house
    start = good(cast, at)
    call = asked(house, at, starts_at=start)
    letter, kind = Letter.objects.get(kind=emails.CALL), kinds.kind_of(emails.CALL)

    written = kind.write(letter.params, letter.recipient, at)
    mail = writing.message(letter, written, kind, at=at).as_string()

    assert letter.address == "chen@example.org"
    assert f"{start.astimezone(NEW_YORK):%H:%M} (America/New_York)" in written.text
    assert f"/calls/{call.pk}/" in written.text
    assert [word for word in ("Heron", "Bo", "Chen", "Dina") if word in mail + written.html] == []
    services.accept_call(call, by=cast["Chen"], at=at)
    assert set(Letter.objects.filter(kind=emails.CALL).values_list("address", flat=True)) == {
        "bo@example.org",
        "chen@example.org",
    }
    assert kind.may_be_sent(letter.params, letter.recipient, at)
    services.withdraw_call(call, by=cast["Bo"])
    assert not kind.may_be_sent(letter.params, letter.recipient, at)


def test_by_the_pages_two_come_to_a_call_and_nobody_else_sees_it(client, house, at):
    learning_set, cast = house
    page = reverse("actions:calls", args=[learning_set.pk])
    asking = f"{reverse('actions:call_asking', args=[learning_set.pk])}?whom={cast['Chen'].pk}"

    client.force_login(cast["Bo"])
    assert "Ask Chen for a call" in client.get(page).text
    offered = client.get(asking).text
    assert "for Chen)" in offered
    assert client.post(asking, {"time": "2026-01-01T00:00:00+00:00"}).status_code == 422
    client.post(asking, {"time": good(cast, at).isoformat()})
    call = BuddyCall.objects.get()
    here = reverse("actions:call", args=[call.pk])
    assert "Chen has not answered yet" in client.get(here).text

    client.force_login(cast["Dina"])
    assert client.get(here).status_code == 404
    assert "asks you" not in client.get(page).text

    client.force_login(cast["Chen"])
    assert "Bo asks you for a call." in client.get(page).text
    client.post(here, {"step": "yes"})
    assert "You have both said yes." in client.get(here).text
    client.post(here, {"step": "happened"})
    assert "That is all that is kept of it." in client.get(here).text
    assert queries.export_of(cast["Chen"])["calls_that_happened"] == [{"set": "Heron", "with": "Bo"}]


def test_when_it_is_time_to_meet_the_page_does_not_say_that_none_is_planned(client, house):
    learning_set, cast = house
    Meeting.objects.filter(learning_set=learning_set, number=1).update(starts_at=clock.now() - timedelta(minutes=5))
    client.force_login(cast["Bo"])

    page = client.get(reverse("actions:calls", args=[learning_set.pk])).text

    assert "now it is time to meet" in page
    assert "no meeting is planned yet" not in page


@pytest.mark.parametrize("whom", ["", "x", "0b5e57de-0000-4000-8000-000000000000"])
def test_whoever_is_not_in_the_set_cannot_be_asked_by_address(client, house, whom):
    learning_set, cast = house
    client.force_login(cast["Bo"])

    assert client.get(reverse("actions:call_asking", args=[learning_set.pk]), {"whom": whom}).status_code == 404


def test_the_page_costs_the_same_whoever_has_calls(client, house, at, django_assert_num_queries):
    learning_set, cast = house
    client.force_login(cast["Bo"])
    page = reverse("actions:calls", args=[learning_set.pk])

    def taken():
        with django_assert_num_queries(14, exact=False) as counted:
            client.get(page)
        return len(counted)

    before = taken()
    asked(house, at)
    services.ask_for_call(learning_set, asked=cast["Dina"], starts_at=None, by=cast["Bo"], at=at)
    assert taken() == before
