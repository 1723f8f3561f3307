"""Questions, speaking in turn, words by id, consent, and the review."""

from uuid import UUID

from knotwork.live.flow import moves, questions, rounds, who
from knotwork.live.flow.events import Consented, QuestionKept, WordsBlanked
from knotwork.live.flow.state import Answer, QuestionState
from knotwork.live.flow.tests.table import AMARA, BO, CHEN, DINA, EDO, FARAH, MEMBERS, Table, opened, presenting
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Audience, Kind

FIRST, SECOND, THIRD, WORD = (UUID(int=number) for number in (801, 802, 803, 870))


def exploring() -> Table:
    return presenting(DINA, EDO, phase="explore")


def test_one_press_joins_the_queue_and_the_first_is_in_play() -> None:
    table = exploring()
    table.move(CHEN, moves.HaveQuestion(FIRST, 0))
    table.move(EDO, moves.HaveQuestion(SECOND, 0))

    asked = questions.in_play(table.state)
    assert asked is not None
    assert asked.id == FIRST
    assert [row.id for row in questions.queue(table.state)] == [SECOND]
    assert table.refused(EDO, moves.HaveQuestion(THIRD, 0)) is Why.ALREADY_SO
    assert table.refused(DINA, moves.HaveQuestion(THIRD, 0)) is Why.NOT_THE_PRESENTER
    assert table.refused(CHEN, moves.HaveQuestion(THIRD, 9)) is Why.NO_SUCH_SLOT


def test_an_answered_question_brings_the_next_into_play() -> None:
    table = exploring()
    table.move(CHEN, moves.HaveQuestion(FIRST, 0))
    table.move(EDO, moves.HaveQuestion(SECOND, 0))
    assert table.refused(CHEN, moves.Answered(FIRST)) is Why.PRESENTER_OR_STEWARD

    table.move(BO, moves.Answered(FIRST))

    asked = questions.in_play(table.state)
    assert asked is not None
    assert asked.id == SECOND
    assert table.refused(BO, moves.Answered(FIRST)) is Why.ALREADY_SO
    table.move(DINA, moves.PassQuestion(SECOND))
    assert questions.in_play(table.state) is None


def test_another_question_put_in_play_sends_the_first_back_to_the_front() -> None:
    table = exploring()
    for person, question in ((CHEN, FIRST), (EDO, SECOND), (FARAH, THIRD)):
        table.move(person, moves.HaveQuestion(question, 0))

    table.move(DINA, moves.PutInPlay(THIRD))

    assert questions.in_play(table.state) == table.state.questions[0]
    assert [row.id for row in questions.queue(table.state)] == [FIRST, SECOND]


def test_the_presenter_keeps_a_question_for_their_own_record_even_later() -> None:
    table = exploring()
    table.move(CHEN, moves.HaveQuestion(FIRST, 0, WORD))
    assert table.refused(BO, moves.KeepQuestion(FIRST)) is Why.PRESENTER_ONLY
    table.to("mini-check")
    table.steer(BO, moves.MoveOn)

    happened = table.move(DINA, moves.KeepQuestion(FIRST))

    assert happened == (QuestionKept(FIRST, 0, DINA, None, WORD),)
    assert table.refused(DINA, moves.KeepQuestion(FIRST)) is Why.ALREADY_SO
    assert table.refused(EDO, moves.KeepQuestion(FIRST)) is Why.PRESENTER_ONLY
    assert table.refused(CHEN, moves.WithdrawQuestion(FIRST)) is Why.NOT_NOW


def test_written_words_that_come_too_late_become_a_card() -> None:
    table = exploring()
    table.to("sum-up")
    assert table.refused(CHEN, moves.HaveQuestion(FIRST, 0)) is Why.NOT_NOW

    table.move(CHEN, moves.HaveQuestion(FIRST, 0, WORD))

    assert table.state.questions[0].state is QuestionState.CARD
    assert "have_question" not in who.available(table.state, CHEN, table.at)


