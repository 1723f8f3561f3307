"""A first meeting and a classic one from the door to the record, and the next one opening with what was set out."""

from datetime import timedelta

import pytest

from knotwork.agreements import queries as agreements
from knotwork.agreements import services as agreement_services
from knotwork.agreements.enums import Answer, Starts
from knotwork.challenges import queries as challenges
from knotwork.challenges.models import KeptQuestion
from knotwork.live import services
from knotwork.live.flow import step
from knotwork.live.models import Room, Words
from knotwork.live.tests.factories import Table, challenge, enter, opened, prepared
from knotwork.meetings import queries as meeting_queries
from knotwork.meetings import services as meetings

pytestmark = pytest.mark.django_db


def whole(table: Table) -> list[str]:
    """Go on to the last phase with everybody taking their turn; the phases in the order they came."""
    seen: list[str] = []
    while True:
        state = table.state
        seen.append(state.phase.key)
        while turn := speaker(table):
            table.move(turn, "done_speaking")
        if not table.screen("Bo").bar.next:
            return seen
        presenter = [name for name, one in table.people.items() if state.slot and one.pk == state.slot.person]
        table.move(presenter[0] if presenter else "Bo", "move_on")


def speaker(table: Table) -> str:
    """Whose turn it is."""
    now = [name for part in table.screen("Bo").parts if part.id == "round" for name, stands in part.rows if stands == "now"]
    return now[0] if now else ""


def test_a_first_meeting_ends_with_an_agreement_and_everybodys_headline(at):
    table = opened(at, protocol_key="first-meeting", minutes=90)
    learning_set = table.meeting.learning_set
    draft = agreements.draft(learning_set) or agreement_services.begin_draft(learning_set, by=table.people["Bo"], at=table.at)
    draft = agreement_services.add_clause(draft, text="We start on time.", by=table.people["Bo"], at=table.at)
    table.until("contracting")
    for name in table.people:
        table.move(name, "consent", agreement=draft.pk, revision=draft.revision, answer="agree")
    table.until("headlines")
    for name in table.people:
        table.move(name, "capture", {"text": f"{name}'s challenge"}, what="headline", phase=table.state.run.phase)
    table.until("check-out")
    for name in table.people:
        table.move(name, "answer_review", {"word": f"word {name}"})
    table.move("Bo", "close")

    record = table.screen("Dina")
    assert record.layout == "record"
    assert agreements.in_force(learning_set) is not None
    assert [part.lines for part in record.parts if part.id == "agreed"] == [("We start on time.",)]
    assert "held-to" not in {part.id for part in record.parts}
    assert len(challenges.of_set(table.people["Bo"], learning_set)) == len(table.people)
    words = [card for part in record.parts if part.id == "review-word" for card in part.cards]
    assert [card.by for card in words] == [""] * len(table.people)


def classic(at) -> Table:
    table = opened(at)
    brought = challenge(table.people["Dina"], table.meeting.learning_set, "How do I tell the board we are late?", at)
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=40, challenge=brought.pk)
    table.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 40}])
    table.until("explore")
    table.move("Farah", "have_question", {"text": "What would the board lose?"}, slot=table.state.slot.number)
    table.move("Dina", "keep_question", question=table.state.questions[0].id)
    table.until("sum-up")
    table.move("Dina", "choose_action", {"text": "Tell the chair on Tuesday"})
    return table


def test_a_record_promises_what_stands_below_and_no_more(at):
    full = classic(at)
    full.move("Bo", "close")
    empty = opened(at, names=("Hana", "Noor", "Oskar"))
    empty.move("Hana", "close")

    assert full.screen("Dina").for_you == "What you kept and what you will try stands below; the rest belongs to the set."
    assert full.screen("Bo").for_you == "You kept nothing for yourself this time. Below stands what the set wrote down."
    assert empty.screen("Hana").for_you.startswith("Nothing was written down in this meeting")
    assert [part.id for part in empty.screen("Hana").parts] == ["next-time", "held-to"]


