"""In one room: somebody writes for others who have no screen of their own."""

import pytest

from knotwork.actions.models import Action
from knotwork.live.flow.why import Why
from knotwork.live.screens.shapes import Screen
from knotwork.live.tests.factories import Table, opened
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def sharing(at) -> Table:
    table = opened(at)
    table.move("Goran", "depart_room")
    table.move("Chen", "write_for", person=table.people["Goran"].pk)
    return table


def whose(screen: Screen) -> set[tuple[tuple[str, str], ...]]:
    fields = [field for part in screen.parts for ask in part.asks for field in ask.fields]
    return {field.choices for field in fields if field.name == "person"}


def test_the_forms_ask_whose_words_these_are(at):
    table = sharing(at)

    assert whose(table.screen("Chen")) == {(("", "mine"), (str(table.people["Goran"].pk), "Goran"))}
    assert whose(table.screen("Bo")) == set()


def test_words_are_his_who_said_them(at):
    table = sharing(at)
    table.move("Chen", "capture", {"text": "Tired"}, what="mood", phase=0, person=table.people["Goran"].pk)

    cards = [card for part in table.screen("Bo").parts if part.id == "said-mood" for card in part.cards]
    assert [(card.by, card.text) for card in cards] == [("Goran", "Tired")]


def test_nobody_writes_for_somebody_with_a_screen(at):
    table = sharing(at)

    with pytest.raises(Refused) as refused:
        table.move("Bo", "capture", {"text": "Tired"}, what="mood", phase=0, person=table.people["Goran"].pk)
    assert refused.value.why is Why.NOT_YOURS


def test_he_bids_presents_is_asked_and_sets_out_an_action_over_her_screen(at):
    table = sharing(at)
    goran = table.people["Goran"].pk
    table.until("agreement-and-bids")
    table.move("Chen", "bid", minutes=30, person=goran)
    table.move("Bo", "set_order", places=[{"person": str(goran), "minutes": 30}])
    table.until("progress")
    table.move("Bo", "move_on")
    slot = table.state.slot
    assert slot is not None
    assert slot.person == goran
    for _phase in ("clarify", "explore"):
        table.move("Chen", "move_on")
    table.move("Edo", "have_question", {"text": "Who else knows?"}, slot=slot.number)
    while table.state.phase.key != "sum-up":
        table.move("Chen", "move_on")
    table.move("Chen", "choose_action", {"text": "Ring the mayor"}, person=goran)

    assert [action.owner_id for action in Action.objects.all()] == [goran]
    assert [(chosen.person, chosen.slot) for chosen in table.state.actions] == [(goran, slot.number)]


def test_a_question_asked_for_somebody_bears_their_name(at):
    table = sharing(at)
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=30)
    table.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 30}])
    table.until("explore")
    slot = table.state.slot.number

    labels = [press.label for part in table.screen("Chen").parts for press in part.presses]
    table.move("Chen", "have_question", slot=slot, person=table.people["Goran"].pk)

    assert "Goran has a question" in labels
    assert [row.by for row in table.state.questions] == [table.people["Goran"].pk]
