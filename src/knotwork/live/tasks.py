"""This app's periodic work."""

from datetime import datetime, timedelta
from uuid import UUID

from knotwork.live import queries, services
from knotwork.live.flow.moves import Close
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.jobs.tasks import Periodic
from knotwork.platform.kit.ids import new_id


def close_abandoned(at: datetime) -> None:
    """Close the rooms of meetings whose latest end has passed."""

    def close(meeting_id: UUID) -> None:
        expect = queries.phase_version(meeting_id)
        services.make_product_move(meeting_id, Close(expect), move_id=new_id(), at=at)

    each_apart(queries.left_open(at), close)


def forget_old_drafts(at: datetime) -> None:
    """Let go of what was typed in meetings long closed."""
    services.forget_old(at=at)


PERIODIC: tuple[Periodic, ...] = (
    Periodic("live.close_abandoned", timedelta(minutes=5), close_abandoned),
    Periodic("live.forget_old_drafts", timedelta(days=1), forget_old_drafts),
)
