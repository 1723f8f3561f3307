"""Words by id, consent, who has answered the review, and what the next meeting is to try."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from knotwork.live.flow.change import replace
from knotwork.live.flow.events import Consented, Stepped, WordsBlanked
from knotwork.live.flow.moves import (
    AnswerReview,
    CaptureWords,
    GiveConsent,
    LeaveNextTime,
    Redact,
    TryNextTime,
    WithdrawCapture,
    WordMove,
)
from knotwork.live.flow.rounds import acts_for
from knotwork.live.flow.state import Capture, Consent, State, slot_numbered
from knotwork.live.flow.why import Why
from knotwork.protocols.shape import Audience, Kind, Phase

_READERS = {
    Audience.SET: frozenset({Audience.SET, Audience.PRESENTER, Audience.ME}),
    Audience.UNNAMED: frozenset({Audience.SET, Audience.ME}),
    Audience.PRESENTER: frozenset({Audience.PRESENTER, Audience.ME}),
    Audience.ME: frozenset({Audience.ME}),
}
"""By a phase's audience: whom words written in it may be for; nobody can widen it."""


def take(state: State, move: WordMove, by: UUID, at: datetime) -> Stepped | Why:
    """Make a move about words that `who` has let pass."""
    match move:
        case CaptureWords():
            return _capture(state, move, by, at)
        case WithdrawCapture(word=word):
            return _withdraw(state, word, by, at)
        case Redact(word=word):
            return _redact(state, word, by, at)
        case GiveConsent():
            return _consent(state, move, by, at)
        case AnswerReview():
            return Stepped(replace(state, at=at, reviewed=state.reviewed | {by}))
        case TryNextTime() | LeaveNextTime():
            return Stepped(replace(state, at=at))
        case _:
            assert_never(move)


def _capture(state: State, move: CaptureWords, by: UUID, at: datetime) -> Stepped | Why:
    """Words are kept for the stop they were written at, however far the meeting has gone since."""
    if not any((run.phase, run.slot) == (move.phase, move.slot) for run in state.path):
        return Why.NO_SUCH_PHASE
    person = by if move.person is None else move.person
    if not acts_for(state, by, person):
        return Why.NOT_YOURS
    if not _belongs(state.protocol.phases[move.phase], move):
        return Why.NOT_CAPTURED_HERE
    if any(row.word == move.word for row in state.captures):
        return Why.ALREADY_SO
    row = Capture(move.word, move.what, move.audience, person, by, move.phase, move.slot)
    return Stepped(replace(state, at=at, captures=(*state.captures, row)))


def _belongs(phase: Phase, move: CaptureWords) -> bool:
    """Whether these words are of a kind, and for readers, that the phase knows. How we work can be said anywhere."""
    if move.audience is Audience.PRESENTER and move.slot is None:
        return False
    if move.what is Kind.PROCESS:
        return move.audience in _READERS[Audience.SET]
    return move.what in phase.capture and move.audience in _READERS[phase.audience]


def _withdraw(state: State, word: UUID, by: UUID, at: datetime) -> Stepped | Why:
    row = next((one for one in state.captures if one.word == word), None)
    if row is None:
        return Why.NO_SUCH_WORDS
    return _blanked(state, row, at) if by in (row.person, row.writer) else Why.NOT_YOURS


def _redact(state: State, word: UUID, by: UUID, at: datetime) -> Stepped | Why:
    row = next((one for one in state.captures if one.word == word), None)
    asked = next((one for one in state.questions if one.word == word), None)
    number = row.slot if row is not None else asked.slot if asked is not None else None
    slot = None if number is None else slot_numbered(state, number)
    if slot is None:
        return Why.NO_SUCH_WORDS
    if not acts_for(state, by, slot.person) or (row is not None and row.audience is Audience.ME and row.person != slot.person):
        return Why.PRESENTER_ONLY
    if row is not None:
        return _blanked(state, row, at)
    questions = tuple(replace(one, word=None) if one.word == word else one for one in state.questions)
    return Stepped(replace(state, at=at, questions=questions), (WordsBlanked(word),))


def _blanked(state: State, row: Capture, at: datetime) -> Stepped | Why:
    if row.blank:
        return Why.ALREADY_SO
    captures = tuple(replace(one, blank=True) if one.word == row.word else one for one in state.captures)
    return Stepped(replace(state, at=at, captures=captures), (WordsBlanked(row.word),))


def _consent(state: State, move: GiveConsent, by: UUID, at: datetime) -> Stepped | Why:
    given = Consent(by, move.agreement, move.revision, move.answer)
    if given in state.consents:
        return Why.ALREADY_SO
    others = tuple(row for row in state.consents if (row.person, row.version) != (by, move.agreement))
    told = Consented(by, move.agreement, move.revision, move.answer)
    return Stepped(replace(state, at=at, consents=(*others, given)), (told,))
