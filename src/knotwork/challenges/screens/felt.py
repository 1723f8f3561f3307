"""Support and challenge in words, and through time as a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knotwork.challenges import queries, rules
from knotwork.challenges.models import Bringing, Challenge, Felt
from knotwork.challenges.rules import MOST
from knotwork.people.models import Person

STEP, HEIGHT, MARGIN = 64, 120, 16


def summed_up(viewer: Person, challenge: Challenge) -> list[tuple[Bringing, Felt | None, tuple[StrEnum, ...]]]:
    """The turns of an own challenge, the newest first, each with what was felt in words."""
    return [(turn, kept, said(kept)) for turn, kept in queries.own_turns(viewer, challenge)]


def said(felt: Felt | None) -> tuple[StrEnum, ...]:
    """What was felt, in words; none if nothing was kept."""
    return tuple(_words(felt)) if felt else ()


def _words(felt: Felt) -> Iterator[StrEnum]:
    yield rules.balance(felt.support, felt.challenged)
    compared = rules.compared(felt.invited, felt.challenged)
    if compared is not None:
        yield compared


@dataclass(frozen=True)
class Picture:
    """Two lines over the same turns; points in the picture's own units, the upper edge is 5."""

    width: int
    height: int
    support: tuple[tuple[int, int], ...]
    challenged: tuple[tuple[int, int], ...]
    invited: tuple[tuple[int, int], ...]

    @property
    def support_path(self) -> str:
        """The line of support."""
        return _path(self.support)

    @property
    def challenged_path(self) -> str:
        """The line of challenge."""
        return _path(self.challenged)


def drawn(turns: Sequence[Felt]) -> Picture:
    """The picture of these turns, the earliest at the left."""
    across = [MARGIN + STEP * number for number in range(len(turns))]
    return Picture(
        width=2 * MARGIN + STEP * (len(turns) - 1),
        height=HEIGHT + 2 * MARGIN,
        support=tuple((x, _up(one.support)) for x, one in zip(across, turns, strict=True)),
        challenged=tuple((x, _up(one.challenged)) for x, one in zip(across, turns, strict=True)),
        invited=tuple((x, _up(one.invited)) for x, one in zip(across, turns, strict=True) if one.invited is not None),
    )


def _up(mark: int) -> int:
    return MARGIN + round((MOST - mark) * HEIGHT / (MOST - 1))


def _path(points: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
