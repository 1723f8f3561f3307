"""Questions to a presenter: a queue, at most one in play, and those the presenter keeps."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Event, QuestionKept, Stepped, WordsBlanked
from knotwork.live.flow.moves import (
    Answered,
    HaveQuestion,
    KeepQuestion,
    PassQuestion,
    PutInPlay,
    QuestionMove,
    WithdrawQuestion,
)
from knotwork.live.flow.rounds import acts_for
from knotwork.live.flow.state import Question, QuestionState, State, slot_numbered
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Kind

type Questions = tuple[Question, ...]


def in_play(state: State) -> Question | None:
    """The question in play; None if there is none."""
    return next((row for row in state.questions if row.state is QuestionState.IN_PLAY), None)


def queue(state: State) -> Questions:
    """The questions that wait in the present slot, first come first."""
    run = state.run
    number = None if run is None else run.slot
    return tuple(row for row in state.questions if row.slot == number and row.state is QuestionState.WAITING)


def are_asked_here(state: State) -> bool:
    """Whether questions are asked in the present phase."""
    phase = state.phase
    return phase is not None and state.slot is not None and Kind.QUESTION in phase.capture


def seated(state: State) -> Questions:
    """The questions after the meeting moved: one in play only in its own slot, the next one in where none is."""
    run = state.run
    number = None if run is None else run.slot
    rows = tuple(
        replace(row, state=QuestionState.WAITING) if row.state is QuestionState.IN_PLAY and row.slot != number else row
        for row in state.questions
    )
    return _promoted(rows, number) if are_asked_here(state) else rows


def put_aside(rows: Questions, row: Question) -> Questions:
    """The questions when the presenter turns elsewhere: this one is passed and none comes into play by itself."""
    return _with(rows, replace(row, state=QuestionState.PASSED))


def take(state: State, move: QuestionMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a move about questions that `who` has let pass."""
    if isinstance(move, HaveQuestion):
        return _have(state, move, by, at)
    row = next((one for one in state.questions if one.id == move.question), None)
    return Why.NO_SUCH_QUESTION if row is None else _about(state, row, move, by, at)


def _about(
    state: State,
    row: Question,
    move: WithdrawQuestion | PutInPlay | Answered | PassQuestion | KeepQuestion,
    by: UUID,
    at: datetime,
) -> Stepped | Why:
    match move:
        case WithdrawQuestion():
            return _withdraw(state, row, by, at)
        case PutInPlay():
            return _put_in_play(state, row, at)
        case Answered():
            return _ended(state, row, QuestionState.ANSWERED, at)
        case PassQuestion():
            return _ended(state, row, QuestionState.PASSED, at)
        case KeepQuestion():
            return _keep(state, row, by, at)
        case _:
            assert_never(move)


def _have(state: State, move: HaveQuestion, by: UUID, at: datetime) -> Stepped | Why:
    slot = slot_numbered(state, move.slot)
    if slot is None or not any(run.slot == move.slot for run in state.path):
        return Why.NO_SUCH_SLOT
    asker = move.person or by
    if not acts_for(state, by, asker) or acts_for(state, asker, slot.person):
        return Why.NOT_YOURS if asker != by else Why.NOT_THE_PRESENTER
    if any(row.id == move.question for row in state.questions):
        return Why.ALREADY_SO
    is_now = are_asked_here(state) and state.slot == slot
    if move.word is None:
        if not is_now:
            return Why.NOT_NOW
        if any(row.by == asker and row.word is None and row.state is QuestionState.WAITING for row in queue(state)):
            return Why.ALREADY_SO
    status = QuestionState.WAITING if is_now else QuestionState.CARD
    rows = (*state.questions, Question(move.question, asker, move.slot, move.word, status))
    return _told(state, _promoted(rows, move.slot) if is_now else rows, at)


def _withdraw(state: State, row: Question, by: UUID, at: datetime) -> Stepped | Why:
    if not acts_for(state, by, row.by):
        return Why.NOT_YOURS
    if row.kept:
        return Why.NOT_NOW
    rows = tuple(one for one in state.questions if one.id != row.id)
    if are_asked_here(state):
        rows = _promoted(rows, row.slot)
    return _told(state, rows, at, *([] if row.word is None else [WordsBlanked(row.word)]))


def _put_in_play(state: State, row: Question, at: datetime) -> Stepped | Why:
    if state.slot is None or row.slot != state.slot.number:
        return Why.NO_SUCH_QUESTION
    if row.state is QuestionState.IN_PLAY:
        return Why.ALREADY_SO
    others = tuple(one for one in state.questions if one.id != row.id)
    before = tuple(replace(one, state=QuestionState.WAITING) for one in others if one.state is QuestionState.IN_PLAY)
    rest = tuple(one for one in others if one.state is not QuestionState.IN_PLAY)
    return _told(state, (replace(row, state=QuestionState.IN_PLAY), *before, *rest), at)


def _ended(state: State, row: Question, status: QuestionState, at: datetime) -> Stepped | Why:
    if state.slot is None or row.slot != state.slot.number:
        return Why.NO_SUCH_QUESTION
    if row.state is status:
        return Why.ALREADY_SO
    if row.state not in (QuestionState.IN_PLAY, QuestionState.WAITING):
        return Why.NOT_NOW
    rows = _with(state.questions, replace(row, state=status))
    return _told(state, _promoted(rows, row.slot) if are_asked_here(state) else rows, at)


def _keep(state: State, row: Question, by: UUID, at: datetime) -> Stepped | Why:
    slot = slot_numbered(state, row.slot)
    if slot is None or not acts_for(state, by, slot.person):
        return Why.PRESENTER_ONLY
    if row.kept:
        return Why.ALREADY_SO
    kept = QuestionKept(row.id, row.slot, slot.person, slot.challenge, row.word)
    return _told(state, _with(state.questions, replace(row, kept=True)), at, kept)


def _told(state: State, rows: Questions, at: datetime, *happened: Event) -> Stepped:
    return Stepped(replace(state, at=at, questions=rows), happened)


def _with(rows: Questions, row: Question) -> Questions:
    return tuple(row if one.id == row.id else one for one in rows)


def _promoted(rows: Questions, slot: int | None) -> Questions:
    """The first that waits in this slot comes into play if none is."""
    if any(row.state is QuestionState.IN_PLAY for row in rows):
        return rows
    for row in rows:
        if row.slot == slot and row.state is QuestionState.WAITING:
            return _with(rows, replace(row, state=QuestionState.IN_PLAY))
    return rows
