"""What a facilitator does in the meetings that are left of their term: as the set chose, or counted back from the end."""

from datetime import UTC, datetime

import pytest
import time_machine

from knotwork.meetings.tests import factories
from knotwork.platform.audit import queries as record
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import fading, rules
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, Leading

pytestmark = pytest.mark.django_db

AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def heron():
    """Heron with six dates fixed and nobody who facilitates yet."""
    learning_set, cast = factories.heron(AT)
    meetings = factories.series(learning_set, cast["Bo"], AT, count=6)
    cast["Amara"] = factories.person("Amara", AT)
    return learning_set, cast, meetings


def begin(heron, **end):
    learning_set, cast, _meetings = heron
    return sets.begin_term(learning_set, person=cast["Amara"], by=cast["Bo"], at=AT, **end)


def planned(heron, at=AT):
    return [each.leading for each in fading.plan(heron[0], at)]


@pytest.mark.parametrize(
    ("before_the_last", "of", "leading"),
    [
        (None, 0, Leading.LEADS),
        (0, 1, Leading.LEADS),
        (0, 2, Leading.OBSERVES),
        (1, 2, Leading.LEADS),
        (0, 6, Leading.OBSERVES),
        (1, 6, Leading.HALF),
        (2, 6, Leading.IN_FRAME),
        (3, 6, Leading.LEADS),
    ],
)
def test_the_usual_is_counted_back_from_the_last_meeting(before_the_last, of, leading):
    assert rules.usual_leading(before_the_last, of) is leading


def test_the_last_three_of_six_fade(heron):
    begin(heron, end_rule=EndRule.AFTER_MEETING, ends_after=6)

    assert planned(heron) == [Leading.LEADS] * 3 + [Leading.IN_FRAME, Leading.HALF, Leading.OBSERVES]


def test_meetings_beyond_the_term_are_not_on_the_plan(heron):
    begin(heron, end_rule=EndRule.ON_DATE, ends_on=heron[2][3].starts_at.date())

    assert planned(heron) == [Leading.LEADS, Leading.LEADS, Leading.HALF, Leading.OBSERVES]


def test_a_term_without_an_end_does_not_fade_by_itself(heron):
    begin(heron, end_rule=EndRule.OPEN)

    assert planned(heron) == [Leading.LEADS] * 6


def test_what_is_over_still_counts_for_the_length_of_the_term(heron):
    begin(heron, end_rule=EndRule.AFTER_MEETING, ends_after=6)

    assert planned(heron, heron[2][4].closes_at_latest) == [Leading.OBSERVES]


def test_while_nobody_facilitates_there_is_no_plan(heron):
    assert planned(heron) == []


def test_a_member_chooses_and_the_next_one_chooses_anew(heron):
    learning_set, cast, meetings = heron
    begin(heron, end_rule=EndRule.AFTER_MEETING, ends_after=6)
    last = meetings[5].pk
    sets.choose_leading(learning_set, meeting=last, leading=Leading.ABSENT, by=cast["Chen"], at=AT)

    sets.choose_leading(learning_set, meeting=last, leading=Leading.HALF, by=cast["Dina"], at=AT)

    found = fading.planned_for(learning_set, last, AT)
    assert (found.leading, found.is_chosen) == (Leading.HALF, True)
    assert record.of_set(learning_set.pk).filter(event="leading.chosen").count() == 2


def test_the_facilitator_does_not_choose_for_the_set(heron):
    learning_set, cast, meetings = heron
    begin(heron, end_rule=EndRule.AFTER_MEETING, ends_after=6)

    with pytest.raises(Refused, match="not_your_set"):
        sets.choose_leading(learning_set, meeting=meetings[5].pk, leading=Leading.LEADS, by=cast["Amara"], at=AT)


def test_nothing_is_chosen_for_a_meeting_beyond_the_term(heron):
    learning_set, cast, meetings = heron
    begin(heron, end_rule=EndRule.AFTER_MEETING, ends_after=2)

    with pytest.raises(Refused, match="not_led"):
        sets.choose_leading(learning_set, meeting=meetings[3].pk, leading=Leading.LEADS, by=cast["Bo"], at=AT)


def test_both_pages_show_it_and_members_choose_there(client, heron):
    learning_set, cast, meetings = heron
    begin(heron, end_rule=EndRule.AFTER_MEETING, ends_after=6)
    with time_machine.travel(AT, tick=False):
        client.force_login(cast["Chen"])
        path = f"/sets/{learning_set.pk}/leading/{meetings[5].pk}/"
        answer = client.post(path, {"leading": "absent", "back": "meeting"}, follow=True)
        facilitation = client.get(f"/sets/{learning_set.pk}/facilitation/").content.decode()
        client.force_login(cast["Amara"])
        of_amara = client.get(f"/meetings/{meetings[5].pk}/").content.decode()

    assert "Amara: does not come; members are on their own." in answer.content.decode()
    assert "Amara: does not come; members are on their own." in facilitation
    assert "Amara: does not come; members are on their own." in of_amara
    assert "<select" not in of_amara.partition("The facilitator in this meeting")[2].partition("</section>")[0]
