"""Pure decisions of the pages made of several apps: what a set does next, and how far away a day is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knotwork.home.enums import FirstStep, Happening, Knot, Milestone, Step
from knotwork.sets.enums import Stage

FEWEST_TO_MEET = 3
ASK_AGAIN_AFTER = timedelta(weeks=4)
USUAL_LIFE = (Stage.FORMING, Stage.CONTRACTING, Stage.WORKING, Stage.CLOSING)


@dataclass(frozen=True)
class Situation:
    """How things stand in a set for one viewer, as far as the next step needs to know.

    Attributes:
        is_archived: the set is closed or archived.
        closes: the set has decided to close.
        is_closed: the set is closed for good.
        is_member: the viewer is a member; otherwise the facilitator, who is asked for less.
        members: how many are in the set now.
        invited: how many invitations can still be used.
        is_open: a meeting is on now.
        may_open: the next meeting's room can be opened now.
        has_next: a meeting is planned.
        has_answered: the viewer said whether they come to it.
        held: how many meetings were held.
        has_rhythm: the set ever planned a row of meetings, so that there is a cycle to come to an end.
        renewal_is_settled: at the end of a cycle the set decided to close, or lately to decide later.
        must_choose: a facilitator's term is over and the set has not decided what comes next.
        consent_waits: a draft waits for the viewer's answer.
        has_agreement: an agreement is in force, or one is being written.
        has_challenge: the viewer has a challenge in this set.
    """

    is_archived: bool = False
    closes: bool = False
    is_closed: bool = False
    is_member: bool = True
    members: int = 6
    invited: int = 0
    is_open: bool = False
    may_open: bool = False
    has_next: bool = True
    has_answered: bool = True
    held: int = 0
    has_rhythm: bool = True
    renewal_is_settled: bool = False
    must_choose: bool = False
    consent_waits: bool = False
    has_agreement: bool = True
    has_challenge: bool = True


def next_step(now: Situation) -> Step:
    """What this set does next, as its page says it to this viewer; there is always something."""
    if now.is_archived:
        return Step.CLOSED if now.is_closed and now.is_member else Step.REST
    if now.is_open or now.may_open:
        return Step.ENTER_ROOM if now.is_open else Step.OPEN_ROOM
    return _of_the_circle(now) or _of_the_rhythm(now) or _of_the_viewer(now)


def _of_the_circle(now: Situation) -> Step | None:
    """Whoever is needed, and what waits for a decision."""
    if now.members < FEWEST_TO_MEET:
        return Step.AWAIT_PEOPLE if now.invited and now.members + now.invited >= FEWEST_TO_MEET else Step.INVITE
    if now.is_member and now.must_choose:
        return Step.CHOOSE_FACILITATION
    return Step.CONSENT if now.is_member and now.consent_waits else None


def _of_the_rhythm(now: Situation) -> Step | None:
    """A set lives from its next date."""
    if now.has_next:
        return None
    if now.closes and now.held:
        return Step.PLAN_CLOSING
    if not now.held or not now.has_rhythm:
        return Step.PLAN_RHYTHM
    return Step.RENEW if now.is_member and not now.renewal_is_settled else Step.PLAN_MORE


def _of_the_viewer(now: Situation) -> Step:
    """What the viewer can do for the next meeting; otherwise there is only to meet."""
    if not now.has_answered:
        return Step.SAY_COMING
    if now.is_member and now.held and not now.has_agreement:
        return Step.BEGIN_AGREEMENT
    if now.is_member and now.held and not now.has_challenge:
        return Step.BEGIN_CHALLENGE
    return Step.MEET_NEXT if now.held else Step.MEET_FIRST


def first_steps(now: Situation) -> tuple[tuple[FirstStep, bool], ...]:
    """What a set needs for its first meeting, each with whether it is done; empty once a meeting was held."""
    if now.held or now.is_archived:
        return ()
    return (
        (FirstStep.PEOPLE, now.members >= FEWEST_TO_MEET),
        (FirstStep.DATE, now.has_next),
        (FirstStep.ANSWERS, now.has_next and now.has_answered),
        (FirstStep.MEETING, False),
    )


def trail(stage: Stage) -> tuple[tuple[Stage, Knot], ...]:
    """The life of a set as a trail; a stage off the usual way stands after working."""
    life = list(USUAL_LIFE)
    if stage not in life:
        life.insert(len(life) if stage is Stage.CLOSED else life.index(Stage.CLOSING), stage)
    here = life.index(stage)
    return tuple((each, _knot(n, here)) for n, each in enumerate(life))


def _knot(n: int, here: int) -> Knot:
    if n == here:
        return Knot.NOW
    return Knot.DONE if n < here else Knot.TO_COME


def days_until(day: date, today: date) -> int:
    """How many nights lie between today and this day; 0 = today, also for a day that has passed."""
    return max(0, (day - today).days)


def is_renewal_settled(choice: str, decided_at: datetime, at: datetime) -> bool:
    """Whether a set at the end of a cycle need not be asked now: it closes, or chose lately to decide later."""
    return choice == "close" or (choice == "later" and at < decided_at + ASK_AGAIN_AFTER)


EVENTS = frozenset(happening.partition(":")[0] for happening in Happening)
"""The events a set's record tells; of one that it does not know it is silent."""


def what_happened(event: str, detail: Mapping[str, str | int], *, is_by_nobody: bool) -> Happening:
    """The sentence for an entry of the record: the most particular one there is.

    Raises:
        ValueError: the record tells nothing of this event.
    """
    if event == Happening.REFUSED:
        return Happening.REFUSED if detail.get("times", 1) == 1 else Happening.REFUSED_OFTEN
    particulars = (["itself"] if is_by_nobody else []) + [str(detail[key]) for key in ("as", "rule") if key in detail]
    particulars += ["rule"] if "rule" in detail else []
    sentences = [f"{event}:{particular}" for particular in particulars]
    return Happening(next((sentence for sentence in sentences if sentence in Happening), event))


ALSO_ON_THE_WAY = frozenset(
    {
        Happening.SET_RENAMED,
        Happening.PURPOSE_CHANGED,
        Happening.ZONE_CHANGED,
        Happening.SERIES_PLANNED,
        Happening.TERM_BEGUN,
        Happening.TERM_ENDED,
        Happening.VISIT_BEGUN,
        Happening.VISIT_ENDED,
        Happening.SET_ARCHIVED,
        Happening.SET_UNARCHIVED,
    }
)
"""What else of the record changed how a set works, beside its rules and stages."""

IN_A_MOMENT = (Milestone.MEETING, Milestone.CHANGED, Milestone.TRIED, Milestone.OTHER, Milestone.STAGE)
"""In which order things of one moment are told: what a set does comes before the stage that follows from it."""


def along(moments: Sequence[datetime], width: int, *, apart: int) -> tuple[int, ...]:
    """Where each of these moments lies on a line of this width, to scale; 0 = the first.

    Args:
        moments: in the order of time.
        apart: the least distance between two; the line grows longer where many things happen at once.
    """
    if not moments:
        return ()
    whole = (moments[-1] - moments[0]).total_seconds() or 1
    places: list[int] = []
    for moment in moments:
        to_scale = round((moment - moments[0]).total_seconds() / whole * width)
        places.append(max(to_scale, places[-1] + apart) if places else to_scale)
    return tuple(places)
