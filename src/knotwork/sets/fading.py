"""How a facilitator fades: what they do in each meeting that is left of their term, chosen by the set or as is usual."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import queries, rules, visiting
from knotwork.sets.enums import EndRule, Leading
from knotwork.sets.models import ChosenLeading, FacilitatorTerm, LearningSet, MeetingEnd
from knotwork.sets.visiting import Occasion


@dataclass(frozen=True)
class Planned:
    """What the facilitator does in one meeting, and whether the set chose it; otherwise it is the usual."""

    occasion: Occasion
    leading: Leading
    is_chosen: bool


@once_a_page
def plan(learning_set: LearningSet, at: datetime) -> list[Planned]:
    """The meetings that are left of the term that runs, the next first; none while nobody facilitates.

    The usual is counted back from the end of the term; a term without an end does not fade by itself.
    """
    term = queries.running_term(learning_set, at)
    if term is None:
        return []
    left = [each for each in visiting.ahead(learning_set, at) if visiting.reaches(term, each)]
    chosen = dict(ChosenLeading.objects.filter(meeting__in=[each.meeting for each in left]).values_list("meeting", "leading"))
    of = _behind(learning_set, term, at) + _remaining(term, left)
    return [
        Planned(
            each,
            Leading(chosen.get(each.meeting) or rules.usual_leading(_before_the_last(term, left, n), of)),
            each.meeting in chosen,
        )
        for n, each in enumerate(left)
    ]


def planned_for(learning_set: LearningSet, meeting_id: UUID, at: datetime) -> Planned | None:
    """What the facilitator does in this meeting; None = nobody's term reaches it, or it is over."""
    return next((each for each in plan(learning_set, at) if each.occasion.meeting == meeting_id), None)


def leading_of(learning_set: LearningSet, meeting_id: UUID, at: datetime) -> Leading | None:
    """The same as a word."""
    planned = planned_for(learning_set, meeting_id, at)
    return planned.leading if planned else None


def _before_the_last(term: FacilitatorTerm, left: Sequence[Occasion], place: int) -> int | None:
    match EndRule(term.end_rule):
        case EndRule.OPEN:
            return None
        case EndRule.AFTER_MEETING:
            return (term.ends_after or 0) - left[place].number
        case EndRule.ON_DATE:
            return len(left) - 1 - place


def _remaining(term: FacilitatorTerm, left: Sequence[Occasion]) -> int:
    """How many meetings of the term lie ahead, planned or not."""
    if term.end_rule == EndRule.AFTER_MEETING and left:
        return (term.ends_after or 0) - left[0].number + 1
    return len(left)


def _behind(learning_set: LearningSet, term: FacilitatorTerm, at: datetime) -> int:
    """How many meetings of the term are over."""
    ends = MeetingEnd.objects.filter(learning_set=learning_set)
    return ends.filter(latest_end_at__gt=term.starts_at, latest_end_at__lte=at).count()
