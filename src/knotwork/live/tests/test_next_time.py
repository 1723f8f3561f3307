"""In a meeting one press lets the next one try another shape, once; another press takes it back."""

from datetime import timedelta

import pytest

from knotwork.agreements import queries as agreements
from knotwork.live.flow.why import Why
from knotwork.live.models import Move
from knotwork.live.tests.factories import opened
from knotwork.meetings import queries as planned
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Rule
from knotwork.meetings.enums import Why as MeetingWhy
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def reviewing(at, *, ahead=2):
    """A meeting that looks at how it worked; others are planned after it."""
    table = opened(at)
    for nth in range(1, ahead + 1):
        meetings.plan_meeting(
            table.meeting.learning_set, starts_at=at + timedelta(weeks=nth), minutes=210, protocol_key="classic",
            by=table.people["Bo"], at=at,
        )  # fmt: skip
    nobody_presents(table)
    table.until("process-review")
    return table


def nobody_presents(table):
    """The meeting goes past its turns."""
    table.until("agreement-and-bids" if table.state.protocol.key == "classic" else "bids")
    table.move("Bo", "set_order", places=[])


def shapes(table):
    return [meeting.protocol_key for meeting in planned.ahead(table.meeting.learning_set, table.at)]


def part(table, name):
    return next((one for one in table.screen(name).parts if one.id == "next-time"), None)


def test_one_press_makes_it_so_for_one_meeting_on_every_screen_and_another_takes_it_back(at):
    table = reviewing(at)

    table.move("Edo", "try_next_time", {"shape": "triads"})
    tried, seen = shapes(table), part(table, "Farah")
    table.move("Farah", "leave_next_time")

    assert tried == ["triads", "classic"]
    assert "The next meeting tries another shape, once" in seen.text
    assert [press.kind for press in seen.presses] == ["leave_next_time"]
    assert shapes(table) == ["classic", "classic"]
    assert "triads" in {value for press in part(table, "Edo").presses for _name, value in press.body}


def test_the_log_says_that_something_is_tried_and_not_what(at):
    table = reviewing(at)

    table.move("Edo", "try_next_time", {"shape": "triads"})

    assert Move.objects.get(kind="try_next_time").body == {}


def test_the_next_meeting_runs_with_it_and_its_review_looks_at_it(at):
    table = reviewing(at)
    table.move("Edo", "try_next_time", {"shape": "self-managed"})
    table.move("Bo", "close")
    following = planned.ahead(table.meeting.learning_set, table.at)[0]
    table.meeting, table.at = following, following.starts_at

    table.move("Bo", "open")
    for name in table.people:
        table.move(name, "arrive")
    nobody_presents(table)
    review = next(phase.key for phase in table.state.protocol.phases if phase.review)
    table.until(review)

    tried = next(one for one in table.screen("Chen").parts if one.id == f"tried-{Rule.PROTOCOL}")
    assert table.state.protocol.key == "self-managed"
    assert table.state.protocol.label in tried.text
    assert shapes(table) == ["classic"]


def test_a_shape_there_is_no_time_for_is_not_offered_and_one_nobody_knows_is_refused(at):
    table = reviewing(at)
    offered = {value for press in part(table, "Edo").presses for _name, value in press.body}

    with pytest.raises(Refused) as refused:
        table.move("Edo", "try_next_time", {"shape": "nothing"})

    assert refused.value.why is MeetingWhy.UNKNOWN_PROTOCOL
    assert "first-meeting" not in offered
    assert "classic" not in offered
    assert shapes(table) == ["classic", "classic"]


def test_before_the_review_nobody_is_offered_it_and_nobody_can(at):
    table = opened(at)
    meetings.plan_meeting(
        table.meeting.learning_set, starts_at=at + timedelta(weeks=1), minutes=210, protocol_key="classic",
        by=table.people["Bo"], at=at,
    )  # fmt: skip

    with pytest.raises(Refused) as refused:
        table.move("Edo", "try_next_time", {"shape": "triads"})

    assert refused.value.why is Why.NOT_NOW
    assert part(table, "Edo") is None


def test_without_a_meeting_ahead_nothing_is_offered(at):
    table = reviewing(at, ahead=0)

    with pytest.raises(Refused) as refused:
        table.move("Edo", "try_next_time", {"shape": "triads"})

    assert refused.value.why is MeetingWhy.NOTHING_AHEAD
    assert part(table, "Edo") is None


def test_after_the_meeting_its_record_offers_the_same_in_one_press(at):
    table = reviewing(at)
    table.move("Bo", "close")

    offered = part(table, "Goran")

    assert offered.presses == ()
    assert "triads" in dict(offered.rows)
    assert agreements.trials_to_come(table.meeting.learning_set, Rule.PROTOCOL) == []
