from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome
from knotwork.challenges import queries as challenges
from knotwork.challenges import services
from knotwork.challenges.enums import InterventionKind, Status
from knotwork.challenges.models import Challenge
from knotwork.challenges.tests import factories
from knotwork.home import queries, rules
from knotwork.home.enums import Passage
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def lived(house, at):
    """A challenge of Dina's with a month of life; words that stay hers begin with OWN."""
    dina, meeting = house.dina, factories.meeting(house, at - 30 * DAY)
    challenge = factories.challenge(house, at - 40 * DAY, "First words")
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="A letter", by=dina, at=at - 39 * DAY)
    services.bring(challenge, meeting=meeting, by=dina, at=at - 27 * DAY)
    services.keep_question(owner=dina, challenge=challenge, meeting=meeting, text="OWN question", at=at - 27 * DAY)
    services.reframe(challenge, headline="Second words", moved_by="Who waits?", meeting=meeting, by=dina, at=at - 26 * DAY)
    shown = actions.set_out(
        owner=dina, learning_set=house.learning_set, challenge=challenge, what="Ask them", shown=True, at=at - 26 * DAY
    )
    actions.set_out(
        owner=dina, learning_set=house.learning_set, challenge=challenge, what="OWN action", shown=False, at=at - 26 * DAY
    )
    actions.report(shown, outcome=Outcome.TRIED, what_happened="They knew", shown=True, by=dina, at=at - 5 * DAY)
    for audience, text in ((Audience.SET, "I was the wall"), (Audience.ME, "OWN note")):
        reflections.note(
            author=dina,
            learning_set=house.learning_set,
            level=Level.PROBLEM,
            text=text,
            audience=audience,
            meeting=meeting,
            at=at - 4 * DAY,
        )
    services.place(challenge, status=Status.RESTING, domains=[], words="Enough for now", by=dina, at=at - 3 * DAY)
    return Challenge.objects.get(pk=challenge.pk)


def test_the_owner_sees_everything_in_the_order_of_time(house, at):
    stops = queries.journey(house.dina, lived(house, at), at)

    assert [stop.at for stop in stops] == sorted(stop.at for stop in stops)
    assert {stop.passage for stop in stops} == set(Passage) - {Passage.PLANNED}
    assert {stop.words for stop in stops if stop.is_private} == {"OWN question", "OWN action", "OWN note"}
    assert [stop.aside for stop in stops if stop.words == "Second words"] == ["Who waits?"]


def test_the_set_sees_what_it_may_read_and_nothing_of_the_owners_own(client, house, at):
    challenge = lived(house, at)
    url = reverse("home:journey", args=[challenge.pk])

    for person in (house.bo, house.amara):
        client.force_login(person)
        page = client.get(url).content.decode()
        assert "Second words" in page
        assert "They knew" in page
        assert "OWN" not in page
    for person in (house.mara, house.hana, house.lev):
        client.force_login(person)
        assert client.get(url).status_code == 404


def test_a_newcomer_sees_nothing_from_before(house, at):
    challenge = lived(house, at - DAY)
    farah = factories.newcomer(house, at)
    services.bring(challenge, meeting=factories.meeting(house, at), by=house.dina, at=at + DAY)

    stops = queries.journey(farah, challenge, at + 2 * DAY)

    assert [(stop.passage, stop.words) for stop in stops if stop.at < at] == [(Passage.FRAMED, "Second words")]


def test_a_placing_that_was_taken_back_is_no_stop(house, at):
    challenge = lived(house, at)

    services.undo_placing(challenge, by=house.dina, at=at)

    words = [stop.words for stop in queries.journey(house.dina, challenge, at)]
    assert "Enough for now" not in words


