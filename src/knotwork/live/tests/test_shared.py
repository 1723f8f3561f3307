"""A challenge a set shares, taken to a meeting by any of its members."""

import pytest

from knotwork.actions.models import Action
from knotwork.challenges import queries as challenges
from knotwork.challenges import services as bringing
from knotwork.challenges.enums import InterventionKind
from knotwork.challenges.models import Bringing, Challenge, KeptQuestion
from knotwork.live.tests.factories import opened
from knotwork.protocols.shape import Kind
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db


def together(at, **more):
    """A meeting of a set that works on one challenge."""
    table = opened(at, **more)
    LearningSet.objects.filter(pk=table.meeting.learning_set_id).update(problem_mode=ProblemMode.SHARED)
    table.meeting = type(table.meeting).objects.select_related("learning_set").get(pk=table.meeting.pk)
    return table


def presenting(at):
    """Dina presents what Bo wrote down for all of them."""
    table = together(at)
    shared = bringing.begin_shared(
        learning_set=table.meeting.learning_set,
        headline="The night bus does not come.",
        interventions=[(InterventionKind.TRIED, "We counted.")],
        by=table.people["Bo"],
        at=at,
    )
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=40, challenge=shared.pk)
    table.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 40}])
    table.until("explore")
    return table, shared


def test_any_member_asks_for_airtime_with_it_and_it_counts_as_brought(at):
    table, shared = presenting(at)

    assert Bringing.objects.get().challenge == shared
    assert "The night bus does not come." in str(table.screen("Edo"))


def test_a_question_kept_on_it_is_the_presenters_alone(at):
    table, shared = presenting(at)
    table.move("Farah", "have_question", {"text": "Who waits there?"}, slot=table.state.slot.number)

    table.move("Dina", "keep_question", question=table.state.questions[0].id)

    kept = KeptQuestion.objects.get()
    assert (kept.owner, kept.challenge) == (table.people["Dina"], shared)
    assert challenges.kept_questions(table.people["Bo"], shared) == []


def test_what_anybody_sets_out_in_the_turn_grows_from_it(at):
    table, shared = presenting(at)
    table.until("sum-up")

    table.move("Dina", "choose_action", {"text": "Ride along one night."})
    table.move("Edo", "choose_action", {"text": "Ask the depot."})

    grown = {action.owner.name: action.challenge for action in Action.objects.all()}
    assert grown == {"Dina": shared, "Edo": shared}


def test_headlines_of_a_first_meeting_are_how_each_puts_the_one_challenge(at):
    table = together(at, protocol_key="first-meeting", minutes=90)
    table.until("headlines")
    for name, text in (("Bo", "The bus does not come."), ("Chen", "Nobody is there to miss it.")):
        table.move(name, "capture", {"text": text}, what=Kind.HEADLINE.value, phase=table.state.run.phase)

    shared = Challenge.objects.get()

    assert (shared.owner, shared.shown_to_set) == (None, True)
    assert [(one.said_by.name, one.headline) for one in shared.framings.order_by("number")] == [
        ("Bo", "The bus does not come."),
        ("Chen", "Nobody is there to miss it."),
    ]


def test_what_is_set_out_outside_a_turn_grows_from_what_the_set_shares(at):
    table, shared = presenting(at)
    table.until("learning")

    table.move("Goran", "choose_action", {"text": "Wait there on a Sunday."})

    assert Action.objects.get().challenge == shared


def test_where_each_brings_their_own_nothing_grows_outside_a_turn(at):
    table = opened(at)
    bringing.begin(owner=table.people["Dina"], learning_set=table.meeting.learning_set, headline="A door that sticks.", at=at)
    table.until("agreement-and-bids")

    table.move("Dina", "choose_action", {"text": "Oil it."})

    assert Action.objects.get().challenge is None
