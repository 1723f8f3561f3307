"""The shapes the story is written in."""

from dataclasses import dataclass, field

from knotwork.demo.cast import Role


@dataclass(frozen=True)
class Joining:
    """How somebody came into the set, in their own words."""

    who: Role
    commitment: str
    bio: str
    hopes: str


@dataclass(frozen=True)
class Reframing:
    """A later way of putting a challenge: in which meeting, and the question that moved it."""

    meeting: int
    headline: str
    moved_by: str


@dataclass(frozen=True)
class Brought:
    """A challenge somebody brought."""

    who: Role
    headline: str
    domains: tuple[str, ...]
    tried: tuple[str, ...]
    planned: str = ""
    reframings: tuple[Reframing, ...] = ()


@dataclass(frozen=True)
class Divided:
    """A part of a challenge the set shares: who wrote it down, who took it, and whether it was given back."""

    writer: Role
    what: str
    holder: Role
    given_back: bool = False


@dataclass(frozen=True)
class Prepared:
    """What somebody wrote down before presenting; `invited` says how strong a challenge, `shared` for the next meeting."""

    who: Role
    help_wanted: str
    invited: int
    do_not_ask: str
    shared: bool


@dataclass(frozen=True)
class Undertaken:
    """An action, from which meeting, and what came of it by the next."""

    who: Role
    meeting: int
    what: str
    hopes_to_learn: str
    outcome: str = ""
    what_happened: str = ""


@dataclass(frozen=True)
class Learned:
    """A learning note."""

    who: Role
    meeting: int
    level: str
    text: str
    for_set: bool = True


@dataclass(frozen=True)
class Presented:
    """A presenter's turn in a meeting: questions asked, by whom, kept or not, and how long it took."""

    who: Role
    minutes: int
    asked: tuple[tuple[Role, str, bool], ...]
    reflected: tuple[tuple[Role, str], ...] = ()
    offered: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True)
class Met:
    """One meeting of the past; who could not come said so in a word."""

    number: int
    came: tuple[Role, ...]
    steward: Role
    turns: tuple[Presented, ...] = ()
    one_word: dict[str, str] = field(default_factory=dict)
    apologies: tuple[tuple[Role, str], ...] = ()
