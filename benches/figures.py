"""Figures of a bench: printed as a table and written as JSON beside it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Figure:
    """One measured value. `bar` is the promise it is held against; empty where none is made, then `met` is true."""

    name: str
    value: float
    unit: str
    bar: float | None
    met: bool


def at_least(name: str, value: float, unit: str, bar: float) -> Figure:
    """A figure that should be at or above its bar."""
    return Figure(name, round(value, 3), unit, bar, value >= bar)


def at_most(name: str, value: float, unit: str, bar: float) -> Figure:
    """A figure that should be at or below its bar."""
    return Figure(name, round(value, 3), unit, bar, value <= bar)


def told(name: str, value: float, unit: str) -> Figure:
    """A figure without a bar."""
    return Figure(name, round(value, 3), unit, None, met=True)


def publish(bench: str, figures: Sequence[Figure]) -> bool:
    """Print the figures and write them to `results/<bench>.json`; whether every bar was met."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps([asdict(figure) for figure in figures], indent=2)
    (RESULTS / f"{bench}.json").write_text(text + "\n", encoding="utf-8")
    width = max(len(figure.name) for figure in figures)
    print(f"{bench}\n{'-' * (width + 48)}")
    for figure in figures:
        bar = "" if figure.bar is None else f"bar {figure.bar:,.0f}: {'met' if figure.met else 'MISSED'}"
        print(f"{figure.name:<{width}}  {figure.value:>14,.1f} {figure.unit:<12} {bar}")
    return all(figure.met for figure in figures)
