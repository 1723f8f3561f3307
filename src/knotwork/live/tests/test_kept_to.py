"""What the room keeps to: the agreement, the ledger among members, and names where answers cannot honestly be unnamed."""

from datetime import timedelta

import pytest

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.live import services
from knotwork.live.tests.factories import Table, heron, opened, person
from knotwork.meetings import services as meetings
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule

pytestmark = pytest.mark.django_db
CLAUSES = ["What is said here stays here.", "We ask before we advise."]


def part_of(screen, name: str):
    return next((part for part in screen.parts if part.id == name), None)


def agreed(at) -> Table:
    """A meeting of three whose agreement is in force since the day before."""
    learning_set, people = heron(at - timedelta(days=7), names=("Bo", "Chen", "Dina"))
    bo, before = people["Bo"], at - timedelta(days=1)
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=210, protocol_key="classic", by=bo, at=at - timedelta(days=6)
    )
    draft = agreements.begin_draft(learning_set, by=bo, at=before)
    for clause in CLAUSES:
        draft = agreements.add_clause(draft, text=clause, by=bo, at=before)
    for one in people.values():
        agreements.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=one, at=before)
    return Table(meeting, people, at)


def test_the_lobby_shows_the_clauses_and_the_record_keeps_their_version(at):
    table = agreed(at)

    lobby = part_of(table.screen("Chen"), "agreement")
    table.move("Bo", "open")
    agreements.begin_draft(table.meeting.learning_set, by=table.people["Bo"], at=table.at)
    table.move("Bo", "close")
    table.meeting.refresh_from_db()

    assert (list(lobby.lines), lobby.soft) == (CLAUSES, "Version 1, in force")
    assert table.meeting.agreement.number == 1
    assert part_of(table.screen("Chen"), "held-to").text == "Version 1 was in force."


def test_airtime_is_shown_to_members_and_not_to_whoever_only_facilitates(at):
    table = opened(at)
    table.people["Amara"] = amara = person("Amara", at)
    sets.begin_term(table.meeting.learning_set, person=amara, end_rule=EndRule.OPEN, by=table.people["Bo"], at=table.at)
    services.follow_circle(table.meeting.pk, at=table.at)
    table.move("Amara", "arrive")

    table.until("agreement-and-bids")

    assert [name for name, _minutes in part_of(table.screen("Bo"), "ledger").rows] == sorted(set(table.people) - {"Amara"})
    assert part_of(table.screen("Amara"), "ledger") is None


@pytest.mark.parametrize(
    ("names", "who", "body"),
    [
        (("Bo", "Chen", "Dina"), "You are fewer than four, so the answers are shown with names.", (("named", "yes"),)),
        (("Bo", "Chen", "Dina", "Edo"), "The set sees the answers unnamed, all at once, when the review closes.", ()),
    ],
)
def test_a_review_says_before_anybody_answers_whether_it_is_named(at, names, who, body):
    table = opened(at, names=names)
    table.until("agreement-and-bids")
    table.move("Bo", "set_order", places=[])

    table.until("process-review")

    (ask,) = part_of(table.screen("Chen"), "review").asks
    assert ask.who_words.startswith(who)
    assert ask.body == body
