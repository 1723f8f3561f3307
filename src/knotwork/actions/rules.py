"""Pure decisions about actions: who may change one, who reads one, which are told in a progress round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from knotwork.actions.enums import Status, Why
from knotwork.people.enums import Nudge

LONGEST_WHAT = 500
SHORTEST_TO_NUDGE = timedelta(days=4)
HALF_HOUR, LOOK_AHEAD, MOST_TIMES = timedelta(minutes=30), 14, 6
NUDGE_AT, NUDGE_KEEPS = time(9), timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """Hours of a day within which a call may begin."""

    opens: time
    last_start: time
    is_for_weekdays: bool


WORKING = Window(time(9), time(17), is_for_weekdays=True)
WAKING = Window(time(7), time(21), is_for_weekdays=False)
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


def why_not_call(*, is_member: bool, is_archived: bool, can_be_called: bool, has_meeting: bool) -> Why | None:
    """Why this person cannot ask that one for a call; None if they can."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    if not can_be_called:
        return Why.NOT_TO_BE_CALLED
    return None if has_meeting else Why.NO_MEETING_AHEAD


def good_times(mine: ZoneInfo, theirs: ZoneInfo, *, since: datetime, until: datetime) -> tuple[datetime, ...]:
    """Times for a call that are good on both clocks: working hours of weekdays, or else waking hours of any day.

    Returns:
        At most six instants in UTC, two a day at most, from tomorrow on my clock; none where the two never both wake.
    """
    for window in (WORKING, WAKING):
        days = [_best_of_day(mine, theirs, window, day) for day in _days(mine, since, until)]
        found = [each for day in days for each in day if each < until][:MOST_TIMES]
        if found:
            return tuple(found)
    return ()


def _days(zone: ZoneInfo, since: datetime, until: datetime) -> list[date]:
    first = since.astimezone(zone).date() + timedelta(days=1)
    return [first + timedelta(days=n) for n in range(LOOK_AHEAD) if first + timedelta(days=n) <= until.astimezone(zone).date()]


def _best_of_day(mine: ZoneInfo, theirs: ZoneInfo, window: Window, day: date) -> list[datetime]:
    """The half hour that strains neither most, and another at least three hours away; the earlier first."""
    midnight = datetime.combine(day, time(), mine).astimezone(UTC)
    halves = [midnight + n * HALF_HOUR for n in range(50)]
    good = [each for each in halves if each.astimezone(mine).date() == day and _is_good(each, mine, theirs, window)]
    if not good:
        return []
    best = min(good, key=lambda each: _strain(each, mine, theirs))
    further = [each for each in good if abs(each - best) >= timedelta(hours=3)]
    return sorted([best, *([min(further, key=lambda each: _strain(each, mine, theirs))] if further else [])])


def _is_good(start: datetime, mine: ZoneInfo, theirs: ZoneInfo, window: Window) -> bool:
    here, there = start.astimezone(mine), start.astimezone(theirs)
    if window.is_for_weekdays and {here.weekday(), there.weekday()} & {5, 6}:
        return False
    return all(window.opens <= clock.time() <= window.last_start for clock in (here, there))


def _strain(start: datetime, mine: ZoneInfo, theirs: ZoneInfo) -> int:
    """How far from one o'clock it is for whoever has it worse, in minutes."""
    clocks = (start.astimezone(mine), start.astimezone(theirs))
    return max(abs(clock.hour * 60 + clock.minute - 13 * 60) for clock in clocks)


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