def test_a_long_journey_takes_as_many_queries_as_a_short_one(house, at):
    counts = []
    challenge = lived(house, at)
    queries.journey(house.dina, challenge, at)
    for nth in range(2):
        challenge = challenges.mine(house.dina, house.learning_set)[0]
        with CaptureQueriesContext(connection) as taken:
            queries.journey(house.dina, challenge, at)
        counts.append(len(taken))
        services.reframe(challenge, headline=f"Again {nth}", by=house.dina, at=at)
        more = actions.set_out(
            owner=house.dina, learning_set=house.learning_set, challenge=challenge, what=f"More {nth}", at=at
        )
        actions.report(more, outcome=Outcome.PARTLY, what_happened="Some", by=house.dina, at=at)

    assert counts[0] == counts[1]


def lived_together(house, at):
    """A challenge Heron shares: begun by Dina, put anew and learned from by Bo, tried by both."""
    LearningSet.objects.filter(pk=house.learning_set.pk).update(problem_mode=ProblemMode.SHARED)
    house.learning_set.refresh_from_db()
    meeting = factories.meeting(house, at - 30 * DAY)
    shared = services.begin_shared(
        learning_set=house.learning_set, headline="First words", interventions=[(InterventionKind.TRIED, "A letter")],
        meeting=meeting, by=house.dina, at=at - 30 * DAY,
    )  # fmt: skip
    services.reframe(shared, headline="Second words", by=house.bo, at=at - 20 * DAY)
    for nth, owner in enumerate((house.dina, house.bo)):
        act_on(shared, owner, f"Try {nth}", at - 19 * DAY)
    reflections.note(
        author=house.bo, learning_set=house.learning_set, level=Level.PROBLEM, text="We were the wall",
        audience=Audience.SET, meeting=meeting, at=at - 18 * DAY,
    )  # fmt: skip
    return challenges.shared_of(house.learning_set)


def act_on(shared, owner, what, at):
    tried = actions.set_out(owner=owner, learning_set=shared.learning_set, challenge=shared, what=what, shown=True, at=at)
    happened = f"{what} happened"
    actions.report(tried, outcome=Outcome.TRIED, what_happened=happened, shown=True, by=owner, at=at + DAY)


def test_on_the_journey_of_a_shared_challenge_each_thing_says_whose_it_is(house, at):
    shared = lived_together(house, at)

    whose = {stop.words: stop.who for stop in queries.journey(house.bo, shared, at) if stop.words}

    assert whose == {
        "First words": "Dina",
        "A letter": "Dina",
        "Second words": "Bo",
        "Try 0": "Dina",
        "Try 0 happened": "Dina",
        "Try 1": "Bo",
        "Try 1 happened": "Bo",
        "We were the wall": "Bo",
    }


def test_where_a_challenge_is_ones_own_no_name_stands_at_each_thing(house, at):
    challenge = lived(house, at)

    assert {stop.who for stop in queries.journey(house.dina, challenge, at)} == {""}


def test_a_long_shared_journey_takes_as_many_queries_as_a_short_one(house, at):
    counts = []
    lived_together(house, at)
    for nth in range(2):
        shared = challenges.shared_of(house.learning_set)
        with CaptureQueriesContext(connection) as taken:
            queries.journey(house.dina, shared, at)
        counts.append(len(taken))
        services.reframe(shared, headline=f"Again {nth}", by=house.bo, at=at)
        act_on(shared, house.bo, f"More {nth}", at)

    assert counts[0] == counts[1]


def test_places_on_the_line_are_to_scale_and_apart(at):
    moments = [at, at, at + 5 * DAY, at + 10 * DAY]

    assert rules.along(moments, 100, apart=20) == (0, 20, 50, 100)
    assert rules.along([], 100, apart=20) == ()
    assert rules.along([at], 100, apart=20) == (0,)


def test_a_challenge_that_has_just_begun_has_a_journey(client, house, at):
    challenge = factories.challenge(house, at, "Only words so far")
    client.force_login(house.dina)

    answer = client.get(reverse("home:journey", args=[challenge.pk]))

    assert (answer.status_code, "Only words so far" in answer.content.decode()) == (200, True)
    page = client.get(reverse("challenges:challenge", args=[challenge.pk])).content.decode()
    assert reverse("home:journey", args=[challenge.pk]) in page
