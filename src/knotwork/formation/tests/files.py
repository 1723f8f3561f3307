"""Files for the tests about reading: written here, or lent by the shared folder of other people's data."""

from datetime import date
from pathlib import Path

import pytest

from knotwork.formation import reading

TODAY = date(2026, 11, 28)
"""A Saturday; the Monday after it is 30 November."""


def lent(name: str) -> Path:
    """A folder of `shared/data` beside the checkout; its files are other people's and are not copied in."""
    for above in Path(__file__).resolve().parents:
        if (above / "shared" / "data" / name).is_dir():
            return above / "shared" / "data" / name
    pytest.skip(f"shared/data/{name} is not beside this checkout")


def written(folder: Path, people: str | bytes, rules: str | None = None) -> tuple[Path, Path | None]:
    """A people file, and a rules file if there are rules."""
    file = folder / "people.csv"
    file.write_bytes(people if isinstance(people, bytes) else people.encode("utf-8"))
    if rules is None:
        return file, None
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    return file, folder / "rules.toml"


def understood(folder: Path, people: str | bytes, rules: str | None = None) -> reading.Understood:
    """What is understood of such files."""
    return reading.read(*written(folder, people, rules), today=TODAY)


def complaints(folder: Path, people: str | bytes, rules: str | None = None) -> list[str]:
    """What is said against such files, a sentence or two each."""
    with pytest.raises(reading.Unreadable) as refused:
        understood(folder, people, rules)
    return [str(complaint) for complaint in refused.value.complaints]
