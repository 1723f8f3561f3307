"""Everything that can be done in a meeting: one frozen dataclass per move, ids and minutes only.

A steering move carries `expect`, the `State.phase_version` its sender saw; another one is refused as stale.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from knotwork.live.flow import codec
from knotwork.live.flow.codec import Malformed
from knotwork.live.flow.state import Answer, PauseKind, Seat
from knotwork.protocols.shape import Audience, Kind

__all__ = ["KINDS", "Malformed", "Move", "body", "parse"]


@dataclass(frozen=True, slots=True)
class Arrive:
    """I am here. Any other move says so too."""

    kind: ClassVar[str] = "arrive"


@dataclass(frozen=True, slots=True)
class DepartRoom:
    """I leave the room; a steward who leaves frees the chair."""

    kind: ClassVar[str] = "depart_room"


@dataclass(frozen=True, slots=True)
class Admit:
    """The product lets a person in who may now be here (joined, invited, term begun)."""

    kind: ClassVar[str] = "admit"
    person: UUID
    seat: Seat


@dataclass(frozen=True, slots=True)
class Remove:
    """The product shows out a person whose membership or term has ended."""

    kind: ClassVar[str] = "remove"
    person: UUID


@dataclass(frozen=True, slots=True)
class WriteFor:
    """I write for somebody who is in the room with me and has no screen."""

    kind: ClassVar[str] = "write_for"
    person: UUID


@dataclass(frozen=True, slots=True)
class StopWritingFor:
    """I no longer write for this person; they count as present no more."""

    kind: ClassVar[str] = "stop_writing_for"
    person: UUID


type PeopleMove = Arrive | DepartRoom | Admit | Remove | WriteFor | StopWritingFor


@dataclass(frozen=True, slots=True)
class TakeChair:
    """I steward: when nobody does, the steward is lost, or the steward presents (then until the slot ends)."""

    kind: ClassVar[str] = "take_chair"


@dataclass(frozen=True, slots=True)
class OfferChair:
    """The steward offers the chair to somebody present."""

    kind: ClassVar[str] = "offer_chair"
    to: UUID


@dataclass(frozen=True, slots=True)
class AcceptChair:
    """I accept the chair offered to me."""

    kind: ClassVar[str] = "accept_chair"


@dataclass(frozen=True, slots=True)
class DeclineChair:
    """I decline the chair offered to me."""

    kind: ClassVar[str] = "decline_chair"


@dataclass(frozen=True, slots=True)
class LeaveChair:
    """The steward gives the chair up."""

    kind: ClassVar[str] = "leave_chair"


@dataclass(frozen=True, slots=True)
class StewardLost:
    """The product says that the steward has been away for 60 seconds: anyone may steer."""

    kind: ClassVar[str] = "steward_lost"


@dataclass(frozen=True, slots=True)
class StewardBack:
    """The product says that the lost steward is back: the chair is offered to them, not seized."""

    kind: ClassVar[str] = "steward_back"


type ChairMove = TakeChair | OfferChair | AcceptChair | DeclineChair | LeaveChair | StewardLost | StewardBack


@dataclass(frozen=True, slots=True)
class Open:
    """The meeting begins with its first phase."""

    kind: ClassVar[str] = "open"
    expect: int


@dataclass(frozen=True, slots=True)
class MoveOn:
    """On to the next phase. In a slot the presenter or the steward; elsewhere whoever may steer."""

    kind: ClassVar[str] = "move_on"
    expect: int


@dataclass(frozen=True, slots=True)
class GoBack:
    """Back to the stop before; nothing is lost, and moving on returns."""

    kind: ClassVar[str] = "go_back"
    expect: int


@dataclass(frozen=True, slots=True)
class SkipPhase:
    """Leave the present phase out, if it may be left out."""

    kind: ClassVar[str] = "skip_phase"
    expect: int


@dataclass(frozen=True, slots=True)
class SuggestMoveOn:
    """Outside a slot: we move on in 20 seconds unless somebody says stay."""

    kind: ClassVar[str] = "suggest_move_on"
    expect: int


@dataclass(frozen=True, slots=True)
class Stay:
    """Let us stay; nobody's name is shown."""

    kind: ClassVar[str] = "stay"


@dataclass(frozen=True, slots=True)
class Settle:
    """Let happen what is due by now (a suggestion, the end of a silence). Anyone, any time, also the product."""

    kind: ClassVar[str] = "settle"


