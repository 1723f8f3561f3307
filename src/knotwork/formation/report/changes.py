"""What changes against the sets there were: who moves, who came and left, and what further moves would buy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knotwork.formation.programme import Change, Step
from knotwork.formation.report.roll import Roll
from knotwork.formation.report.words import counted, listed, number, per_cent, sentence

_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 308, 12, 84
_FLAT = 0.005
"""Shares that differ by less are drawn as nearly level, so that the picture does not make much of little."""


@dataclass(frozen=True, slots=True)
class Going:
    """A person, and the sets they leave and join."""

    name: str
    left: str
    joins: str


@dataclass(frozen=True, slots=True)
class Point:
    """A row of the table beside the curve; `is_chosen` for the plan of the page."""

    moves: str
    share: str
    least: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve as SVG paths in a box of 320 by 96, and as rows.

    Attributes:
        line: through all points; `dots`: one short stroke each; `chosen`: that of this plan.
        says: the same in a sentence.
    """

    line: str
    dots: str
    chosen: str
    rows: tuple[Point, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What the page shows of a change; `curve` is None where further moves would buy nothing that was found."""

    told: tuple[str, ...]
    goings: tuple[Going, ...]
    curve: Curve | None


def changes(change: Change, roll: Roll, bound: float) -> Changes:
    """The change in words and as a picture."""
    goings = [
        Going(roll.names[person.email], move.left, move.joins)
        for person in roll.sorted(move.email for move in change.moves)
        for move in change.moves
        if move.email == person.email
    ]
    curve = _curve(change.curve, len(change.moves), bound) if len(change.curve) > 1 else None
    return Changes(tuple(in_words(change, roll)), tuple(goings), curve)


def in_words(change: Change, roll: Roll) -> Iterable[str]:
    """Sentences: how many move and whether fewer could, who came and left, which sets close, open or are led anew."""
    yield sentence(f"{_moving(change)}{_how_few(change)}")
    if change.gone or change.arrived:
        left = f"{counted(len(change.gone), 'person', 'people')} of the earlier sets left"
        came = f"{counted(len(change.arrived), 'person is', 'people are')} new"
        yield sentence(" and ".join(said for said, count in ((left, change.gone), (came, change.arrived)) if count))
    if change.arrived:
        yield f"New: {listed(roll.called(change.arrived))}."
    for labels, one, many in (
        (change.closed, "is no more", "are no more"),
        (change.opened, "is new", "are new"),
        (change.led_anew, "has another facilitator than before", "have other facilitators than before"),
    ):
        if labels:
            yield f"{listed(labels)} {one if len(labels) == 1 else many}."


def _moving(change: Change) -> str:
    if not change.moves:
        return "nobody who was in a set has to leave it"
    return counted(len(change.moves), "person moves to another set", "people move to another set")


def _how_few(change: Change) -> str:
    least = change.curve[0].moves if change.curve else len(change.moves)
    kind = "the fewest possible" if change.is_least else "the fewest that were found"
    if not change.moves:
        return ""
    return f", {kind}" if len(change.moves) <= least else f"; {number(least)} would have been {kind}"


def _curve(steps: Sequence[Step], chosen: int, bound: float) -> Curve:
    shares = [step.share for step in steps]
    low, span = min(shares), max(max(shares) - min(shares), _FLAT)
    widest = max(steps[-1].moves - steps[0].moves, 1)
    spots = [
        (
            _LEFT + (_RIGHT - _LEFT) * (step.moves - steps[0].moves) / widest,
            _BOTTOM - (_BOTTOM - _TOP) * (step.share - low) / span,
        )
        for step in steps
    ]
    at = [f"{across:.0f} {down:.0f}" for across, down in spots]
    here = max((number for number, step in enumerate(steps) if step.moves <= chosen), default=0)
    rows = tuple(
        Point(
            f"{step.moves:,}",
            _fine(step.share),
            _fine(step.worst_set / bound if bound else 1.0),
            number == here,
        )
        for number, step in enumerate(steps)
    )
    says = (
        f"From {rows[0].share} at {counted(steps[0].moves, 'move')} to {rows[-1].share} at {counted(steps[-1].moves, 'move')}."
    )
    return Curve("M" + "L".join(at), "".join(f"M{spot}h0" for spot in at), f"M{at[here]}h0", rows, says)


def _fine(share: float) -> str:
    """`81.3 %`: a digit more than elsewhere on the page, for small differences."""
    return per_cent(share) if share >= 1 else f"{100 * share:.1f}\u202f%"
