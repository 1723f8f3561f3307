"""Keeps grids and force fields under the day they were drawn, and the three panes of the lens."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from knotwork.challenges import rules
from knotwork.challenges.enums import Pane, SheetKind, Why
from knotwork.challenges.models import Challenge, LensPane, Sheet
from knotwork.challenges.rules import Force, GridLine
from knotwork.challenges.services.record import own, own_or_shared
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse


@transaction.atomic
def keep_sheet(
    challenge: Challenge,
    *,
    kind: SheetKind,
    lines: Sequence[GridLine] | Sequence[Force],
    version: int,
    by: Person,
    at: datetime,
) -> Sheet | None:
    """Keep how it looks today, on the clock of whoever keeps it; earlier days stay. The same lines change nothing.

    Args:
        version: the version these lines were written upon; 0 = there was none.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `sheet_out_of_bounds`, `changed_elsewhere`.
    """
    challenge = own_or_shared(challenge, by)
    refuse(rules.why_not_lines(lines))
    newest = challenge.sheets.filter(kind=kind).order_by("-version", "-id").first()
    written = [asdict(line) for line in lines]
    if written == (newest.lines if newest else []):
        return newest
    refuse(None if version == (newest.version if newest else 0) else Why.CHANGED_ELSEWHERE)
    today = by.local(at).date()
    sheet = challenge.sheets.filter(kind=kind, dated_on=today).first() or Sheet(
        challenge=challenge, learning_set=challenge.learning_set, kind=kind, dated_on=today
    )
    sheet.body, sheet.version, sheet.written_at = {"lines": written}, version + 1, at
    sheet.save()
    return sheet


@transaction.atomic
def keep_pane(challenge: Challenge, *, pane: Pane, text: str, version: int, by: Person, at: datetime) -> LensPane:
    """Keep one pane of the lens. The same words change nothing.

    Args:
        version: the version these words were written upon; 0 = there was none.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `changed_elsewhere`.
    """
    challenge = own(challenge, by)
    kept = LensPane.objects.filter(challenge=challenge, pane=pane).first() or LensPane(
        challenge=challenge, owner=by, pane=pane, version=0
    )
    if kept.text == text.strip() and kept.version:
        return kept
    refuse(None if version == kept.version else Why.CHANGED_ELSEWHERE)
    kept.text, kept.version, kept.written_at = text.strip(), version + 1, at
    kept.save()
    return kept
