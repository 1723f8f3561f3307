"""What the room keeps to: the agreement, the ledger among members, and names where answers cannot honestly be unnamed."""

from datetime import timedelta

import pytest

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.live import queries, services
from knotwork.live.tests.factories import Table, enter, heron, opened, person, prepared
from knotwork.meetings import queries as meeting_queries
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


def test_nobody_is_let_into_a_meeting_that_was_over_before_they_came(at):
    table = opened(at, names=("Bo", "Chen", "Dina"))
    meeting, bo = table.meeting, table.people["Bo"]
    table.until("agreement-and-bids")
    table.move("Bo", "close")
    amara, farah, soon_after = person("Amara", at), person("Farah", at), table.at + timedelta(minutes=5)
    sets.begin_term(meeting.learning_set, person=amara, end_rule=EndRule.OPEN, by=bo, at=soon_after)
    _, secret = sets.invite(meeting.learning_set, by=bo, at=soon_after)
    sets.join(secret=secret, person=farah, commitment="I come.", at=soon_after)
    later = soon_after + timedelta(minutes=5)
    meeting.refresh_from_db()

    asked = {(meeting.pk, one.pk) for one in (bo, amara, farah)}

    assert queries.pairs_that_may_be_in(asked, later) == {(meeting.pk, bo.pk)}
    assert set(
        queries.gather(queries.find(meeting.pk, later), {bo.pk, amara.pk, farah.pk}, here=frozenset(), at=later).viewers
    ) == {bo.pk}
    assert meeting_queries.load_meeting(amara, {"meeting_id": meeting.pk}, later) is None
    assert not meeting_queries.may_read_words_of(farah, meeting)


def test_a_facilitator_whose_term_goes_on_without_a_gap_still_reads_the_meetings_before(at):
    table = opened(at, names=("Bo", "Chen", "Dina"))
    meeting, bo, amara = table.meeting, table.people["Bo"], person("Amara", at)
    sets.begin_term(meeting.learning_set, person=amara, end_rule=EndRule.OPEN, by=bo, at=table.at)
    table.until("agreement-and-bids")
    table.move("Bo", "close")

    later = table.at + timedelta(days=3)
    sets.begin_term(meeting.learning_set, person=amara, end_rule=EndRule.OPEN, by=bo, at=later)

    assert meeting_queries.load_meeting(amara, {"meeting_id": meeting.pk}, later) is not None
    assert queries.may_be_in(amara, meeting.pk, later)


def test_the_door_of_a_set_that_is_put_away_opens_for_nobody_and_says_why(at):
    table = agreed(at)
    before = part_of(table.screen("Chen"), "open")

    sets.archive(table.meeting.learning_set, by=table.people["Bo"], at=at)

    assert before is not None
    assert part_of(table.screen("Chen"), "open") is None
    assert table.screen("Chen").for_you.startswith("This set is put away.")


def test_what_is_tried_for_once_is_looked_at_in_the_review_and_stands_beside_its_answers(at):
    table = prepared(at)
    learning_set, bo = table.meeting.learning_set, table.people["Bo"]
    body = {"items": ["heard", "quiet", "word"]}
    agreements.try_once(learning_set, kind="review", body=body, reason="Once.", by=bo, at=at)

    enter(table)
    table.until("agreement-and-bids")
    table.move("Bo", "set_order", places=[])
    before = [part.id for part in table.screen("Chen").parts]
    table.until("process-review")
    tried = part_of(table.screen("Chen"), "tried-review")
    table.move("Bo", "close")
    after = part_of(table.screen("Chen"), "tried-review")

    assert "tried-review" not in before
    assert tried.title == "Tried this time"
    assert len(tried.text.split("; ")) == 3
    assert after.text == tried.text
