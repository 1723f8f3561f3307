"""What a kept move means for the rest of the house: done in the same transaction, by the lower apps' own services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never
from uuid import UUID

from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome
from knotwork.actions.models import Action
from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.agreements.models import Version
from knotwork.challenges import queries as challenges_asked
from knotwork.challenges import services as challenges
from knotwork.challenges.models import Challenge
from knotwork.live.enums import Why, WordsFor
from knotwork.live.flow import events
from knotwork.live.flow import moves as flow_moves
from knotwork.live.flow.events import Event
from knotwork.live.flow.state import State
from knotwork.live.models import Words
from knotwork.live.services import speech
from knotwork.meetings import queries as meeting_queries
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Keep
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols.shape import Kind
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets.enums import ProblemMode


@dataclass(frozen=True)
class Occasion:
    """Where, by whom and with which words a move was made."""

    meeting: Meeting
    state: State
    by: Person | None
    words: Mapping[str, str]
    move_id: UUID
    at: datetime

    @property
    def text(self) -> str:
        """The move's own words."""
        return self.words.get("text", "").strip()


def of_move(move: flow_moves.Move, occasion: Occasion) -> None:
    """Keep the words that came with a move, and what they mean elsewhere."""
    match move:
        case flow_moves.CaptureWords():
            _captured(move, occasion)
        case flow_moves.HaveQuestion(word=word, person=person) if word is not None:
            asker = _person(person) if person else occasion.by
            speech.write(occasion.meeting, word=word, author=asker, audience=WordsFor.SET, text=occasion.text)
        case flow_moves.ChooseAction(action=action, person=person):
            _set_out(action, _person(person) if person else occasion.by, occasion)
        case flow_moves.AnswerReview():
            _reviewed(occasion)
        case flow_moves.TryNextTime():
            learning_set, key = occasion.meeting.learning_set, occasion.words.get("shape", "")
            meetings.try_shape(learning_set, key=key, by=_maker(occasion), at=occasion.at)
        case flow_moves.LeaveNextTime():
            meetings.leave_shape(occasion.meeting.learning_set, by=_maker(occasion), at=occasion.at)
        case _:
            pass


def of_event(event: Event, occasion: Occasion) -> None:
    """Do what an event asks of the lower apps."""
    meeting, at = occasion.meeting, occasion.at
    match event:
        case events.Arrived(person=person):
            meetings.note_arrival(meeting, person=_person(person), at=at)
        case events.SlotBegan(person=person, challenge=challenge):
            _bring(challenge, _person(person), occasion)
        case events.SlotLeft(slot=slot, person=person, seconds=seconds):
            meetings.record_airtime(meeting, person=_person(person), slot=slot, seconds=seconds)
        case events.QuestionKept(presenter=presenter, challenge=challenge, word=word):
            _keep_question(_person(presenter), challenge, word, occasion)
        case events.WordsBlanked(word=word):
            speech.blank(word, at=at)
        case events.Consented(person=person, agreement=agreement, revision=revision, answer=answer):
            version = Version.objects.get(pk=agreement, learning_set=meeting.learning_set)
            said = occasion.text if occasion.by and occasion.by.pk == person else ""
            agreements.answer(version, revision=revision, answer=Answer(answer.value), words=said, by=_person(person), at=at)
        case events.PhaseEntered():
            speech.put_together(meeting, occasion.state)
        case events.Closed(by=by):
            speech.put_together(meeting, occasion.state)
            meetings.close_meeting(meeting, by=_person(by) if by else None, at=at)
            _let_go(meeting, at)
        case events.Opened() | events.SlotStopped() | events.SlotCarried():
            pass
        case _:
            assert_never(event)


def _captured(move: flow_moves.CaptureWords, occasion: Occasion) -> None:
    owner = _person(move.person) if move.person else occasion.by
    assert owner is not None  # noqa: S101 – the product captures nothing
    audience = WordsFor(move.audience.value)
    speech.write(occasion.meeting, word=move.word, author=owner, audience=audience, text=_shown_text(move, occasion))
    learning_set = occasion.meeting.learning_set
    key = speech.derived(occasion.move_id, "kept")
    match move.what:
        case Kind.HEADLINE:
            _put_into_words(owner, key, occasion)
        case Kind.HOPE | Kind.LEARNING:
            heard_by = Audience.ME if audience is WordsFor.ME else Audience.SET
            reflections.note(
                author=owner,
                learning_set=learning_set,
                level=Level(occasion.words.get("level") or Level.SELF),
                text=occasion.text,
                audience=heard_by,
                meeting=occasion.meeting,
                key=key,
                at=occasion.at,
            )
        case Kind.PROGRESS if occasion.words.get("action"):
            _report(owner, occasion)
        case _:
            pass


