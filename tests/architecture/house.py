"""Where the source lies, for the tests about what the house promises about itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "knotwork"
APPS = (
    "home",
    "live",
    "repairs",
    "reflections",
    "actions",
    "challenges",
    "meetings",
    "protocols",
    "agreements",
    "sets",
    "people",
)


def is_ours(path: Path) -> bool:
    return not {"vendor", "migrations", "__pycache__", "staticfiles", ".venv"} & set(path.parts)


def files(pattern: str, *, below: Path = SOURCE) -> Iterator[Path]:
    return (path for path in sorted(below.rglob(pattern)) if is_ours(path))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, as dotted names; `from a import b` counts as `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
