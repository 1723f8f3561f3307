from datetime import date, timedelta

import pytest

from knotwork.actions import queries, services
from knotwork.actions.enums import Fold, Outcome, Status, Telling, Why
from knotwork.actions.models import Action, ActionReport
from knotwork.challenges.tests import factories
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def set_out(house, at, what="Call her", **more):
    return services.set_out(owner=house.dina, learning_set=house.learning_set, what=what, at=at, **more)


def not_tried(action, house, at, **more):
    words = {"outcome": Outcome.NOT_TRIED, "more": {Telling.HELD_BACK: "I was afraid"}, "by": house.dina, "at": at}
    return services.report(action, **{**words, **more})


def stands(action):
    return Action.objects.get(pk=action.pk)


def test_setting_out_keeps_what_was_said(house, at):
    challenge = factories.challenge(house, at)
    more = {Fold.MAY_STOP_ME: "My pride", Fold.WHY: " "}

    action = set_out(house, at, hopes_to_learn="What she fears", more=more, by_on=date(2026, 12, 1), challenge=challenge)

    kept = stands(action)
    assert (kept.what, kept.hopes_to_learn, kept.by_on) == ("Call her", "What she fears", date(2026, 12, 1))
    assert kept.more == {"may_stop_me": "My pride"}
    assert [one.pk for one in queries.from_challenge(house.dina, challenge)] == [action.pk]


def test_a_second_submission_of_one_form_sets_out_once(house, at):
    key = new_id()

    assert set_out(house, at, key=key) == set_out(house, at, key=key)
    assert Action.objects.count() == 1


def test_nobody_sets_out_from_anothers_challenge(house, at):
    challenge = factories.challenge(house, at, shown=True)

    with pytest.raises(Refused) as refused:
        services.set_out(owner=house.bo, learning_set=house.learning_set, what="Mine", challenge=challenge, at=at)

    assert refused.value.why is Why.NOT_YOURS


def test_not_tried_is_an_answer_with_what_held_one_back_and_comes_into_the_progress_round(house, at):
    action = set_out(house, at)

    report = not_tried(action, house, at + DAY)

    assert stands(action).status_word is Status.NOT_TRIED
    assert report.further == [(Telling.HELD_BACK, "I was afraid")]
    assert queries.for_progress(house.dina, house.learning_set, house.dina) == [action]


def test_what_was_told_in_the_round_leaves_it_for_the_next_meeting(house, at):
    action, meeting = set_out(house, at), factories.meeting(house, at)
    report = not_tried(action, house, at)

    services.tell(report, meeting=meeting, by=house.dina, at=at + DAY)

    assert queries.for_progress(house.dina, house.learning_set, house.dina) == []
    assert queries.for_progress(house.dina, house.learning_set, house.dina, meeting) == [action]


def test_the_same_report_again_is_no_second_one(house, at):
    action = set_out(house, at)

    assert not_tried(action, house, at) == not_tried(action, house, at + DAY)
    assert ActionReport.objects.count() == 1


def test_changing_shape_keeps_the_thread_and_its_first_date(house, at):
    action = set_out(house, at)

    grown = services.change_shape(action, what="Write to her", by=house.dina, at=at + DAY)
    again = services.change_shape(grown, what="Visit her", by=house.dina, at=at + 2 * DAY)

    assert (again.grew_from, again.set_out_at, again.since_at) == (grown, at + 2 * DAY, at)
    assert [stands(one).status_word for one in (action, grown, again)] == [Status.CHANGED, Status.CHANGED, Status.OPEN]


def test_what_was_reported_keeps_what_came_of_it_when_something_follows(house, at):
    action = set_out(house, at)
    not_tried(action, house, at + DAY)

    following = services.change_shape(action, what="Write to her", by=house.dina, at=at + 2 * DAY)

    assert (following.grew_from, following.since_at) == (action, at)
    assert stands(action).status_word is Status.NOT_TRIED


def test_carrying_over_keeps_words_and_first_date_and_happens_once(house, at):
    action = set_out(house, at, hopes_to_learn="What she fears", more={Fold.WHY: "It is time"}, by_on=date(2026, 12, 1))
    not_tried(action, house, at + DAY)

    carried = services.carry_over(action, by=house.dina, at=at + 2 * DAY)
    again = services.carry_over(action, by=house.dina, at=at + 3 * DAY)

    assert carried == again
    assert (carried.what, carried.hopes_to_learn, carried.more) == ("Call her", "What she fears", {"why": "It is time"})
    assert (carried.by_on, carried.since_at, carried.status_word) == (None, at, Status.OPEN)


def test_one_action_is_followed_by_one(house, at):
    action = set_out(house, at)
    not_tried(action, house, at)
    services.change_shape(action, what="Write to her", by=house.dina, at=at)

    for follow in (
        lambda: services.change_shape(action, what="Visit her", by=house.dina, at=at),
        lambda: services.carry_over(action, by=house.dina, at=at),
    ):
        with pytest.raises(Refused) as refused:
            follow()
        assert refused.value.why is Why.ALREADY_SETTLED


def test_nobody_carries_over_anothers_action(house, at):
    action = set_out(house, at)

    with pytest.raises(Refused) as refused:
        services.carry_over(action, by=house.bo, at=at)

    assert refused.value.why is Why.NOT_YOURS


def test_letting_go_can_be_undone_whatever_stood_before(house, at):
    fresh, reported = set_out(house, at), set_out(house, at, "Another")
    not_tried(reported, house, at)

    for action in (fresh, reported):
        services.drop(action, by=house.dina, at=at)
        services.drop(action, by=house.dina, at=at)
        assert stands(action).status_word is Status.DROPPED
        services.take_up_again(action, by=house.dina, at=at)

    assert [stands(one).status_word for one in (fresh, reported)] == [Status.OPEN, Status.NOT_TRIED]


def test_only_the_owner_says_what_came_of_it(house, at):
    action = set_out(house, at)
    report = not_tried(action, house, at)

    for change in (
        lambda: not_tried(action, house, at, by=house.bo),
        lambda: services.tell(report, meeting=None, by=house.amara, at=at),
        lambda: services.drop(action, by=house.bo, at=at),
        lambda: services.change_shape(action, what="Theirs", by=house.lev, at=at),
        lambda: services.show_to_set(action, by=house.bo, at=at),
        lambda: services.take_back(action, by=house.bo, at=at),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.why is Why.NOT_YOURS


def test_leaving_the_host_deletes_what_nobody_was_shown(house, at):
    shown = set_out(house, at, hopes_to_learn="CNRY-hope", more={Fold.WHY: "CNRY-why"})
    private = set_out(house, at, "Private", shown=False)
    not_tried(shown, house, at)
    not_tried(private, house, at, shown=False)
    assert {one["what"] for one in queries.export_of(house.dina)["actions"]} == {"Call her", "Private"}

    services.depart(house.dina, at=at)

    (left,) = Action.objects.all()
    assert (left, left.what, left.hopes_to_learn, left.more) == (shown, "Call her", "", {})
    assert ActionReport.objects.count() == 0


def test_hostile_strings_come_back_as_they_were_written(house, at):
    strings = factories.naughty()

    for text in strings:
        action = set_out(house, at, text, hopes_to_learn=text, more={Fold.WHY: text})
        services.report(action, outcome=Outcome.TRIED, what_happened=text, by=house.dina, at=at)

    found = queries.mine(house.dina, house.learning_set)
    assert {one.what for one in found} == {text.strip() for text in strings}
    assert {one.more["why"] for one in found} == {text.strip() for text in strings}
    assert {one.reports.all()[0].what_happened for one in found} == {text.strip() for text in strings}
