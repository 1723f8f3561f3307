from datetime import timedelta

import pytest

from knotwork.actions import queries, services
from knotwork.actions.enums import Outcome
from knotwork.challenges import offshoots
from knotwork.challenges import services as challenging
from knotwork.challenges.enums import Bond
from knotwork.challenges.tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def set_out(house, at, what="Call her", **more):
    return services.set_out(owner=house.dina, learning_set=house.learning_set, what=what, at=at, **more)


def load(viewer, action, at):
    return queries.load_action(viewer, {"action_id": action.pk}, at)


def test_an_action_kept_to_oneself_is_absent_for_everybody_else(house, at):
    action = set_out(house, at, shown=False)

    assert Bond.OWNER in load(house.dina, action, at).standings
    assert [load(somebody, action, at) for somebody in house.others()] == [None] * 7
    assert queries.of_set(house.bo, house.learning_set) == []


def test_the_set_and_its_facilitator_read_what_is_shown_nobody_else(house, at):
    action = set_out(house, at)

    assert all(load(somebody, action, at) for somebody in (house.bo, house.edo, house.amara))
    assert [load(somebody, action, at) for somebody in house.outsiders()] == [None] * 4
    assert queries.of_set(house.amara, house.learning_set, at) == [action]


def test_a_report_is_read_by_others_once_it_is_told(house, at):
    action = set_out(house, at)
    report = services.report(action, outcome=Outcome.PARTLY, what_happened="CNRY", by=house.dina, at=at)
    assert queries.reports(house.dina, action, at) == [report]
    assert queries.reports(house.bo, action, at) == []

    services.tell(report, meeting=None, by=house.dina, at=at)

    assert [one.what_happened for one in queries.reports(house.bo, load(house.bo, action, at).subject, at)] == ["CNRY"]


def test_a_newcomer_reads_no_action_and_no_report_from_before_joining(house, at):
    action = set_out(house, at)
    services.report(action, outcome=Outcome.PARTLY, what_happened="CNRY old", shown=True, by=house.dina, at=at)
    farah = factories.newcomer(house, at + DAY)
    assert load(farah, action, at + DAY) is None
    assert queries.for_progress(farah, house.learning_set, house.dina) == []

    services.show_to_set(action, by=house.dina, at=at + 2 * DAY)
    services.report(action, outcome=Outcome.TRIED, what_happened="new", shown=True, by=house.dina, at=at + 2 * DAY)

    found = load(farah, action, at + 2 * DAY).subject
    assert [one.what_happened for one in queries.reports(farah, found, at + 2 * DAY)] == ["new"]


def test_open_actions_of_each_member_stand_in_the_progress_round(house, at):
    first, second = set_out(house, at), set_out(house, at + DAY, "Another")
    private = set_out(house, at + DAY, "Private", shown=False)

    assert set(queries.for_progress(house.dina, house.learning_set, house.dina)) == {first, second, private}
    assert queries.for_progress(house.bo, house.learning_set, house.dina) == [first, second]
    assert queries.for_progress(house.mara, house.learning_set, house.dina) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_lists_take_the_same_few_queries_for_one_and_for_three(house, at, how_many, django_assert_num_queries):
    for number in range(how_many):
        action = set_out(house, at, f"Number {number}")
        services.report(action, outcome=Outcome.PARTLY, by=house.dina, at=at)

    with django_assert_num_queries(2):
        assert len(queries.mine(house.dina, house.learning_set)) == how_many
    with django_assert_num_queries(2):
        assert len(queries.for_progress(house.dina, house.learning_set, house.dina)) == how_many
    with django_assert_num_queries(3):
        assert len(queries.for_progress(house.bo, house.learning_set, house.dina)) == how_many


def test_the_page_of_a_challenge_dates_an_action_by_what_was_told_last(house, at):
    challenge = challenging.begin(owner=house.dina, learning_set=house.learning_set, headline="The boiler", shown=True, at=at)
    action = set_out(house, at, challenge=challenge)
    services.report(action, outcome=Outcome.PARTLY, shown=True, by=house.dina, at=at + DAY)
    services.report(action, outcome=Outcome.PARTLY, what_happened="And then", by=house.dina, at=at + 2 * DAY)

    to_others, to_the_owner = (offshoots.seen_by(who, challenge, at + 3 * DAY) for who in (house.bo, house.dina))

    assert [one.since for one in to_others] == [at + DAY]
    assert [one.since for one in to_the_owner] == [at + 2 * DAY]
