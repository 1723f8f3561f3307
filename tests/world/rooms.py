"""The meetings of the world, held in the room itself: every word is a move that was kept, or a draft that was not sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from knotwork.live import services as live
from knotwork.live.flow.state import QuestionState, State
from knotwork.live.models import Room
from knotwork.live.services import rooms
from knotwork.meetings.models import Meeting
from knotwork.protocols.shape import Kind
from tests.world import words
from tests.world.core import CIRCLE, HERON, MEMBERS, OF_WEIR, WEIR, World

OF_THE_FIRST = MEMBERS | {"Goran"}
"""Who was in the first meeting and may still read it, or in Goran's case may take out what was his own."""


class Sitting:
    """One meeting while it is held; each move takes a second."""

    def __init__(self, world: World, meeting: Meeting, *, now: datetime, circle: frozenset[str]) -> None:
        self.world, self.meeting, self.now, self.circle = world, meeting, now, circle

    @property
    def state(self) -> State:
        """What is true in the room now."""
        self.meeting.refresh_from_db()
        return rooms.state_of(Room.objects.get(meeting=self.meeting), rooms.protocol_of(self.meeting))

    def press(
        self, name: str, kind: str, *, steer: bool = False, words: Mapping[str, str] | None = None, **body: Any
    ) -> live.Acknowledged:
        """One move of this person's."""
        self.now += timedelta(seconds=1)
        opened = Room.objects.filter(meeting=self.meeting).exists()
        expect = (self.state.phase_version if opened else 0) if steer else None
        return live.make_move(
            self.meeting.pk, viewer=self.world.person(name), kind=kind, body=body, words=words or {}, move_id=uuid4(),
            expect=expect, at=self.now,
        )  # fmt: skip

    def open(self, steward: str, *others: str) -> None:
        """Open the room; everybody arrives, and one of them stewards."""
        self.press(steward, "open", steer=True)
        for name in others:
            self.press(name, "arrive")
        self.press(steward, "take_chair")

    def on(self, by: str, *, to: str = "") -> None:
        """Move on once, or until the phase with this key."""
        while True:
            for name in self.circle if self.state.phase and self.state.phase.protected else ():
                if self.world.person(name).pk in self.state.people.present:
                    self.press(name, "ready")
            self.press(by, "move_on", steer=True)
            if not to or (self.state.phase and self.state.phase.key == to):
                return

    def say(self, name: str, what: Kind, tag: str, *, readers: frozenset[str] | None = None, **more: str) -> None:
        """Words put on the table, and the canary in them."""
        run = self.state.run
        text = self.world.word(f"{what.value}{tag}", name, readers=readers or self.circle)
        slot = {} if run.slot is None else {"slot": run.slot}
        self.press(name, "capture", words={"text": text, **more}, what=what.value, phase=run.phase, **slot)

    def type(self, name: str, tag: str) -> None:
        """Words typed and not sent."""
        text = self.world.word(f"typed{tag}", name, readers=frozenset({name}))
        live.keep(self.meeting, place=f"note.{tag}", text=text, version=0, by=self.world.person(name), at=self.now)

    def ask(self, name: str, tag: str, *, kept_by: str = "") -> None:
        """A question in words; whoever presents may keep it."""
        text = self.world.word(f"question{tag}", name, readers=self.circle)
        self.press(name, "have_question", words={"text": text}, slot=self.state.run.slot)
        if kept_by:
            asked = next(row for row in self.state.questions if row.state is QuestionState.IN_PLAY)
            self.press(kept_by, "keep_question", question=str(asked.id))

    def bid(self, name: str, whose: str) -> None:
        """Bring the shown challenge, and be the one who presents."""
        challenge = str(self.world.ids[whose, "challenge"]) if (whose, "challenge") in self.world.ids else None
        brought = {"challenge": challenge} if challenge else {}
        self.press(name, "bid", minutes=40, **brought)
        self.press("Chen" if whose == "Heron" else "Hana", "set_order", steer=True, places=[
            {"person": str(self.world.person(name).pk), "minutes": 40},
        ])  # fmt: skip

    def review(self, names: tuple[str, ...], tag: str, *, named: str = "") -> None:
        """Everybody answers the review; one of them by name. Too few to stay unnamed keep their answers to themselves."""
        for name in names:
            is_told = name == named or len(names) - bool(named) >= 4
            said = {"word": self.world.word(f"review{tag}", name, readers=self.circle if is_told else frozenset({name}))}
            scales = {item.key: "4" for item in self.state.phase.review if item.scale}
            self.press(name, "answer_review", words={**said, **scales, **({"named": "yes"} if name == named else {})})


