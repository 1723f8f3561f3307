"""Sluice, three people who had done what they came for, and closed. Everything here is invented."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.demo.cast import HANA, NOOR, OSKAR, Role
from knotwork.live import services as room
from knotwork.live.services import rooms
from knotwork.meetings import services as meetings
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.ids import new_id
from knotwork.protocols.shape import Kind
from knotwork.sets import services as sets
from knotwork.sets.enums import ProblemMode, Stage, WordsChoice
from knotwork.sets.models import LearningSet

NAME = "Sluice"
PURPOSE = "Three of us left a job in the same spring. A summer long we asked each other what for."
THREE = (NOOR, HANA, OSKAR)
WHY = "I have stopped asking. That is an answer, and I would like to tell you so in person."
COMMITMENTS = {NOOR: "I come, also with nothing.", HANA: "I say the sum out loud.", OSKAR: "I listen to the end."}
LEARNED = {
    NOOR: "Three can be a set, if nobody is ill.",
    HANA: "I decide faster once I have heard myself be afraid.",
    OSKAR: "A question left lying for a month is not lost.",
}
ONE_WORD = {NOOR: "light", HANA: "enough", OSKAR: "onwards"}


def tell(cast: Mapping[Role, Person], *, at: datetime) -> None:
    """They begin forty weeks ago, decide to close ten weeks ago, and hold their closing meeting a week later."""
    begun, decided = at - timedelta(weeks=40), at - timedelta(weeks=10)
    learning_set = _begin(cast, begun)
    by = cast[NOOR]
    version = agreements.propose(learning_set, kind="renewal", body={"choice": "close"}, reason=WHY, by=by, at=decided)
    for nth, role in enumerate(THREE):
        then = decided + timedelta(hours=nth + 1)
        version = agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=cast[role], at=then)
    learning_set.refresh_from_db()
    starts_at = (decided + timedelta(weeks=1)).replace(minute=0, second=0, microsecond=0)
    last = meetings.plan_meeting(
        learning_set, starts_at=starts_at, minutes=150, protocol_key="closing", by=by, at=decided + timedelta(hours=5)
    )
    _hold(last, cast)
    sets.choose_for_words(learning_set, choice=WordsChoice.KEEP, by=cast[HANA], at=last.planned_end_at + timedelta(hours=1))


def _begin(cast: Mapping[Role, Person], at: datetime) -> LearningSet:
    starter = cast[NOOR]
    learning_set = sets.start_set(
        name=NAME,
        purpose=PURPOSE,
        target_size=3,
        problem_mode=ProblemMode.OWN,
        zone="Europe/Berlin",
        commitment=COMMITMENTS[NOOR],
        by=starter,
        at=at,
    )
    for role in THREE[1:]:
        _invitation, secret = sets.invite(learning_set, address=role.address, by=starter, at=at + timedelta(hours=1))
        sets.join(secret=secret, person=cast[role], commitment=COMMITMENTS[role], at=at + timedelta(hours=3))
    for stage, weeks in ((Stage.CONTRACTING, 1), (Stage.WORKING, 3)):
        sets.enter_stage(learning_set, stage=stage, by=starter, at=at + timedelta(weeks=weeks))
    return learning_set


def _hold(meeting: Meeting, cast: Mapping[Role, Person]) -> None:
    """From the first press to the last; with it the set is closed."""
    now = meeting.starts_at

    def press(role: Role, kind: str, *, words: Mapping[str, str] | None = None, steers: bool = False, **body: Any) -> None:
        nonlocal now
        now += timedelta(seconds=9)
        expect = _version(meeting) if steers else None
        room.make_move(
            meeting.pk, viewer=cast[role], kind=kind, body=body, words=words or {}, move_id=new_id(), expect=expect, at=now
        )

    press(NOOR, "open", steers=True)
    press(NOOR, "take_chair")
    for role in THREE:
        press(role, "arrive")
    phases = rooms.protocol_of(Meeting.objects.get(pk=meeting.pk)).phases
    for place, phase in enumerate(phases):
        for role in THREE:
            if Kind.LEARNING in phase.capture:
                said = {"text": LEARNED[role], "level": "self"}
                press(role, "capture", what="learning", phase=place, words=said)
            if phase.review:
                press(role, "answer_review", words={"word": ONE_WORD[role]})
        now += timedelta(minutes=phase.minutes - 1)
        press(NOOR, "close" if place == len(phases) - 1 else "move_on", steers=True)


def _version(meeting: Meeting) -> int:
    """The version of the phase the steward sees; before the room is open there is none yet."""
    held = rooms.room_of(meeting)
    meeting.refresh_from_db()
    return rooms.state_of(held, rooms.protocol_of(meeting)).phase_version if held else 0
