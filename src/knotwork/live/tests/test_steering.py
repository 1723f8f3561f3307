"""What the steward finds on the screen: what comes next, what more time costs, another order, somebody absent."""

from datetime import timedelta

import pytest

from knotwork.challenges import services as challenges
from knotwork.challenges.enums import Help, Strength
from knotwork.live import queries, services
from knotwork.live.screens import drawn
from knotwork.live.screens.whole import show
from knotwork.live.tests.factories import Table, challenge, opened, person
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule

pytestmark = pytest.mark.django_db


def tools(screen) -> dict[str, list[str]]:
    return {one.title: [press.label for press in one.presses] for one in screen.tools}


def to_bids(at, *bidders: str) -> Table:
    table = opened(at)
    table.until("agreement-and-bids")
    for name in bidders:
        table.move(name, "bid", minutes=40)
    return table


def ordered(table: Table, *names: str) -> None:
    table.move("Bo", "set_order", places=[{"person": str(table.people[name].pk), "minutes": 40} for name in names])


def without(table: Table, *away: str):
    """Bo's screen when these people were not heard of for a minute."""
    here = frozenset(one.pk for name, one in table.people.items() if name not in away)
    bo = table.people["Bo"].pk
    return show(queries.gather(queries.find(table.meeting.pk, table.at), {bo}, here=here, at=table.at), bo, table.at)


def test_the_bar_names_the_stop_that_really_comes_next(at):
    table = opened(at)
    said = {table.state.phase.key: table.screen("Bo").bar.next}
    ordered_now = False
    while table.screen("Bo").bar.next:
        if table.state.phase.key == "agreement-and-bids" and not ordered_now:
            table.move("Dina", "bid", minutes=40)
            ordered(table, "Dina")
            ordered_now = True
        before = table.screen("Bo").bar.next
        here = table.state.run
        for name in table.people:
            table.move(name, "ready")
        table.move("Dina" if table.state.slot else "Bo", "move_on")
        assert table.state.run != here
        expected = "Dina presents" if table.state.phase.key == "present" else table.state.phase.label
        assert before == f"then {expected}"
        said[table.state.phase.key] = table.screen("Bo").bar.next

    assert said["check-in"] == "then Our agreement, and who brings what"
    assert said["check-out"] == ""


def test_without_a_running_order_the_bar_says_what_is_to_be_agreed(at):
    table = opened(at)
    table.until("progress")

    assert table.screen("Bo").bar.next == "then presenters, once you agree who"
    assert not table.screen("Bo").ends_here


def test_the_trail_shows_every_phase_once(at):
    table = opened(at)

    assert [knot.label for knot in table.screen("Bo").trail] == [phase.label for phase in table.state.protocol.phases]


def test_more_time_says_what_gets_less(at):
    table = to_bids(at, "Dina", "Edo", "Chen")
    ordered(table, "Dina", "Edo", "Chen")
    table.at += timedelta(minutes=30)

    table.move("Chen", "extend", minutes=5)

    said = {table.screen(name).aside for name in table.people}
    assert len(said) == 1
    assert "To end on time" in said.pop()


def test_more_time_where_there_is_time_takes_from_nobody(at):
    table = to_bids(at, "Dina")
    ordered(table, "Dina")

    table.move("Chen", "extend", minutes=5)

    assert table.screen("Bo").aside == "Nothing gets shorter: there is time for it."


def test_a_protected_phase_says_how_many_are_ready_and_does_not_offer_the_end(at):
    table = to_bids(at, "Dina")
    ordered(table, "Dina")
    table.until("learning")
    table.move("Edo", "ready")

    told = {name: table.screen(name).aside for name in ("Bo", "Edo")}

    ends = "This phase keeps its time until each has spoken, or all are ready."
    assert told == {
        "Bo": f"{ends} 1 of 6 are; say so when you are.",
        "Edo": f"{ends} 1 of 6 are, you among them.",
    }
    assert not table.screen("Bo").ends_here


def test_before_offers_pass_it_is_said_that_the_presenter_has_not_answered(at):
    table = to_bids(at, "Dina")
    ordered(table, "Dina")
    table.until("offers")

    before = {name: table.screen(name).aside for name in ("Bo", "Dina")}
    asked = [part.title for part in table.screen("Dina").parts if part.id == "offers"]
    table.move("Dina", "accept_offers")

    assert before == {"Bo": "Dina has not said yet whether they want offers.", "Dina": ""}
    assert asked == ["Would you like offers?"]
    assert table.screen("Bo").aside == ""


def test_the_presenter_keeps_what_they_take_from_offers_for_themselves(at):
    table = to_bids(at, "Dina")
    ordered(table, "Dina")
    table.until("offers")
    unasked = [part.id for part in table.screen("Dina").parts]
    table.move("Dina", "accept_offers")
    forms = {name: next(part for part in table.screen(name).parts if part.id == "write-offer") for name in ("Bo", "Dina")}

    table.move(
        "Dina", "capture", {"text": "Ring the nurse."}, what="offer", phase=table.state.run.phase, slot=table.state.slot.number
    )

    assert "write-offer" not in unasked
    assert [form.asks[0].fields[-1].label for form in forms.values()] == [
        "One offer: a contact, a resource, an experience",
        "What you take from the offers",
    ]
    assert (forms["Dina"].asks[0].who, forms["Dina"].asks[0].who_words) == ("me", "Only you will keep it.")
    read = {name: [card.text for part in table.screen(name).parts for card in part.cards] for name in ("Bo", "Dina")}
    assert read == {"Bo": [], "Dina": ["Ring the nurse."]}


