"""Pure decisions about a set's own shapes, and the changes that can be made to one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from knotwork.agreements.rules import redacted
from knotwork.protocols.enums import Towards, Why
from knotwork.protocols.shape import Phase, Protocol, faults

MOST_PHASES = 40
MOST_SHAPES = 30
PEOPLES_WORDS = frozenset({"label", "inspired_by", "prompts", "steward_lines"})
"""What people write into the JSON form of a shape; keys and words of enums are none of it."""


def why_not_write(*, is_one_of_us: bool, is_put_away: bool) -> Why | None:
    """Why this person may not change a shape of this set now; None if they may."""
    if not is_one_of_us:
        return Why.NOT_A_MEMBER
    return Why.SET_IS_ARCHIVED if is_put_away else None


def why_not_run(protocol: Protocol) -> Why | None:
    """Why no meeting can be held in this shape as it stands."""
    return Why.DOES_NOT_RUN if faults(protocol) else None


def why_not_held(protocol: Protocol, *, closes: bool) -> Why | None:
    """Why a set cannot meet in this shape; `closes`: it has decided to close."""
    return Why.CLOSES_THE_SET if protocol.closes_set and not closes else why_not_run(protocol)


def place_of(protocol: Protocol, key: str) -> int | None:
    """Where the phase with this key stands."""
    return next((index for index, phase in enumerate(protocol.phases) if phase.key == key), None)


def with_phase(protocol: Protocol, phase: Phase) -> Protocol:
    """The protocol with another text of the phase that has this key."""
    return _with(protocol, [phase if each.key == phase.key else each for each in protocol.phases])


def with_new(protocol: Protocol, phase: Phase, *, after: str) -> Protocol:
    """The protocol with one more phase, after the one with this key, or first."""
    keys = {each.key for each in protocol.phases}
    number = next(number for number in range(1, MOST_PHASES + 2) if f"{phase.key}-{number}" not in keys)
    there = place_of(protocol, after)
    phases = list(protocol.phases)
    phases.insert(0 if there is None else there + 1, replace(phase, key=f"{phase.key}-{number}"))
    return _with(protocol, phases)


def without(protocol: Protocol, key: str) -> Protocol:
    """The protocol without this phase."""
    return _with(protocol, [each for each in protocol.phases if each.key != key])


def moved(protocol: Protocol, key: str, towards: Towards) -> Protocol:
    """The protocol with this phase one place further up or down; at the edge nothing changes."""
    here = place_of(protocol, key) or 0
    return placed(protocol, key, here - 1 if towards is Towards.UP else here + 1)


def placed(protocol: Protocol, key: str, to: int) -> Protocol:
    """The protocol with this phase at another place, counted from 0; beyond the edge means at the edge."""
    phases = list(protocol.phases)
    phase = phases.pop(place_of(protocol, key) or 0)
    phases.insert(min(max(to, 0), len(phases)), phase)
    return _with(protocol, phases)


def without_words(told: Any, phrase: str, *, is_words: bool = False) -> tuple[Any, int]:
    """The JSON form of a shape with a phrase taken out of people's words, and how often it stood there."""
    if isinstance(told, str):
        return redacted(told, phrase) if is_words else (told, 0)
    if isinstance(told, Mapping):
        pairs = {key: without_words(each, phrase, is_words=is_words or key in PEOPLES_WORDS) for key, each in told.items()}
        return {key: each for key, (each, _n) in pairs.items()}, sum(n for _each, n in pairs.values())
    if isinstance(told, list):
        members = [without_words(each, phrase, is_words=is_words) for each in told]
        return [each for each, _n in members], sum(n for _each, n in members)
    return told, 0


def _with(protocol: Protocol, phases: Sequence[Phase]) -> Protocol:
    """The same shape with other phases; its own length is what its phases need with as many turns as before."""
    before, after = sum(each.minutes for each in protocol.of_presenter), tuple(phases)
    turns = max((protocol.minutes - sum(each.minutes for each in protocol.shared)) // before, 1) if before else 3
    once = sum(each.minutes for each in after if not each.per_presenter)
    slot = sum(each.minutes for each in after if each.per_presenter)
    return replace(protocol, phases=after, minutes=min(max(once + slot * turns, 1), 1440))
