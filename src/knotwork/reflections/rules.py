"""Pure decisions about learning notes, the private log, and the pulse of a set."""

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from knotwork.reflections.enums import About, Audience, Item, LogPrompt, PromptModel, PulseItem, ReadinessItem, Why

PROMPTS: Mapping[PromptModel, tuple[LogPrompt, ...]] = {
    PromptModel.FREE: (),
    PromptModel.WHAT: (LogPrompt.WHAT, LogPrompt.SO_WHAT, LogPrompt.NOW_WHAT),
    PromptModel.GIBBS: (
        LogPrompt.DESCRIPTION,
        LogPrompt.FEELINGS,
        LogPrompt.EVALUATION,
        LogPrompt.ANALYSIS,
        LogPrompt.CONCLUSION,
        LogPrompt.PLAN,
    ),
    PromptModel.KOLB: (LogPrompt.EXPERIENCE, LogPrompt.LOOKING_BACK, LogPrompt.CONCEPT, LogPrompt.TEST),
    PromptModel.LEVELS: (LogPrompt.ON_PROBLEM, LogPrompt.ON_MYSELF, LogPrompt.ON_LEARNING),
    PromptModel.SOLO: tuple(LogPrompt)[-13:],
}
ITEMS: Mapping[About, tuple[Item, ...]] = {About.HEALTH: tuple(PulseItem), About.READINESS: tuple(ReadinessItem)}
FEWEST_TO_SHOW = 4
OPEN_FOR = timedelta(days=14)
FEEDBACK_FOR = timedelta(days=14)
TIMES_A_CYCLE = 3
SCALE = range(1, 6)


def why_not_note(text: str, *, is_member: bool, is_archived: bool, audience: Audience) -> Why | None:
    """Why this cannot be noted; None if it can. An archived set still allows notes for oneself."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived and audience is Audience.SET:
        return Why.SET_IS_ARCHIVED
    return None if text.strip() else Why.WORDS_MISSING


def why_not_keep(*, is_member: bool, is_archived: bool, is_shared: bool) -> Why | None:
    """Why this person cannot say that the set should keep a note; None if they can."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    return None if is_shared else Why.NOT_SHARED


def needed_to_keep(active: int) -> int:
    """How many must say so for a set of this size to keep a note together: more than half, and never one alone."""
    return max(2, active // 2 + 1)


def why_not_practise(*, is_member: bool, is_archived: bool, is_over: bool) -> Why | None:
    """Why this person cannot choose what to practise in a meeting; None if they can."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    return Why.MEETING_IS_OVER if is_over else None


def is_feedback_time(*, was_held: bool, over_at: datetime, at: datetime) -> bool:
    """Whether feedback can be written: while the meeting is on, and for two weeks after it."""
    return was_held and at < over_at + FEEDBACK_FOR


def why_not_feedback(text: str, *, is_inside: bool, is_archived: bool, is_own: bool, is_time: bool) -> Why | None:
    """Why this feedback cannot be given; None if it can."""
    if not is_inside:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    if is_own:
        return Why.OWN_PRACTICE
    if not is_time:
        return Why.NOT_FEEDBACK_TIME
    return None if text.strip() else Why.WORDS_MISSING


def why_not_entry(*words: str) -> Why | None:
    """Why this is no log entry: an empty one says nothing."""
    return None if any(one.strip() for one in words) else Why.WORDS_MISSING


def prompts_shown(model: PromptModel, answered: Container[str]) -> tuple[LogPrompt, ...]:
    """The questions on the page: those of the model, then those of other models that hold words; nothing is hidden."""
    others = tuple(prompt for prompt in LogPrompt if prompt in answered and prompt not in PROMPTS[model])
    return (*PROMPTS[model], *others)


def why_not_overwrite(written_upon: int, stands: int) -> Why | None:
    """Why these words may not replace what stands: something newer was kept since they were begun."""
    return None if written_upon == stands else Why.CHANGED_ELSEWHERE


def finds(sought: str, *texts: str) -> bool:
    """Whether every sought word stands somewhere in the texts, whatever its capitals."""
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in sought.casefold().split())


@dataclass(frozen=True)
class Reading:
    """What the answers to one sentence of the pulse come to.

    Attributes:
        mean: of 1 to 5, of those who were sure; None = fewer than four were.
        lowest: the lowest of them; None likewise.
        highest: the highest of them; None likewise.
        unsure: how many answered the pulse and not this.
    """

    item: Item
    mean: float | None
    lowest: int | None
    highest: int | None
    unsure: int


def readings(answers: Sequence[Mapping[str, int]], about: About = About.HEALTH) -> tuple[Reading, ...]:
    """Item by item what these answers come to; numbers of fewer than four people would tell who said what."""
    return tuple(_reading(item, [each[item] for each in answers if item in each], len(answers)) for item in ITEMS[about])


def _reading(item: Item, sure: Sequence[int], answered: int) -> Reading:
    unsure = answered - len(sure)
    if len(sure) < FEWEST_TO_SHOW:
        return Reading(item, None, None, None, unsure)
    return Reading(item, sum(sure) / len(sure), min(sure), max(sure), unsure)


def worth_talking_about(
    answers: Sequence[Mapping[str, int]], about: About = About.HEALTH, *, most: int = 3
) -> tuple[Item, ...]:
    """The sentences that fewest agree with, for a set too small for numbers; none if one person alone answered."""
    if len(answers) < 2:
        return ()
    sums = {item: [each[item] for each in answers if item in each] for item in ITEMS[about]}
    known = [(sum(sure) / len(sure), item) for item, sure in sums.items() if sure]
    lowest = sorted(known, key=lambda each: each[0])[:most]
    return tuple(item for item in ITEMS[about] if item in {each for _mean, each in lowest})


def is_pulse_due(held_since_last: int, cycle: int) -> bool:
    """Whether a third of a cycle of meetings has gone by since the set last asked itself."""
    return held_since_last >= max(1, math.ceil(cycle / TIMES_A_CYCLE))


def why_not_ask(*, is_member: bool, is_archived: bool, is_open: bool) -> Why | None:
    """Why this person cannot begin a pulse now; None if they can."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived:
        return Why.SET_IS_ARCHIVED
    return Why.PULSE_IS_OPEN if is_open else None


def why_not_answer_pulse(scores: Mapping[Item, int], *, is_member: bool, is_open: bool) -> Why | None:
    """Why this answer to a pulse cannot be taken; None if it can."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if not is_open:
        return Why.PULSE_IS_OVER
    return None if scores else Why.NOTHING_ANSWERED


def line_through(means: Sequence[float | None], width: int, height: int) -> list[tuple[float, float]]:
    """Where a line through these means runs in a picture so wide and high, 5 at the top; gaps are left out."""
    step = width / max(1, len(means) - 1)
    return [
        (round(place * step, 1), round(height * (SCALE[-1] - mean) / (SCALE[-1] - SCALE[0]), 1))
        for place, mean in enumerate(means)
        if mean is not None
    ]
