import json
from datetime import timedelta
from uuid import uuid4

import pytest

from knotwork.actions.models import Action, ActionReport
from knotwork.actions.services import set_out
from knotwork.challenges.models import Challenge, KeptQuestion
from knotwork.live import services
from knotwork.live.enums import Why as OurWhy
from knotwork.live.enums import WordsFor
from knotwork.live.flow.moves import Malformed
from knotwork.live.flow.why import Why
from knotwork.live.models import Draft, Move, Room, Words
from knotwork.live.tests.factories import challenge, opened, person
from knotwork.meetings.models import Airtime, AttendanceAnswer, Meeting
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections.models import LearningNote
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db


def why(refused: pytest.ExceptionInfo[Refused]) -> object:
    return refused.value.why


def test_opening_freezes_the_shape_and_notes_who_came(at):
    table = opened(at)

    meeting = Meeting.objects.get(pk=table.meeting.pk)
    assert meeting.opened_at is not None
    assert meeting.protocol["key"] == "classic"
    assert AttendanceAnswer.objects.filter(meeting=meeting, came_at__isnull=False).count() == 6


def test_opening_twice_is_opening_once(at):
    table = opened(at)
    before = Move.objects.count()

    again = table.move("Chen", "open", expect=0)

    assert again.duplicate
    assert Move.objects.count() == before


def test_the_same_move_twice_is_kept_once_and_answered_alike(at):
    table = opened(at)
    move_id = uuid4()

    first = table.move("Chen", "ready", move_id=move_id)
    second = table.move("Chen", "ready", move_id=move_id)

    assert (second.seq, second.log_id, second.duplicate) == (first.seq, first.log_id, True)
    assert Move.objects.filter(move_id=move_id).count() == 1


def test_the_same_id_with_other_words_is_refused_and_nothing_is_written(at):
    table = opened(at)
    move_id = uuid4()
    table.move("Chen", "capture", {"text": "Awake."}, move_id=move_id, what="mood", phase=0)

    with pytest.raises(services.OtherBody):
        table.move("Chen", "capture", {"text": "Asleep."}, move_id=move_id, what="mood", phase=0)

    assert [words.text for words in Words.objects.all()] == ["Awake."]


def test_a_steering_move_that_comes_too_late_changes_nothing(at):
    table = opened(at)
    version = table.state.phase_version
    table.move("Bo", "move_on", expect=version)

    with pytest.raises(Refused) as refused:
        table.move("Chen", "move_on", expect=version)

    assert why(refused) is Why.STALE
    assert table.state.here == 1


def test_the_log_is_gapless_and_replays_to_the_snapshot(at):
    table = opened(at)
    table.move("Chen", "capture", {"text": "Here."}, what="mood", phase=0)
    table.move("Bo", "extend", minutes=2)
    table.until("progress")

    lines = list(Move.objects.filter(meeting=table.meeting).order_by("seq").values_list("seq", flat=True))
    assert lines == list(range(1, len(lines) + 1))
    assert services.replay(table.meeting) == Room.objects.get(meeting=table.meeting).snapshot


def test_the_log_holds_structure_only(at):
    table = opened(at)
    table.move("Chen", "capture", {"text": "CNRY-mood"}, what="mood", phase=0)

    told = json.dumps(list(Move.objects.values("kind", "body", "digest")), default=str)
    snapshot = json.dumps(Room.objects.get().snapshot)

    assert "CNRY" not in told + snapshot
    assert Words.objects.get().text == "CNRY-mood"


def test_a_stranger_makes_no_move(at):
    table = opened(at)
    table.people["Mara"] = person("Mara", at)

    with pytest.raises(Refused) as refused:
        table.move("Mara", "arrive")

    assert why(refused) is OurWhy.NOT_IN_THIS_ROOM


def test_whoever_left_the_set_is_shown_out_at_once(at):
    table = opened(at)

    sets.leave(table.meeting.learning_set, by=table.people["Edo"], at=table.at)

    assert table.people["Edo"].pk not in table.state.people.members
    with pytest.raises(Refused):
        table.move("Edo", "ready")


def test_a_move_that_cannot_be_read_is_refused(at):
    table = opened(at)

    with pytest.raises(Malformed):
        table.move("Chen", "capture", {"text": "x"}, what="gossip", phase=0)


def test_words_that_are_missing_are_asked_for(at):
    table = opened(at)

    with pytest.raises(Refused) as refused:
        table.move("Chen", "capture", {"text": "  "}, what="mood", phase=0)

    assert why(refused) is OurWhy.WORDS_MISSING


def test_words_taken_back_are_blanked_and_the_log_stays(at):
    table = opened(at)
    table.move("Chen", "capture", {"text": "Tired."}, what="mood", phase=0)
    word = Words.objects.get()
    before = Move.objects.count()

    table.move("Chen", "withdraw_capture", word=word.pk)

    word.refresh_from_db()
    assert (word.text, word.blanked_at is not None, Move.objects.count()) == ("", True, before + 1)
    assert services.replay(table.meeting) == Room.objects.get().snapshot