@dataclass(frozen=True, slots=True)
class ThinkItIsTime:
    """In a slot: I think it is time to move on; only the presenter and the steward see how many do."""

    kind: ClassVar[str] = "think_it_is_time"


@dataclass(frozen=True, slots=True)
class Ready:
    """I am ready to move on."""

    kind: ClassVar[str] = "ready"


@dataclass(frozen=True, slots=True)
class NotReady:
    """I am not ready after all."""

    kind: ClassVar[str] = "not_ready"


@dataclass(frozen=True, slots=True)
class Extend:
    """Give the present phase more minutes, 1 to 60; fewer (negative) takes back what was given."""

    kind: ClassVar[str] = "extend"
    expect: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Shorten:
    """Plan a phase held once with so many minutes. Below its protected minutes every screen present must send the same."""

    kind: ClassVar[str] = "shorten"
    phase: int
    minutes: int


@dataclass(frozen=True, slots=True)
class KeepLength:
    """The protected phase keeps its length: ends what `Shorten` asked."""

    kind: ClassVar[str] = "keep_length"


@dataclass(frozen=True, slots=True)
class PauseMeeting:
    """Any member lets time stand still, for a break or to look at how we work."""

    kind: ClassVar[str] = "pause"
    why: PauseKind


@dataclass(frozen=True, slots=True)
class Resume:
    """Time goes on: who asked for the pause, the presenter, or whoever may steer."""

    kind: ClassVar[str] = "resume"


@dataclass(frozen=True, slots=True)
class BeginSilence:
    """Everybody is quiet for 10 to 600 seconds."""

    kind: ClassVar[str] = "begin_silence"
    expect: int
    seconds: int


@dataclass(frozen=True, slots=True)
class EndSilence:
    """The silence ends early."""

    kind: ClassVar[str] = "end_silence"


@dataclass(frozen=True, slots=True)
class Close:
    """The meeting ends: whoever may steer, or the product from planned end + 2 h."""

    kind: ClassVar[str] = "close"
    expect: int


@dataclass(frozen=True, slots=True)
class Abandon:
    """A member ends a meeting that everybody left: no steward there, or past its end and 10 minutes without a move."""

    kind: ClassVar[str] = "abandon"


type SteeringMove = (
    Open
    | MoveOn
    | GoBack
    | SkipPhase
    | SuggestMoveOn
    | Stay
    | Settle
    | ThinkItIsTime
    | Ready
    | NotReady
    | Extend
    | Shorten
    | KeepLength
    | PauseMeeting
    | Resume
    | BeginSilence
    | EndSilence
    | Close
    | Abandon
)


@dataclass(frozen=True, slots=True)
class DoneSpeaking:
    """It was my turn and I am done."""

    kind: ClassVar[str] = "done_speaking"


@dataclass(frozen=True, slots=True)
class PassTurn:
    """I do not speak in this round; no mark remains."""

    kind: ClassVar[str] = "pass_turn"


@dataclass(frozen=True, slots=True)
class NextSpeaker:
    """Whoever may steer hands on from the present speaker, who is named so that two presses do not skip anyone."""

    kind: ClassVar[str] = "next_speaker"
    after: UUID


@dataclass(frozen=True, slots=True)
class ReorderRound:
    """Whoever may steer changes the order of those who have not spoken yet."""

    kind: ClassVar[str] = "reorder_round"
    order: tuple[UUID, ...]


type RoundMove = DoneSpeaking | PassTurn | NextSpeaker | ReorderRound


@dataclass(frozen=True, slots=True)
class PlaceBid:
    """A member asks for so many minutes of airtime; a second bid replaces the first."""

    kind: ClassVar[str] = "bid"
    minutes: int
    challenge: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawBid:
    """I do not present today after all; a slot of mine that has not begun goes too."""

    kind: ClassVar[str] = "withdraw_bid"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the running order."""

    person: UUID
    minutes: int
    challenge: UUID | None = None


@dataclass(frozen=True, slots=True)
class SetOrder:
    """The set's running order of those who have not begun; empty = nobody presents. Replaces what was planned."""

    kind: ClassVar[str] = "set_order"
    expect: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BeginSlot:
    """Begin with this slot now, whatever the order says; not while somebody presents."""

    kind: ClassVar[str] = "begin_slot"
    expect: int
    slot: int


