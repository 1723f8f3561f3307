"""Everything that can be done in a meeting: one frozen dataclass per move, ids and minutes only.

A steering move carries `expect`, the `State.phase_version` its sender saw; another one is refused as stale.
"""

from typing import Any

from knotwork.live.flow import codec
from knotwork.live.flow.codec import Malformed
from knotwork.live.flow.moves.meeting import (
    Abandon,
    AcceptChair,
    Admit,
    Arrive,
    BeginSilence,
    CaughtUp,
    ChairMove,
    Close,
    DeclineChair,
    DepartRoom,
    EndSilence,
    Extend,
    GoBack,
    KeepLength,
    LeaveChair,
    MoveOn,
    NotReady,
    OfChair,
    OfferChair,
    OfPeople,
    OfSteering,
    Open,
    PauseMeeting,
    PeopleMove,
    PlanPhase,
    Ready,
    Remove,
    Resume,
    Settle,
    SkipPhase,
    Stay,
    SteeringMove,
    StewardBack,
    StewardLost,
    StopWritingFor,
    SuggestMoveOn,
    TakeChair,
    ThinkItIsTime,
    WriteFor,
)
from knotwork.live.flow.moves.turns import (
    AcceptOffers,
    Answered,
    AnswerReview,
    BeginSlot,
    CaptureWords,
    ChooseAction,
    DeclineOffers,
    DoneSpeaking,
    GiveConsent,
    HaveQuestion,
    KeepQuestion,
    LeaveNextTime,
    NextSpeaker,
    OfQuestion,
    OfRound,
    OfSlot,
    OfWords,
    PassQuestion,
    PassTurn,
    Place,
    PlaceBid,
    PresenterAbsent,
    PutInPlay,
    QuestionMove,
    Redact,
    Redirect,
    ReorderRound,
    RoundMove,
    SetOrder,
    SlotMove,
    StopSlot,
    TryNextTime,
    WithdrawBid,
    WithdrawCapture,
    WithdrawQuestion,
    WordMove,
)

__all__ = [
    "KINDS",
    "Abandon",
    "AcceptChair",
    "AcceptOffers",
    "Admit",
    "AnswerReview",
    "Answered",
    "Arrive",
    "BeginSilence",
    "BeginSlot",
    "CaptureWords",
    "CaughtUp",
    "ChairMove",
    "ChooseAction",
    "Close",
    "DeclineChair",
    "DeclineOffers",
    "DepartRoom",
    "DoneSpeaking",
    "EndSilence",
    "Extend",
    "GiveConsent",
    "GoBack",
    "HaveQuestion",
    "KeepLength",
    "KeepQuestion",
    "LeaveChair",
    "LeaveNextTime",
    "Malformed",
    "Move",
    "MoveOn",
    "NextSpeaker",
    "NotReady",
    "OfChair",
    "OfPeople",
    "OfQuestion",
    "OfRound",
    "OfSlot",
    "OfSteering",
    "OfWords",
    "OfferChair",
    "Open",
    "PassQuestion",
    "PassTurn",
    "PauseMeeting",
    "PeopleMove",
    "Place",
    "PlaceBid",
    "PlanPhase",
    "PresenterAbsent",
    "PutInPlay",
    "QuestionMove",
    "Ready",
    "Redact",
    "Redirect",
    "Remove",
    "ReorderRound",
    "Resume",
    "RoundMove",
    "SetOrder",
    "Settle",
    "SkipPhase",
    "SlotMove",
    "Stay",
    "SteeringMove",
    "StewardBack",
    "StewardLost",
    "StopSlot",
    "StopWritingFor",
    "SuggestMoveOn",
    "TakeChair",
    "ThinkItIsTime",
    "TryNextTime",
    "WithdrawBid",
    "WithdrawCapture",
    "WithdrawQuestion",
    "WordMove",
    "WriteFor",
    "body",
    "parse",
]

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
    """Tell a move as JSON, so that `parse` gives the same move back. Fields at their default are left out."""
    return codec.to_json(move)
