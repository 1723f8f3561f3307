"""Pure decisions about actions: who may change one, who reads one, which are told in a progress round."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from knotwork.actions.enums import Status, Why
from knotwork.people.enums import Nudge

LONGEST_WHAT = 500
SHORTEST_TO_NUDGE = timedelta(days=4)
NUDGE_AT, NUDGE_KEEPS = time(9), timedelta(days=1)
ENDED_WITHOUT_REPORT = frozenset({Status.CHANGED, Status.DROPPED})


def why_not_change(*, is_owner: bool, is_member: bool, is_archived: bool) -> Why | None:
    """Why this person may not change the action now; None if they may."""
    if not is_owner:
        return Why.NOT_YOURS
    if not is_member:
        return Why.NOT_IN_THIS_SET
    return Why.SET_IS_ARCHIVED if is_archived else None


def why_not_words(what: str) -> Why | None:
    """Why these words are no action; None if they are."""
    return None if what.strip() else Why.WHAT_MISSING


def why_not_continue(status: Status) -> Why | None:
    """Why nothing more can be said of an action: it lives on in another shape, or was let go."""
    return Why.ALREADY_SETTLED if status in ENDED_WITHOUT_REPORT else None


def why_not_grow(status: Status, *, is_followed: bool) -> Why | None:
    """Why nothing can follow an action: it was let go, or something follows it already."""
    return Why.ALREADY_SETTLED if is_followed else why_not_continue(status)


def status_once_grown(status: Status) -> Status:
    """Where an action stands once another follows it: what was reported of it stays what it is."""
    return Status.CHANGED if status is Status.OPEN else status


def hanging_together(grew_from: Mapping[UUID, UUID | None], one: UUID) -> frozenset[UUID]:
    """The thread this one belongs to: what it grew from, back to the first, and all that grew from that.

    Args:
        grew_from: for each action what it grew from; what is missing among the keys is out of reach.
    """
    root, seen = one, {one}
    while (before := grew_from.get(root)) in grew_from and before is not None and before not in seen:
        root = before
        seen.add(root)
    thread = {root}
    while more := {each for each, before in grew_from.items() if before in thread} - thread:
        thread |= more
    return frozenset(thread)


def nudge_at(ended_at: datetime, starts_at: datetime, zone: ZoneInfo) -> datetime | None:
    """When somebody on this clock is asked between two meetings: at nine on the day halfway; None if they are too near.

    Returns:
        An instant in UTC, at least a day from either meeting.
    """
    if starts_at - ended_at < SHORTEST_TO_NUDGE:
        return None
    halfway = ended_at + (starts_at - ended_at) / 2
    return datetime.combine(halfway.astimezone(zone).date(), NUDGE_AT, zone).astimezone(UTC)


def is_about_halfway(ended_at: datetime, starts_at: datetime, at: datetime) -> bool:
    """Whether a nudge may be due on some clock on earth; spares asking who is in a set that is nowhere near."""
    return abs(ended_at + (starts_at - ended_at) / 2 - at) < timedelta(days=3)


def is_nudge_due(due_at: datetime, at: datetime) -> bool:
    """Whether it is time to ask; a host that stood still for longer lets it be."""
    return due_at <= at < due_at + NUDGE_KEEPS


def wants_nudge(nudge: Nudge, meeting_number: int) -> bool:
    """Whether somebody with this preference is asked in the interval before the meeting of this number."""
    match nudge:
        case Nudge.NONE:
            return False
        case Nudge.EACH:
            return True
        case Nudge.EVERY_OTHER:
            return meeting_number % 2 == 0


def is_readable(*, is_owner: bool, shown_at: datetime | None, here_since: datetime | None) -> bool:
    """Whether a viewer reads what the action is and where it stands (promise 2: nothing from before joining)."""
    if is_owner:
        return True
    return shown_at is not None and here_since is not None and shown_at >= here_since


def belongs_in_progress_round(status: Status, *, reported: bool, told: bool, told_here: bool) -> bool:
    """Whether the owner has something to say about it when the set next meets.

    Args:
        reported: something was reported; told: a report was shown to the set; told_here: in this very meeting.
    """
    if told_here:
        return True
    return status == Status.OPEN or (status not in ENDED_WITHOUT_REPORT and reported and not told)
