"""What pictures are drawn of: named lines of points, kept beside the figures in results/forming_curves.json."""

import json
from collections.abc import Mapping, Sequence

from benches.figures import RESULTS

Line = Sequence[tuple[float, float]]
FILE = RESULTS / "forming_curves.json"


def keep(picture: str, lines: Mapping[str, Line]) -> None:
    """Keep the lines of one picture; those of others stay."""
    kept = {**read(), picture: {name: [[round(x, 4), round(y, 4)] for x, y in line] for name, line in lines.items()}}
    FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def read() -> dict[str, dict[str, list[list[float]]]]:
    """All lines of all pictures."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
