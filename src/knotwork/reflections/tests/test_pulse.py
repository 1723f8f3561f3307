"""A set asks itself how it is doing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from knotwork.challenges.tests import factories
from knotwork.challenges.tests.factories import account, begin_set
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import PulseItem, Why
from knotwork.reflections.models import PulseAnswer
from knotwork.sets import services as sets
from knotwork.sets.models import LearningSet

DAY = timedelta(days=1)
db = pytest.mark.django_db


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def circle(at):
    """A set of five who began a week ago."""
    people = [account(name, at - 9 * DAY) for name in ("Ada", "Ben", "Cleo", "Dov", "Eli")]
    learning_set = begin_set("Otter", people[0], at - 8 * DAY)
    for person in people[1:]:
        _, secret = sets.invite(learning_set, by=people[0], at=at - 8 * DAY)
        sets.join(secret=secret, person=person, commitment="I come.", at=at - 7 * DAY)
    return learning_set, people


def scores(score: int) -> dict[PulseItem, int]:
    return dict.fromkeys(PulseItem, score)


def take(learning_set: LearningSet, people, said, at):
    pulse = services.ask_pulse(learning_set, by=people[0], at=at)
    for person, score in zip(people, said, strict=False):
        services.answer_pulse(pulse, scores=scores(score), by=person, at=at)
    pulse.refresh_from_db()
    return pulse


def page_of(learning_set: LearningSet, person, **words):
    client = Client()
    client.force_login(person)
    url = reverse("reflections:pulse", args=[learning_set.pk])
    return client.post(url, words, follow=True) if words else client.get(url)


answers = st.lists(st.dictionaries(st.sampled_from(list(PulseItem)), st.integers(1, 5)), max_size=9)


@given(answers)
def test_no_number_stands_for_fewer_than_four(given_answers):
    for reading in rules.readings(given_answers):
        sure = [each[reading.item] for each in given_answers if reading.item in each]
        assert (reading.mean is None) == (len(sure) < 4)
        assert reading.unsure == len(given_answers) - len(sure)
        if reading.mean is not None:
            assert min(sure) == reading.lowest <= reading.mean <= reading.highest == max(sure)


def test_what_is_worth_a_talk_is_what_fewest_agree_with_and_one_answer_tells_nothing():
    two = [{PulseItem.TIME: 1, PulseItem.BACKED: 5}, {PulseItem.TIME: 2, PulseItem.BACKED: 5}]
    assert rules.worth_talking_about(two, most=1) == (PulseItem.TIME,)
    assert rules.worth_talking_about(two[:1]) == ()


@pytest.mark.parametrize(
    ("held", "cycle", "due"), [(0, 6, False), (1, 6, False), (2, 6, True), (3, 10, False), (4, 10, True), (1, 2, True)]
)
def test_a_third_of_a_cycle_makes_it_due(held, cycle, due):
    assert rules.is_pulse_due(held, cycle) is due


def test_a_line_leaves_out_what_has_no_number():
    assert rules.line_through([1.0, None, 5.0], 100, 40) == [(0.0, 40.0), (100.0, 0.0)]


@db
def test_it_is_over_when_all_have_answered_and_then_nothing_tells_whose_is_whose(circle, at):
    learning_set, people = circle
    pulse = take(learning_set, people[:4], (1, 2, 3, 4), at)
    assert pulse.closed_at is None
    before = set(PulseAnswer.objects.values_list("pk", flat=True))

    services.answer_pulse(pulse, scores=scores(5), by=people[4], at=at + DAY)

    pulse.refresh_from_db()
    assert pulse.closed_at == at + DAY
    kept = list(PulseAnswer.objects.filter(pulse=pulse))
    assert len(kept) == 5
    assert all(answer.person_id is None for answer in kept)
    assert before.isdisjoint(answer.pk for answer in kept)
    (taken,) = queries.pulses_taken(people[0], learning_set)
    assert (taken.answered, taken.readings[0].mean, taken.readings[0].lowest) == (5, 3.0, 1)


@db
def test_an_answer_can_be_changed_and_counts_once(circle, at):
    learning_set, people = circle
    pulse = take(learning_set, people, (1,), at)

    services.answer_pulse(pulse, scores={PulseItem.TIME: 4}, by=people[0], at=at)

    assert queries.own_pulse_answer(people[0], pulse) == {"time": 4}
    assert queries.own_pulse_answer(people[1], pulse) is None
    assert queries.pulse_answered(pulse) == 1


@db
def test_it_closes_after_two_weeks_and_a_late_answer_is_refused(circle, at):
    learning_set, people = circle
    pulse = take(learning_set, people, (3, 3), at)
    late = at + 14 * DAY

    with pytest.raises(Refused) as refused:
        services.answer_pulse(pulse, scores=scores(3), by=people[2], at=late)
    services.close_pulses(at=late)

    assert refused.value.why is Why.PULSE_IS_OVER
    pulse.refresh_from_db()
    assert pulse.closed_at == late
    assert services.ask_pulse(learning_set, by=people[1], at=late).number == 2


@db
def test_one_at_a_time_and_only_members_and_something_must_be_said(circle, at):
    learning_set, people = circle
    pulse = take(learning_set, people, (3,), at)
    stranger = account("Mia", at)

    for refusing, why in (
        (lambda: services.ask_pulse(learning_set, by=people[1], at=at), Why.PULSE_IS_OPEN),
        (lambda: services.ask_pulse(learning_set, by=stranger, at=at), Why.NOT_IN_THIS_SET),
        (lambda: services.answer_pulse(pulse, scores=scores(1), by=stranger, at=at), Why.NOT_IN_THIS_SET),
        (lambda: services.answer_pulse(pulse, scores={}, by=people[1], at=at), Why.NOTHING_ANSWERED),
    ):
        with pytest.raises(Refused) as refused:
            refusing()
        assert refused.value.why is why


@db
def test_below_four_answers_there_are_words_and_no_numbers(circle, at):
    learning_set, people = circle
    take(learning_set, people, (1, 5, 3), at)
    with time_machine.travel(at + 15 * DAY, tick=False):
        services.close_pulses(at=at + 14 * DAY)
        page = page_of(learning_set, people[0]).text

    assert "worth a talk" in page
    assert "<table" not in page
    assert "<svg class" not in page.partition("</header>")[2] or "pulse__trend" not in page


@db
def test_the_picture_appears_from_the_second_time_on(circle, at):
    learning_set, people = circle
    take(learning_set, people, (2, 2, 2, 2, 2), at - 2 * DAY)
    assert "pulse__trend" not in page_of(learning_set, people[0]).text

    take(learning_set, people, (4, 4, 4, 4, 4), at - DAY)

    page = page_of(learning_set, people[0]).text
    assert page.count('class="pulse__trend"') == len(PulseItem)
    assert "2.0 → 4.0" in page
    assert 'points="0.0,30.0 120.0,10.0"' in page


@db
def test_whoever_joins_later_sees_none_of_it_and_a_facilitator_neither(circle, at):
    learning_set, people = circle
    take(learning_set, people, (2, 2, 2, 2, 2), at - DAY)
    newcomer = account("Mia", at)
    _, secret = sets.invite(learning_set, by=people[0], at=at)
    sets.join(secret=secret, person=newcomer, commitment="I come.", at=at)

    assert "Pulse 1" not in page_of(learning_set, newcomer).text
    heron = factories.heron(at)
    assert page_of(heron.learning_set, heron.amara).status_code == 404
    assert page_of(heron.learning_set, heron.dina).status_code == 200


@db
def test_it_is_asked_and_answered_on_its_page(circle):
    learning_set, people = circle
    client = Client()
    client.force_login(people[0])
    asked = client.post(reverse("reflections:pulse_asking", args=[learning_set.pk]), follow=True).text
    assert "Everybody has two weeks" in asked

    empty = page_of(learning_set, people[1], time="0")
    assert empty.status_code == 422
    assert "One sentence is enough" in empty.text

    kept = page_of(learning_set, people[1], time="4", hardest="0").text
    assert "Your answer is kept" in kept
    assert "1 has answered so far" in kept
    wrong = page_of(learning_set, people[1], time="6")
    assert wrong.status_code == 422
    assert queries.own_pulse_answer(people[1], queries.open_pulse(learning_set, clock.now())) == {"time": 4}


@db
def test_the_set_s_page_says_that_a_pulse_waits_for_me_and_no_longer_once_answered(circle, at):
    learning_set, people = circle
    take(learning_set, people, (3,), at)

    def set_page(person):
        client = Client()
        client.force_login(person)
        return client.get(reverse("home:set", args=[learning_set.pk])).text

    assert "twelve sentences" in set_page(people[1])
    assert "twelve sentences" not in set_page(people[0])


@db
def test_who_leaves_the_host_takes_an_open_answer_along(circle, at):
    learning_set, people = circle
    pulse = take(learning_set, people, (3,), at)
    assert queries.export_of(people[0])["open_pulses"] == [{"set": "Otter", "answers": {i.value: 3 for i in PulseItem}}]

    services.depart(people[0], at=at)

    assert queries.pulse_answered(pulse) == 0
