"""The check itself: a table of rows, default deny."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from knotwork.platform.access.rows import Found, Gate, Row, Table, Viewer


class Verdict(StrEnum):
    """What the check says."""

    PASS = "pass"  # noqa: S105 – a verdict, no password
    SIGN_IN = "sign_in"
    ABSENT = "absent"


@dataclass(frozen=True)
class Decision:
    """A verdict, with what was found on the way."""

    verdict: Verdict
    found: Found | None = None


def decide(row: Row | None, viewer: Viewer | None, *, is_host: bool, kwargs: Mapping[str, Any], at: datetime) -> Decision:
    """Whether this viewer may pass this row now; what is invisible is absent."""
    if row is None:
        return Decision(Verdict.ABSENT)
    if Gate.ANYONE in row.allows:
        return Decision(Verdict.PASS)
    if viewer is None:
        return Decision(Verdict.SIGN_IN)
    if row.load is None:
        allowed = Gate.SIGNED_IN in row.allows or (Gate.HOST in row.allows and is_host)
        return Decision(Verdict.PASS if allowed else Verdict.ABSENT)
    found = row.load(viewer, kwargs, at)
    if found is None or not (found.standings & row.allows):
        return Decision(Verdict.ABSENT)
    return Decision(Verdict.PASS, found)


def gather(*tables: Table) -> dict[str, Row]:
    """One table out of all apps' tables.

    Raises:
        ValueError: two apps claim the same name.
    """
    gathered: dict[str, Row] = {}
    for table in tables:
        for name, row in table.items():
            if name in gathered:
                raise ValueError(f"{name} has two access rows")
            gathered[name] = row
    return gathered