def test_a_withdrawn_question_is_gone_and_its_words_blanked() -> None:
    table = exploring()
    table.move(CHEN, moves.HaveQuestion(FIRST, 0, WORD))
    table.move(EDO, moves.HaveQuestion(SECOND, 0))
    assert table.refused(EDO, moves.WithdrawQuestion(FIRST)) is Why.NOT_YOURS

    happened = table.move(CHEN, moves.WithdrawQuestion(FIRST))

    assert happened == (WordsBlanked(WORD),)
    assert [row.state for row in table.state.questions] == [QuestionState.IN_PLAY]


def test_the_question_in_play_waits_while_the_meeting_is_elsewhere() -> None:
    table = presenting(DINA, phase="clarify")
    table.move(CHEN, moves.HaveQuestion(FIRST, 0))
    table.steer(DINA, moves.GoBack)
    table.steer(DINA, moves.GoBack)
    assert table.phase == "progress"
    assert questions.in_play(table.state) is None

    table.to("clarify")

    asked = questions.in_play(table.state)
    assert asked is not None
    assert asked.id == FIRST


def test_the_next_speaker_is_shown_and_passing_leaves_no_mark() -> None:
    table = opened(facilitator=AMARA)
    table.move(AMARA, moves.Arrive())
    assert rounds.speaker(table.state) == BO
    assert table.refused(CHEN, moves.DoneSpeaking()) is Why.NOT_YOUR_TURN
    table.move(BO, moves.DoneSpeaking())
    table.move(CHEN, moves.PassTurn())

    row = rounds.present_round(table.state)
    assert row is not None
    assert row.done == {BO, CHEN}
    assert rounds.speaker(table.state) == DINA
    assert row.order[-1] == AMARA


def test_two_presses_of_next_do_not_skip_anybody() -> None:
    table = opened()
    table.move(BO, moves.NextSpeaker(after=BO))

    assert table.refused(BO, moves.NextSpeaker(after=BO)) is Why.NOT_THEIR_TURN
    assert table.refused(EDO, moves.NextSpeaker(after=CHEN)) is Why.NOT_STEERING
    assert rounds.speaker(table.state) == CHEN


def test_the_order_of_those_still_to_speak_can_change() -> None:
    table = opened()
    table.move(BO, moves.DoneSpeaking())
    assert table.refused(BO, moves.ReorderRound((BO, EDO))) is Why.NO_SUCH_PERSON

    table.move(BO, moves.ReorderRound((FARAH, EDO)))

    assert rounds.speaker(table.state) == FARAH


def test_who_leaves_is_not_waited_for() -> None:
    table = opened()
    table.move(BO, moves.DoneSpeaking())
    table.move(CHEN, moves.DepartRoom())

    assert rounds.speaker(table.state) == DINA


def test_a_round_in_a_slot_begins_with_the_presenter_or_leaves_them_out() -> None:
    table = presenting(DINA, phase="reflect-back")

    row = rounds.present_round(table.state)

    assert row is not None
    assert DINA not in row.order
    assert set(row.order) == set(MEMBERS) - {DINA}


def test_words_are_kept_for_the_phase_they_were_written_in() -> None:
    table = exploring()
    word = moves.CaptureWords(Kind.PROGRESS, WORD, Audience.SET, phase=2)

    table.move(CHEN, word)

    assert [(row.phase, row.slot, row.person) for row in table.state.captures] == [(2, None, CHEN)]
    assert table.refused(CHEN, word) is Why.ALREADY_SO
    assert table.refused(CHEN, moves.CaptureWords(Kind.LEARNING, FIRST, Audience.SET, phase=11)) is Why.NO_SUCH_PHASE