@dataclass(frozen=True, slots=True)
class PresenterAbsent:
    """The slot is carried to a next meeting and counts no airtime; `instead` takes its place and minutes."""

    kind: ClassVar[str] = "presenter_absent"
    expect: int
    slot: int
    instead: UUID | None = None


@dataclass(frozen=True, slots=True)
class StopSlot:
    """The presenter ends the slot, at any moment, without giving a reason."""

    kind: ClassVar[str] = "stop_slot"


@dataclass(frozen=True, slots=True)
class AcceptOffers:
    """The presenter wants offers."""

    kind: ClassVar[str] = "accept_offers"


@dataclass(frozen=True, slots=True)
class DeclineOffers:
    """The presenter wants no offers: that phase is left out, also when the meeting is in it."""

    kind: ClassVar[str] = "decline_offers"


@dataclass(frozen=True, slots=True)
class Redirect:
    """The presenter asks to turn elsewhere; the question in play is passed."""

    kind: ClassVar[str] = "redirect"


@dataclass(frozen=True, slots=True)
class ChooseAction:
    """I set out this action (its words live with actions); in a slot it belongs to the presenter's slot."""

    kind: ClassVar[str] = "choose_action"
    action: UUID


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


@dataclass(frozen=True, slots=True)
class HaveQuestion:
    """I have a question. `slot` is the slot the form was drawn in; words that come too late become a card."""

    kind: ClassVar[str] = "have_question"
    question: UUID
    slot: int
    word: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawQuestion:
    """I take my question back; it is gone unless the presenter has kept it."""

    kind: ClassVar[str] = "withdraw_question"
    question: UUID


@dataclass(frozen=True, slots=True)
class PutInPlay:
    """Presenter or steward: this question now. The one in play goes back to the front of the queue."""

    kind: ClassVar[str] = "put_in_play"
    question: UUID


@dataclass(frozen=True, slots=True)
class Answered:
    """The question in play has had its answer; the next in the queue comes into play."""

    kind: ClassVar[str] = "answered"
    question: UUID


@dataclass(frozen=True, slots=True)
class PassQuestion:
    """The presenter passes on a question."""

    kind: ClassVar[str] = "pass_question"
    question: UUID


@dataclass(frozen=True, slots=True)
class KeepQuestion:
    """The presenter keeps a question asked in their slot; it goes to their own record. Until the meeting closes."""

    kind: ClassVar[str] = "keep_question"
    question: UUID


type QuestionMove = HaveQuestion | WithdrawQuestion | PutInPlay | Answered | PassQuestion | KeepQuestion


@dataclass(frozen=True, slots=True)
class CaptureWords:
    """Words for the phase (and slot) they were written in, which may have passed. `person`: for whom I write."""

    kind: ClassVar[str] = "capture"
    what: Kind
    word: UUID
    audience: Audience
    phase: int
    slot: int | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawCapture:
    """I take back words of mine."""

    kind: ClassVar[str] = "withdraw_capture"
    word: UUID


@dataclass(frozen=True, slots=True)
class Redact:
    """The presenter blanks words from their own slot, a question's words too."""

    kind: ClassVar[str] = "redact"
    word: UUID


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """A member's answer to a version of the agreement; a later answer replaces it."""

    kind: ClassVar[str] = "consent"
    agreement: UUID
    revision: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerReview:
    """I have answered the review; once, and nothing of the answer is here."""

    kind: ClassVar[str] = "answer_review"


type WordMove = CaptureWords | WithdrawCapture | Redact | GiveConsent | AnswerReview

type Move = PeopleMove | ChairMove | SteeringMove | RoundMove | SlotMove | QuestionMove | WordMove

KINDS: dict[str, type[Move]] = {
    move.kind: move
    for union in (PeopleMove, ChairMove, SteeringMove, RoundMove, SlotMove, QuestionMove, WordMove)
    for move in union.__value__.__args__
}
"""Every kind of move and its class."""


def parse(kind: str, body: object) -> Move:
    """Build a move from its kind and JSON body.

    Raises:
        Malformed: no such kind, a field is missing, unknown or of another type; the message names it.
    """
    if kind not in KINDS:
        raise Malformed("kind: not known")
    return codec.from_json(KINDS[kind], body)


def body(move: Move) -> dict[str, Any]:
    """The JSON body of a move; `parse(move.kind, body(move)) == move`. Fields at their default are left out."""
    return codec.to_json(move)
