"""Pure decisions about actions: who may change one, who reads one, which are told in a progress round."""

from datetime import datetime

from knotwork.actions.enums import Status, Why

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
