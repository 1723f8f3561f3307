"""Pure decisions about versions: clauses, consent, and the difference between two texts."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from knotwork.agreements.enums import Answer, Towards, VersionState, Weight, Why

FEWEST_TO_AGREE = 2
TIME_TO_ANSWER = {Weight.WORKING: timedelta(hours=48), Weight.FOUNDATION: timedelta(days=7)}
TAKEN_OUT = "▒▒▒"
SHORTEST_PHRASE = 2
WORDS_IN_BODIES = frozenset({"text", "name", "lines"})
EARLIEST_NEARLY, LATEST_NEARLY = timedelta(hours=48), timedelta(hours=25)
REST_AFTER_THE_FIRST = timedelta(hours=20)
NEARLY_AT = time(9)


@dataclass(frozen=True)
class Clause:
    """One sentence of the working agreement; `id` stays when it is reworded or moved."""

    id: str
    text: str


@dataclass(frozen=True)
class Tally:
    """How the current members stand to the current revision of a version."""

    agreed: int
    objections: int
    of: int


def clauses_in(body: Mapping[str, Any]) -> list[Clause]:
    """The clauses of a body, in their order."""
    return [Clause(each["id"], each["text"]) for each in body.get("clauses", [])]


def body_of(clauses: Sequence[Clause]) -> dict[str, Any]:
    """A body with these clauses."""
    return {"clauses": [{"id": each.id, "text": each.text} for each in clauses]}


def tidy(text: str) -> str:
    """A clause is one paragraph: line breaks and runs of space become single spaces."""
    return " ".join(text.split())


def moved(clauses: Sequence[Clause], clause_id: str, towards: Towards) -> list[Clause]:
    """The clauses with this one a place further up or down; at the edge nothing changes."""
    order = list(clauses)
    here = next(index for index, each in enumerate(order) if each.id == clause_id)
    there = here - 1 if towards is Towards.UP else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order


def why_not_decide(*, is_one_of_us: bool, is_archived: bool) -> Why | None:
    """Why this person may not write or answer anything here; None if they may."""
    if not is_one_of_us:
        return Why.NOT_A_MEMBER
    return Why.SET_IS_ARCHIVED if is_archived else None


def why_not_edit(state: VersionState, *, is_one_of_us: bool, is_archived: bool) -> Why | None:
    """Why this person may not change this text now; None if they may."""
    why = why_not_decide(is_one_of_us=is_one_of_us, is_archived=is_archived)
    return why or (None if state is VersionState.DRAFT else Why.NOT_A_DRAFT)


def why_not_withdraw(reason: str, *, is_own: bool) -> Why | None:
    """Why this proposal cannot be taken back so; whoever did not make it owes the others a reason."""
    return None if is_own or reason.strip() else Why.WORDS_MISSING


def why_not_answer(
    state: VersionState, answer: Answer, words: str, *, is_member: bool, is_current_text: bool, is_empty: bool
) -> Why | None:
    """Why this member cannot give this answer now; None if they can."""
    if not is_member:
        return Why.NOT_A_MEMBER
    if state not in (VersionState.DRAFT, VersionState.IN_FORCE):
        return Why.NOT_TO_BE_ANSWERED
    if not is_current_text:
        return Why.TEXT_HAS_CHANGED
    if is_empty:
        return Why.NO_CLAUSES
    return Why.REASON_MISSING if answer is Answer.OBJECT and not words.strip() else None


def tally(answers: Mapping[object, Answer], members: Sequence[object]) -> Tally:
    """Count the latest answers of current members; whoever left no longer counts."""
    given = [answers[member] for member in members if member in answers]
    objections = given.count(Answer.OBJECT)
    return Tally(agreed=len(given) - objections, objections=objections, of=len(members))


def is_adopted(count: Tally) -> bool:
    """Whether each current member has consented; one person alone is not a set that agrees."""
    return count.of >= FEWEST_TO_AGREE and count.agreed == count.of


def answer_by(weight: Weight, at: datetime) -> datetime:
    """Until when a proposal put at this instant can be answered."""
    return at + TIME_TO_ANSWER[weight]


def nearly_over_at(weight: Weight, until: datetime, zone: ZoneInfo) -> datetime:
    """When somebody on this clock is asked once more: at nine in the morning, 48 to 25 hours before answers stop counting.

    Never within 20 hours of the proposal itself: one that has two days is recalled in the last hours of that span,
    whatever the clock says.

    Returns:
        An instant in UTC.
    """
    latest = until - LATEST_NEARLY
    nine = datetime.combine(latest.astimezone(zone).date(), NEARLY_AT, zone).astimezone(UTC)
    if nine > latest:
        nine = datetime.combine(latest.astimezone(zone).date() - timedelta(days=1), NEARLY_AT, zone).astimezone(UTC)
    put_at = until - TIME_TO_ANSWER[weight]
    return max(nine, until - EARLIEST_NEARLY, put_at + REST_AFTER_THE_FIRST)


def outcome(weight: Weight, count: Tally, *, is_due: bool, silence_consents: bool) -> VersionState | None:
    """What an open proposal becomes now: agreed, rejected or lapsed; None = it stays open.

    Consent of all decides at once. When the time is over an objection keeps what was; silence keeps it too, unless the
    rule is a working arrangement at least two can work with, or the set decided that silence consents.
    """
    if is_adopted(count):
        return VersionState.AGREED
    if not is_due:
        return None
    if count.objections:
        return VersionState.REJECTED
    enough = FEWEST_TO_AGREE if weight is Weight.WORKING else 1
    may_be_silent = weight is Weight.WORKING or silence_consents
    is_enough = count.of >= FEWEST_TO_AGREE and count.agreed >= enough
    return VersionState.AGREED if may_be_silent and is_enough else VersionState.LAPSED


def redacted(text: str, phrase: str) -> tuple[str, int]:
    """A text with a phrase taken out, whatever its capitals, and how often it stood there."""
    return re.compile(re.escape(phrase), re.IGNORECASE).subn(TAKEN_OUT, text)


def redacted_body(told: Any, phrase: str, *, is_words: bool = False) -> tuple[Any, int]:
    """A body with a phrase taken out of its people's words alone, and how often it stood there.

    Choices, keys and numbers of a body stay whatever they are called: a rule can always be read as it was decided.
    """
    if isinstance(told, str):
        return redacted(told, phrase) if is_words else (told, 0)
    if isinstance(told, Mapping):
        pairs = {key: redacted_body(value, phrase, is_words=key in WORDS_IN_BODIES) for key, value in told.items()}
        return {key: value for key, (value, _n) in pairs.items()}, sum(n for _value, n in pairs.values())
    if isinstance(told, list):
        members = [redacted_body(each, phrase, is_words=is_words) for each in told]
        return [value for value, _n in members], sum(n for _value, n in members)
    return told, 0


def without_address(body: Mapping[str, Any], phrase: str) -> tuple[dict[str, Any], int]:
    """A body whose mail address is gone if the phrase is part of it; half an address reaches nobody and tells who it was."""
    is_there = phrase.casefold() in str(body.get("address", "")).casefold()
    return ({**body, "address": ""}, 1) if is_there else (dict(body), 0)


def lines_as_clauses(lines: Sequence[str]) -> list[Clause]:
    """Lines of any rule, so that two versions can be compared like clauses."""
    return [Clause(str(place), line) for place, line in enumerate(lines)]


class Piece(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Changed:
    """One clause set beside what it was: runs of words kept, gone or new, to be joined by spaces.

    `what` sums it up for the whole clause; None = reworded.
    """

    what: Piece | None
    pieces: tuple[tuple[Piece, str], ...]


def difference(old: Sequence[Clause], new: Sequence[Clause]) -> list[Changed]:
    """Clause by clause what changed: new order first, then the clauses that are gone."""
    was = {each.id: each.text for each in old}
    now = {each.id for each in new}
    there = [_compared(was[each.id], each.text) if each.id in was else _whole(Piece.NEW, each.text) for each in new]
    return there + [_whole(Piece.GONE, each.text) for each in old if each.id not in now]


def _whole(what: Piece, text: str) -> Changed:
    return Changed(what, ((what, text),))


def _compared(old: str, new: str) -> Changed:
    if old == new:
        return _whole(Piece.KEPT, new)
    was, now = old.split(), new.split()
    pieces: list[tuple[Piece, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Piece.KEPT, " ".join(now[c:d])))
            continue
        if a < b:
            pieces.append((Piece.GONE, " ".join(was[a:b])))
        if c < d:
            pieces.append((Piece.NEW, " ".join(now[c:d])))
    return Changed(None, tuple(pieces))
