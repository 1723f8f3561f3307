"""Pure decisions about rhythm, dates and meetings: no database, no clock."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from uuid import UUID
from zoneinfo import ZoneInfo

from knotwork.meetings.enums import Lead, MeetingState, RotaRole, WallTime, Why
from knotwork.people.enums import Reminder

MOST_DATES = 26
DAYS_AHEAD = 14
USUAL_MINUTES = 210
USUAL_CYCLE, LONGEST_CYCLE = 6, 12
SHORTEST_MINUTES, LONGEST_MINUTES = 30, 600
OPENS_BEFORE = timedelta(minutes=60)
NOTICE = {Lead.DAY: timedelta(hours=24), Lead.TWO_HOURS: timedelta(hours=2)}


# Wall time and instants


@dataclass(frozen=True)
class Occurrence:
    """One date of a rhythm: what was promised on the zone's clock, and the instant that keeps the promise.

    `wall_start` is naive, as promised; `starts_at` is in UTC. `clock` says whether that wall time exists once;
    skipped by the clock: the meeting starts as much later as the clock jumps; shown twice: the first counts.
    """

    wall_start: datetime
    starts_at: datetime
    zone: str
    clock: WallTime


@dataclass(frozen=True)
class Rhythm:
    """Every n weeks from a first date, at a wall-clock time of an IANA zone, so many times."""

    every_weeks: int
    starts_on: date
    wall_time: time
    zone: str
    count: int


@dataclass(frozen=True)
class LocalDate:
    """A meeting on somebody's own clock; `moves` if a clock change shifts it against the meeting before.

    `starts` is naive: what that clock shows. `shift_minutes`: how much later (or earlier, negative) than the meeting before, seen from the anchor zone.
    """

    starts: datetime
    shift_minutes: int

    @property
    def moves(self) -> bool:
        """Whether the own time differs from the time before although the set's time does not."""
        return self.shift_minutes != 0


def occurrence(wall_start: datetime, zone: str) -> Occurrence:
    """The instant at which this naive wall time is kept in this zone (RFC 5545, 3.3.5 for gaps and overlaps)."""
    here = ZoneInfo(zone)
    first, second = wall_start.replace(tzinfo=here), wall_start.replace(tzinfo=here, fold=1)
    starts_at = first.astimezone(UTC)
    if starts_at.astimezone(here).replace(tzinfo=None, fold=0) != wall_start:
        return Occurrence(wall_start, starts_at, zone, WallTime.SKIPPED)
    twice = first.utcoffset() != second.utcoffset()
    return Occurrence(wall_start, starts_at, zone, WallTime.TWICE if twice else WallTime.CERTAIN)


def occurrences(rhythm: Rhythm) -> tuple[Occurrence, ...]:
    """The dates of a rhythm, earliest first; each keeps the wall time of its zone."""
    first = datetime.combine(rhythm.starts_on, rhythm.wall_time)
    step = timedelta(weeks=rhythm.every_weeks)
    return tuple(occurrence(first + step * n, rhythm.zone) for n in range(rhythm.count))


def proposal(last: Rhythm | None, last_day: date | None, *, zone: str, today: date) -> Rhythm:
    """The rhythm to propose: the last one goes on, on its weekday, after the last date; or the usual (domain.md §2.1)."""
    soon = today + timedelta(days=DAYS_AHEAD)
    if last is None:
        return Rhythm(every_weeks=5, starts_on=soon, wall_time=time(14), zone=zone, count=6)
    after = (last_day or today) + timedelta(weeks=last.every_weeks)
    weeks_late = -(-max(0, (soon - after).days) // 7)
    return replace(last, starts_on=after + timedelta(weeks=weeks_late))


def keeps_promise(starts_at: datetime, wall_start: datetime, zone: str) -> bool:
    """Whether this instant is this wall time in this zone, as the zone's rules are known today."""
    here = ZoneInfo(zone)
    return any(wall_start.replace(tzinfo=here, fold=fold).astimezone(UTC) == starts_at for fold in (0, 1))


def on_own_clock(dates: Sequence[Occurrence], zone: str) -> tuple[LocalDate, ...]:
    """These dates on the clock of a zone, saying where clock changes shift them against the date before."""
    here = ZoneInfo(zone)
    apart = [_minutes_apart(each, here) for each in dates]
    before = apart[:1] + apart[:-1]
    return tuple(
        LocalDate(each.starts_at.astimezone(here).replace(tzinfo=None), now - then)
        for each, now, then in zip(dates, apart, before, strict=True)
    )


@dataclass(frozen=True)
class Clock:
    """A zone's column in a table of dates, and whose zone it is."""

    zone: str
    names: tuple[str, ...]

    @property
    def place(self) -> str:
        """The zone as people say it: `America/New_York` is New York."""
        return self.zone.rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True)
