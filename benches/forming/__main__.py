"""What forming reaches, on one core (`make bench-forming`; `--only literature programmes` measures some themes alone).

The bars are those of the design (forming.md §5). A budget is processor time, so that whoever else works on the machine does
not count. Instances of the literature are not ours to hand on: name the folder that holds them with `--instances`, or have
it beside the checkout. Each figure is written to results/forming.json as soon as it is measured, and the report at the end.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from benches.figures import RESULTS, Figure
from benches.forming import again, extents, impossible, literature, manners, programmes, report

FILE = RESULTS / "forming.json"
THEMES: dict[str, Callable[[Path | None], Iterator[Figure]]] = {
    "literature": literature.figures,
    "programmes": lambda _: programmes.figures(),
    "quality": lambda _: programmes.quality(),
    "largest": lambda _: extents.largest(),
    "clashes": lambda _: impossible.figures(),
    "manners": lambda _: manners.figures(),
    "extents": lambda _: extents.figures(),
    "again": lambda _: again.figures(),
}
"""What is measured, in the order of the report."""


def main() -> int:
    """Measure; 0 when every bar is met."""
    parser = argparse.ArgumentParser(description="Measure what forming reaches.")
    parser.add_argument("--instances", type=Path, default=_beside(), help="folder with instances of MDGPLIB")
    parser.add_argument("--only", nargs="+", choices=THEMES, default=list(THEMES), help="measure these themes alone")
    asked = parser.parse_args()
    for theme in asked.only:
        _measure(theme, THEMES[theme](asked.instances))
    report.write(read())
    return 0 if all(each["met"] for figures in read().values() for each in figures) else 1


def read() -> dict[str, list[dict[str, object]]]:
    """What was measured so far, by theme."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def _measure(theme: str, figures: Iterator[Figure]) -> None:
    """Replace the figures of one theme, one after another; those that are not reached stay as they were."""
    new: list[dict[str, object]] = []
    for figure in figures:
        bar = "" if figure.bar is None else f"bar {figure.bar:,g}: {'met' if figure.met else 'MISSED'}"
        print(f"{figure.name:<76} {figure.value:>12,.2f} {figure.unit:<10} {bar}", flush=True)
        new.append(asdict(figure))
        fresh = {each["name"] for each in new}
        old = [each for each in read().get(theme, []) if each["name"] not in fresh]
        _write({**read(), theme: [*new, *old]})
    _write({**read(), theme: new})


def _write(found: dict[str, list[dict[str, object]]]) -> None:
    ordered = {theme: found[theme] for theme in THEMES if theme in found}
    FILE.write_text(json.dumps(ordered, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _beside() -> Path | None:
    """The folder with instances beside the checkout, if there is one."""
    for above in Path(__file__).resolve().parents:
        if (above / "shared" / "data" / "mdgplib").is_dir():
            return above / "shared" / "data" / "mdgplib"
    return None


if __name__ == "__main__":
    sys.exit(main())
