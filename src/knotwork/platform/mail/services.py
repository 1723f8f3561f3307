"""Putting letters into the outbox. Sending is `sending.py`'s."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from knotwork.platform.mail import kinds
from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter


def post(
    kind: str,
    *,
    dedupe_key: str,
    address: str,
    recipient: UUID | None,
    params: Mapping[str, Any],
    at: datetime,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> None:
    """Put one letter into the outbox, in the caller's transaction; a second with the same key changes nothing.

    Args:
        kind: key of a registered `LetterKind`.
        dedupe_key: `kind:recipient:object:occurrence`, names this letter for ever.
        params: ids, times in ISO form and enum words; never content.
        not_before: when it may leave; default at once.
        not_after: when it is too late and is dropped.
    """
    kinds.kind_of(kind)
    Letter.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "recipient": recipient,
            "address": address,
            "params": dict(params),
            "not_before": not_before or at,
            "not_after": not_after,
            "written_at": at,
        },
    )


def withdraw(prefix: str, *, at: datetime) -> int:
    """Drop the letters still waiting whose dedupe key begins with this; returns how many."""
    waiting = Letter.objects.filter(state=LetterState.WAITING, dedupe_key__startswith=prefix)
    return waiting.update(state=LetterState.DROPPED, settled_at=at)