class DateRow:
    """One date on every clock; `on` pairs each clock with its local date, in the order of the clocks."""

    date: Occurrence
    on: tuple[tuple[Clock, LocalDate], ...]

    @property
    def moved(self) -> tuple[Clock, ...]:
        """The clocks on which this date shifts against the one before."""
        return tuple(clock for clock, local in self.on if local.moves)


def date_rows(dates: Sequence[Occurrence], clocks: Sequence[Clock]) -> tuple[DateRow, ...]:
    """These dates on all these clocks."""
    columns = [on_own_clock(dates, clock.zone) for clock in clocks]
    return tuple(
        DateRow(each, tuple((clock, column[n]) for clock, column in zip(clocks, columns, strict=True)))
        for n, each in enumerate(dates)
    )


def clocks_of(people: Iterable[tuple[str, str]], *, anchor: str, own: str) -> tuple[Clock, ...]:
    """The clocks a set's dates are shown on: the anchor's, the viewer's own, then the others' by zone.

    Args:
        people: name and zone of each member.
    """
    names: dict[str, list[str]] = {anchor: [], own: []}
    others: dict[str, list[str]] = {}
    for name, zone in people:
        (names if zone in names else others).setdefault(zone, []).append(name)
    ordered = [*names.items(), *sorted(others.items())]
    return tuple(Clock(zone, tuple(here)) for zone, here in ordered)


def _minutes_apart(each: Occurrence, here: ZoneInfo) -> int:
    """How many minutes this zone's clock is ahead of the anchor's at that instant."""
    ahead = each.starts_at.astimezone(here).utcoffset() or timedelta()
    anchor = each.starts_at.astimezone(ZoneInfo(each.zone)).utcoffset() or timedelta()
    return round((ahead - anchor).total_seconds() / 60)


# Where a meeting stands


def state_at(state: MeetingState, closes_at_latest: datetime, at: datetime) -> MeetingState:
    """A meeting nobody closed counts as closed from its latest end on."""
    going = state in {MeetingState.PLANNED, MeetingState.OPEN}
    return MeetingState.CLOSED if going and closes_at_latest <= at else state


def may_be_opened(state: MeetingState, starts_at: datetime, at: datetime) -> bool:
    """Whether its door is open or can be opened now."""
    return state is MeetingState.OPEN or (state is MeetingState.PLANNED and starts_at - OPENS_BEFORE <= at)


def quorum(members: int) -> int:
    """How many are needed for a meeting (design: domain.md §2.1)."""
    return max(3, ceil(0.6 * members))


@dataclass(frozen=True)
class Numbered:
    """A meeting that stands, as far as its number goes."""

    number: int
    starts_at: datetime
    was_held: bool


def to_be_numbered(standing: Sequence[Numbered]) -> frozenset[int]:
    """The numbers of meetings that may get another: those after the last one begun, in number or in date.

    What nobody opened before it keeps its number, so that a term "after meeting n" never ends by an old date.
    """
    held = [each for each in standing if each.was_held]
    waiting = [each for each in standing if not each.was_held]
    if not held:
        return frozenset(each.number for each in waiting)
    last_number, last_start = max(each.number for each in held), max(each.starts_at for each in held)
    return frozenset(each.number for each in waiting if each.number > last_number or each.starts_at > last_start)


@dataclass(frozen=True)
class Arrangements:
    """Where and how a meeting is held, how long, and in which shape."""

    place: str
    video_link: str
    access_notes: str
    minutes: int
    protocol_key: str

    @property
    def mark(self) -> str:
        """What a form remembers of what it showed; another mark = somebody changed something since."""
        return hashlib.blake2b(json.dumps(asdict(self)).encode(), digest_size=12).hexdigest()


def is_overtaken(seen: str, to: Arrangements, now: Arrangements) -> bool:
    """Whether this would overwrite what its writer never saw; `seen` is the mark of what they had before them."""
    return bool(seen) and seen != now.mark and to != now


# Refusals


def why_not_plan(
    dates: Iterable[datetime], taken: Iterable[tuple[datetime, datetime]], minutes: int, *, is_closed: bool, at: datetime
) -> Why | None:
    """Why meetings may not be planned at these instants; None if they may.

    Args:
        taken: start and planned end of each meeting that stands already.
        is_closed: the set is closed or archived.
    """
    starts = list(dates)
    if is_closed:
        return Why.SET_IS_CLOSED
    if not 0 < len(starts) <= MOST_DATES:
        return Why.TOO_MANY_DATES
    if min(starts) <= at:
        return Why.IN_THE_PAST
    length = timedelta(minutes=minutes)
    clash = any(start < end and begin < start + length for begin, end in taken for start in starts)
    return Why.ALREADY_PLANNED if clash else None


