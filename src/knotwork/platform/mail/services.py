"""Putting letters into the outbox. Sending is `sending.py`'s."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from knotwork.platform.jobs import bell
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
    bell.ring()


def withdraw(prefix: str, *, at: datetime) -> int:
    """Drop the letters still waiting whose dedupe key begins with this; returns how many."""
    waiting = Letter.objects.filter(state=LetterState.WAITING, dedupe_key__startswith=prefix)
    return waiting.update(state=LetterState.DROPPED, settled_at=at)


def switch_off(kind: str, *, recipient: UUID, at: datetime) -> bool:
    """Do what the kind's owner does when somebody wants no more of it; False if the kind cannot be switched off."""
    try:
        off = kinds.kind_of(kind).switch_off
    except KeyError:
        return False
    if off is None:
        return False
    off(recipient, at)
    return True


def prune(*, before: datetime) -> int:
    """Delete letters settled before this moment; returns how many."""
    deleted, _by_table = Letter.objects.exclude(state=LetterState.WAITING).filter(settled_at__lt=before).delete()
    return deleted


def drop_waiting(*, at: datetime, note: str) -> int:
    """Drop every letter that should have left by now; after a restore, because it may have left already."""
    due = Letter.objects.filter(state=LetterState.WAITING, not_before__lte=at)
    return due.update(state=LetterState.DROPPED, settled_at=at, last_fault=note)
