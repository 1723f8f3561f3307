from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.actions import queries, services
from knotwork.actions.enums import Outcome, Status, Telling
from knotwork.actions.models import Action
from knotwork.actions.views import acting as views
from knotwork.challenges.tests import factories
from knotwork.platform.kit import clock

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def at():
    return clock.now() - DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


def see(client, viewer, name, *ids, **query):
    client.force_login(viewer)
    return client.get(reverse(f"actions:{name}", args=ids), query)


def send(client, viewer, name, *ids, **words):
    client.force_login(viewer)
    return client.post(reverse(f"actions:{name}", args=ids), words)


def set_out(house, at, what="CNRY-what", **more):
    words = {"hopes_to_learn": "CNRY-hope", "more": {"why": "CNRY-why"}, **more}
    return services.set_out(owner=house.dina, learning_set=house.learning_set, what=what, at=at, **words)


def test_an_action_is_set_out_with_three_fields_and_grows_from_a_challenge(client, house, at):
    challenge = factories.challenge(house, at)
    client.force_login(house.dina)
    url = f"{reverse('actions:new', args=[house.learning_set.pk])}?from={challenge.pk}"

    client.post(url, {"what": "Call her", "by_on": "2026-12-01", "hopes_to_learn": "What she fears"})

    action = Action.objects.get()
    assert (action.what, action.challenge, action.shown_to_set) == ("Call her", challenge, True)
    assert "Call her" in client.get(reverse("challenges:challenge", args=[challenge.pk])).text


def test_without_words_nothing_is_set_out_and_the_form_says_so(client, house):
    answer = send(client, house.dina, "new", house.learning_set.pk, what=" ", hopes_to_learn="Everything")

    assert answer.status_code == 422
    assert "Everything" in answer.text
    assert Action.objects.count() == 0


def test_others_read_what_is_tried_and_where_it_stands_and_no_more(client, house, at):
    action = set_out(house, at)
    services.report(action, outcome=Outcome.NOT_TRIED, what_happened="CNRY-report", by=house.dina, at=at)

    mine = see(client, house.dina, "action", action.pk).text
    assert {f"CNRY-{part}" in mine for part in ("what", "hope", "why", "report")} == {True}
    for somebody in (house.bo, house.amara):
        page = see(client, somebody, "action", action.pk).text
        assert {part: f"CNRY-{part}" in page for part in ("what", "hope", "why", "report")} == {
            "what": True,
            "hope": False,
            "why": False,
            "report": False,
        }
        assert "not tried" in page


def test_nothing_of_a_private_action_is_on_any_page_of_anybody_else(client, house, at):
    action = set_out(house, at, shown=False)
    pages = [("of_set", house.learning_set.pk), ("new", house.learning_set.pk)]
    pages += [(name, action.pk) for name in ("action", "thread", "report", "new_shape", "letting_go", "sharing")]
    assert "CNRY-what" in see(client, house.dina, "of_set", house.learning_set.pk).text

    for somebody in house.others():
        for page in pages:
            answer = see(client, somebody, *page)
            assert "CNRY" not in answer.text
            assert answer.status_code == 404 or page[0] in {"of_set", "new"}


def test_a_report_is_one_box_and_a_chip_and_asks_kindly_what_held_one_back(client, house, at):
    action = set_out(house, at)
    page = see(client, house.dina, "report", action.pk).text
    assert "What held me back" in page

    send(client, house.dina, "report", action.pk, outcome="not_tried", what_happened="", held_back="I was afraid")

    report = Action.objects.get().reports.get()
    assert (report.outcome, report.more, report.shown_to_set) == ("not_tried", {Telling.HELD_BACK: "I was afraid"}, False)


def test_a_report_needs_one_of_the_three_chips(client, house, at):
    answer = send(client, house.dina, "report", set_out(house, at).pk, what_happened="It went well")

    assert answer.status_code == 422
    assert "Each is as good an answer as the others." in answer.text
    assert "It went well" in answer.text


def test_a_report_is_shown_when_its_owner_says_so(client, house, at):
    action = set_out(house, at)
    report = services.report(action, outcome=Outcome.TRIED, what_happened="CNRY-report", by=house.dina, at=at)

    send(client, house.dina, "sharing", action.pk, report=str(report.pk))

    assert "CNRY-report" in see(client, house.bo, "action", action.pk).text


def test_an_action_changes_shape_and_both_pages_name_the_other(client, house, at):
    action = set_out(house, at, "Call her")

    send(client, house.dina, "new_shape", action.pk, what="Write to her")

    grown = Action.objects.get(grew_from=action)
    assert "Write to her" in see(client, house.dina, "action", action.pk).text
    assert "Call her" in see(client, house.dina, "action", grown.pk).text


def test_letting_go_is_undone_with_one_button(client, house, at):
    action = set_out(house, at)

    send(client, house.dina, "letting_go", action.pk, let_go="yes")
    assert "Take it up again" in see(client, house.dina, "action", action.pk).text

    send(client, house.dina, "letting_go", action.pk, take_up="yes")
    assert Action.objects.get().status == Status.OPEN


