"""What screens ask about grids, force fields and the lens."""

from datetime import datetime

from knotwork.challenges.enums import Pane, SheetKind
from knotwork.challenges.models import Challenge, LensPane, Sheet
from knotwork.challenges.queries.record import reading_of
from knotwork.challenges.rules import Reading
from knotwork.people.models import Person


def sheets_of(viewer: Person, challenge: Challenge, kind: SheetKind, at: datetime) -> list[Sheet]:
    """The dated states of this kind, the last written first, as far back as the viewer may read.

    Of a shared challenge everybody reads at least how it looks now, for everybody writes on it.
    """
    how_much, since = reading_of(viewer, challenge, at)
    if how_much is Reading.NOTHING:
        return []
    kept = list(challenge.sheets.filter(kind=kind).order_by("-version", "-id"))
    if how_much is Reading.ALL or since is None:
        return kept
    return [one for nth, one in enumerate(kept) if one.written_at >= since or (challenge.is_shared and nth == 0)]


def panes(viewer: Person, challenge: Challenge) -> dict[Pane, LensPane]:
    """The viewer's own lens on an own challenge; nobody else's is ever answered."""
    return {Pane(one.pane): one for one in LensPane.objects.filter(challenge=challenge, owner=viewer)}
