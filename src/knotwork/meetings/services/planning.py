"""Rhythm and dates: planning, moving, cancelling, saying where and how."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.db.models import Max

from knotwork.agreements import queries as agreements
from knotwork.meetings import emails, queries, rules
from knotwork.meetings.enums import MeetingState, Rule, WallTime, Why
from knotwork.meetings.models import AttendanceAnswer, Meeting, Series
from knotwork.meetings.services.locking import locked, locked_set, refuse_archived, refuse_outsiders, refuse_undecided
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols import queries as protocols
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet

WALL_FORMAT = "%Y-%m-%dT%H:%M"
_ASIDE = 10_000


@transaction.atomic
def plan_series(
    learning_set: LearningSet,
    *,
    every_weeks: int,
    starts_on: date,
    wall_time: time,
    zone: str,
    count: int,
    minutes: int,
    by: Person,
    at: datetime,
) -> Series:
    """Plan a rhythm: so many meetings, every n weeks, at a wall-clock time its zone keeps across clock changes.

    The very first meeting of a set gets the first meeting's shape, the others the one nearest in length.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `too_many_dates`, `in_the_past`, `already_planned`, `decide_first`.
    """
    learning_set = locked_set(learning_set.pk)
    refuse_outsiders(by, learning_set, at)
    refuse_undecided(learning_set, at)
    return _plan(learning_set, rules.Rhythm(every_weeks, starts_on, wall_time, zone, count), minutes, by=by, at=at)


def _plan(learning_set: LearningSet, rhythm: rules.Rhythm, minutes: int, *, by: Person | None, at: datetime) -> Series:
    dates = rules.occurrences(rhythm)
    _refuse_clash(learning_set, [each.starts_at for each in dates], minutes, at=at)
    series = Series.objects.create(learning_set=learning_set, **asdict(rhythm), minutes=minutes, planned_at=at)
    decided = agreements.body_in_force(learning_set, Rule.PROTOCOL)
    usual = decided["protocol"] if decided else protocols.nearest_in_length(minutes).key
    meetings = [_planned(learning_set, each, minutes, usual, series) for each in dates]
    if not Meeting.objects.of([learning_set]).not_cancelled().exists():
        meetings[0].protocol_key = protocols.FIRST
    _number_anew(learning_set, meetings)
    audit.record("series.planned", series, by=by, at=at, learning_set=learning_set, detail={"meetings": rhythm.count})
    emails.tell_of_dates(learning_set, meetings, by=by, at=at)
    return series


@transaction.atomic
def change_rhythm(learning_set: LearningSet, rhythm: rules.Rhythm, *, minutes: int, by: Person | None, at: datetime) -> Series:
    """Call off the dates ahead and plan the rhythm the set decided on; one letter tells of it.

    A meeting that can be opened already is held: people are on their way, or it is this one whose opening makes it so.

    Args:
        by: whose answer decided it; None = nobody's press did.

    Raises:
        Refused: `set_is_closed`, `too_many_dates`, `in_the_past`, `already_planned`.
    """
    learning_set = locked_set(learning_set.pk)
    call_off_ahead(learning_set, after=at + rules.OPENS_BEFORE, by=by, at=at)
    return _plan(learning_set, rhythm, minutes, by=by, at=at)


@transaction.atomic
def renew(learning_set: LearningSet, *, count: int, by: Person | None, at: datetime) -> Series:
    """Go on in the last rhythm for so many meetings, after its last date.

    Raises:
        Refused: `set_is_closed`, `too_many_dates`, `already_planned`.
    """
    learning_set = locked_set(learning_set.pk)
    standing = list(Meeting.objects.of([learning_set]).not_cancelled().in_order())
    proposed = queries.proposed_rhythm(learning_set, standing, at)
    minutes = proposed.pop("minutes")
    return _plan(learning_set, rules.Rhythm(**{**proposed, "count": count}), minutes, by=by, at=at)


@transaction.atomic
def plan_meeting(
    learning_set: LearningSet, *, starts_at: datetime, minutes: int, protocol_key: str, by: Person, at: datetime
) -> Meeting:
    """Plan one meeting outside any rhythm, on the clock of the set's zone.

    Raises:
        Refused: `not_your_set`, `set_is_closed`, `in_the_past`, `already_planned`, `unknown_protocol`,
            `decide_first`.
    """
    learning_set = locked_set(learning_set.pk)
    refuse_outsiders(by, learning_set, at)
    refuse_undecided(learning_set, at)
    _refuse_unknown(learning_set, protocol_key)
    _refuse_clash(learning_set, [starts_at], minutes, at=at)
    wall_start = starts_at.astimezone(learning_set.zoneinfo).replace(tzinfo=None, fold=0)
    promised = rules.Occurrence(wall_start, starts_at, learning_set.zone, WallTime.CERTAIN)
    meeting = _planned(learning_set, promised, minutes, protocol_key, None)
    _number_anew(learning_set, [meeting])
    audit.record("meeting.planned", meeting, by=by, at=at, learning_set=learning_set)
    emails.tell_of_dates(learning_set, [meeting], by=by, at=at)
    return meeting


@transaction.atomic
def move(meeting: Meeting, *, to: datetime, by: Person, at: datetime) -> Meeting:
    """Move a meeting that has not begun; everybody is asked again whether they come.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`, `in_the_past`,
            `already_planned`.
    """
    meeting = locked(meeting)
    refuse_outsiders(by, meeting.learning_set, at)
    refuse_archived(meeting.learning_set)
    taken = _taken(meeting.learning_set, but=meeting)
    refuse(rules.why_not_move(meeting.state_at(at), to, meeting.minutes, taken, at))
    if to == meeting.starts_at:
        return meeting
    meeting.moved_from = meeting.starts_at
    meeting.starts_at = to.astimezone(UTC)
    meeting.wall_start = to.astimezone(meeting.zoneinfo).strftime(WALL_FORMAT)
    meeting.meets_anyway = False
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["moved_from", "starts_at", "wall_start", "meets_anyway", "calendar_sequence"])
    AttendanceAnswer.objects.filter(meeting=meeting).delete()
    _number_anew(meeting.learning_set)
    meeting.refresh_from_db(fields=["number"])
    audit.record("meeting.moved", meeting, by=by, at=at, learning_set=meeting.learning_set)
    emails.tell_of_new_date(meeting, by=by, at=at)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Cancel a meeting that has not begun; later ones move up in number.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`.
    """
    meeting = locked(meeting)
    refuse_outsiders(by, meeting.learning_set, at)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_change(meeting.state_at(at)))
    _call_off(meeting, by=by, at=at)
    emails.tell_of_cancellation(meeting, by=by, at=at)
    return meeting


def call_off_ahead(learning_set: LearningSet, *, after: datetime, by: Person | None, at: datetime) -> None:
    """Call off every meeting that starts later than this, without a letter: what comes instead is told otherwise."""
    for meeting in queries.ahead(learning_set, at):
        if meeting.starts_at > after:
            _call_off(meeting, by=by, at=at)


def _call_off(meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    meeting.state = MeetingState.CANCELLED
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["state", "calendar_sequence"])
    _number_anew(meeting.learning_set)
    highest = Meeting.objects.of([meeting.learning_set]).not_cancelled().aggregate(highest=Max("number"))["highest"]
    sets.forget_latest_ends(meeting.learning_set, beyond=highest or 0, at=at)
    audit.record("meeting.cancelled", meeting, by=by, at=at, learning_set=meeting.learning_set)


@transaction.atomic
def change_arrangements(meeting: Meeting, *, to: rules.Arrangements, seen: str, by: Person, at: datetime) -> Meeting:
    """Say all of it anew, as long as it still stands as its writer saw it.

    Args:
        seen: the mark of the arrangements the form showed; empty = whatever stands is meant to be replaced.

    Raises:
        Refused: `changed_elsewhere`, or a word of `arrange` or `choose_protocol`.
    """
    meeting = locked(meeting)
    now = arrangements_of(meeting)
    refuse(Why.CHANGED_ELSEWHERE if rules.is_overtaken(seen, to, now) else None)
    if to.protocol_key != now.protocol_key:
        meeting = choose_protocol(meeting, protocol_key=to.protocol_key, by=by, at=at)
    where = {name: getattr(to, name) for name in ("place", "video_link", "access_notes", "minutes")}
    return arrange(meeting, **where, by=by, at=at)


def arrangements_of(meeting: Meeting) -> rules.Arrangements:
    """Where and how this meeting is held, as it stands."""
    return rules.Arrangements(**{each.name: getattr(meeting, each.name) for each in fields(rules.Arrangements)})


@transaction.atomic
def arrange(
    meeting: Meeting, *, video_link: str, place: str, access_notes: str, minutes: int, by: Person, at: datetime
) -> Meeting:
    """Say where and how a meeting is held and how long; any of it may be empty, a set can meet without a link.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`, `already_planned`.
    """
    meeting = locked(meeting)
    refuse_outsiders(by, meeting.learning_set, at)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_change(meeting.state_at(at)))
    if minutes != meeting.minutes:
        taken = _taken(meeting.learning_set, but=meeting)
        clash = rules.why_not_plan([meeting.starts_at], taken, minutes, is_closed=False, at=min(at, meeting.starts_at))
        refuse(clash if clash is Why.ALREADY_PLANNED else None)
        meeting.minutes = minutes
        meeting.calendar_sequence += 1
    meeting.video_link, meeting.place, meeting.access_notes = video_link.strip(), place.strip(), access_notes.strip()
    meeting.save(update_fields=["minutes", "calendar_sequence", "video_link", "place", "access_notes"])
    sets.note_latest_end(meeting.learning_set, meeting_number=meeting.number, latest_end_at=meeting.closes_at_latest)
    audit.record("meeting.arranged", meeting, by=by, at=at, learning_set=meeting.learning_set)
    return meeting


@transaction.atomic
def choose_protocol(meeting: Meeting, *, protocol_key: str, by: Person, at: datetime) -> Meeting:
    """Choose the shape of a meeting that has not begun.

    Raises:
        Refused: `not_your_set`, `set_is_archived`, `already_begun`, `already_over`, `called_off`, `unknown_protocol`.
    """
    meeting = locked(meeting)
    refuse_outsiders(by, meeting.learning_set, at)
    refuse_archived(meeting.learning_set)
    refuse(rules.why_not_change(meeting.state_at(at)))
    return give_shape(meeting, protocol_key, by=by, at=at)


def give_shape(meeting: Meeting, protocol_key: str, *, by: Person | None, at: datetime) -> Meeting:
    """Give a meeting that has not begun a shape; who may has been asked before.

    Raises:
        Refused: `unknown_protocol`.
    """
    _refuse_unknown(meeting.learning_set, protocol_key)
    meeting.protocol_key = protocol_key
    meeting.save(update_fields=["protocol_key"])
    detail: dict[str, str | int] = {"protocol": protocol_key}
    audit.record("meeting.protocol_chosen", meeting, by=by, at=at, learning_set=meeting.learning_set, detail=detail)
    return meeting


def keep_wall_times(*, at: datetime) -> int:
    """Recompute planned meetings whose zone's rules have changed since; returns how many moved.

    A new release of the time-zone tables may shift an instant; what the set was promised is the wall time.
    """
    planned = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__gt=at).in_order()
    return sum(each_apart(planned, lambda meeting: not _keeps_promise(meeting) and _keep_wall_time(meeting, at)))


@transaction.atomic
def _keep_wall_time(meeting: Meeting, at: datetime) -> bool:
    """Recompute one; False if it was moved, opened or cancelled since it was read."""
    meeting = locked(meeting)
    if meeting.state != MeetingState.PLANNED or _keeps_promise(meeting):
        return False
    meeting.starts_at = rules.occurrence(_promised(meeting), meeting.zone).starts_at
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["starts_at", "calendar_sequence"])
    sets.note_latest_end(meeting.learning_set, meeting_number=meeting.number, latest_end_at=meeting.closes_at_latest)
    audit.record("meeting.kept_wall_time", meeting, by=None, at=at, learning_set=meeting.learning_set)
    emails.tell_of_new_date(meeting, by=None, at=at)
    return True


def _keeps_promise(meeting: Meeting) -> bool:
    return rules.keeps_promise(meeting.starts_at, _promised(meeting), meeting.zone)


def _promised(meeting: Meeting) -> datetime:
    return datetime.strptime(meeting.wall_start, WALL_FORMAT)  # noqa: DTZ007 – a wall time has no zone of its own


def _planned(
    learning_set: LearningSet, promised: rules.Occurrence, minutes: int, protocol_key: str, series: Series | None
) -> Meeting:
    """A meeting not yet in the database; it gets its number when put in."""
    return Meeting(
        learning_set=learning_set,
        series=series,
        number=0,
        starts_at=promised.starts_at,
        wall_start=promised.wall_start.strftime(WALL_FORMAT),
        zone=promised.zone,
        minutes=minutes,
        protocol_key=protocol_key,
    )


def _refuse_unknown(learning_set: LearningSet, protocol_key: str) -> None:
    refuse(None if protocols.is_known(learning_set, protocol_key) else Why.UNKNOWN_PROTOCOL)
    closes = protocols.shape_of(learning_set, protocol_key).closes_set
    refuse(Why.SET_GOES_ON if closes and learning_set.stage != Stage.CLOSING else None)


def _refuse_clash(learning_set: LearningSet, dates: Sequence[datetime], minutes: int, *, at: datetime) -> None:
    is_closed = learning_set.archived_at is not None or learning_set.stage == Stage.CLOSED
    refuse(rules.why_not_plan(dates, _taken(learning_set), minutes, is_closed=is_closed, at=at))


def _taken(learning_set: LearningSet, but: Meeting | None = None) -> list[tuple[datetime, datetime]]:
    """Start and end of each meeting that stands, except one; what ended early leaves the rest of its time free."""
    meetings = Meeting.objects.of([learning_set]).not_cancelled()
    return [(each.starts_at, each.closed_at or each.planned_end_at) for each in meetings if each != but]


def _number_anew(learning_set: LearningSet, new: Sequence[Meeting] = ()) -> None:
    """Number what lies ahead in the order of dates, and put in what is new; what lies behind keeps its number.

    Numbers are moved out of the way first, because no two meetings may share one even for a moment.
    """
    standing = list(Meeting.objects.of([learning_set]).not_cancelled())
    ahead = rules.to_be_numbered([rules.Numbered(each.number, each.starts_at, each.was_held) for each in standing])
    planned = [each for each in standing if each.number in ahead]
    behind = max((each.number for each in standing if each.number not in ahead), default=0)
    in_order = sorted([*planned, *new], key=lambda each: (each.starts_at, str(each.pk)))
    numbers = {each.pk: number for number, each in enumerate(in_order, behind + 1)}
    changed = [each for each in planned if each.number != numbers[each.pk]]
    for aside in (_ASIDE, 0):
        for each in changed:
            Meeting.objects.filter(pk=each.pk).update(number=numbers[each.pk] + aside)
    for each in new:
        each.number = numbers[each.pk]
        each.save(force_insert=True)
    for each in in_order:
        sets.note_latest_end(learning_set, meeting_number=numbers[each.pk], latest_end_at=each.closes_at_latest)
