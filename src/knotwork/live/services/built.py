"""From what a form says to a whole move: the ids the product makes, and what a sender may not decide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from knotwork.actions.enums import Outcome
from knotwork.challenges import queries as challenges
from knotwork.live import rules
from knotwork.live.enums import Why
from knotwork.live.flow.moves import Malformed
from knotwork.live.flow.state import State
from knotwork.live.services import speech
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols.shape import Audience, Kind, Phase
from knotwork.reflections.enums import Level

SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class _Told:
    """What came in, and where it came to."""

    body: dict[str, Any]
    words: Mapping[str, str]
    move_id: UUID
    state: State
    by: Person
    meeting: Meeting


def whole_body(
    kind: str,
    body: Mapping[str, Any],
    words: Mapping[str, str],
    *,
    move_id: UUID,
    state: State,
    by: Person,
    meeting: Meeting,
) -> dict[str, Any]:
    """The body the flow expects.

    Raises:
        Refused: `words_missing`, `words_too_long`, `not_on_the_scale`, `not_your_challenge`.
        Malformed: a date, a level or an outcome is not one.
    """
    refuse(rules.why_not_words(words))
    build = _BUILDERS.get(kind)
    return build(_Told(dict(body), words, move_id, state, by, meeting)) if build else dict(body)


def _question(told: _Told) -> dict[str, Any]:
    """Nobody names the words of a question but the product, or one could show what others said."""
    asked = {name: value for name, value in told.body.items() if name != "word"}
    made = {"question": str(speech.derived(told.move_id, "question"))}
    if told.words.get("text", "").strip():
        made["word"] = str(speech.derived(told.move_id, "word"))
    return {**asked, **made}


def _capture(told: _Told) -> dict[str, Any]:
    what = _word_of(Kind, told.body.get("what", ""))
    is_report = what is Kind.PROGRESS and bool(told.words.get("action"))
    refuse(None if is_report else rules.why_not_words(told.words, needed="text"))
    if is_report:
        _word_of(Outcome, told.words.get("outcome", ""))
    if told.words.get("level"):
        _word_of(Level, told.words["level"])
    word = str(speech.derived(told.move_id, "word"))
    return {**told.body, "word": word, "audience": _audience(told, what).value}


def _audience(told: _Told, what: Kind) -> Audience:
    """The phase says who reads; only a learning may be kept to oneself by its writer."""
    phase = _phase(told)
    if what is Kind.LEARNING and told.words.get("audience") == Audience.ME:
        return Audience.ME
    return phase.audience if phase and phase.audience is not Audience.UNNAMED else Audience.SET


def _phase(told: _Told) -> Phase | None:
    place = told.body.get("phase")
    phases = told.state.protocol.phases
    return phases[place] if isinstance(place, int) and 0 <= place < len(phases) else None


def _action(told: _Told) -> dict[str, Any]:
    refuse(rules.why_not_words(told.words, needed="text"))
    if told.words.get("by_on"):
        try:
            date.fromisoformat(told.words["by_on"])
        except ValueError:
            raise Malformed("by_on: not a date") from None
    return {**told.body, "action": str(speech.derived(told.move_id, "action"))}


def _bid(told: _Told) -> dict[str, Any]:
    """A bid brings a challenge of the bidder's own; whoever writes for somebody knows none of theirs."""
    challenge = told.body.get("challenge")
    if told.body.get("person"):
        return {name: value for name, value in told.body.items() if name != "challenge"}
    if challenge:
        mine = {str(one.pk) for one in challenges.biddable(told.by, told.meeting.learning_set)}
        refuse(None if str(challenge) in mine else Why.NOT_YOUR_CHALLENGE)
    return told.body


def _order(told: _Told) -> dict[str, Any]:
    """Whoever orders says who and how long; what each brings is what each bid."""
    brought = {bid.person: bid.challenge for bid in told.state.agenda.bids}
    brought |= {slot.person: slot.challenge for slot in told.state.agenda.slots}
    places = []
    for place in told.body.get("places", []):
        challenge = brought.get(_uuid(place.get("person", "")))
        places.append({**place, **({"challenge": str(challenge)} if challenge else {})})
    return {**told.body, "places": places}


def _review(told: _Told) -> dict[str, Any]:
    """Answers to a review the meeting has come to; they may come after it has gone on."""
    phases = told.state.protocol.phases
    items = [item for place in {run.phase for run in told.state.path} for item in phases[place].review]
    scales = {item.key for item in items if item.scale}
    on_scale = all(text in SCALE for key, text in told.words.items() if key in scales and text.strip())
    refuse(None if on_scale else Why.NOT_ON_THE_SCALE)
    said = [text for key, text in told.words.items() if key in {item.key for item in items} and text.strip()]
    refuse(None if said else Why.WORDS_MISSING)
    return told.body


def _word_of[W: (Kind, Outcome, Level)](words: type[W], text: object) -> W:
    try:
        return words(str(text))
    except ValueError:
        raise Malformed(f"{words.__name__.lower()}: not known") from None


def _uuid(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise Malformed("person: not valid") from None


_BUILDERS: Mapping[str, Callable[[_Told], dict[str, Any]]] = {
    "have_question": _question,
    "capture": _capture,
    "choose_action": _action,
    "bid": _bid,
    "set_order": _order,
    "answer_review": _review,
}
