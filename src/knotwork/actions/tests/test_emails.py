"""One letter between two meetings: at nine on one's own clock, without content, to whoever wants it."""

from datetime import UTC, datetime, timedelta

import pytest

from knotwork.actions import emails, services, tasks
from knotwork.actions.enums import Outcome
from knotwork.meetings import services as meetings
from knotwork.meetings.tests.factories import heron, series
from knotwork.people.enums import Nudge
from knotwork.platform.mail import kinds, writing
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SECOND = datetime(2027, 3, 16, 15, tzinfo=UTC)
HALFWAY = {  # 23 March 2027: New York has changed its clocks, London has not, Nairobi never does
    "Bo": datetime(2027, 3, 23, 9, tzinfo=UTC),
    "Chen": datetime(2027, 3, 23, 13, tzinfo=UTC),
    "Dina": datetime(2027, 3, 23, 6, tzinfo=UTC),
}


@pytest.fixture
def house(at):
    """Heron between its second meeting, which is over, and its third; each member has something to try."""
    learning_set, cast = heron(at)
    _first, second, third = series(learning_set, cast["Bo"], at)
    meetings.open_meeting(second, protocol=lambda _ran: {}, by=cast["Bo"], at=SECOND)
    meetings.close_meeting(second, by=cast["Bo"], at=SECOND + 3 * HOUR)
    for name, person in cast.items():
        services.set_out(owner=person, learning_set=learning_set, what=f"CNRY-{name}", hopes_to_learn="CNRY-hope", at=SECOND)
    return learning_set, cast, third


def nudges(**wanted):
    return Letter.objects.filter(kind=emails.NUDGE, **wanted)


def pass_time(since, until, step=HOUR / 2):
    """Let the schedule run from one moment to another."""
    while since <= until:
        tasks.nudge_between_meetings(since)
        since += step


def prefer(person, nudge):
    person.nudge = nudge
    person.save(update_fields=["nudge"])


def whom():
    return {letter.address.partition("@")[0] for letter in nudges()}


def test_each_is_asked_once_in_the_whole_interval_at_nine_on_the_own_clock(house):
    _learning_set, cast, third = house

    pass_time(SECOND, third.starts_at)

    assert {name: nudges(recipient=person.pk).get().written_at for name, person in cast.items()} == HALFWAY
    assert {letter.not_after for letter in nudges()} == {third.starts_at}


def test_a_clock_that_changes_on_the_way_keeps_nine_oclock(house, at):
    learning_set, cast, third = house
    meetings.open_meeting(third, protocol=lambda _ran: {}, by=cast["Bo"], at=third.starts_at)
    meetings.close_meeting(third, by=cast["Bo"], at=third.starts_at + 3 * HOUR)
    after = datetime(2027, 4, 13, 14, tzinfo=UTC)
    meetings.plan_meeting(learning_set, starts_at=after, minutes=210, protocol_key="classic", by=cast["Bo"], at=third.starts_at)

    pass_time(third.starts_at + 4 * HOUR, after)

    spoken = {name: nudges(recipient=person.pk).get().written_at for name, person in cast.items()}
    assert spoken == {
        "Bo": datetime(2027, 4, 6, 8, tzinfo=UTC),
        "Chen": datetime(2027, 4, 6, 13, tzinfo=UTC),
        "Dina": datetime(2027, 4, 6, 6, tzinfo=UTC),
    }


def test_a_meeting_that_moves_makes_no_second_letter_in_its_interval(house):
    _learning_set, cast, third = house
    pass_time(HALFWAY["Dina"], HALFWAY["Chen"])

    meetings.move(third, to=third.starts_at + timedelta(days=14), by=cast["Bo"], at=HALFWAY["Chen"] + HOUR)
    pass_time(HALFWAY["Chen"] + HOUR, third.starts_at + timedelta(days=14))

    assert nudges().count() == 3


def test_the_member_chooses_how_often(house):
    _learning_set, cast, third = house
    prefer(cast["Bo"], Nudge.NONE)
    prefer(cast["Chen"], Nudge.EVERY_OTHER)

    pass_time(HALFWAY["Dina"], HALFWAY["Chen"])

    assert third.number == 3
    assert whom() == {"dina"}


