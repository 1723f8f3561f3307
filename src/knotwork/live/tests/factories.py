"""A set whose meeting is on, told by the services themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from knotwork.challenges import services as challenges
from knotwork.challenges.enums import InterventionKind
from knotwork.challenges.models import Challenge
from knotwork.live import queries, services
from knotwork.live.flow.state import State
from knotwork.live.models import Room
from knotwork.live.screens.shapes import Screen
from knotwork.live.screens.whole import show
from knotwork.live.services import rooms
from knotwork.meetings import services as meetings
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.people.services import open_account
from knotwork.sets import services as sets
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet

HERON = ("Bo", "Chen", "Dina", "Edo", "Farah", "Goran")


def person(name: str, at: datetime) -> Person:
    return open_account(email=f"{name.lower()}@example.org", name=name, zone="Europe/Amsterdam", at=at)


def heron(at: datetime, *, names: tuple[str, ...] = HERON) -> tuple[LearningSet, dict[str, Person]]:
    people = {name: person(name, at) for name in names}
    first, *others = people.values()
    learning_set = sets.start_set(
        name="Heron", purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/Amsterdam", by=first, at=at
    )
    for other in others:
        _, secret = sets.invite(learning_set, by=first, at=at)
        sets.join(secret=secret, person=other, commitment="I come.", at=at)
    return learning_set, people


def challenge(owner: Person, learning_set: LearningSet, headline: str, at: datetime) -> Challenge:
    begun = challenges.begin(owner=owner, learning_set=learning_set, headline=headline, at=at)
    challenges.tell_intervention(begun, kind=InterventionKind.TRIED, what="I asked once.", by=owner, at=at)
    return begun


@dataclass
class Table:
    """A meeting and the people around it; `at` goes on by itself, one second for each move."""

    meeting: Meeting
    people: dict[str, Person]
    at: datetime
    last: Any = None
    seen: list[Any] = field(default_factory=list)

    def move(
        self,
        name: str,
        kind: str,
        words: Mapping[str, str] | None = None,
        *,
        move_id: UUID | None = None,
        expect: int | None = None,
        **body: Any,
    ) -> services.Acknowledged:
        self.at += timedelta(seconds=1)
        if expect is None and kind in STEERING:
            expect = self.state.phase_version if Room.objects.filter(meeting=self.meeting).exists() else 0
        self.last = services.make_move(
            self.meeting.pk,
            viewer=self.people[name],
            kind=kind,
            body={key: str(value) if isinstance(value, UUID) else value for key, value in body.items()},
            words=words or {},
            move_id=move_id or uuid4(),
            expect=expect,
            at=self.at,
        )
        return self.last

    @property
    def state(self) -> State:
        self.meeting.refresh_from_db()
        return rooms.state_of(Room.objects.get(meeting=self.meeting), rooms.protocol_of(self.meeting))

    def screen(self, name: str) -> Screen:
        viewer = self.people[name].pk
        here = frozenset(one.pk for one in self.people.values())
        return show(queries.gather(queries.find(self.meeting.pk, self.at), {viewer}, here=here, at=self.at), viewer, self.at)

    def until(self, phase: str, *, by: str = "Bo") -> None:
        """Move on until the meeting is in this phase, everybody ready where a phase is protected."""
        for _ in range(60):
            state = self.state
            if state.phase and state.phase.key == phase:
                return
            if state.phase and state.phase.protected:
                for name in [name for name, one in self.people.items() if one.pk in state.people.present]:
                    self.move(name, "ready")
                state = self.state
            mover = next(name for name, one in self.people.items() if one.pk == state.slot.person) if state.slot else by
            self.move(mover, "move_on", expect=state.phase_version)
        raise AssertionError(f"never came to {phase}")


STEERING = frozenset(
    {"open", "move_on", "go_back", "skip_phase", "suggest_move_on", "extend", "begin_silence", "close", "set_order"}
    | {"begin_slot", "presenter_absent"}
)


def prepared(at: datetime, *, protocol_key: str = "classic", minutes: int = 210, names: tuple[str, ...] = HERON) -> Table:
    """Around a meeting whose door is still shut."""
    learning_set, people = heron(at - timedelta(days=7), names=names)
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=minutes, protocol_key=protocol_key, by=people[names[0]], at=at - timedelta(days=6)
    )
    return Table(meeting, people, at)


def opened(at: datetime, *, protocol_key: str = "classic", minutes: int = 210, names: tuple[str, ...] = HERON) -> Table:
    table = prepared(at, protocol_key=protocol_key, minutes=minutes, names=names)
    enter(table)
    return table


def enter(table: Table) -> None:
    """The first opens, the others come in."""
    first, *others = table.people
    table.move(first, "open")
    table.meeting.refresh_from_db()
    for name in others:
        table.move(name, "arrive")