def why_not_change(state: MeetingState) -> Why | None:
    """Why a meeting's date, length or shape may not be changed any more; None if it may."""
    match state:
        case MeetingState.PLANNED:
            return None
        case MeetingState.OPEN:
            return Why.ALREADY_BEGUN
        case MeetingState.CLOSED:
            return Why.ALREADY_OVER
        case MeetingState.CANCELLED:
            return Why.CALLED_OFF


def why_not_move(
    state: MeetingState, to: datetime, minutes: int, taken: Iterable[tuple[datetime, datetime]], at: datetime
) -> Why | None:
    """Why a meeting may not be moved to this start; None if it may."""
    return why_not_change(state) or why_not_plan([to], taken, minutes, is_closed=False, at=at)


def why_not_answer(state: MeetingState) -> Why | None:
    """Why somebody may no longer say whether they come; None if they may."""
    match state:
        case MeetingState.PLANNED | MeetingState.OPEN:
            return None
        case MeetingState.CLOSED:
            return Why.ALREADY_OVER
        case MeetingState.CANCELLED:
            return Why.CALLED_OFF


def why_not_open(state: MeetingState, starts_at: datetime, at: datetime) -> Why | None:
    """Why a meeting may not be opened now; None if it may, also if it is open already."""
    if refusal := why_not_answer(state):
        return refusal
    return None if may_be_opened(state, starts_at, at) else Why.TOO_EARLY_TO_OPEN


# Reminders


def wanted(reminder: Reminder) -> frozenset[Lead]:
    """The reminders somebody with this preference gets."""
    match reminder:
        case Reminder.NONE:
            return frozenset()
        case Reminder.DAY:
            return frozenset({Lead.DAY})
        case Reminder.TWO_HOURS:
            return frozenset({Lead.TWO_HOURS})
        case Reminder.BOTH:
            return frozenset(Lead)


def lead_due(starts_at: datetime, at: datetime) -> Lead | None:
    """The reminder that is due now: the day's until the two-hour one takes over, none once the meeting starts."""
    left = starts_at - at
    if timedelta() < left <= NOTICE[Lead.TWO_HOURS]:
        return Lead.TWO_HOURS
    if NOTICE[Lead.TWO_HOURS] < left <= NOTICE[Lead.DAY]:
        return Lead.DAY
    return None


# Review


FEWEST_TO_REVIEW = 3
UNTIL_THE_NEXT_REVIEW = 6


def is_review_due(held: int, planned: int, *, is_settled: bool) -> bool:
    """Whether a review is suggested: half of a cycle lies behind the set, some of it ahead, and it was not settled yet."""
    return not is_settled and planned >= FEWEST_TO_REVIEW and planned <= 2 * held < 2 * planned


def is_review_due_without_cycle(held: Sequence[bool]) -> bool:
    """Whether a review is suggested to a set that plans one meeting at a time.

    After three meetings, as half-way through a cycle of six; once that is settled, six meetings later again.

    Args:
        held: for each meeting held outside a cycle, earliest first, whether it was a review or one was settled with it.
    """
    last = max((place for place, was_settled in enumerate(held) if was_settled), default=None)
    if last is None:
        return len(held) >= FEWEST_TO_REVIEW
    return len(held) - last >= UNTIL_THE_NEXT_REVIEW


# Rota


@dataclass(frozen=True)
class Place:
    """A meeting as the rota knows it: its number, roles that are settled, and who cannot come."""

    number: int
    settled: Mapping[RotaRole, UUID]
    away: frozenset[UUID] = frozenset()


def rota(since: Mapping[UUID, int], held: Iterable[Place], coming: Sequence[Place]) -> tuple[Mapping[RotaRole, UUID], ...]:
    """Who has which role in the coming meetings: whoever had it longest ago, and no two roles at once if it can be helped.

    Args:
        since: the members, in a lasting order, with the number of the last meeting before each joined (0 = from the start),
            so that a newcomer waits like somebody who has just had every role.
        held: earlier meetings, with who had which role.
        coming: in their order; what is settled stays, as long as that person is a member who can come.
    """
    last = {(role, person): joined for person, joined in since.items() for role in RotaRole}
    for place in held:
        last.update(dict.fromkeys(place.settled.items(), place.number))
    plan = []
    for place in coming:
        there = [person for person in since if person not in place.away]
        roles = {role: person for role, person in place.settled.items() if person in there}
        for role in RotaRole:
            if role not in roles and there:
                order = sorted(there, key=lambda person: (list(roles.values()).count(person), last[role, person]))
                roles[role] = order[0]
        last.update(dict.fromkeys(roles.items(), place.number))
        plan.append({role: roles[role] for role in RotaRole if role in roles})
    return tuple(plan)
