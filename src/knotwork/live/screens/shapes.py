"""What a screen is made of. Every value is final: templates only lay it out."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Look(StrEnum):
    """How a button stands among the others."""

    PRIMARY = "primary"
    PLAIN = ""
    QUIET = "quiet"


class Input(StrEnum):
    """How something is written."""

    WORDS = "words"
    LINE = "line"
    MINUTES = "minutes"
    DATE = "date"
    CHOICE = "choice"
    CHIPS = "chips"


@dataclass(frozen=True, slots=True)
class Press:
    """One button that makes one move. `move_id` is drawn with it, so that a double press is one move."""

    kind: str
    label: str
    move_id: UUID
    body: tuple[tuple[str, str], ...] = ()
    look: Look = Look.PLAIN
    pressed: bool | None = None
    expect: int | None = None

    @property
    def key(self) -> str:
        """What stays the same when the button is drawn again."""
        return "-".join((self.kind, *(value for _, value in self.body)))


@dataclass(frozen=True, slots=True)
class Writing:
    """One field of a small form. `draft` names the place its unsent words are kept under, empty for none."""

    name: str
    label: str
    input: Input
    draft: str = ""
    text: str = ""
    kept: str = ""
    version: int = 0
    hint: str = ""
    longest: int = 2000
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A small form that makes one move with words. `who` is the sign of the who-line: me, two, set, outside."""

    place: str
    kind: str
    button: str
    move_id: UUID
    fields: tuple[Writing, ...]
    who: str
    who_words: str
    body: tuple[tuple[str, str], ...] = ()
    advice: bool = False
    look: Look = Look.PRIMARY
    others: tuple[Press, ...] = ()

    @property
    def holds_words(self) -> bool:
        """Whether something was typed here and not yet sent."""
        return any(field.draft and field.text for field in self.fields)

    @property
    def who_id(self) -> str:
        """The id of its who-line."""
        return f"{self.place}-who"


@dataclass(frozen=True, slots=True)
class Clock:
    """When the phase is planned to end. `still` holds the seconds left while the clock stands."""

    from_ms: int
    ends_ms: int
    minutes: int
    left_seconds: int
    used_seconds: int
    still: int | None
    last_minute: str

    @property
    def total_seconds(self) -> int:
        """The length of the phase as planned now."""
        return self.minutes * 60

    @property
    def text(self) -> str:
        """Minutes and seconds, without a sign."""
        left = abs(self.left_seconds)
        return f"{left // 60}:{left % 60:02d}"


@dataclass(frozen=True, slots=True)
class Bar:
    """The one calm bar: where, which phase, what comes next, how long."""

    where: str
    phase: str
    next: str
    clock: Clock | None
    behind: str


@dataclass(frozen=True, slots=True)
class Knot:
    """One phase on the trail; `place` is the number under which it can be looked at again.

    A bare knot shows its label only to a screen reader and under the focus: the bar has no room for it.
    """

    label: str
    state: str
    place: int
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """What it is about just now."""

    above: str
    text: str
    below: str = ""
    in_words_of_people: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Something somebody said or wrote; `by` is empty where no name belongs."""

    id: str
    text: str
    by: str = ""
    note: str = ""
    presses: tuple[Press, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the middle of the page. `template` lays it out; `id` is its region."""

    id: str
    template: str
    title: str = ""
    text: str = ""
    soft: str = ""
    cards: tuple[Card, ...] = ()
    presses: tuple[Press, ...] = ()
    asks: tuple[Ask, ...] = ()
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    who: str = ""
    who_words: str = ""
    speaks_up: bool = False
    is_open: bool = False

    @property
    def holds_words(self) -> bool:
        """Whether something was typed in it and not yet sent; then it does not stay folded."""
        return any(ask.holds_words for ask in self.asks)

    @property
    def has_heading(self) -> bool:
        """Whether the title stands above the part; folded parts carry it themselves."""
        return bool(self.title) and self.template not in ("write_folded", "ordering_folded", "asking", "ledger", "clauses")

    @property
    def file(self) -> str:
        """The template's own name."""
        return f"live/parts/{self.template}.html"


@dataclass(frozen=True, slots=True)
class Seat:
    """One person around the table. `tone`: now, next, away or empty."""

    name: str
    state: str
    tone: str = ""

    @property
    def initial(self) -> str:
        """The letter in the ring."""
        return self.name[:1].upper()


@dataclass(frozen=True, slots=True)
class Chair:
    """Who looks after the time and the rules, and what the viewer can do about it."""

    text: str
    presses: tuple[Press, ...] = ()
    offers: tuple[Press, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """Something whoever steers needs rarely: buttons or a small form under one title."""

    title: str
    presses: tuple[Press, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Moving:
    """A suggestion to move on that waits to be settled."""

    text: str
    ends_ms: int | None
    left_seconds: int
    presses: tuple[Press, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of the meeting, asked for in two presses; `text` says before the second what it means."""

    text: str
    presses: tuple[Press, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A quiet full screen with a slow clock."""

    from_ms: int
    ends_ms: int
    text: str
    strands: int
    passed: int
    described: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything one viewer sees of one room at one moment.

    `is_outside`: the viewer visits this one meeting, and may open no other page of the set.
    """

    meeting_id: UUID
    set_id: UUID
    log_id: UUID
    seq: int
    layout: str
    place: str
    title: str
    announce: str
    your_turn: str
    held: str
    bar: Bar
    trail: tuple[Knot, ...]
    headline: Headline
    for_you: str
    parts: tuple[Part, ...]
    table: tuple[Seat, ...]
    table_note: str
    chair: Chair | None
    actions: tuple[Press, ...]
    onward: tuple[Press, ...] = ()
    aside: str = ""
    moving: Moving | None = None
    pauses: tuple[Press, ...] = ()
    more: tuple[Press, ...] = ()
    tools: tuple[Tools, ...] = ()
    read_aloud: tuple[str, ...] = ()
    write_for: tuple[Press, ...] = ()
    silence: Silence | None = None
    ends_silence: tuple[Press, ...] = ()
    ending: Ending | None = None
    ends_here: bool = False
    is_outside: bool = False
