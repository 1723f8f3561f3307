"""Moves about turns, airtime, questions and words."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from knotwork.live.flow.state import Answer
from knotwork.protocols.shape import Audience, Kind


class OfRound:
    """Speaking in turn."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class DoneSpeaking(OfRound):
    """It was my turn and I am done."""

    kind: ClassVar[str] = "done_speaking"


@dataclass(frozen=True, slots=True)
class PassTurn(OfRound):
    """I do not speak in this round; no mark remains."""

    kind: ClassVar[str] = "pass_turn"


@dataclass(frozen=True, slots=True)
class NextSpeaker(OfRound):
    """Whoever may steer hands on from the present speaker, who is named so that two presses do not skip anyone."""

    kind: ClassVar[str] = "next_speaker"
    after: UUID


@dataclass(frozen=True, slots=True)
class ReorderRound(OfRound):
    """Whoever may steer changes the order of those who have not spoken yet."""

    kind: ClassVar[str] = "reorder_round"
    order: tuple[UUID, ...]


type RoundMove = DoneSpeaking | PassTurn | NextSpeaker | ReorderRound


class OfSlot:
    """Airtime."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class PlaceBid(OfSlot):
    """A member asks for so many minutes of airtime; a second bid replaces the first. `person`: whom one writes for."""

    kind: ClassVar[str] = "bid"
    minutes: int
    challenge: UUID | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawBid(OfSlot):
    """I do not present today after all; a slot of mine that has not begun goes too."""

    kind: ClassVar[str] = "withdraw_bid"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the running order."""

    person: UUID
    minutes: int
    challenge: UUID | None = None


@dataclass(frozen=True, slots=True)
class SetOrder(OfSlot):
    """The set's running order of those who have not begun; empty = nobody presents. Replaces what was planned."""

    kind: ClassVar[str] = "set_order"
    expect: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BeginSlot(OfSlot):
    """Begin with this slot now, whatever the order says; not while somebody presents."""

    kind: ClassVar[str] = "begin_slot"
    expect: int
    slot: int


@dataclass(frozen=True, slots=True)
class PresenterAbsent(OfSlot):
    """The slot is carried to a next meeting and counts no airtime; `instead` takes its place and minutes."""

    kind: ClassVar[str] = "presenter_absent"
    expect: int
    slot: int
    instead: UUID | None = None


@dataclass(frozen=True, slots=True)
class StopSlot(OfSlot):
    """The presenter ends the slot, at any moment, without giving a reason."""

    kind: ClassVar[str] = "stop_slot"


@dataclass(frozen=True, slots=True)
class AcceptOffers(OfSlot):
    """The presenter wants offers."""

    kind: ClassVar[str] = "accept_offers"


@dataclass(frozen=True, slots=True)
class DeclineOffers(OfSlot):
    """The presenter wants no offers: that phase is left out, also when the meeting is in it."""

    kind: ClassVar[str] = "decline_offers"


@dataclass(frozen=True, slots=True)
class Redirect(OfSlot):
    """The presenter asks to turn elsewhere; the question in play is passed."""

    kind: ClassVar[str] = "redirect"


@dataclass(frozen=True, slots=True)
class ChooseAction(OfSlot):
    """I set out this action (its words live with actions); in a slot it belongs to the presenter's slot.

    `person`: whom one writes for.
    """

    kind: ClassVar[str] = "choose_action"
    action: UUID
    person: UUID | None = None


type SlotMove = (
    PlaceBid
    | WithdrawBid
    | SetOrder
    | BeginSlot
    | PresenterAbsent
    | StopSlot
    | AcceptOffers
    | DeclineOffers
    | Redirect
    | ChooseAction
)


class OfQuestion:
    """Questions to a presenter."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class HaveQuestion(OfQuestion):
    """I have a question. `slot` is the slot the form was drawn in; words that come too late become a card.

    `person`: whom one writes for.
    """

    kind: ClassVar[str] = "have_question"
    question: UUID
    slot: int
    word: UUID | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawQuestion(OfQuestion):
    """I take my question back; it is gone unless the presenter has kept it."""

    kind: ClassVar[str] = "withdraw_question"
    question: UUID


@dataclass(frozen=True, slots=True)
class PutInPlay(OfQuestion):
    """Presenter or steward: this question now. The one in play goes back to the front of the queue."""

    kind: ClassVar[str] = "put_in_play"
    question: UUID


@dataclass(frozen=True, slots=True)
class Answered(OfQuestion):
    """The question in play has had its answer; the next in the queue comes into play."""

    kind: ClassVar[str] = "answered"
    question: UUID


@dataclass(frozen=True, slots=True)
class PassQuestion(OfQuestion):
    """The presenter passes on a question."""

    kind: ClassVar[str] = "pass_question"
    question: UUID


@dataclass(frozen=True, slots=True)
class KeepQuestion(OfQuestion):
    """The presenter keeps a question asked in their slot; it goes to their own record. Until the meeting closes."""

    kind: ClassVar[str] = "keep_question"
    question: UUID


type QuestionMove = HaveQuestion | WithdrawQuestion | PutInPlay | Answered | PassQuestion | KeepQuestion


class OfWords:
    """Words by id."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CaptureWords(OfWords):
    """Words for the phase (and slot) they were written in, which may have passed. `person`: for whom I write."""

    kind: ClassVar[str] = "capture"
    what: Kind
    word: UUID
    audience: Audience
    phase: int
    slot: int | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawCapture(OfWords):
    """I take back words of mine."""

    kind: ClassVar[str] = "withdraw_capture"
    word: UUID


@dataclass(frozen=True, slots=True)
class Redact(OfWords):
    """The presenter blanks words from their own slot, a question's words too."""

    kind: ClassVar[str] = "redact"
    word: UUID


@dataclass(frozen=True, slots=True)
class GiveConsent(OfWords):
    """A member's answer to a version of the agreement; a later answer replaces it."""

    kind: ClassVar[str] = "consent"
    agreement: UUID
    revision: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerReview(OfWords):
    """I have answered the review; once, and nothing of the answer is here."""

    kind: ClassVar[str] = "answer_review"


@dataclass(frozen=True, slots=True)
class TryNextTime(OfWords):
    """I let the next meeting alone try another shape; which, the set's own rules keep."""

    kind: ClassVar[str] = "try_next_time"


@dataclass(frozen=True, slots=True)
class LeaveNextTime(OfWords):
    """The next meeting is to have the shape again that was planned."""

    kind: ClassVar[str] = "leave_next_time"


type WordMove = CaptureWords | WithdrawCapture | Redact | GiveConsent | AnswerReview | TryNextTime | LeaveNextTime
