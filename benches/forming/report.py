"""docs/develop/forming-report.md and its pictures, out of what was measured (`python -m benches.forming.report`)."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benches.forming import curves, drawing

DOCS = Path(__file__).parents[2] / "docs" / "develop"
PICTURES = DOCS / "forming"
HEADINGS = {
    "literature": "Instances of the literature, and three other ways to solve them",
    "programmes": "Every rule kept, on programmes in which a good plan is hidden",
    "quality": "How good the sets become",
    "largest": "5,000 people",
    "clashes": "Wishes that no sets can keep",
    "manners": "While somebody waits",
    "extents": "From 60 to 5,000 people",
    "again": "Sets formed again after drop-outs, and rounds in which nobody meets twice",
}
AXES = {
    "Quality": ("seconds of processor time", "sum of distances inside groups", True, False),
    "Time": ("people", "seconds of processor time", True, True),
    "Memory": ("people", "MB", True, True),
    "Gap": ("people", "per cent under the bound", True, False),
    "Equity": ("sets, the least different first", "mean distance inside the set", False, False),
}
"""By the first word of a picture: words at the axes, and which are logarithmic."""
PLACES = {"Quality": "literature", "Time": "extents", "Memory": "extents", "Gap": "extents", "Equity": "quality"}
INTRODUCTION = """# What forming sets reaches

Written by `make bench-forming`; do not edit. `python -m benches.forming.report` draws it anew from `benches/results/forming.json`.

One core. A second is a second of the processor's time unless a figure says otherwise, so that others who work on the machine
do not count; progress, and ending a search, are measured by the clock on the wall and suffer from them. Bars are those of
the design. The same people, rules, seed and number of exchanges give the same plan, so each figure can be had again.
The bound is what no plan can exceed: each attribute spread as evenly as its totals allow.

**The other ways** are our own, compiled like ours, and see no rules: *iterated maxima search* climbs and shakes as Lai and Hao
(EJOR 254, 2016) describe it, with strengths of our choosing; the *exchange heuristic* takes each better exchange and begins
anew; the *genetic algorithm* keeps 1,000 rows of people, with tournaments of four, ordered crossover, mutation and three
elites, of the kind teachers' tools use. Its sizes and chances are ours, not those of one tool.
"""


def write(found: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """Write the report and its pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, list[str]] = {}
    for title, lines in curves.read().items():
        kind = title.split()[0].rstrip(",")
        across, up, *logs = AXES[kind]
        name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") + ".svg"
        (PICTURES / name).write_text(drawing.chart(title, lines, (across, up), (logs[0], logs[1])), encoding="utf-8")
        drawn.setdefault(PLACES[kind], []).append(f"![{title}](forming/{name})\n")
    parts = [INTRODUCTION, _missed(found)]
    for theme, figures in found.items():
        parts += [f"## {HEADINGS.get(theme, theme.capitalize())}\n", _table(figures), *drawn.get(theme, [])]
    (DOCS / "forming-report.md").write_text("\n".join(parts), encoding="utf-8")


def _missed(found: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    barred = [each for figures in found.values() for each in figures if each["bar"] is not None]
    missed = [f"- {each['name']}: {_said(each)}, bar {_number(each['bar'])}" for each in barred if not each["met"]]
    said = f"**{len(barred) - len(missed)} of {len(barred)} bars are met.**"
    unmeasured = [f"\nNot measured yet: {heading.lower()}." for theme, heading in HEADINGS.items() if theme not in found]
    return "\n".join([said + (" These are not:\n" if missed else ""), *missed, *unmeasured, ""])


def _table(figures: Sequence[Mapping[str, object]]) -> str:
    rows = [f"| {each['name']} | {_said(each)} | {_bar(each)} |" for each in figures]
    return "\n".join(["| what | measured | bar |", "|---|---|---|", *rows, ""])


def _said(figure: Mapping[str, object]) -> str:
    return f"{_number(figure['value'])} {figure['unit']}"


def _bar(figure: Mapping[str, object]) -> str:
    if figure["bar"] is None:
        return ""
    return f"{_number(figure['bar'])}: {'reached' if figure['met'] else '**not reached**'}"


def _number(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


if __name__ == "__main__":
    from benches.forming.__main__ import read

    write(read())
