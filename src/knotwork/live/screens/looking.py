"""One person looking at one room: the small questions every piece of the screen asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import cast
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from knotwork.live.flow import moves as flow_moves
from knotwork.live.flow import roles, rounds, who
from knotwork.live.flow.state import Capture, Question, Slot, SlotState, State
from knotwork.live.queries import Gathered, Own
from knotwork.live.screens.shapes import Ask, Input, Look, Press, Writing
from knotwork.protocols.shape import Audience, Phase

STEERING = frozenset(kind for kind, move in flow_moves.KINDS.items() if any(field.name == "expect" for field in fields(move)))


@dataclass(frozen=True)
class Looking:
    """The viewer, the room, and what they may do in it just now."""

    room: Gathered
    state: State
    phase: Phase
    me: UUID
    at: datetime

    @cached_property
    def can(self) -> frozenset[str]:
        """The kinds of move the viewer may send now."""
        return who.available(self.state, self.me, self.at)

    @cached_property
    def own(self) -> Own:
        """What only the viewer sees."""
        return self.room.own.get(self.me, Own())

    @cached_property
    def slot(self) -> Slot | None:
        """The present presenter's slot."""
        return self.state.slot

    @cached_property
    def phase_number(self) -> int:
        """The present phase's place in the protocol."""
        return self.state.run.phase if self.state.run else 0

    @property
    def presents(self) -> bool:
        """Whether the viewer presents now, or writes for whoever does."""
        return roles.is_presenter(self.state, self.me)

    @property
    def steers(self) -> bool:
        """Whether the viewer looks after time and rules now."""
        return roles.may_steer(self.state, self.me)

    @property
    def stewards(self) -> bool:
        """Whether the viewer holds the chair."""
        return self.state.chair.steward == self.me

    def once[T](self, name: str, make: Callable[["Looking"], T]) -> T:
        """What everybody who looks at this moment sees alike, made for the first of them."""
        if name not in self.room.same_for_all:
            self.room.same_for_all[name] = make(self)
        return cast("T", self.room.same_for_all[name])

    def is_missing(self, person: UUID) -> bool:
        """Whether somebody has neither come into the meeting nor into its room."""
        return person not in self.state.people.present and person not in self.room.here

    def is_away(self, person: UUID) -> bool:
        """Whether somebody is not here just now: never came, or was not heard of for a minute and nobody writes for them."""
        if any(row.person == person for row in self.state.people.writing):
            return False
        return person not in self.state.people.present or (bool(self.room.here) and person not in self.room.here)

    def name(self, person: UUID | None) -> str:
        """What this person is called; nobody for who is gone without a trace."""
        return self.room.names.get(person, "") if person else ""

    def speaks_now(self) -> UUID | None:
        """Whose turn it is in a round."""
        return rounds.speaker(self.state)

    def text(self, word: UUID | None) -> str:
        """The words under this id, if there are any left."""
        said = self.room.words.get(word) if word else None
        return said.text if said else ""

    def may_read(self, capture: Capture) -> bool:
        """Whether these words are the viewer's to read."""
        if self.me in (capture.person, capture.writer):
            return True
        slot = next((one for one in self.state.agenda.slots if one.number == capture.slot), None)
        if slot is not None and slot.person == self.me:
            return capture.audience in (Audience.SET, Audience.PRESENTER)
        stopped = slot is not None and slot.state is SlotState.STOPPED
        return capture.audience is Audience.SET and not stopped

    def may_read_question(self, question: Question) -> bool:
        """Whether a question has words the viewer may read; a stopped turn keeps them to its presenter and asker."""
        slot = next((one for one in self.state.agenda.slots if one.number == question.slot), None)
        stopped = slot is not None and slot.state is SlotState.STOPPED
        mine = self.me in (question.by, slot.person if slot else None)
        return bool(self.text(question.word)) and (mine or not stopped)

    def press(
        self,
        kind: str,
        label: str,
        body: Mapping[str, object] | None = None,
        *,
        look: Look = Look.PLAIN,
        pressed: bool | None = None,
    ) -> tuple[Press, ...]:
        """The button for this move, if the viewer may make it now; nothing otherwise."""
        if kind not in self.can:
            return ()
        told = tuple((name, str(value)) for name, value in (body or {}).items())
        expect = self.state.phase_version if kind in STEERING else None
        return (Press(kind, label, self.move_id(kind, *(value for _name, value in told)), told, look, pressed, expect),)

    def ask(
        self,
        place: str,
        kind: str,
        button: str,
        writings: tuple[Writing, ...],
        *,
        who: tuple[str, str],
        body: Mapping[str, object] | None = None,
        look: Look = Look.PRIMARY,
        advice: bool = False,
        others: tuple[Press, ...] = (),
    ) -> tuple[Ask, ...]:
        """The small form for this move, if the viewer may make it now; nothing otherwise."""
        if kind not in self.can:
            return ()
        told = tuple((name, str(value)) for name, value in (body or {}).items())
        return (Ask(place, kind, button, self.move_id(kind, place), writings, who[0], who[1], told, advice, look, others),)

    def words(self, place: str, label: str, *, name: str = "text", hint: str = "", line: bool = False) -> Writing:
        """A field for words, with what was typed here and not yet sent."""
        draft = self.own.drafts.get(place)
        return Writing(
            name=name,
            label=label,
            input=Input.LINE if line else Input.WORDS,
            draft=place,
            text=draft.text if draft else "",
            version=draft.version if draft else 0,
            hint=hint,
            longest=140 if line else 4000,
        )

    def writes_for(self) -> list[UUID]:
        """Whom the viewer writes for."""
        return sorted(row.person for row in self.state.people.writing if row.writer == self.me)

    def whose(self) -> tuple[Writing, ...]:
        """Whose words these are, for whoever also writes for somebody without a screen; whoever's turn it is comes first."""
        others = self.writes_for()
        if not others:
            return ()
        turn = self.speaks_now() or (self.slot.person if self.slot else None)
        choices = (("", _("mine")), *((str(person), self.name(person)) for person in others))
        chosen = str(turn) if turn in others else ""
        return (Writing("person", _("Whose words are these?"), Input.CHOICE, text=chosen, choices=choices),)

    def move_id(self, *told: str) -> UUID:
        """The id of a move drawn on this screen: the same whoever draws it, until the viewer's next move is kept."""
        return uuid5(self.room.log_id, ":".join((str(self.me), str(self.own.last_line), *told)))