def _put_into_words(owner: Person, key: UUID, occasion: Occasion) -> None:
    """A challenge of one's own begins with its headline; where one is shared, it is put so, the first time or anew."""
    meeting, text, at = occasion.meeting, occasion.text, occasion.at
    learning_set = meeting.learning_set
    if learning_set.problem_mode == ProblemMode.SHARED:
        challenges.put_together(learning_set=learning_set, headline=text, meeting=meeting, key=key, by=owner, at=at)
    else:
        challenges.begin(owner=owner, learning_set=learning_set, headline=text, meeting=meeting, shown=True, key=key, at=at)


def _shown_text(move: flow_moves.CaptureWords, occasion: Occasion) -> str:
    """What stands beside the log; a report without words still says what came of the action."""
    return occasion.text or (occasion.words.get("outcome", "") if move.what is Kind.PROGRESS else "")


def _report(owner: Person, occasion: Occasion) -> None:
    action = Action.objects.filter(pk=occasion.words["action"], owner=owner, learning_set=occasion.meeting.learning_set).first()
    refuse(Why.NOT_YOUR_ACTION if action is None else None)
    assert action is not None  # noqa: S101 – refused above
    actions.report(
        action,
        outcome=Outcome(occasion.words["outcome"]),
        what_happened=occasion.text,
        meeting=occasion.meeting,
        shown=True,
        by=owner,
        at=occasion.at,
    )


def _set_out(key: UUID, owner: Person | None, occasion: Occasion) -> None:
    assert owner is not None  # noqa: S101 – the product sets out nothing
    by_on = occasion.words.get("by_on", "")
    actions.set_out(
        owner=owner,
        learning_set=occasion.meeting.learning_set,
        what=occasion.text,
        hopes_to_learn=occasion.words.get("hopes_to_learn", ""),
        by_on=date.fromisoformat(by_on) if by_on else None,
        challenge=_grown_from(owner, occasion),
        meeting=occasion.meeting,
        shown=occasion.words.get("shown", "yes") == "yes",
        key=key,
        at=occasion.at,
    )


def _grown_from(owner: Person, occasion: Occasion) -> Challenge | None:
    """What somebody sets out grows from what they present, or from what the set shares, in a turn on it or outside turns."""
    learning_set, slot = occasion.meeting.learning_set, occasion.state.slot
    if slot is None:
        return next((one for one in challenges_asked.in_hand(owner, learning_set) if one.is_shared), None)
    found = challenges_asked.brought_by(owner, learning_set, slot.challenge)
    return found if found is not None and (found.is_shared or slot.person == owner.pk) else None


def _reviewed(occasion: Occasion) -> None:
    by, run = occasion.by, occasion.state.run
    assert by is not None  # noqa: S101 – the product reviews nothing
    assert run is not None  # noqa: S101 – the flow accepts it only in a phase
    answers = {item: text.strip() for item, text in occasion.words.items() if text.strip()}
    named = occasion.words.get("named") == "yes"
    answers.pop("named", None)
    speech.hold_answers(occasion.meeting, phase=run.phase, answers=answers, by=by, named=named, at=occasion.at)


def _let_go(meeting: Meeting, at: datetime) -> None:
    """Do what the set decided about the words of its meetings."""
    keep = meeting_queries.keeps(meeting)
    if keep is not Keep.ALL:
        speech.let_go(meeting, at=at)
    if keep is Keep.ACTIONS:
        challenges.forget_questions_of(meeting, at=at)


def _bring(challenge_id: UUID | None, presenter: Person, occasion: Occasion) -> None:
    challenge = challenges_asked.brought_by(presenter, occasion.meeting.learning_set, challenge_id)
    if challenge is not None:
        challenges.bring(challenge, meeting=occasion.meeting, by=presenter, at=occasion.at)


def _keep_question(presenter: Person, challenge_id: UUID | None, word: UUID | None, occasion: Occasion) -> None:
    challenge = challenges_asked.brought_by(presenter, occasion.meeting.learning_set, challenge_id)
    words = Words.objects.filter(pk=word).first() if word else None
    challenges.keep_question(
        owner=presenter, challenge=challenge, meeting=occasion.meeting, text=words.text if words else "", at=occasion.at
    )


def _maker(occasion: Occasion) -> Person:
    assert occasion.by is not None  # noqa: S101 – the flow lets members alone make it
    return occasion.by


def _person(person: UUID) -> Person:
    return Person.objects.get(pk=person)
