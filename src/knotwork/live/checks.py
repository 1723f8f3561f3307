"""What must hold before the program starts."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from knotwork.live.access import MOVES
from knotwork.live.flow.moves import KINDS


def moves_without_a_row() -> set[str]:
    """Kinds of move nobody has decided about, and rows of kinds that do not exist."""
    return set(KINDS) ^ set(MOVES)


@register
def every_kind_of_move_has_a_row(app_configs: Sequence[Any] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 – Django's signature
    """Refuse to start while a kind of move has no access row."""
    return [
        Error(f"The move {kind!r} has no access row in live/rules.py, or a row without a move.", id="live.E001")
        for kind in sorted(moves_without_a_row())
    ]