def test_whoever_pauses_or_has_nothing_to_try_is_not_asked(house):
    learning_set, cast, _third = house
    sets.pause(learning_set, by=cast["Bo"], at=SECOND + 4 * HOUR)
    action = cast["Chen"].actions.get()
    services.report(action, outcome=Outcome.NOT_TRIED, by=cast["Chen"], at=SECOND + 4 * HOUR)

    pass_time(HALFWAY["Dina"], HALFWAY["Chen"])

    assert whom() == {"dina"}


@pytest.mark.parametrize("end", [lambda one, by: sets.archive(one, by=by, at=SECOND + 4 * HOUR), "closed"])
def test_a_set_that_is_put_away_or_closed_asks_nobody(house, end):
    learning_set, cast, _third = house
    tasks.nudge_between_meetings(HALFWAY["Dina"])
    waiting = nudges().get()
    before = emails.may_be_sent(waiting.params, waiting.recipient, HALFWAY["Dina"])
    if end == "closed":
        learning_set.stage = "closed"
        learning_set.save(update_fields=["stage"])
    else:
        end(learning_set, cast["Bo"])

    pass_time(HALFWAY["Dina"], HALFWAY["Chen"])

    assert (before, nudges().count()) == (True, 1)
    assert not emails.may_be_sent(waiting.params, waiting.recipient, HALFWAY["Dina"])


def test_before_the_first_meeting_and_after_the_last_nobody_is_asked(at):
    learning_set, cast = heron(at)
    meetings_planned = series(learning_set, cast["Bo"], at)
    services.set_out(owner=cast["Bo"], learning_set=learning_set, what="Try", at=at)

    pass_time(at, meetings_planned[-1].starts_at + timedelta(days=20), step=12 * HOUR)

    assert nudges().count() == 0


def test_what_happened_meanwhile_stops_a_letter_on_its_way(house):
    learning_set, cast, third = house
    tasks.nudge_between_meetings(HALFWAY["Dina"])
    letter = nudges().get()

    def may(at=HALFWAY["Dina"]):
        return emails.may_be_sent(letter.params, letter.recipient, at)

    assert may()
    assert not may(third.starts_at)
    kinds.kind_of(letter.kind).switch_off(letter.recipient, HALFWAY["Dina"])
    assert not may()
    cast["Dina"].refresh_from_db()
    prefer(cast["Dina"], Nudge.EACH)
    sets.leave(learning_set, by=cast["Dina"], at=HALFWAY["Dina"])
    assert not may()


def test_the_letter_holds_the_next_date_and_a_link_and_nothing_that_was_written(house, client):
    _learning_set, cast, _third = house
    tasks.nudge_between_meetings(HALFWAY["Dina"])
    letter, kind = nudges().get(), kinds.kind_of(emails.NUDGE)

    written = kind.write(letter.params, letter.recipient, HALFWAY["Dina"])
    mail = writing.message(letter, written, kind, at=HALFWAY["Dina"])

    path = f"/actions/{cast['Dina'].actions.get().pk}/"
    assert "Tuesday 30 March 2027, 17:00 (Africa/Nairobi)" in written.text
    assert path in written.text
    assert path in written.html
    assert [word for word in ("CNRY", "Heron", "Bo", "Chen", "Dina") if word in mail.as_string() + written.html] == []
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(path).url == f"/sign-in/?next={path}"
    client.force_login(cast["Dina"])
    assert "CNRY-Dina" in client.get(path).text


def test_of_several_actions_the_letter_leads_to_the_list(house):
    learning_set, cast, _third = house
    services.set_out(owner=cast["Dina"], learning_set=learning_set, what="CNRY-more", at=SECOND)
    tasks.nudge_between_meetings(HALFWAY["Dina"])
    letter = nudges().get()

    assert f"/sets/{learning_set.pk}/actions/" in emails.write(letter.params, letter.recipient, HALFWAY["Dina"]).text
