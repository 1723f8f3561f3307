"""Moves about people, the chair, and where the meeting is."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from knotwork.live.flow.state import PauseKind, Seat


class OfPeople:
    """Coming, going, writing for somebody."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Arrive(OfPeople):
    """I am here. Any other move says so too."""

    kind: ClassVar[str] = "arrive"


@dataclass(frozen=True, slots=True)
class CaughtUp(OfPeople):
    """I came late, and know now where the meeting is."""

    kind: ClassVar[str] = "caught_up"


@dataclass(frozen=True, slots=True)
class DepartRoom(OfPeople):
    """I leave the room; a steward who leaves frees the chair."""

    kind: ClassVar[str] = "depart_room"


@dataclass(frozen=True, slots=True)
class Admit(OfPeople):
    """The product lets a person in who may now be here (joined, invited, term begun)."""

    kind: ClassVar[str] = "admit"
    person: UUID
    seat: Seat


@dataclass(frozen=True, slots=True)
class Remove(OfPeople):
    """The product shows out a person whose membership or term has ended."""

    kind: ClassVar[str] = "remove"
    person: UUID


@dataclass(frozen=True, slots=True)
class WriteFor(OfPeople):
    """I write for somebody who is in the room with me and has no screen."""

    kind: ClassVar[str] = "write_for"
    person: UUID


@dataclass(frozen=True, slots=True)
class StopWritingFor(OfPeople):
    """I no longer write for this person; they count as present no more."""

    kind: ClassVar[str] = "stop_writing_for"
    person: UUID


type PeopleMove = Arrive | CaughtUp | DepartRoom | Admit | Remove | WriteFor | StopWritingFor


class OfChair:
    """Who stewards."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TakeChair(OfChair):
    """I steward: when nobody does, the steward is lost, or the steward presents (then until the slot ends)."""

    kind: ClassVar[str] = "take_chair"


@dataclass(frozen=True, slots=True)
class OfferChair(OfChair):
    """The steward offers the chair to somebody present."""

    kind: ClassVar[str] = "offer_chair"
    to: UUID


@dataclass(frozen=True, slots=True)
class AcceptChair(OfChair):
    """I accept the chair offered to me."""

    kind: ClassVar[str] = "accept_chair"


@dataclass(frozen=True, slots=True)
class DeclineChair(OfChair):
    """I decline the chair offered to me."""

    kind: ClassVar[str] = "decline_chair"


@dataclass(frozen=True, slots=True)
class LeaveChair(OfChair):
    """The steward gives the chair up."""

    kind: ClassVar[str] = "leave_chair"


@dataclass(frozen=True, slots=True)
class StewardLost(OfChair):
    """The product says that the steward has been away for 60 seconds: anyone may steer."""

    kind: ClassVar[str] = "steward_lost"


@dataclass(frozen=True, slots=True)
class StewardBack(OfChair):
    """The product says that the lost steward is back: the chair is offered to them, not seized."""

    kind: ClassVar[str] = "steward_back"


type ChairMove = TakeChair | OfferChair | AcceptChair | DeclineChair | LeaveChair | StewardLost | StewardBack


class OfSteering:
    """Where the meeting is and how time runs."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Open(OfSteering):
    """The meeting begins with its first phase."""

    kind: ClassVar[str] = "open"
    expect: int


@dataclass(frozen=True, slots=True)
class MoveOn(OfSteering):
    """On to the next phase. In a slot the presenter or the steward; elsewhere whoever may steer."""

    kind: ClassVar[str] = "move_on"
    expect: int


@dataclass(frozen=True, slots=True)
class GoBack(OfSteering):
    """Back to the stop before; nothing is lost, and moving on returns."""

    kind: ClassVar[str] = "go_back"
    expect: int


@dataclass(frozen=True, slots=True)
class SkipPhase(OfSteering):
    """Leave the present phase out, if it may be left out."""

    kind: ClassVar[str] = "skip_phase"
    expect: int


@dataclass(frozen=True, slots=True)
class SuggestMoveOn(OfSteering):
    """Outside a slot: we move on in 20 seconds unless somebody says stay."""

    kind: ClassVar[str] = "suggest_move_on"
    expect: int


@dataclass(frozen=True, slots=True)
class Stay(OfSteering):
    """Let us stay; nobody's name is shown."""

    kind: ClassVar[str] = "stay"


@dataclass(frozen=True, slots=True)
class Settle(OfSteering):
    """Let happen what is due by now (a suggestion, the end of a silence). Anyone, any time, also the product."""

    kind: ClassVar[str] = "settle"


@dataclass(frozen=True, slots=True)
class ThinkItIsTime(OfSteering):
    """In a slot: I think it is time to move on; only the presenter and the steward see how many do."""

    kind: ClassVar[str] = "think_it_is_time"


@dataclass(frozen=True, slots=True)
class Ready(OfSteering):
    """I am ready to move on."""

    kind: ClassVar[str] = "ready"


@dataclass(frozen=True, slots=True)
class NotReady(OfSteering):
    """I am not ready after all."""

    kind: ClassVar[str] = "not_ready"


@dataclass(frozen=True, slots=True)
class Extend(OfSteering):
    """Give the present phase more minutes, 1 to 60; fewer (negative) takes back what was given."""

    kind: ClassVar[str] = "extend"
    expect: int
    minutes: int


@dataclass(frozen=True, slots=True)
class PlanPhase(OfSteering):
    """Plan a phase held once with so many minutes. Below its protected minutes every screen present must send the same."""

    kind: ClassVar[str] = "plan_phase"
    phase: int
    minutes: int


@dataclass(frozen=True, slots=True)
class KeepLength(OfSteering):
    """The protected phase keeps its length: ends what `PlanPhase` asked."""

    kind: ClassVar[str] = "keep_length"


@dataclass(frozen=True, slots=True)
class PauseMeeting(OfSteering):
    """Any member lets time stand still, for a break or to look at how we work."""

    kind: ClassVar[str] = "pause"
    why: PauseKind


@dataclass(frozen=True, slots=True)
class Resume(OfSteering):
    """Time goes on: who asked for the pause, the presenter, or whoever may steer."""

    kind: ClassVar[str] = "resume"


@dataclass(frozen=True, slots=True)
class BeginSilence(OfSteering):
    """Everybody is quiet for 10 to 600 seconds."""

    kind: ClassVar[str] = "begin_silence"
    expect: int
    seconds: int


@dataclass(frozen=True, slots=True)
class EndSilence(OfSteering):
    """The silence ends early."""

    kind: ClassVar[str] = "end_silence"


@dataclass(frozen=True, slots=True)
class Close(OfSteering):
    """The meeting ends: whoever may steer, or the product from planned end + 2 h."""

    kind: ClassVar[str] = "close"
    expect: int


@dataclass(frozen=True, slots=True)
class Abandon(OfSteering):
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
    | PlanPhase
    | KeepLength
    | PauseMeeting
    | Resume
    | BeginSilence
    | EndSilence
    | Close
    | Abandon
)
