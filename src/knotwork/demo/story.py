"""Tells the demo with the apps' own services, so that it can show nothing the product cannot reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

from django.conf import settings

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.demo import (
    between,
    challenges,
    circle,
    deciding,
    ferry,
    handing,
    heron,
    mapped,
    meeting,
    parted,
    pulses,
    repaired,
    shapes,
    together,
    unnamed,
    weir,
)
from knotwork.demo.cast import (
    AMARA,
    CAST,
    CHEN,
    DINA,
    EDO,
    FARAH,
    FERRY,
    GORAN,
    HERON,
    NOOR,
    OSKAR,
    PIA,
    TOMAS,
    VIKTOR,
    WEIR,
    Role,
)
from knotwork.demo.texts import Joining
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Attendance
from knotwork.meetings.models import Meeting, Series
from knotwork.people import services as people
from knotwork.people.models import Person
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, ProblemMode
from knotwork.sets.models import LearningSet

LONDON = ZoneInfo("Europe/London")
type People = Mapping[Role, Person]


class NotHere(Exception):
    """The demo is told into an empty demo folder only."""


@dataclass(frozen=True)
class Rhythm:
    """How a set of the story meets, and which of its meetings is the next."""

    every_weeks: int
    count: int
    next_number: int
    minutes: int


HERON_RHYTHM = Rhythm(every_weeks=5, count=6, next_number=5, minutes=210)
WEIR_RHYTHM = Rhythm(every_weeks=3, count=4, next_number=2, minutes=120)
FERRY_RHYTHM = Rhythm(every_weeks=4, count=6, next_number=4, minutes=180)


def tell(*, at: datetime) -> None:
    """Tell half a year of Heron, a quarter of Ferry and the beginning of Weir, ending at this moment.

    Raises:
        NotHere: this is no demo folder, or somebody lives in it already.
    """
    if not settings.KNOTWORK_DEMO or people.anybody_here():
        raise NotHere
    cast = {role: _arrive(role, at) for role in CAST}
    _tell_heron(cast, at)
    _tell_weir(cast, at)
    _tell_ferry(cast, at)
    parted.tell(cast, at=at)


def _arrive(role: Role, at: datetime) -> Person:
    long_ago = at - timedelta(weeks=30)
    return people.open_account(email=role.address, name=role.name, zone=role.zone, is_host=role.is_host, at=long_ago)


def _tell_heron(cast: People, at: datetime) -> None:
    begun = at - timedelta(weeks=HERON_RHYTHM.every_weeks * (HERON_RHYTHM.next_number - 1) + 2)
    learning_set = _begin(cast, HERON, heron, begun)
    asked = begun + timedelta(days=2)
    sets.begin_term(learning_set, person=cast[AMARA], end_rule=EndRule.AFTER_MEETING, ends_after=5, by=cast[HERON[0]], at=asked)
    planned = _plan(learning_set, HERON_RHYTHM, cast[HERON[0]], _half_hour_ahead(at))
    _agree(learning_set, cast, HERON, heron.CLAUSES, at=planned[0].starts_at - timedelta(days=2))
    members = [cast[role] for role in HERON]
    unnamed.tell(cast[DINA], planned[0])
    for met in heron.MET:
        meeting.hold(planned[met.number - 1], met, cast, heron, facilitator=AMARA)
        deciding.between(planned, met.number, members)
    repaired.tell(cast, planned[1])
    challenges.tell(planned, cast)
    pulses.tell(planned, members)
    between.tell(planned, cast, at=at)
    mapped.draw(cast[DINA], planned[0], planned[3])
    deciding.propose(learning_set, members, at=at)
    shapes.work_on(learning_set, members, at=at)
    handing.begin(learning_set, cast, at=at)
    following = planned[HERON_RHYTHM.next_number - 1]
    six_days_ago = at - timedelta(days=6)
    meetings.arrange(
        following, video_link="", place=heron.WHERE, access_notes="", minutes=following.minutes, by=cast[DINA], at=six_days_ago
    )
    meeting.look_forward(following, cast, heron, at=at)
    _answer(following, cast, (AMARA, CHEN, DINA, FARAH, GORAN), at=at)
    words = "Ten minutes, not more: I drop the children first."
    meetings.answer_attendance(following, answer=Attendance.LATE, message=words, by=cast[EDO], at=at - timedelta(days=1))


def _tell_weir(cast: People, at: datetime) -> None:
    begun = at - timedelta(weeks=WEIR_RHYTHM.every_weeks * (WEIR_RHYTHM.next_number - 1) + 1)
    learning_set = _begin(cast, WEIR, weir, begun)
    in_three_days = (at.astimezone(LONDON) + timedelta(days=3)).date()
    planned = _plan(learning_set, WEIR_RHYTHM, cast[WEIR[0]], datetime.combine(in_three_days, time(16), LONDON))
    _agree(learning_set, cast, WEIR, weir.CLAUSES, at=planned[0].starts_at - timedelta(days=1), silent=WEIR[-1])
    for met in weir.MET:
        meeting.hold(planned[met.number - 1], met, cast, weir, facilitator=None)
    shapes.agree(planned[0], [cast[role] for role in WEIR])
    _answer(planned[WEIR_RHYTHM.next_number - 1], cast, (NOOR, OSKAR), at=at)
    for undertaken in weir.UNDERTAKEN:
        if undertaken.outcome:
            meeting.report_quietly(undertaken, cast, learning_set, at=at - timedelta(days=2))


def _tell_ferry(cast: People, at: datetime) -> None:
    begun = at - timedelta(weeks=FERRY_RHYTHM.every_weeks * (FERRY_RHYTHM.next_number - 1) + 1)
    learning_set = _begin(cast, FERRY, ferry, begun, mode=ProblemMode.SHARED)
    planned = _plan(learning_set, FERRY_RHYTHM, cast[FERRY[0]], _half_hour_ahead(at))
    _agree(learning_set, cast, (*FERRY, VIKTOR), ferry.CLAUSES, at=planned[0].starts_at - timedelta(days=1))
    for met in ferry.MET:
        meeting.hold(planned[met.number - 1], met, cast, ferry, facilitator=None)
        if met.number == 1:
            together.begin(planned[0], cast)
            circle.say_goodbye(planned[0], cast)
        if met.number == 2:
            circle.welcome(planned[1], cast)
    together.go_on(planned, cast)
    circle.ask_all(planned[2], cast, at=at)
    circle.look_ahead(planned, cast, at=at)
    _answer(planned[FERRY_RHYTHM.next_number - 1], cast, (PIA, TOMAS), at=at)


def _answer(following: Meeting, cast: People, who: Sequence[Role], *, at: datetime) -> None:
    """These people said two days ago that they are coming."""
    for role in who:
        meetings.answer_attendance(following, answer=Attendance.COMING, by=cast[role], at=at - timedelta(days=2))


def _begin(
    cast: People, who: Sequence[Role], told: ModuleType, at: datetime, *, mode: ProblemMode = ProblemMode.OWN
) -> LearningSet:
    starter = cast[who[0]]
    learning_set = sets.start_set(
        name=told.NAME, purpose=told.PURPOSE, target_size=6, problem_mode=mode, zone="Europe/London", by=starter, at=at
    )
    for nth, joining in enumerate(told.JOINED):
        person, then = cast[joining.who], at + timedelta(hours=5 * nth + 1)
        if person == starter:
            _introduce(learning_set, starter, joining, then)
            continue
        _, secret = sets.invite(learning_set, address=person.email, by=starter, at=at + timedelta(hours=1))
        sets.join(secret=secret, person=person, commitment=joining.commitment, bio=joining.bio, hopes=joining.hopes, at=then)
    return learning_set


def _introduce(learning_set: LearningSet, person: Person, joining: Joining, at: datetime) -> None:
    """Whoever started the set says the same things as whoever joins it."""
    sets.change_membership(
        learning_set,
        commitment=joining.commitment,
        bio=joining.bio,
        hopes=joining.hopes,
        languages="",
        access_needs="",
        access_needs_for=None,
        by=person,
        at=at,
    )


def _half_hour_ahead(at: datetime) -> datetime:
    """Half an hour ahead or a little more, at a half hour of London's clock; its room can be opened already."""
    here = at.astimezone(LONDON).replace(second=0, microsecond=0)
    return here + timedelta(minutes=30 + -here.minute % 30)