def presenting(at):
    """Dina presents; everybody is in Explore."""
    table = opened(at)
    brought = challenge(table.people["Dina"], table.meeting.learning_set, "How do I tell the board we are late?", at)
    table.until("agreement-and-bids")
    table.move("Dina", "bid", minutes=40, challenge=brought.pk)
    table.move("Bo", "set_order", places=[{"person": str(table.people["Dina"].pk), "minutes": 40}])
    table.until("explore")
    return table, brought


def test_a_question_the_presenter_keeps_goes_to_their_own_record(at):
    table, brought = presenting(at)
    table.move("Farah", "have_question", {"text": "What would the board lose?"}, slot=table.state.slot.number)

    table.move("Dina", "keep_question", question=table.state.questions[0].id)

    kept = KeptQuestion.objects.get()
    assert (kept.owner, kept.challenge, kept.text) == (table.people["Dina"], brought, "What would the board lose?")


def test_bringing_a_challenge_shows_it_to_the_set(at):
    _table, brought = presenting(at)

    assert Challenge.objects.get(pk=brought.pk).shown_to_set


def test_nobody_bids_with_a_challenge_of_somebody_else(at):
    table = opened(at)
    foreign = challenge(table.people["Dina"], table.meeting.learning_set, "Mine.", at)
    table.until("agreement-and-bids")

    with pytest.raises(Refused) as refused:
        table.move("Edo", "bid", minutes=30, challenge=foreign.pk)

    assert why(refused) is OurWhy.NOT_YOUR_CHALLENGE


def test_actions_and_airtime_are_kept_where_they_belong(at):
    table, brought = presenting(at)
    table.until("sum-up")

    table.move("Dina", "choose_action", {"text": "Tell the chair on Friday.", "hopes_to_learn": "What she fears."})
    table.at += timedelta(minutes=5)
    table.until("learning")

    action = Action.objects.get()
    assert (action.what, action.challenge, action.owner) == ("Tell the chair on Friday.", brought, table.people["Dina"])
    assert Airtime.objects.get().seconds >= 300


def test_progress_is_told_from_the_open_actions(at):
    table = opened(at)
    owner, learning_set = table.people["Chen"], table.meeting.learning_set
    action = set_out(owner=owner, learning_set=learning_set, what="Ask Ivo.", at=at)
    table.until("progress")

    words = {"text": "He said no.", "outcome": "tried", "action": str(action.pk)}
    table.move("Chen", "capture", words, what="progress", phase=table.state.run.phase)

    report = ActionReport.objects.get()
    assert (report.what_happened, report.shown_to_set, report.outcome) == ("He said no.", True, "tried")


def test_a_learning_for_me_alone_is_sealed_for_me_alone(at):
    table, _brought = presenting(at)
    table.until("learning")

    words = {"text": "I rescue.", "level": "self", "audience": "me"}
    table.move("Edo", "capture", words, what="learning", phase=table.state.run.phase)

    note, said = LearningNote.objects.get(), Words.objects.get(author=table.people["Edo"])
    assert (note.audience, note.text, said.sealed_for().kind) == ("me", "I rescue.", "person")


def reviewed(at, names):
    table, _brought = presenting(at)
    table.until("process-review")
    for name in names:
        table.move(name, "answer_review", {"heard": "4", "word": f"word of {name}"})
    return table


def test_a_review_of_four_is_unnamed_untimed_and_shown_all_at_once(at):
    table = reviewed(at, ("Bo", "Chen", "Dina", "Edo"))
    before = Words.objects.filter(audience=WordsFor.UNNAMED).count()

    table.move("Bo", "move_on")

    answers = Words.objects.filter(audience=WordsFor.UNNAMED)
    told = sorted(json.loads(answer.text)["text"] for answer in answers)
    assert before == 0
    assert told == ["4", "4", "4", "4", "word of Bo", "word of Chen", "word of Dina", "word of Edo"]
    assert {answer.author_id for answer in answers} == {None}
    assert Draft.objects.count() == 0


def test_fewer_than_four_unnamed_answers_are_shown_to_nobody(at):
    table = reviewed(at, ("Bo", "Chen"))

    table.move("Bo", "move_on")

    assert set(Words.objects.exclude(audience="set").values_list("audience", flat=True)) == {WordsFor.ME}


def test_the_review_leaves_nothing_but_has_answered_in_the_log(at):
    reviewed(at, ("Bo", "Chen", "Dina", "Edo"))

    assert set(map(str, Move.objects.filter(kind="answer_review").values_list("body", flat=True))) == {"{}"}


def test_ending_the_meeting_closes_it(at):
    table, _brought = presenting(at)
    table.until("check-out")

    table.move("Bo", "close")

    meeting = Meeting.objects.get(pk=table.meeting.pk)
    assert (meeting.closed_at, Room.objects.get().closed_at) == (table.at, table.at)
    with pytest.raises(Refused) as refused:
        table.move("Bo", "ready")
    assert why(refused) is OurWhy.OVER


def test_after_a_restore_open_rooms_go_on_in_a_new_log(at):
    table = opened(at)
    old = Room.objects.get()

    services.begin_new_logs(table.at)
    table.move("Chen", "ready")

    new = Room.objects.get()
    assert new.log_id != old.log_id
    assert new.seq == 1
    assert services.replay(table.meeting) == new.snapshot