def test_a_classic_meeting_goes_through_every_phase_to_its_record(at):
    table = classic(at)

    table.until("process-review")
    for name in ("Chen", "Dina", "Edo", "Farah", "Goran"):
        table.move(name, "answer_review", {"heard": "4", "stretched": "3", "word": "slow"})
    assert whole(table) == ["process-review", "check-out"]
    table.move("Bo", "answer_review", {"heard": "1", "stretched": "1", "word": "late"})
    table.move("Bo", "close")
    titles = {part.id: part for part in table.screen("Dina").parts}
    assert {"kept", "set-out", "presented", "held-to"} <= set(titles)
    assert titles["review-heard"].text == "From 1 to 5: 4, 4, 4, 4, 4"
    assert dict(meeting_queries.ledger(table.people["Bo"], table.meeting.learning_set))[table.people["Dina"]] > 0
    room = Room.objects.get(meeting=table.meeting)
    assert services.replay(table.meeting) == room.snapshot == step.encode(table.state)


def test_the_next_meeting_opens_with_what_was_set_out(at):
    table = classic(at)
    whole(table)
    table.move("Bo", "close")
    later = table.at + timedelta(days=28)
    coming = meetings.plan_meeting(
        table.meeting.learning_set,
        starts_at=later,
        minutes=210,
        protocol_key="classic",
        by=table.people["Bo"],
        at=table.at,
    )
    following = Table(coming, table.people, later)
    following.move("Bo", "open")
    for name in list(table.people)[1:]:
        following.move(name, "arrive")
    following.until("agreement-and-bids")
    following.move("Dina", "bid", minutes=40)
    following.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 40}])
    following.until("progress")
    while speaker(following) != "Dina":
        following.move(speaker(following), "done_speaking")

    mine = [card for part in following.screen("Dina").parts if part.id == "progress" for card in part.cards]
    theirs = [card.text for part in following.screen("Bo").parts if part.id == "of-turn" for card in part.cards]
    assert [card.text for card in mine] == ["Tell the chair on Tuesday"]
    assert theirs == ["Tell the chair on Tuesday"]


def decided(table: Table, kind: str, body: dict[str, object]) -> None:
    """Everybody consents before the meeting opens."""
    by, learning_set = table.people["Bo"], table.meeting.learning_set
    version = agreement_services.propose(
        learning_set, kind=kind, body=body, reason="", starts=Starts.NEXT_MEETING, by=by, at=table.at
    )
    for person in table.people.values():
        agreement_services.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=table.at)


@pytest.mark.parametrize(("keep", "words", "kept"), [("all", True, 1), ("kept_questions", False, 1), ("actions", False, 0)])
def test_after_a_meeting_remains_what_its_set_decided_to_keep(at, keep, words, kept):
    table = prepared(at)
    decided(table, "notes", {"keep": keep})
    enter(table)
    dina = table.people["Dina"]
    brought = challenge(dina, table.meeting.learning_set, "How do I tell them?", table.at)
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=40, challenge=brought.pk)
    table.move("Bo", "set_order", places=[{"person": str(dina.pk), "minutes": 40}])
    table.until("explore")
    table.move("Edo", "have_question", {"text": "CNRY-question"}, slot=table.state.slot.number)
    table.move("Dina", "keep_question", question=table.state.questions[0].id)
    table.until("check-out")
    table.move("Bo", "close")

    said = [each.text for each in Words.objects.all() if each.audience != "me"]
    assert ("CNRY-question" in said) is words
    assert any(said) is words
    assert KeptQuestion.objects.count() == kept


def test_the_review_asks_what_the_set_chose(at):
    table = prepared(at)
    decided(table, "review", {"items": ["courage", "airtime", "avoided"]})
    enter(table)

    asked = [item["key"] for phase in table.meeting.protocol["phases"] for item in phase.get("review", [])]

    assert asked == ["courage", "airtime", "avoided"]