def test_nobody_can_make_words_wider_than_the_phase_lets_them() -> None:
    table = presenting(DINA, phase="reflect-back")

    def capture(audience: Audience, slot: int | None = 0, what: Kind = Kind.REFLECTION) -> moves.CaptureWords:
        return moves.CaptureWords(what, WORD, audience, phase=6, slot=slot)

    assert table.refused(CHEN, capture(Audience.SET)) is Why.NOT_CAPTURED_HERE
    assert table.refused(CHEN, capture(Audience.UNNAMED)) is Why.NOT_CAPTURED_HERE
    assert table.refused(CHEN, capture(Audience.PRESENTER, what=Kind.MOOD)) is Why.NOT_CAPTURED_HERE
    table.move(CHEN, capture(Audience.PRESENTER))


def test_how_we_work_can_be_said_in_any_phase() -> None:
    table = exploring()

    table.move(CHEN, moves.CaptureWords(Kind.PROCESS, WORD, Audience.SET, phase=5, slot=0))

    assert table.state.captures[0].kind is Kind.PROCESS


def test_one_writes_for_another_only_where_that_is_known() -> None:
    table = opened()
    table.move(FARAH, moves.DepartRoom())
    words = moves.CaptureWords(Kind.MOOD, WORD, Audience.SET, phase=0, person=FARAH)
    assert table.refused(CHEN, words) is Why.NOT_YOURS
    table.move(CHEN, moves.WriteFor(FARAH))

    table.move(CHEN, words)

    assert (table.state.captures[0].person, table.state.captures[0].writer) == (FARAH, CHEN)


def test_the_author_takes_words_back() -> None:
    table = opened()
    table.move(CHEN, moves.CaptureWords(Kind.MOOD, WORD, Audience.SET, phase=0))
    assert table.refused(EDO, moves.WithdrawCapture(WORD)) is Why.NO_SUCH_WORDS

    assert table.move(CHEN, moves.WithdrawCapture(WORD)) == (WordsBlanked(WORD),)
    assert table.state.captures[0].blank


def test_the_presenter_redacts_what_was_said_in_their_slot() -> None:
    table = presenting(DINA, EDO, phase="explore")
    table.move(CHEN, moves.HaveQuestion(FIRST, 0, WORD))
    table.to("reflect-back")
    table.move(CHEN, moves.CaptureWords(Kind.REFLECTION, SECOND, Audience.PRESENTER, phase=6, slot=0))
    assert table.refused(CHEN, moves.Redact(SECOND)) is Why.PRESENTER_ONLY

    assert table.move(DINA, moves.Redact(SECOND)) == (WordsBlanked(SECOND),)
    assert table.move(DINA, moves.Redact(WORD)) == (WordsBlanked(WORD),)
    assert table.state.questions[0].word is None
    assert table.refused(DINA, moves.Redact(THIRD)) is Why.NO_SUCH_WORDS


def test_each_member_answers_the_agreement_and_the_latest_counts() -> None:
    table = opened("first-meeting", facilitator=AMARA)
    agreement = UUID(int=70)
    table.move(CHEN, moves.GiveConsent(agreement, 1, Answer.OBJECT))

    happened = table.move(CHEN, moves.GiveConsent(agreement, 2, Answer.AGREE))

    assert happened == (Consented(CHEN, agreement, 2, Answer.AGREE),)
    assert [(row.person, row.answer) for row in table.state.consents] == [(CHEN, Answer.AGREE)]
    assert table.refused(CHEN, moves.GiveConsent(agreement, 2, Answer.AGREE)) is Why.ALREADY_SO
    assert table.refused(AMARA, moves.GiveConsent(agreement, 2, Answer.AGREE)) is Why.MEMBERS_ONLY


def test_the_review_knows_only_who_has_answered() -> None:
    table = opened("first-meeting")
    assert table.refused(CHEN, moves.AnswerReview()) is Why.NOT_NOW
    table.to("check-out")

    table.move(CHEN, moves.AnswerReview())

    assert table.state.reviewed == {CHEN}
    assert table.refused(CHEN, moves.AnswerReview()) is Why.ALREADY_SO
