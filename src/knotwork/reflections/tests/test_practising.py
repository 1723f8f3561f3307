"""A skill to practise in a meeting, and what the others write back to that member alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knotwork.challenges.tests import factories
from knotwork.meetings import services as meetings
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, services
from knotwork.reflections.enums import Skill, Why
from knotwork.reflections.models import Feedback, Practice
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def at():
    return clock.now() - 5 * DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


@pytest.fixture
def meeting(house, at):
    """Heron's meeting of two days ago, not yet opened."""
    return factories.meeting(house, at)


def held(meeting, house):
    start = meeting.starts_at
    opened = meetings.open_meeting(meeting, protocol=lambda _ran: {}, by=house.bo, at=start)
    return meetings.close_meeting(opened, by=house.bo, at=start + 3 * HOUR)


def practise(house, meeting, at, skill=Skill.SILENCE, focus="CNRY-focus"):
    return services.choose_skill(meeting, skill=skill, focus=focus, by=house.dina, at=at)


def give(practice, by, text="CNRY-feedback", at=None):
    return services.give_feedback(practice, text=text, by=by, at=at or clock.now())


def page(client, viewer, name, *ids):
    client.force_login(viewer)
    return client.get(reverse(f"reflections:{name}", args=ids))


def why(step):
    with pytest.raises(Refused) as refused:
        step()
    return refused.value.why


def test_a_skill_is_chosen_for_a_meeting_and_chosen_anew(house, meeting, at):
    practise(house, meeting, at)
    practise(house, meeting, at, Skill.ASKING, "")

    own = Practice.objects.get()
    assert (own.skill_word, own.focus, own.person) == (Skill.ASKING, "", house.dina)


def test_who_chooses_and_until_when(house, meeting, at):
    def choose(by, then):
        return lambda: services.choose_skill(meeting, skill=Skill.ASKING, focus="", by=by, at=then)

    assert why(choose(house.amara, at)) is Why.NOT_IN_THIS_SET
    assert why(choose(house.dina, meeting.over_at)) is Why.MEETING_IS_OVER
    sets.archive(house.learning_set, by=house.bo, at=at)
    assert why(choose(house.dina, at)) is Why.SET_IS_ARCHIVED


def test_feedback_is_written_from_the_beginning_of_the_meeting_until_two_weeks_after_it(house, meeting, at):
    practice = practise(house, meeting, at)
    assert why(lambda: give(practice, house.bo, at=at)) is Why.NOT_FEEDBACK_TIME
    over_at = held(meeting, house).over_at

    give(practice, house.bo, at=over_at + 14 * DAY - HOUR)

    assert why(lambda: give(practice, house.bo, at=over_at + 14 * DAY)) is Why.NOT_FEEDBACK_TIME
    assert why(lambda: give(practice, house.dina)) is Why.OWN_PRACTICE
    assert why(lambda: give(practice, house.mara)) is Why.NOT_IN_THIS_SET
    assert why(lambda: give(practice, house.edo, " ")) is Why.WORDS_MISSING


def test_it_is_sealed_with_the_key_of_whom_it_is_for_and_read_by_nobody_else(client, house, meeting, at):
    practice = practise(house, meeting, at)
    held(meeting, house)

    given = give(practice, house.bo)
    give(practice, house.amara, "CNRY-facilitator")

    assert given.sealed_for().kind == "person"
    assert given.sealed_for().id == house.dina.pk
    with connection.cursor() as cursor:
        cursor.execute("select text from reflections_feedback")
        assert all(b"CNRY" not in bytes(row[0]) for row in cursor.fetchall())
    mine = page(client, house.dina, "practice", meeting.pk).text + page(client, house.dina, "practices").text
    assert mine.count("CNRY-feedback") == mine.count("CNRY-facilitator") == 2
    for somebody in house.others():
        for place in (("practice", meeting.pk), ("practices",)):
            text = page(client, somebody, *place).text
            assert "CNRY-feedback" not in text
            assert "CNRY-facilitator" not in text
    assert "CNRY-focus" in page(client, house.bo, "practice", meeting.pk).text
    assert page(client, house.mara, "practice", meeting.pk).status_code == 404


def test_writing_again_replaces_what_one_wrote(client, house, meeting, at):
    practice = practise(house, meeting, at)
    held(meeting, house)
    client.force_login(house.bo)
    url = reverse("reflections:feedback", args=[meeting.pk])

    for text in ("first", "second"):
        client.post(url, {"practice": practice.pk, "text": text})

    assert [one.text for one in Feedback.objects.all()] == ["second"]
    assert "You have written to Dina. Write anew" in client.get(reverse("reflections:practice", args=[meeting.pk])).text


