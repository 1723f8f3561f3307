"""Pure decisions about challenges: who reads what of one, what may be bid, what a headline may be."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from knotwork.challenges.enums import Domain, Status, Strength, Why

LONGEST_HEADLINE = 140


class Reading(StrEnum):
    """How much of a challenge somebody reads."""

    ALL = "all"
    SINCE = "since"
    NOTHING = "nothing"


def reading(
    *,
    is_owner: bool,
    is_shared: bool = False,
    shown_at: datetime | None,
    brought_at: datetime | None,
    here_since: datetime | None,
) -> Reading:
    """How much this viewer reads (promise 2: nothing from before joining unless its owner shares it).

    Args:
        is_shared: the set works on it together, so that whoever belongs to it reads at least how it stands now.
        shown_at: when the owner last showed it to everyone in the set; None = kept to the owner.
        brought_at: when it was last brought to a meeting.
        here_since: when the viewer came to the set; None = does not belong to it.

    Returns:
        SINCE = what was said since the viewer came, and the headline in force.
    """
    if is_owner:
        return Reading.ALL
    if shown_at is None or here_since is None:
        return Reading.NOTHING
    if shown_at >= here_since:
        return Reading.ALL
    if is_shared:
        return Reading.SINCE
    return Reading.SINCE if brought_at is not None and brought_at >= here_since else Reading.NOTHING


def why_not_headline(headline: str) -> Why | None:
    """Why these words cannot be a headline; None if they can."""
    if not headline.strip():
        return Why.HEADLINE_MISSING
    return Why.HEADLINE_TOO_LONG if len(headline.strip()) > LONGEST_HEADLINE else None


def why_not_change(*, is_owner: bool, is_member: bool, is_archived: bool) -> Why | None:
    """Why this person may not change the challenge now; None if they may."""
    if not is_owner:
        return Why.NOT_YOURS
    if not is_member:
        return Why.NOT_IN_THIS_SET
    return Why.SET_IS_ARCHIVED if is_archived else None


def why_not_bid(status: Status, *, something_tried_or_planned: bool) -> Why | None:
    """Why this challenge cannot be offered when turns are given out; None if it can."""
    if status in {Status.CLOSED, Status.CHANGED_SHAPE}:
        return Why.NOT_ALIVE
    return None if something_tried_or_planned else Why.NOTHING_TRIED_YET


def why_not_invite(strength: int | None) -> Why | None:
    """Why one may not invite so strong a challenge; None if one may, or did not say."""
    return None if strength is None or str(strength) in set(Strength) else Why.STRENGTH_OUT_OF_BOUNDS


def sides_text(domains: Iterable[str]) -> str:
    """How the domains are stored: known words in the order of the enum, parted by spaces."""
    chosen = {str(domain) for domain in domains}
    return " ".join(domain.value for domain in Domain if domain.value in chosen)