def long_thread(house, at):
    """Not tried, carried over, tried, and something else after it; the first two are told to the set."""
    first = set_out(house, at, "Call her")
    held_back = {Telling.HELD_BACK: "CNRY-held"}
    services.report(first, outcome=Outcome.NOT_TRIED, more=held_back, shown=True, by=house.dina, at=at)
    second = services.carry_over(first, by=house.dina, at=at + DAY / 2)
    told = {Telling.EXPECTED: "CNRY-expected", Telling.SURPRISE: "CNRY-surprise", Telling.LEARNED: "CNRY-learned"}
    told[Telling.NEXT] = "Ask her what she fears"
    services.report(second, outcome=Outcome.TRIED, what_happened="CNRY-happened", more=told, by=house.dina, at=at + DAY / 2)
    return first, second


def test_a_thread_shows_all_from_the_first_to_the_last_on_one_page(client, house, at):
    first, second = long_thread(house, at)
    assert "Ask her what she fears</textarea>" in see(client, house.dina, "new_shape", second.pk).text
    send(client, house.dina, "new_shape", second.pk, what="Ask her what she fears")

    page = see(client, house.dina, "thread", first.pk).text

    in_order = ["Call her", "CNRY-held", "CNRY-expected", "CNRY-happened", "CNRY-surprise", "CNRY-learned", "Ask her"]
    places = [page.index(words) for words in in_order]
    assert places == sorted(places)
    assert "Ask her what she fears" in see(client, house.dina, "thread", second.pk).text


def test_others_see_of_a_thread_what_was_shown_and_told(client, house, at):
    first, second = long_thread(house, at)
    services.take_back(first, by=house.dina, at=at)

    page = see(client, house.bo, "thread", second.pk).text

    assert [word for word in ("CNRY-held", "CNRY-expected", "CNRY-happened", "CNRY-learned") if word in page] == []
    assert see(client, house.bo, "thread", first.pk).status_code == 404


def test_carrying_over_is_one_press_and_leads_to_what_is_tried_again(client, house, at):
    action = set_out(house, at)
    assert "Carry it over as it is" not in see(client, house.dina, "action", action.pk).text
    services.report(action, outcome=Outcome.NOT_TRIED, by=house.dina, at=at)
    assert "Carry it over as it is" in see(client, house.dina, "action", action.pk).text

    answer = send(client, house.dina, "carrying_over", action.pk)

    carried = Action.objects.get(grew_from=action)
    assert answer.url == reverse("actions:action", args=[carried.pk])
    assert "Carry it over as it is" not in see(client, house.dina, "action", action.pk).text


def test_a_thread_takes_the_same_queries_for_one_and_for_three(house, at):
    action = set_out(house, at)
    for_one = factories.queries_of(views.thread, house.dina, action)
    long = set_out(house, at + DAY / 2)
    for _ in range(2):
        services.report(long, outcome=Outcome.NOT_TRIED, by=house.dina, at=at + DAY / 2)
        long = services.carry_over(long, by=house.dina, at=at + DAY / 2)

    assert len(queries.thread(house.dina, long, at + DAY)) == 3
    assert factories.queries_of(views.thread, house.dina, long) == for_one


def test_no_page_says_that_a_day_has_passed_or_counts_what_was_not_done(client, house, at):
    action = set_out(house, at, by_on=(at - 30 * DAY).date())

    for page in (("of_set", house.learning_set.pk), ("action", action.pk), ("report", action.pk), ("thread", action.pk)):
        text = see(client, house.dina, *page).text.lower()
        assert [word for word in ("overdue", "late", "missed", "behind", "callout--wrong") if f" {word}" in text] == []


def test_hostile_words_are_shown_escaped_on_every_page(client, house, at):
    text = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    action = set_out(house, at, text, hopes_to_learn=text, more={"why": text})
    services.report(action, outcome=Outcome.TRIED, what_happened=text, shown=True, by=house.dina, at=at)

    for page in (
        ("of_set", house.learning_set.pk),
        ("action", action.pk),
        ("report", action.pk),
        ("new_shape", action.pk),
        ("thread", action.pk),
    ):
        answer = see(client, house.dina, *page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


@pytest.mark.parametrize("text", factories.naughty(8))
def test_a_form_takes_any_words_without_falling_over(client, house, text):
    answer = send(client, house.dina, "new", house.learning_set.pk, what=text, hopes_to_learn=text, why=text)

    assert answer.status_code in {302, 422}
    assert see(client, house.dina, "of_set", house.learning_set.pk).status_code == 200


def test_pages_take_the_same_queries_for_one_and_for_three(house, at):
    def taken():
        return (
            factories.queries_of(views.of_set, house.dina, house.learning_set),
            factories.queries_of(views.of_set, house.bo, house.learning_set),
        )

    set_out(house, at)
    services.set_out(owner=house.bo, learning_set=house.learning_set, what="Bo's", at=at)
    for_one = taken()
    for number in range(2):
        action = set_out(house, at, f"Number {number}")
        services.report(action, outcome=Outcome.TRIED, by=house.dina, at=at)

    assert taken() == for_one
    assert len(queries.mine(house.dina, house.learning_set)) == 3
