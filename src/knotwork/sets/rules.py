"""Pure decisions about sets: sizes, invitations, terms and stages."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knotwork.sets.enums import EndRule, Held, InvitedAs, Leading, Stage, Standing, Why

SMALLEST, LARGEST = 3, 12
COMFORTABLE = range(4, 9)
INVITATION_LASTS = timedelta(days=14)
INVITATIONS_A_DAY = 20
TIME_TO_THINK_AGAIN = timedelta(days=7)
WARNINGS = (timedelta(days=14), timedelta(days=3))


@dataclass(frozen=True)
class TermWish:
    """How long somebody is asked to facilitate."""

    end_rule: EndRule
    ends_on: date | None = None
    ends_after: int | None = None


@dataclass(frozen=True)
class Particulars:
    """What a set is called, what it is for, how many it wants to be, and its clock."""

    name: str
    purpose: str
    target_size: int
    zone: str


def overtaken(was: Particulars, to: Particulars, now: Particulars) -> bool:
    """Whether something that is to change has meanwhile become something else than what its writer saw."""
    names = [each.name for each in fields(was)]
    values = [(getattr(was, name), getattr(to, name), getattr(now, name)) for name in names]
    return any(wanted not in (seen, stands) and seen != stands for seen, wanted, stands in values)


@dataclass(frozen=True)
class Offer:
    """An invitation as far as the rules need to know it."""

    invited_as: InvitedAs
    address: str
    expires_at: datetime
    is_used: bool
    is_revoked: bool
    is_orphaned: bool


def why_not_this_size(target_size: int) -> Why | None:
    """Why a set cannot aim at this size; None if it can."""
    return None if SMALLEST <= target_size <= LARGEST else Why.SIZE_OUT_OF_BOUNDS


def why_not_start(who_may: str, *, is_host: bool) -> Why | None:
    """Why this account may not start a set, given the host's setting: `anyone` or `host`."""
    return Why.HOST_STARTS_SETS if who_may == "host" and not is_host else None


def is_unusual_size(size: int) -> bool:
    """Whether practice warns of this many members (design: domain.md §2.1)."""
    return size not in COMFORTABLE


def why_not_now(stage: Stage, *, is_archived: bool) -> Why | None:
    """Why nothing about the set changes, whoever asks; None while it is neither closed nor put away."""
    if stage is Stage.CLOSED:
        return Why.SET_IS_CLOSED
    return Why.SET_IS_ARCHIVED if is_archived else None


def why_not_change(standings: frozenset[Standing], stage: Stage, *, is_archived: bool) -> Why | None:
    """Why this person may not change the set itself; only members may, while it is neither closed nor put away."""
    return why_not_now(stage, is_archived=is_archived) if Standing.MEMBER in standings else Why.NOT_YOUR_SET


def why_not_invite(
    standings: frozenset[Standing],
    stage: Stage,
    *,
    is_archived: bool,
    invited_as: InvitedAs,
    members: int,
    made_today: int,
) -> Why | None:
    """Why this person may not offer a place now; None if they may."""
    if not standings & {Standing.MEMBER, Standing.FACILITATOR}:
        return Why.NOT_YOUR_SET
    if why := why_not_now(stage, is_archived=is_archived):
        return why
    if invited_as is InvitedAs.MEMBER and members >= LARGEST:
        return Why.SET_IS_FULL
    return Why.TOO_MANY_INVITATIONS if made_today >= INVITATIONS_A_DAY else None


def why_not_revoke(standings: frozenset[Standing], invited_as: InvitedAs) -> Why | None:
    """Why this person may not take an invitation back; whom the set asks to facilitate is for its members alone."""
    may = standings & ({Standing.MEMBER, Standing.FACILITATOR} if invited_as is InvitedAs.MEMBER else {Standing.MEMBER})
    return None if may else Why.NOT_YOUR_SET


def why_not_visit(*, is_ahead: bool, is_visited: bool, is_facilitated: bool) -> Why | None:
    """Why nobody can be asked to facilitate one meeting; None if somebody can.

    Args:
        is_ahead: the meeting is neither over nor called off.
        is_visited: somebody visits it already.
        is_facilitated: whoever facilitates the set does so in that meeting too.
    """
    if not is_ahead:
        return Why.MEETING_IS_OVER
    if is_facilitated:
        return Why.HAS_FACILITATOR
    return Why.MEETING_IS_VISITED if is_visited else None


def why_not_usable(offer: Offer, address: str | None, at: datetime) -> Why | None:
    """Why this invitation cannot be used by the owner of this address; None for the address = not known yet."""
    if offer.is_used:
        return Why.INVITATION_USED
    if offer.is_revoked:
        return Why.INVITATION_REVOKED
    if offer.expires_at <= at:
        return Why.INVITATION_EXPIRED
    if offer.is_orphaned:
        return Why.INVITER_HAS_LEFT
    if address is not None and offer.address and offer.address != address.strip().lower():
        return Why.INVITATION_FOR_ANOTHER
    return None


def why_not_join(
    offer: Offer, stage: Stage, *, is_archived: bool, is_member: bool, members: int, commitment: str
) -> Why | None:
    """Why a person whose invitation is usable may still not join; None if they may."""
    if offer.invited_as is not InvitedAs.MEMBER:
        return Why.INVITED_AS_FACILITATOR
    if is_member:
        return Why.ALREADY_MEMBER
    if why := why_not_now(stage, is_archived=is_archived):
        return why
    if members >= LARGEST:
        return Why.SET_IS_FULL
    return None if commitment.strip() else Why.COMMITMENT_MISSING