def test_what_was_given_keeps_the_practice_and_can_be_deleted_by_whom_it_is_for(client, house, meeting, at):
    practice = practise(house, meeting, at)
    meetings.open_meeting(meeting, protocol=lambda _ran: {}, by=house.bo, at=meeting.starts_at)
    given = give(practice, house.bo, at=meeting.starts_at + HOUR)
    assert why(lambda: services.practise_nothing(meeting, by=house.dina, at=meeting.starts_at + HOUR)) is Why.HAS_FEEDBACK
    assert why(lambda: services.delete_feedback(given, by=house.bo)) is Why.NOT_YOURS

    client.force_login(house.bo)
    client.post(reverse("reflections:practices"), {"delete": given.pk})
    assert Feedback.objects.count() == 1
    client.force_login(house.dina)
    client.post(reverse("reflections:practices"), {"delete": given.pk})

    assert Feedback.objects.count() == 0
    services.practise_nothing(meeting, by=house.dina, at=meeting.starts_at + HOUR)
    assert not Practice.objects.exists()


def test_by_the_page_a_member_chooses_and_a_facilitator_is_offered_no_choice(client, house, at):
    ahead = factories.meeting(house, clock.now())
    here = reverse("reflections:practice", args=[ahead.pk])
    client.force_login(house.dina)

    client.post(here, {"skill": "listening", "focus": "Whether I look up"})
    assert Practice.objects.get().skill == "listening"
    client.post(here, {"skill": "", "focus": ""})
    assert not Practice.objects.exists()
    assert client.post(here, {"skill": "juggling", "focus": "kept"}).status_code == 422

    client.force_login(house.amara)
    assert "What do I practise?" not in client.get(here).text
    client.post(here, {"skill": "listening", "focus": ""})
    assert not Practice.objects.exists()


def test_empty_feedback_is_asked_for_again_where_it_was_written(client, house, meeting, at):
    practice = practise(house, meeting, at)
    held(meeting, house)
    client.force_login(house.bo)

    answer = client.post(reverse("reflections:feedback", args=[meeting.pk]), {"practice": practice.pk, "text": " "})

    assert answer.status_code == 422
    assert f'id="{practice.pk}-text"' in answer.text
    nobody = client.post(reverse("reflections:feedback", args=[meeting.pk]), {"practice": "x", "text": "Words"})
    assert nobody.status_code == 302


def test_a_newcomer_reads_nothing_of_what_was_practised_before_they_came(client, house, meeting, at):
    practise(house, meeting, at)
    held(meeting, house)
    farah = factories.newcomer(house, clock.now())

    assert "CNRY-focus" not in page(client, farah, "practice", meeting.pk).text


def test_whoever_comes_before_the_meeting_sees_the_skill_and_not_the_words_from_before_they_came(client, house):
    ahead = factories.meeting(house, clock.now())
    practise(house, ahead, clock.now() - HOUR)
    farah = factories.newcomer(house, clock.now())

    text = page(client, farah, "practice", ahead.pk).text

    assert "bearing silence" in text
    assert "CNRY-focus" not in text


def test_it_is_taken_out_and_goes_with_whom_it_is_for(house, meeting, at):
    practice = practise(house, meeting, at)
    held(meeting, house)
    give(practice, house.bo)

    taken = queries.export_of(house.dina)["practised"]
    services.depart(house.dina, at=clock.now())

    assert (taken[0]["skill"], taken[0]["written_to_me"]) == ("silence", [{"by": "Bo", "text": "CNRY-feedback"}])
    assert not Feedback.objects.exists()


def test_the_pages_take_the_same_queries_for_one_and_for_three(client, house, meeting, at):
    def taken(viewer, *place):
        client.force_login(viewer)
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse(f"reflections:{place[0]}", args=place[1:]))
        return len(counted)

    practice = practise(house, meeting, at)
    held(meeting, house)
    give(practice, house.bo)
    before = taken(house.amara, "practice", meeting.pk), taken(house.dina, "practices")
    for somebody in (house.bo, house.edo):
        services.choose_skill(meeting, skill=Skill.ASKING, focus="x", by=somebody, at=at)
    give(practice, house.edo)

    assert (taken(house.amara, "practice", meeting.pk), taken(house.dina, "practices")) == before
