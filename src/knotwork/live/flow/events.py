"""What a move brought about, for services to act on in the same transaction. Ids only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from knotwork.live.flow.state import Answer, State


@dataclass(frozen=True, slots=True)
class Opened:
    """The meeting began."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody is here for the first time or again."""

    person: UUID


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The meeting is at another stop."""

    phase: int
    slot: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SlotBegan:
    """A presenter's slot began."""

    slot: int
    person: UUID
    challenge: UUID | None


@dataclass(frozen=True, slots=True)
class SlotLeft:
    """The meeting left a slot; `seconds` is all its airtime so far, so record it anew each time."""

    slot: int
    person: UUID
    seconds: int


@dataclass(frozen=True, slots=True)
class SlotStopped:
    """The presenter stopped: clear the set's screens."""

    slot: int
    person: UUID


@dataclass(frozen=True, slots=True)
class SlotCarried:
    """An absent presenter's slot is carried to a next meeting."""

    slot: int
    person: UUID
    minutes: int
    challenge: UUID | None


@dataclass(frozen=True, slots=True)
class QuestionKept:
    """The presenter keeps a question; it goes to their own record."""

    question: UUID
    slot: int
    presenter: UUID
    challenge: UUID | None
    word: UUID | None


@dataclass(frozen=True, slots=True)
class WordsBlanked:
    """These words must be blanked now."""

    word: UUID


@dataclass(frozen=True, slots=True)
class Consented:
    """A member answered a version of the agreement in the room."""

    person: UUID
    agreement: UUID
    revision: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Closed:
    """The meeting ended; `by` is empty when the product closed it."""

    by: UUID | None


type Event = (
    Opened
    | Arrived
    | PhaseEntered
    | SlotBegan
    | SlotLeft
    | SlotStopped
    | SlotCarried
    | QuestionKept
    | WordsBlanked
    | Consented
    | Closed
)


@dataclass(frozen=True, slots=True)
class Stepped:
    """A move was accepted: what is true now and what it brought about, in order."""

    state: State
    happened: tuple[Event, ...] = ()