def _plan(learning_set: LearningSet, rhythm: Rhythm, by: Person, starts: datetime) -> list[Meeting]:
    """A series whose next meeting starts then, on London's clock."""
    first = starts.date() - timedelta(weeks=rhythm.every_weeks * (rhythm.next_number - 1))
    then = datetime.combine(first - timedelta(days=5), time(12), LONDON)
    series: Series = meetings.plan_series(
        learning_set,
        every_weeks=rhythm.every_weeks,
        starts_on=first,
        wall_time=starts.time(),
        zone="Europe/London",
        count=rhythm.count,
        minutes=rhythm.minutes,
        by=by,
        at=then,
    )
    return list(series.meetings.order_by("number"))


def _agree(
    learning_set: LearningSet,
    cast: People,
    who: Sequence[Role],
    clauses: Sequence[str],
    *,
    at: datetime,
    silent: Role | None = None,
) -> None:
    """The set words its agreement; everybody consents but the one who has not yet answered."""
    draft = agreements.begin_draft(learning_set, by=cast[who[0]], at=at)
    for clause in clauses:
        draft = agreements.add_clause(draft, text=clause, by=cast[who[0]], at=at)
    for nth, role in enumerate(who):
        if role != silent:
            then = at + timedelta(hours=nth + 1)
            agreements.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=cast[role], at=then)
