"""After a term ends without a decision a set meets once on its own; then it pauses until it has decided."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer, Choice
from knotwork.meetings import queries, services
from knotwork.meetings.models import Meeting
from knotwork.meetings.tests import factories
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.models import Letter
from knotwork.protocols import queries as protocols
from knotwork.protocols.shape import to_dict
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, Stage
from knotwork.sets.rules import TermWish

pytestmark = pytest.mark.django_db

AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def heron():
    """Heron works, Amara facilitates until meeting 1 closes, and four dates are fixed."""
    learning_set, cast = factories.heron(AT)
    for stage in (Stage.CONTRACTING, Stage.WORKING):
        sets.enter_stage(learning_set, stage=stage, by=cast["Bo"], at=AT)
    meetings = factories.series(learning_set, cast["Bo"], AT, count=4)
    cast["Amara"] = factories.person("Amara", AT)
    sets.begin_term(learning_set, person=cast["Amara"], end_rule=EndRule.AFTER_MEETING, ends_after=1, by=cast["Bo"], at=AT)
    return learning_set, cast, meetings


def open_door(meeting: Meeting, by) -> Meeting:
    shape = protocols.shape_of(meeting.learning_set, meeting.protocol_key)
    return services.open_meeting(meeting, protocol=lambda _ran_with: to_dict(shape), by=by, at=meeting.starts_at)


def hold(meeting: Meeting, by) -> datetime:
    """Hold a meeting; when it was over."""
    opened = open_door(meeting, by)
    return services.close_meeting(opened, by=by, at=meeting.planned_end_at).over_at


def stage_of(learning_set) -> str:
    learning_set.refresh_from_db()
    return learning_set.stage


def decide(learning_set, cast, choice: Choice, at: datetime, *, address: str = "") -> None:
    agreements.propose_facilitation(
        learning_set, choice=choice, address=address, wish=TermWish(EndRule.OPEN), reason="", by=cast["Bo"], at=at
    )
    for name in ("Chen", "Dina"):
        version = learning_set.versions.get(state="draft", kind="facilitation")
        agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=cast[name], at=at)


def test_the_last_meeting_of_a_term_is_not_yet_the_one_on_their_own(heron):
    learning_set, cast, meetings = heron

    over = hold(meetings[0], cast["Bo"])

    assert not queries.must_decide_first(learning_set, over + DAY)
    assert stage_of(learning_set) == Stage.WORKING


def test_one_meeting_is_held_without_a_decision_and_then_the_set_pauses(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])

    hold(meetings[1], cast["Bo"])

    assert stage_of(learning_set) == Stage.PAUSED
    with pytest.raises(Refused, match="decide_first"):
        open_door(meetings[2], cast["Bo"])


def test_a_meeting_nobody_closed_counts_as_the_one(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    open_door(meetings[1], cast["Bo"])
    with pytest.raises(Refused, match="decide_first"):
        open_door(meetings[2], cast["Bo"])

    services.close_left_open(at=meetings[1].closes_at_latest)

    assert stage_of(learning_set) == Stage.PAUSED


def test_a_meeting_nobody_opened_leaves_the_one_still_to_be_held(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    services.close_left_open(at=meetings[1].closes_at_latest)

    assert stage_of(learning_set) == Stage.WORKING
    hold(meetings[2], cast["Bo"])
    assert stage_of(learning_set) == Stage.PAUSED


def test_while_it_pauses_nothing_more_is_planned(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    over = hold(meetings[1], cast["Bo"])

    with pytest.raises(Refused, match="decide_first"):
        services.plan_meeting(
            learning_set,
            starts_at=over + 40 * DAY,
            minutes=90,
            protocol_key=meetings[1].protocol_key,
            by=cast["Bo"],
            at=over,
        )
    with pytest.raises(Refused, match="decide_first"):
        factories.series(learning_set, cast["Bo"], over)


def test_its_members_are_told_and_whoever_facilitated_is_not(heron):
    _learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])

    hold(meetings[1], cast["Bo"])

    told = Letter.objects.filter(kind="sets.needs_decision").order_by("address").values_list("address", flat=True)
    assert list(told) == ["bo@example.org", "chen@example.org", "dina@example.org"]


def test_managing_ourselves_ends_the_pause(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    over = hold(meetings[1], cast["Bo"])

    decide(learning_set, cast, Choice.SELF_MANAGE, over)

    assert stage_of(learning_set) == Stage.SELF_MANAGED
    assert hold(meetings[2], cast["Bo"])


def test_asking_somebody_ends_the_pause_and_in_vain_allows_one_meeting_more(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    over = hold(meetings[1], cast["Bo"])

    decide(learning_set, cast, Choice.EXTEND, over, address="amara@example.org")

    assert stage_of(learning_set) == Stage.WORKING
    hold(meetings[3], cast["Bo"])
    assert stage_of(learning_set) == Stage.PAUSED


def test_an_extended_term_goes_on_as_before(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    over = hold(meetings[1], cast["Bo"])

    sets.begin_term(learning_set, person=cast["Amara"], end_rule=EndRule.OPEN, by=cast["Bo"], at=over)

    assert stage_of(learning_set) == Stage.WORKING
    hold(meetings[2], cast["Amara"])
    assert stage_of(learning_set) == Stage.WORKING


def test_a_set_that_decided_to_close_needs_nobody_to_facilitate(heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    over = hold(meetings[1], cast["Bo"])

    sets.enter_stage(learning_set, stage=Stage.CLOSING, by=cast["Bo"], at=over)

    learning_set.refresh_from_db()
    assert not queries.must_decide_first(learning_set, over)


def test_the_pages_say_so_and_offer_no_way_in(client, heron):
    learning_set, cast, meetings = heron
    hold(meetings[0], cast["Bo"])
    hold(meetings[1], cast["Bo"])

    with time_machine.travel(meetings[2].starts_at, tick=False):
        client.force_login(cast["Chen"])
        paths = (f"/meetings/{meetings[2].pk}/", f"/sets/{learning_set.pk}/facilitation/", f"/meetings/{meetings[2].pk}/room/")
        page, facilitation, room = (client.get(path).content.decode() for path in paths)
        home = client.get(f"/sets/{learning_set.pk}/").content.decode()

    assert "Decide how we go on" in page
    assert "The set pauses now" in facilitation
    assert "Open the meeting" not in room
    assert "decide together who facilitates" in room
    assert "Look at the choices" in home
    assert "Open the room" not in home
