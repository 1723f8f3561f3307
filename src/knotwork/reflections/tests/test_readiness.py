"""A set looks whether it could run itself: a mirror of its own, unnamed, and never a gate."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.challenges.tests.factories import account, begin_set
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import About, PulseItem, ReadinessItem
from knotwork.reflections.models import PulseAnswer
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, FacilitationMode

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def circle(at):
    """A set of five with a facilitator."""
    people = [account(name, at - 9 * DAY) for name in ("Ada", "Ben", "Cleo", "Dov", "Eli")]
    learning_set = begin_set("Otter", people[0], at - 8 * DAY)
    for person in people[1:]:
        _, secret = sets.invite(learning_set, by=people[0], at=at - 8 * DAY)
        sets.join(secret=secret, person=person, commitment="I come.", at=at - 7 * DAY)
    return learning_set, people


def scores(score: int, **other: int):
    return dict.fromkeys(ReadinessItem, score) | {ReadinessItem(name): low for name, low in other.items()}


def look(learning_set, people, said, at):
    asked = services.ask_pulse(learning_set, about=About.READINESS, by=people[0], at=at)
    for person, given in zip(people, said, strict=False):
        services.answer_pulse(asked, scores=given, by=person, at=at)
    asked.refresh_from_db()
    return asked


def page_of(learning_set, person, **words):
    client = Client()
    client.force_login(person)
    url = reverse("reflections:readiness", args=[learning_set.pk])
    return client.post(url, words, follow=True) if words else client.get(url)


def test_the_sentences_are_eight_and_their_words_are_not_those_of_the_pulse():
    assert len(rules.ITEMS[About.READINESS]) == 8
    assert not set(ReadinessItem) & set(PulseItem)


def test_both_can_be_asked_at_once_and_each_keeps_its_own_numbers(circle, at):
    learning_set, people = circle
    services.ask_pulse(learning_set, by=people[0], at=at)

    look(learning_set, people, [scores(4)] * 4 + [scores(4, conflict=1)], at)

    (taken,) = queries.pulses_taken(people[0], learning_set, About.READINESS)
    assert queries.pulses_taken(people[0], learning_set) == []
    lowest = min(taken.readings, key=lambda one: one.mean or 9)
    assert (lowest.item, lowest.lowest, lowest.highest) == (ReadinessItem.CONFLICT, 1, 4)


def test_it_cannot_be_asked_twice_at_once(circle, at):
    learning_set, people = circle
    services.ask_pulse(learning_set, about=About.READINESS, by=people[0], at=at)

    with pytest.raises(Refused, match="pulse_is_open"):
        services.ask_pulse(learning_set, about=About.READINESS, by=people[1], at=at)


def test_once_it_is_over_no_row_tells_whose_an_answer_was(circle, at):
    learning_set, people = circle

    asked = look(learning_set, people, [scores(3)] * 5, at)

    assert asked.closed_at == at
    assert set(PulseAnswer.objects.filter(pulse=asked).values_list("person", flat=True)) == {None}


def test_below_four_answers_there_is_text_and_no_number(circle, at):
    learning_set, people = circle
    asked = look(learning_set, people, [scores(5, conflict=1), scores(4, conflict=2), scores(5)], at - 20 * DAY)
    services.close_pulses(at=asked.closes_at)

    page = page_of(learning_set, people[0]).content.decode()

    assert "When there is tension between us, we name it here." in page
    assert "So few answered that numbers would tell who said what." in page
    assert "<table" not in page


def test_a_member_answers_on_the_page_and_reads_the_spread_once_all_have(circle, at):
    learning_set, people = circle
    look(learning_set, people[1:], [scores(4)] * 4, at)

    said = page_of(learning_set, people[0], **{item.value: "2" for item in ReadinessItem})

    assert "2 – 4" in said.content.decode()
    assert "no gate" in said.content.decode()


def test_the_facilitator_sees_nothing_of_it(circle, at):
    learning_set, people = circle
    mara = account("Mara", at)
    sets.begin_term(learning_set, person=mara, end_rule=EndRule.OPEN, by=people[0], at=at - DAY)

    assert page_of(learning_set, mara).status_code == 404


def test_whatever_it_shows_the_set_can_manage_itself(circle, at):
    learning_set, people = circle
    look(learning_set, people, [scores(1)] * 5, at)

    managed = sets.manage_ourselves(learning_set, by=people[0], at=at)

    assert managed.facilitation == FacilitationMode.SELF_MANAGED


def test_the_page_of_the_set_asks_whoever_has_not_answered(circle, at):
    learning_set, people = circle
    look(learning_set, people, [scores(4)], at)

    def asks(person):
        client = Client()
        client.force_login(person)
        return "The set looks at itself" in client.get(f"/sets/{learning_set.pk}/").content.decode()

    assert (asks(people[0]), asks(people[1])) == (False, True)