def test_whoever_is_not_asked_about_a_protected_phase_is_not_told_to_say_so(at):
    table = to_bids(at, "Dina")
    ordered(table, "Dina")
    table.move("Goran", "depart_room")
    table.move("Chen", "write_for", person=table.people["Goran"].pk)
    table.until("learning")

    assert table.screen("Goran").aside.endswith("or all are ready. 0 of 5 are.")


def test_more_time_in_a_protected_phase_leaves_standing_how_it_ends(at):
    table = to_bids(at, "Dina")
    ordered(table, "Dina")
    table.until("learning")

    table.move("Bo", "extend", minutes=5)

    ends = "This phase keeps its time until each has spoken, or all are ready. 0 of 6 are; say so when you are."
    assert table.screen("Bo").aside == f"{ends} Nothing gets shorter: there is time for it."


def test_another_may_speak_first(at):
    table = opened(at)
    table.move("Bo", "take_chair")

    assert tools(table.screen("Bo"))["Let somebody speak now"] == ["Chen", "Dina", "Edo", "Farah", "Goran"]
    table.move("Bo", "done_speaking")
    table.move("Bo", "reorder_round", order=[str(table.people["Goran"].pk)])
    assert [name for name, stands in table.screen("Bo").parts[0].rows if stands == "now"] == ["Goran"]
    assert tools(table.screen("Chen")) == {}


def test_the_next_bidder_presents_when_somebody_is_not_here(at):
    table = to_bids(at, "Dina", "Edo")
    ordered(table, "Dina")

    offered = tools(without(table, "Dina"))["A presenter is not here"]
    slot = table.state.agenda.slots[0]
    table.move("Bo", "presenter_absent", slot=slot.number, instead=table.people["Edo"].pk)

    assert offered == ["Dina is not here: Edo instead", "Dina is not here: next time"]
    assert "A presenter is not here" not in tools(table.screen("Bo"))
    assert [(row.person, row.state.value) for row in table.state.agenda.slots] == [
        (table.people["Dina"].pk, "carried"),
        (table.people["Edo"].pk, "pending"),
    ]


def test_whoever_steers_gives_a_phase_other_minutes_and_the_set_is_asked_below_what_it_protects(at):
    table = opened(at)
    places = [phase.key for phase in table.state.protocol.phases]
    table.move("Bo", "plan_phase", phase=places.index("break"), minutes=5)
    table.move("Bo", "plan_phase", phase=places.index("learning"), minutes=5)

    assert table.state.agenda.planned[places.index("break")] == 5
    assert "minutes" in {part.id for part in table.screen("Chen").parts}
    for name in ("Chen", "Dina", "Edo", "Farah", "Goran"):
        table.move(name, "plan_phase", phase=places.index("learning"), minutes=5)
    assert table.state.agenda.planned[places.index("learning")] == 5


def test_the_agreement_is_there_to_be_read_aloud_before_the_bids(at):
    table = to_bids(at)
    table.move("Bo", "take_chair")

    assert all(table.screen(name).read_aloud for name in ("Bo",))
    assert table.screen("Chen").read_aloud == ()


def test_what_the_presenter_wants_stands_under_the_headline_when_it_was_shared(at):
    table = opened(at)
    brought = challenge(table.people["Dina"], table.meeting.learning_set, "How do I tell the board?", at)
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=40, challenge=brought.pk)
    ordered(table, "Dina")
    table.until("present")
    before = table.screen("Bo").headline.below
    challenges.write_brief(
        brought,
        answers={},
        help_wanted=Help.EXPLORE,
        challenge_invited=int(Strength.FIRMLY),
        version=0,
        by=table.people["Dina"],
        at=table.at,
    )
    alone = table.screen("Bo").headline.below
    challenges.share_brief(brought, meeting=table.meeting, by=table.people["Dina"], at=table.at)

    assert (before, alone) == ("", "")
    assert "Challenge me firmly." in table.screen("Bo").headline.below


def test_a_phone_can_be_brought_in_from_the_room(at):
    table = opened(at)

    assert f"/devices/phone/?next=/meetings/{table.meeting.pk}/room/" in drawn.draw(table.screen("Bo"))


def test_a_facilitator_whose_term_ended_leaves_the_table_without_anybodys_move(at):
    table = opened(at)
    amara = person("Amara", at)
    learning_set, bo = table.meeting.learning_set, table.people["Bo"]
    term = sets.begin_term(learning_set, person=amara, end_rule=EndRule.AFTER_MEETING, ends_after=9, by=bo, at=table.at)
    services.follow_circle(table.meeting.pk, at=table.at)
    during = [seat.name for seat in table.screen("Bo").table]
    sets.end_term(term, by=bo, at=table.at + timedelta(seconds=1))
    table.at += timedelta(seconds=2)
    services.follow_circle(table.meeting.pk, at=table.at)

    assert "Amara" in during
    assert "Amara" not in [seat.name for seat in table.screen("Bo").table]
