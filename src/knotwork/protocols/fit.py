"""Whether a protocol fits the minutes and presenters a set has, and how the minutes are shared out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knotwork.protocols.shape import Phase, Protocol

STRETCH = 2
"""A slot grows to at most this many times its minutes; the rest stays free."""


class Fit(StrEnum):
    """How a plan fits."""

    AS_MEANT = "as_meant"
    WITH_ROOM = "with_room"
    TIGHT = "tight"
    TOO_MANY_PRESENTERS = "too_many_presenters"
    TOO_SHORT = "too_short"
    NO_PRESENTERS_HERE = "no_presenters_here"
    NEEDS_A_PRESENTER = "needs_a_presenter"


IMPOSSIBLE = frozenset({Fit.TOO_MANY_PRESENTERS, Fit.TOO_SHORT, Fit.NO_PRESENTERS_HERE, Fit.NEEDS_A_PRESENTER})


@dataclass(frozen=True, slots=True)
class Plan:
    """A protocol's minutes for a meeting.

    `phase_minutes` follow the protocol's phases; those of the presenter's phases add up to `slot_minutes`
    (0 without presenters). `missing_minutes`: how many more the meeting would need at least; `most_presenters`: how
    many would fit at most; `free_minutes` are left over.
    """

    fit: Fit
    slot_minutes: int
    phase_minutes: tuple[int, ...]
    free_minutes: int
    missing_minutes: int
    most_presenters: int

    @property
    def fits(self) -> bool:
        """Whether the plan is possible."""
        return self.fit not in IMPOSSIBLE


def fit(protocol: Protocol, minutes: int, presenters: int) -> Plan:
    """Share `minutes` among the phases and `presenters` equal slots.

    With less time than meant every phase gives in proportion, never below its least; with more the slots grow.
    """
    least_shared = sum(phase.least_minutes for phase in protocol.shared)
    least_slot = sum(phase.least_minutes for phase in protocol.of_presenter)
    most = max(minutes - least_shared, 0) // least_slot if least_slot else 0
    flag = _impossible(protocol, presenters, most, minutes - least_shared)
    if flag is not None:
        needed = least_shared + least_slot * presenters
        return Plan(flag, 0, tuple(p.least_minutes for p in protocol.phases), 0, max(needed - minutes, 0), most)
    return _possible(protocol, minutes, presenters, most)


def presenters_meant(protocol: Protocol) -> int:
    """How many presenters the protocol's own minutes are meant for."""
    slot = sum(phase.minutes for phase in protocol.of_presenter)
    return max(protocol.minutes - sum(phase.minutes for phase in protocol.shared), 0) // slot if slot else 0


def fitted(protocol: Protocol, minutes: int, presenters: int) -> Protocol:
    """The protocol with its minutes changed to the plan, for freezing into a meeting; unchanged if it does not fit."""
    plan = fit(protocol, minutes, presenters)
    if not plan.fits:
        return protocol
    phases = tuple(_with_minutes(phase, part) for phase, part in zip(protocol.phases, plan.phase_minutes, strict=True))
    return replace(protocol, minutes=minutes, phases=phases)


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Share a whole number in proportion to weights: parts add up to `total`, ties go to the earlier part.

    Parts are never above their weight when `total` is at most the sum of the weights. No weight, no part.
    """
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_rest[: total - sum(parts)]:
        parts[index] += 1
    return parts


def _impossible(protocol: Protocol, presenters: int, most: int, beyond_shared: int) -> Fit | None:
    if not protocol.of_presenter:
        if presenters > 0:
            return Fit.NO_PRESENTERS_HERE
    elif presenters < 1:
        return Fit.NEEDS_A_PRESENTER
    elif 0 < most < presenters:
        return Fit.TOO_MANY_PRESENTERS
    if beyond_shared < 0 or (presenters > 0 and most < 1):
        return Fit.TOO_SHORT
    return None


def _possible(protocol: Protocol, minutes: int, presenters: int, most: int) -> Plan:
    """Each phase gets its least; what is left goes first towards what is meant, then into the slots."""
    meant_slot = sum(phase.minutes for phase in protocol.of_presenter)
    meant = sum(phase.minutes for phase in protocol.shared) + meant_slot * presenters
    if minutes >= meant:
        slot = min(meant_slot + (minutes - meant) // presenters, meant_slot * STRETCH) if presenters else 0
        phase_minutes = _spread(protocol, slot)
        free = minutes - meant - (slot - meant_slot * bool(presenters)) * presenters
        return Plan(Fit.WITH_ROOM if minutes > meant else Fit.AS_MEANT, slot, phase_minutes, free, 0, most)
    return _tight(protocol, minutes, presenters, most)


def _tight(protocol: Protocol, minutes: int, presenters: int, most: int) -> Plan:
    """Less than is meant: beyond its least everything gets the same part of what it would like."""
    shared, of_slot = protocol.shared, protocol.of_presenter
    least_slot = sum(phase.least_minutes for phase in of_slot)
    slack = [phase.minutes - phase.least_minutes for phase in shared]
    slot_slack = [phase.minutes - phase.least_minutes for phase in of_slot]
    left = minutes - sum(phase.least_minutes for phase in shared) - least_slot * presenters
    more = share(left, [*slack, sum(slot_slack) * presenters])[-1] // max(presenters, 1)
    given = min(left - more * presenters, sum(slack))
    parts = iter(_grown(shared, share(given, slack)))
    slot_parts = iter(_grown(of_slot, share(more, slot_slack)))
    phase_minutes = tuple(next(slot_parts if phase.per_presenter else parts) for phase in protocol.phases)
    slot = least_slot + more if presenters else 0
    return Plan(Fit.TIGHT, slot, phase_minutes, left - more * presenters - given, 0, most)


def _grown(phases: Sequence[Phase], given: Sequence[int]) -> list[int]:
    return [phase.least_minutes + more for phase, more in zip(phases, given, strict=True)]


def _spread(protocol: Protocol, slot: int) -> tuple[int, ...]:
    """The phases' own minutes, those of the presenter's phases grown to fill the slot."""
    parts = iter(share(slot, [phase.minutes for phase in protocol.of_presenter]))
    return tuple(next(parts) if phase.per_presenter else phase.minutes for phase in protocol.phases)


def _with_minutes(phase: Phase, minutes: int) -> Phase:
    return replace(phase, minutes=max(minutes, 1), protected=min(phase.protected, max(minutes, 1)))
