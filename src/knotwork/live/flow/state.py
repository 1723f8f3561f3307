"""What is true in a meeting at one moment: structure only, ids instead of words (design: live-room.md §3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from knotwork.protocols.shape import Audience, Kind, Phase, Protocol

ZERO = timedelta(0)
NOBODY: frozenset[UUID] = frozenset()


class Seat(StrEnum):
    """How somebody sits in the room. An observer is a member who watches how the set works."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"
    VISITOR = "visitor"


class PauseKind(StrEnum):
    """Why time stands still."""

    BREAK = "break"
    PROCESS = "process"


class SlotState(StrEnum):
    """Where a presenter's slot stands."""

    PENDING = "pending"
    BEGUN = "begun"
    STOPPED = "stopped"
    CARRIED = "carried"


class QuestionState(StrEnum):
    """Where a question stands. A card came too late to be asked aloud and is kept for the presenter."""

    WAITING = "waiting"
    IN_PLAY = "in_play"
    ANSWERED = "answered"
    PASSED = "passed"
    CARD = "card"


class Answer(StrEnum):
    """What a member says to a version of the agreement, in the agreement's own words."""

    AGREE = "agree"
    CAN_LIVE_WITH = "can_live_with"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Run:
    """One stop on the way: a phase, for one slot or for all, and the time it has had.

    `spent` is the time of earlier stays; of the present stay `entered_at` is known and `paused`, the
    time that stood still in it. `entered_at` is empty when the meeting is elsewhere.
    """

    phase: int
    slot: int | None
    entered_at: datetime | None = None
    spent: timedelta = ZERO
    paused: timedelta = ZERO
    extended: int = 0
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """`writer` writes for `person`, who has no screen of their own."""

    person: UUID
    writer: UUID


@dataclass(frozen=True, slots=True)
class People:
    """Who belongs here and who has come. `members` are in speaking order; `present` never left since.

    `latecomers` came when the meeting had moved on and have not yet said that they know where it is.
    """

    members: tuple[UUID, ...]
    facilitator: UUID | None = None
    observers: frozenset[UUID] = NOBODY
    visitors: frozenset[UUID] = NOBODY
    present: frozenset[UUID] = NOBODY
    latecomers: frozenset[UUID] = NOBODY
    writing: tuple[Writing, ...] = ()


@dataclass(frozen=True, slots=True)
class Chair:
    """Who stewards. `lost_since`: anyone may steer. `stands_in_for`: gets the chair back when the slot ends."""

    steward: UUID | None = None
    since: datetime | None = None
    lost_since: datetime | None = None
    offered_to: UUID | None = None
    stands_in_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class Bid:
    """A member asks for airtime."""

    person: UUID
    minutes: int
    challenge: UUID | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A presenter's airtime in the running order. `number` stays when the order changes.

    `offers`: None until the presenter says whether they want any.
    """

    number: int
    person: UUID
    minutes: int
    challenge: UUID | None
    state: SlotState = SlotState.PENDING
    offers: bool | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """The set is asked whether a protected phase may be shorter; every screen present must agree."""

    phase: int
    minutes: int
    agreed: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Plan and running order. `planned`: minutes by phase of the protocol; slots carry their own."""

    planned: tuple[int, ...]
    slots: tuple[Slot, ...] = ()
    order_agreed: bool = False
    bids: tuple[Bid, ...] = ()
    ask: Ask | None = None
    slots_made: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody suggests moving on; it happens at `due_at` unless one person says stay."""

    by: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """Time stands still since `since`."""

    by: UUID
    since: datetime
    kind: PauseKind


@dataclass(frozen=True, slots=True)
class Silence:
    """Everybody is quiet until `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Floor:
    """The present phase's small signs; all but the pause go when the phase changes.

    `thinks_time` is for the presenter and the steward only.
    """

    ready: frozenset[UUID] = NOBODY
    thinks_time: frozenset[UUID] = NOBODY
    suggestion: Suggestion | None = None
    pause: Pause | None = None
    silence: Silence | None = None
    redirected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A speaking order for one phase. Who passes counts as done, without a mark."""

    phase: int
    slot: int | None
    order: tuple[UUID, ...]
    done: frozenset[UUID] = NOBODY


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a presenter; `word` is empty when it is only spoken."""

    id: UUID
    by: UUID
    slot: int
    word: UUID | None
    state: QuestionState
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """Words written in a phase; `person` is whose they are, `writer` who typed them. `blank`: redacted or withdrawn."""

    word: UUID
    kind: Kind
    audience: Audience
    person: UUID
    writer: UUID
    phase: int
    slot: int | None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action somebody set out in this meeting."""

    action: UUID
    person: UUID
    slot: int | None


@dataclass(frozen=True, slots=True)
class Consent:
    """A member's latest answer to a version; the names are for services, screens show the count."""

    person: UUID
    version: UUID
    revision: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class State:
    """A meeting at one moment.

    `at` is the instant of the latest move. `path` are the stops in the order the meeting goes through
    them and `here` the present one (-1 before the meeting opens); going back only lowers `here`.
    `phase_version` is raised whenever the meeting moves to another stop or is steered. `closed_by` is empty when
    the product closed the meeting. The protocol is the frozen version the meeting runs with and is not encoded.
    """

    protocol: Protocol
    at: datetime
    ends_at: datetime
    people: People
    chair: Chair
    agenda: Agenda
    floor: Floor = Floor()
    phase_version: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: UUID | None = None
    path: tuple[Run, ...] = ()
    here: int = -1
    rounds: tuple[Round, ...] = ()
    questions: tuple[Question, ...] = ()
    captures: tuple[Capture, ...] = ()
    actions: tuple[Chosen, ...] = ()
    consents: tuple[Consent, ...] = ()
    reviewed: frozenset[UUID] = NOBODY

    @property
    def run(self) -> Run | None:
        """The present stop; None before the meeting opens."""
        return self.path[self.here] if self.here >= 0 else None

    @property
    def phase(self) -> Phase | None:
        """The present phase; None before the meeting opens."""
        return self.protocol.phases[self.path[self.here].phase] if self.here >= 0 else None

    @property
    def slot(self) -> Slot | None:
        """The present presenter's slot; None outside one."""
        number = self.path[self.here].slot if self.here >= 0 else None
        return None if number is None else slot_numbered(self, number)

    @property
    def is_open(self) -> bool:
        """Whether the meeting is on."""
        return self.opened_at is not None and self.closed_at is None


def slot_numbered(state: State, number: int) -> Slot | None:
    """The slot with this number; None if there is none."""
    for slot in state.agenda.slots:
        if slot.number == number:
            return slot
    return None
