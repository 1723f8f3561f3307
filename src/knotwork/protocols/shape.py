"""The shape of a meeting as data: a protocol and its phases (design: live-room.md §2). Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any


class Role(StrEnum):
    """What somebody is in a phase; each role may have a sentence of its own."""

    PRESENTER = "presenter"
    MEMBER = "member"
    STEWARD = "steward"
    OBSERVER = "observer"
    FACILITATOR = "facilitator"


class Rule(StrEnum):
    """What is asked of those who speak in a phase."""

    TALK = "talk"
    LISTEN = "listen"
    CLARIFY = "clarify"
    OPEN_QUESTIONS = "open_questions"
    REFLECT = "reflect"
    OFFER = "offer"
    WRITE = "write"
    REST = "rest"


class Kind(StrEnum):
    """What may be captured in a phase; the room opens the doors that belong to it."""

    MOOD = "mood"
    HOPE = "hope"
    EXPECTATION = "expectation"
    HEADLINE = "headline"
    BID = "bid"
    PROGRESS = "progress"
    WANT = "want"
    QUESTION = "question"
    REFLECTION = "reflection"
    OFFER = "offer"
    ACTION = "action"
    HELPFUL = "helpful"
    LEARNING = "learning"
    REVIEW = "review"
    DATE = "date"
    NOTE = "note"
    PROCESS = "process"


class Audience(StrEnum):
    """Who will be able to read what is captured."""

    SET = "set"
    PRESENTER = "presenter"
    ME = "me"
    UNNAMED = "unnamed"


class Beside(StrEnum):
    """What of the set lies beside a phase, to be opened from it."""

    NOTHING = "nothing"
    CHALLENGES = "challenges"
    OWN_WORDS = "own_words"


class Malformed(ValueError):
    """A protocol's data is not well-formed; the message names the place."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What contradicts itself: its place as a path, the phase it stands at (None = the whole), and what is wrong."""

    place: str
    phase: int | None
    said: str

    def __str__(self) -> str:
        """Place and fault in one line."""
        return f"{self.place}: {self.said}"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question of the review at a meeting's end; `scale` asks for 1 to 5, otherwise for words."""

    key: str
    label: str
    scale: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a meeting.

    `protected` is the number of minutes it keeps unless all present agree; 0 = none.
    `asks_presenter` marks a phase that is left out when the presenter does not want it.
    """

    key: str
    label: str
    minutes: int
    floor: tuple[Role, ...]
    rule: Rule
    capture: tuple[Kind, ...] = ()
    audience: Audience = Audience.SET
    prompts: Mapping[Role, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    steward_lines: tuple[str, ...] = ()
    skippable: bool = False
    protected: int = 0
    per_presenter: bool = False
    round: bool = False
    asks_presenter: bool = False
    silence: bool = False
    consent: bool = False
    review: tuple[ReviewItem, ...] = ()
    beside: Beside = Beside.NOTHING

    @property
    def least_minutes(self) -> int:
        """The fewest minutes a plan gives this phase: what is protected, otherwise half."""
        return self.protected or (self.minutes + 1) // 2


@dataclass(frozen=True, slots=True)
class Protocol:
    """A meeting shape. `parent` is the key it was forked from, empty for a shipped one.

    `closes_set`: when a meeting in this shape is over, so is the set that had decided to close.
    """

    key: str
    version: int
    parent: str
    label: str
    inspired_by: str
    minutes: int
    phases: tuple[Phase, ...]
    closes_set: bool = False

    @property
    def shared(self) -> tuple[Phase, ...]:
        """The phases held once, in order."""
        return tuple(phase for phase in self.phases if not phase.per_presenter)

    @property
    def of_presenter(self) -> tuple[Phase, ...]:
        """The phases held once for each presenter, in order."""
        return tuple(phase for phase in self.phases if phase.per_presenter)

    @property
    def captures(self) -> tuple[Kind, ...]:
        """What is captured in any phase, each kind once, in the order it first comes."""
        return tuple(dict.fromkeys(kind for phase in self.phases for kind in phase.capture))

    @property
    def floor(self) -> tuple[Role, ...]:
        """The roles that have the floor in some phase, each once."""
        return tuple(dict.fromkeys(role for phase in self.phases for role in phase.floor))


def parse(data: Mapping[str, Any]) -> Protocol:
    """Build a protocol from its JSON form.

    Raises:
        Malformed: something is missing, unknown or contradicts itself; the message names the place.
    """
    protocol = read(data)
    for fault in faults(protocol):
        raise Malformed(str(fault))
    return protocol


def read(data: Mapping[str, Any]) -> Protocol:
    """Build a protocol whose parts are well-formed each, although together they may still contradict one another.

    Raises:
        Malformed: something is missing or unknown; the message names the place.
    """
    place = "protocol"
    _only(data, _PROTOCOL_KEYS, place)
    phases = tuple(_phase(row, f"phases[{index}]") for index, row in enumerate(_list(data, "phases", place)))
    return Protocol(
        key=_text(data, "key", place),
        version=_whole(data, "version", place, least=1),
        parent=_text(data, "parent", place, default=""),
        label=_text(data, "label", place),
        inspired_by=_text(data, "inspired_by", place, default=""),
        minutes=_whole(data, "minutes", place, least=1),
        phases=phases,
        closes_set=_flag(data, "closes_set", place),
    )


def renamed(protocol: Protocol, *, label: str, inspired_by: str) -> Protocol:
    """The same shape under another name."""
    return replace(protocol, label=label, inspired_by=inspired_by)


def to_dict(protocol: Protocol) -> dict[str, Any]:
    """The JSON form; `parse(to_dict(p)) == p`. What equals its default is left out of a phase."""
    told: dict[str, Any] = {
        "key": protocol.key,
        "version": protocol.version,
        "parent": protocol.parent,
        "label": protocol.label,
        "inspired_by": protocol.inspired_by,
        "minutes": protocol.minutes,
        "phases": [_phase_dict(phase) for phase in protocol.phases],
    }
    return {**told, "closes_set": True} if protocol.closes_set else told


_PROTOCOL_KEYS = frozenset(Protocol.__dataclass_fields__)
_PHASE_KEYS = frozenset(Phase.__dataclass_fields__)
_REVIEW_KEYS = frozenset(ReviewItem.__dataclass_fields__)
_FLAGS = ("skippable", "per_presenter", "round", "asks_presenter", "silence", "consent")
_MISSING: Any = object()


def _phase(data: Any, place: str) -> Phase:
    row = _mapping(data, place)
    _only(row, _PHASE_KEYS, place)
    return Phase(
        key=_text(row, "key", place),
        label=_text(row, "label", place),
        minutes=_whole(row, "minutes", place, least=1),
        floor=_words(row, "floor", place, Role),
        rule=_word(row.get("rule", _MISSING), Rule, f"{place}.rule"),
        capture=_words(row, "capture", place, Kind),
        audience=_word(row.get("audience", Audience.SET.value), Audience, f"{place}.audience"),
        prompts=_prompts(row.get("prompts", {}), f"{place}.prompts"),
        steward_lines=_texts(row, "steward_lines", place),
        protected=_whole(row, "protected", place, least=0, default=0),
        review=tuple(_review(item, f"{place}.review[{i}]") for i, item in enumerate(_list(row, "review", place, default=[]))),
        beside=_word(row.get("beside", Beside.NOTHING.value), Beside, f"{place}.beside"),
        **{flag: _flag(row, flag, place) for flag in _FLAGS},
    )


def faults(protocol: Protocol) -> tuple[Fault, ...]:
    """Whatever contradicts itself in a protocol whose parts are each well-formed; empty if a meeting can run with it."""
    if not protocol.phases:
        return (Fault("protocol.phases", None, "there is none"),)
    keys = [phase.key for phase in protocol.phases]
    found = [fault for index in range(len(keys)) for fault in _faults_of(protocol.phases[index], index, keys)]
    places = [index for index, phase in enumerate(protocol.phases) if phase.per_presenter]
    if places and places != list(range(places[0], places[-1] + 1)):
        apart = next(here for before, here in pairwise(places) if here != before + 1)
        found.append(Fault("protocol.phases", apart, "the presenter's phases must follow one another"))
    if places and (places[0] == 0 or places[-1] == len(keys) - 1):
        edge = places[0] if places[0] == 0 else places[-1]
        found.append(Fault("protocol.phases", edge, "a phase for all must stand before and after the presenter's phases"))
    return tuple(found)


def _faults_of(phase: Phase, index: int, keys: list[str]) -> Iterator[Fault]:
    place = f"phases[{index}]"
    if phase.protected > phase.minutes:
        said = f"{phase.protected} is more than the phase's {phase.minutes} minutes"
        yield Fault(f"{place}.protected", index, said)
    if phase.key in keys[:index]:
        yield Fault(f"{place}.key", index, f"{phase.key!r} is used twice")
    if phase.asks_presenter and not phase.per_presenter:
        yield Fault(f"{place}.asks_presenter", index, "only a presenter's phase can ask the presenter")
    if phase.protected and phase.skippable:
        yield Fault(f"{place}.skippable", index, "a protected phase cannot be left out")


def with_review(protocol: Protocol, items: Sequence[ReviewItem]) -> Protocol:
    """The shape with these questions wherever it has a review; without any it stays as it is."""
    if not items:
        return protocol
    phases = tuple(replace(phase, review=tuple(items)) if phase.review else phase for phase in protocol.phases)
    return replace(protocol, phases=phases)


def _phase_dict(phase: Phase) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": phase.key,
        "label": phase.label,
        "minutes": phase.minutes,
        "floor": [role.value for role in phase.floor],
        "rule": phase.rule.value,
        "capture": [kind.value for kind in phase.capture],
        "audience": phase.audience.value,
        "prompts": {role.value: text for role, text in phase.prompts.items()},
        "steward_lines": list(phase.steward_lines),
    }
    told |= {flag: True for flag in _FLAGS if getattr(phase, flag)}
    if phase.protected:
        told["protected"] = phase.protected
    if phase.beside is not Beside.NOTHING:
        told["beside"] = phase.beside.value
    if phase.review:
        told["review"] = [{"key": item.key, "label": item.label, "scale": item.scale} for item in phase.review]
    return told


def _review(data: Any, place: str) -> ReviewItem:
    row = _mapping(data, place)
    _only(row, _REVIEW_KEYS, place)
    return ReviewItem(_text(row, "key", place), _text(row, "label", place), _flag(row, "scale", place))


def _prompts(data: Any, place: str) -> Mapping[Role, str]:
    row = _mapping(data, place)
    return MappingProxyType({_word(role, Role, place): _text(row, role, place) for role in row})


def _only(row: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    for key in row:
        if key not in known:
            raise Malformed(f"{place}.{key}: not known")


def _mapping(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Malformed(f"{place}: must be a mapping")
    return value


def _list(row: Mapping[str, Any], key: str, place: str, default: Any = _MISSING) -> list[Any]:
    value = row.get(key, default)
    if not isinstance(value, list):
        raise Malformed(f"{place}.{key}: must be a list")
    return value


def _text(row: Mapping[str, Any], key: str, place: str, default: Any = _MISSING) -> str:
    value = row.get(key, default)
    if not isinstance(value, str) or (not value.strip() and default is _MISSING):
        raise Malformed(f"{place}.{key}: must be text")
    return value


def _texts(row: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    values = _list(row, key, place, default=[])
    for index, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            raise Malformed(f"{place}.{key}[{index}]: must be text")
    return tuple(values)


def _whole(row: Mapping[str, Any], key: str, place: str, *, least: int, default: Any = _MISSING) -> int:
    value = row.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 1440:
        raise Malformed(f"{place}.{key}: must be a whole number from {least} to 1440")
    return value


def _flag(row: Mapping[str, Any], key: str, place: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise Malformed(f"{place}.{key}: must be true or false")
    return value


def _word[W: StrEnum](value: Any, words: type[W], place: str) -> W:
    try:
        return words(value)
    except ValueError:
        raise Malformed(f"{place}: must be one of {', '.join(words)}") from None


def _words[W: StrEnum](row: Mapping[str, Any], key: str, place: str, words: type[W]) -> tuple[W, ...]:
    values = _list(row, key, place, default=[])
    return tuple(_word(value, words, f"{place}.{key}[{index}]") for index, value in enumerate(values))
