"""What screens ask about grids, force fields and the lens."""

from datetime import datetime

from knotwork.challenges.enums import Pane, SheetKind
from knotwork.challenges.models import Challenge, LensPane, Sheet
from knotwork.challenges.queries.record import reading_of
from knotwork.challenges.rules import Reading
from knotwork.people.models import Person


def sheets_of(viewer: Person, challenge: Challenge, kind: SheetKind, at: datetime) -> list[Sheet]:
    """The dated states of this kind, the last written first, as far back as the viewer may read."""
    how_much, since = reading_of(viewer, challenge, at)
    if how_much is Reading.NOTHING:
        return []
    kept = challenge.sheets.filter(kind=kind).order_by("-version", "-id")
    return list(kept.filter(written_at__gte=since) if how_much is Reading.SINCE and since else kept)


def panes(viewer: Person, challenge: Challenge) -> dict[Pane, LensPane]:
    """The viewer's own lens on an own challenge; nobody else's is ever answered."""
    return {Pane(one.pane): one for one in LensPane.objects.filter(challenge=challenge, owner=viewer)}
