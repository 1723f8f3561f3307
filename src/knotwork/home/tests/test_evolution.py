"""The way a set has gone, as its people read it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.home import queries
from knotwork.home.enums import Happening, Milestone
from knotwork.home.tests.test_views import circle, person, read
from knotwork.meetings import services as meetings
from knotwork.sets import queries as sets_queries
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY, LATER_WHY = "We talked over each other.", "Four of us could not get in before nine."
EVOLUTION_QUERIES = 6


@pytest.fixture(autouse=True)
def today(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def bo(at):
    return person("Bo", at - 30 * DAY)


@pytest.fixture
def heron(at, bo):
    return circle("Heron", [bo, person("Chen", at), person("Dina", at)], at - 30 * DAY)


def all_agree(version, at):
    for each in sets_queries.members(version.learning_set):
        version = agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=each, at=at)


def agree_on(heron, bo, text, at, reason=""):
    draft = agreements.begin_draft(heron, by=bo, at=at)
    draft = agreements.add_clause(draft, text=text, by=bo, at=at)
    all_agree(agreements.say_why(draft, reason=reason, by=bo, at=at), at)


def decide(heron, bo, kind, body, at, reason=""):
    all_agree(agreements.propose(heron, kind=kind, body=body, reason=reason, by=bo, at=at), at)


def meet(heron, bo, at):
    planned = meetings.plan_meeting(heron, starts_at=at, minutes=90, protocol_key="classic-short", by=bo, at=at - DAY)
    meetings.open_meeting(planned, protocol=lambda _rules: {}, by=bo, at=at)
    meetings.close_meeting(planned, by=bo, at=at + timedelta(hours=1))


def way_of(heron, reader):
    client = Client()
    client.force_login(reader)
    return read(client, reverse("home:evolution", args=[heron.pk]))


def lived(heron, bo, at):
    """An agreement, a first meeting, a change of the agreement and of what is kept, a second meeting."""
    agree_on(heron, bo, "One speaks at a time.", at - 20 * DAY)
    meet(heron, bo, at - 18 * DAY)
    agree_on(heron, bo, "We begin at nine.", at - 15 * DAY, reason=WHY)
    decide(heron, bo, "notes", {"keep": "actions"}, at - 14 * DAY, reason=LATER_WHY)
    meet(heron, bo, at - 10 * DAY)


def test_the_way_tells_in_order_what_changed_and_why(heron, bo, at):
    lived(heron, bo, at)

    steps = queries.evolution(bo, heron, at)
    page = way_of(heron, bo)

    assert [each.at for each in steps] == sorted(each.at for each in steps)
    rules_changed = [(each.turn.kind.key, each.turn.version.number) for each in steps if each.turn]
    assert rules_changed == [("agreement", 1), ("agreement", 2), ("notes", 1)]
    assert sum(each.milestone is Milestone.MEETING for each in steps) == 2
    assert WHY in page
    assert LATER_WHY in page
    assert "One speaks at a time." in page


def test_stages_of_its_life_stand_on_the_way(heron, bo, at):
    lived(heron, bo, at)

    stages = [each.stage for each in queries.evolution(bo, heron, at) if each.stage]

    assert stages[:2] == [Stage.FORMING, Stage.CONTRACTING]
    assert stages[-1] == Stage.WORKING


def test_whoever_joins_later_reads_dates_but_no_words_from_before(heron, bo, at):
    lived(heron, bo, at)
    edo = person("Edo", at)
    _, secret = sets.invite(heron, by=bo, at=at - DAY)
    sets.join(secret=secret, person=edo, commitment="I come.", at=at - DAY)

    page = way_of(heron, edo)

    assert WHY not in page
    assert LATER_WHY not in page
    assert "Over before you joined." in page
    assert "We begin at nine." in page


def test_a_set_that_changed_nothing_is_told_so(heron, bo):
    assert "No rule has changed yet." in way_of(heron, bo)


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_asks_the_same_number_of_questions_however_long_the_way(heron, bo, at, n, django_assert_num_queries):
    agree_on(heron, bo, "One speaks at a time.", at - 25 * DAY)
    for turn in range(n):
        meet(heron, bo, at - (20 - 2 * turn) * DAY)
        agree_on(heron, bo, f"Clause {turn}.", at - (19 - 2 * turn) * DAY)

    with django_assert_num_queries(EVOLUTION_QUERIES):
        queries.evolution(bo, heron, at)


def test_the_way_names_who_facilitated_one_meeting(heron, bo, at):
    planned = meetings.plan_meeting(heron, starts_at=at + DAY, minutes=90, protocol_key="classic-short", by=bo, at=at)
    asked = sets.ask_to_visit(heron, meeting=planned.pk, address="amara@example.org", by=None, at=at)
    sets.accept_visit(secret=asked.secret_to_mail, person=person("Amara", at), at=at)

    told = [mark.told for mark in queries.evolution(bo, heron, at) if mark.told]

    assert (Happening.VISIT_BEGUN, "Amara") in {(one.happening, one.whose) for one in told}