def hold_the_first_meeting(world: World) -> None:
    """The first meeting of Heron: Ines facilitates, Goran is there, Amara is not yet."""
    meeting = world.meetings["Heron", "first"]
    sitting = Sitting(world, meeting, now=meeting.starts_at, circle=OF_THE_FIRST)
    sitting.open("Bo", "Chen", "Dina", "Edo", "Farah", "Goran", "Ines")
    sitting.say("Goran", Kind.MOOD, "first")
    sitting.say("Ines", Kind.MOOD, "first")
    sitting.on("Bo", to="hopes")
    sitting.say("Goran", Kind.HOPE, "first")
    sitting.on("Bo", to="contracting")
    sitting.say("Edo", Kind.EXPECTATION, "first")
    sitting.on("Bo", to="headlines")
    sitting.say("Chen", Kind.HEADLINE, "first")
    sitting.type("Goran", "first")
    sitting.on("Bo", to="check-out")
    sitting.review(("Bo", "Chen", "Dina", "Edo", "Goran"), "first")
    sitting.press("Bo", "close", steer=True)
    words.bring_before_leaving(world)


def hold_the_past_meeting(world: World) -> None:
    """The meeting of four weeks ago: every kind of words, a review of enough people to stay unnamed."""
    for whose, names, presenter in (("Heron", (*HERON, "Amara"), "Dina"), ("Weir", WEIR, "Noor")):
        circle, meeting = (CIRCLE if whose == "Heron" else OF_WEIR), world.meetings[whose, "past"]
        sitting = Sitting(world, meeting, now=meeting.starts_at, circle=circle)
        steward, asker = ("Chen", "Edo") if whose == "Heron" else ("Hana", "Oskar")
        sitting.open(steward, *(name for name in names if name != steward))
        _through_the_day(sitting, whose, presenter=presenter, steward=steward, asker=asker)
        sitting.review(tuple(names), "past", named=asker)
        sitting.on(steward)
        sitting.press(steward, "close", steer=True)


def _through_the_day(sitting: Sitting, whose: str, *, presenter: str, steward: str, asker: str) -> None:
    """From the check-in to the door of the review."""
    sitting.say(steward, Kind.MOOD, "past")
    sitting.on(steward, to="agreement-and-bids")
    sitting.bid(presenter, whose)
    sitting.on(steward, to="present")
    _through_a_slot(sitting, presenter=presenter, asker=asker, tag="past")
    sitting.on(presenter, to="mini-check")
    sitting.say(asker, Kind.HELPFUL, "past")
    sitting.on(steward, to="learning")
    alone = frozenset({asker})
    sitting.say(asker, Kind.LEARNING, "past", level="self", audience="set")
    sitting.say(asker, Kind.LEARNING, "alone", readers=alone, level="self", audience="me")
    sitting.type(asker, "past")
    sitting.on(steward, to="process-review")


def _through_a_slot(sitting: Sitting, *, presenter: str, asker: str, tag: str) -> None:
    sitting.say(presenter, Kind.WANT, tag)
    sitting.press(presenter, "accept_offers")
    sitting.on(presenter, to="explore")
    sitting.ask(asker, tag, kept_by=presenter)
    two = frozenset({presenter, asker})
    sitting.on(presenter, to="reflect-back")
    sitting.say(asker, Kind.REFLECTION, tag, readers=two)
    sitting.on(presenter, to="offers")
    sitting.say(asker, Kind.OFFER, tag, readers=two)
    sitting.on(presenter, to="sum-up")
    said = {"text": sitting.world.word(f"roomaction{tag}", presenter, readers=sitting.circle), "hopes_to_learn": "It."}
    sitting.press(presenter, "choose_action", words=said)


def open_the_present_meetings(world: World) -> None:
    """Both sets have a meeting on: Dina presents to Heron and is being asked; Noor presents to Weir."""
    now = world.at - timedelta(minutes=3)
    for whose, presenter, steward, asker in (("Heron", "Dina", "Chen", "Edo"), ("Weir", "Noor", "Hana", "Oskar")):
        circle = CIRCLE if whose == "Heron" else OF_WEIR
        sitting = Sitting(world, world.meetings[whose, "open"], now=now, circle=circle)
        names = (*HERON, "Amara") if whose == "Heron" else WEIR
        sitting.open(steward, *(name for name in names if name != steward))
        sitting.say(asker, Kind.MOOD, "open")
        sitting.on(steward, to="agreement-and-bids")
        sitting.bid(presenter, whose)
        sitting.on(steward, to="progress")
        _report(sitting, presenter, whose)
        sitting.on(steward, to="present")
        sitting.say(presenter, Kind.WANT, "open")
        sitting.press(presenter, "accept_offers")
        sitting.on(presenter, to="explore")
        sitting.ask(asker, "open", kept_by=presenter)
        sitting.ask(steward, "waiting")
        sitting.say(steward, Kind.PROCESS, "open")
        sitting.type(asker, "open")
        sitting.type(presenter, "open")
        world.ids[whose, "question"] = next(one.id for one in sitting.state.questions if one.by == world.person(asker).pk)


def _report(sitting: Sitting, name: str, whose: str) -> None:
    """What came of an action, told in the room."""
    action = str(sitting.world.ids[whose, "action"])
    sitting.say(name, Kind.PROGRESS, "open", action=action, outcome="partly")