def why_not_wish(wish: TermWish, latest_end: datetime | None, at: datetime) -> Why | None:
    """Why a term cannot have this end; `latest_end` is the instant it comes to, None = open or not known yet."""
    match wish.end_rule:
        case EndRule.OPEN:
            return None
        case EndRule.ON_DATE if wish.ends_on is None:
            return Why.TERM_END_MISSING
        case EndRule.AFTER_MEETING if not wish.ends_after:
            return Why.TERM_END_MISSING
        case _:
            return Why.TERM_END_IN_THE_PAST if latest_end is not None and latest_end <= at else None


def unbroken_since(terms: Iterable[tuple[datetime, datetime | None]], at: datetime) -> datetime | None:
    """Since when somebody has facilitated without a gap; None if they do not now.

    Args:
        terms: beginning and end of each of their terms, the latest first; end None = open.
    """
    since = None
    for begun, ended in terms:
        runs = begun <= at and (ended is None or ended > at)
        if runs or (since is not None and ended is not None and ended >= since):
            since = begun
    return since


def hashed(secret: str) -> str:
    """What is kept of an invitation's secret; the secret is 256 random bits, so that a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def warning_due(ends_at: datetime, at: datetime) -> timedelta:
    """Which warning fits a term that ends within the longest of them: the shortest that reaches so far."""
    return min(before for before in WARNINGS if ends_at - at <= before)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant after this day in this zone, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)


_ACTIVE = frozenset({Stage.WORKING, Stage.REVIEWING, Stage.HANDING_OVER, Stage.SELF_MANAGED})
_NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.FORMING: frozenset({Stage.CONTRACTING}),
    Stage.CONTRACTING: frozenset({Stage.WORKING, Stage.PAUSED, Stage.CLOSING}),
    Stage.WORKING: (_ACTIVE | {Stage.PAUSED, Stage.CLOSING}) - {Stage.WORKING},
    Stage.REVIEWING: (_ACTIVE | {Stage.PAUSED, Stage.CLOSING}) - {Stage.REVIEWING},
    Stage.HANDING_OVER: (_ACTIVE | {Stage.PAUSED, Stage.CLOSING}) - {Stage.HANDING_OVER},
    Stage.SELF_MANAGED: (_ACTIVE | {Stage.PAUSED, Stage.CLOSING}) - {Stage.SELF_MANAGED},
    Stage.PAUSED: _ACTIVE | {Stage.CONTRACTING, Stage.CLOSING},
    Stage.CLOSING: _ACTIVE,
    Stage.CLOSED: frozenset(),
}


def why_not_enter(now: Stage, then: Stage) -> Why | None:
    """Why a set in one stage cannot enter another (design: domain.md §2.2). Any set can close; a closed one stays so."""
    if then is Stage.CLOSED and now is not Stage.CLOSED:
        return None
    return None if then in _NEXT[now] else Why.STAGE_NOT_NEXT


def why_not_close(stage: Stage) -> Why | None:
    """Why a set is not closed by its closing meeting: it has to have decided to."""
    return None if stage is Stage.CLOSING else Why.SET_GOES_ON


def why_not_choose_for_words(standings: frozenset[Standing], stage: Stage, *, are_gone: bool) -> Why | None:
    """Why this person does not choose now what becomes of their words in this set."""
    if Standing.MEMBER not in standings:
        return Why.NOT_YOUR_SET
    if stage not in {Stage.CLOSING, Stage.CLOSED}:
        return Why.SET_GOES_ON
    return Why.WORDS_ARE_GONE if are_gone else None


def may_steer(standings: frozenset[Standing]) -> bool:
    """Whether this person may move the set along: members, and the facilitator in term."""
    return bool(standings & {Standing.MEMBER, Standing.FACILITATOR})


def held_for_the_set(*, meetings: int, links: int, invitations: int) -> tuple[Held, ...]:
    """What a facilitator holds for a set with so many meetings ahead, links to them, and invitations of their own."""
    gone = set() if meetings else {Held.STEERING, Held.DATES, Held.LETTERS}
    gone |= set() if links else {Held.LINK}
    gone |= set() if invitations else {Held.INVITATIONS}
    return tuple(each for each in Held if each not in gone)


def why_not_take_over(*, is_listed: bool, is_kept_by_another: bool, is_asked: bool) -> Why | None:
    """Why a member cannot take this over; what another member looks after moves only to whom they ask."""
    if not is_listed:
        return Why.NOTHING_TO_HAND_OVER
    return Why.LOOKED_AFTER if is_kept_by_another and not is_asked else None


_FADING = (Leading.OBSERVES, Leading.HALF, Leading.IN_FRAME)


def usual_leading(before_the_last: int | None, of: int) -> Leading:
    """What a facilitator does in a meeting unless the set chooses otherwise (design: domain.md §4.3).

    The last meetings of a term fade, at most three of them and at most half of it, so that a short term is led.

    Args:
        before_the_last: how many meetings lie between it and the last of the term; None = the term has no end.
        of: how many meetings the term has.
    """
    if before_the_last is None or before_the_last >= min(len(_FADING), of // 2):
        return Leading.LEADS
    return _FADING[before_the_last]


def takes_chair(leading: Leading | None) -> bool:
    """Whether a facilitator who opens this meeting has the chair; None = nothing was planned, as for a visitor."""
    return leading in (None, Leading.LEADS, Leading.HALF)


def observes(leading: Leading | None) -> bool:
    """Whether a facilitator who comes watches how the set works without them."""
    return leading in (Leading.OBSERVES, Leading.ABSENT)
