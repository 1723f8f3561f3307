"""Why these people sit together, in two to four plain sentences.

What somebody wished for in private is never a reason here: whoever reads the page could guess whose wish it was.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from knotwork.formation.programme import Attribute, Direction, Kind, Participant, PlannedSet, Programme
from knotwork.formation.report.difference import Scale, Value, known
from knotwork.formation.report.roll import Roll
from knotwork.formation.report.words import (
    counted,
    different,
    language,
    listed,
    number,
    per_cent,
    sentence,
    shortened,
)

_MOST = 3
"""As many attributes as one sentence can carry."""


def why_together(programme: Programme, planned_set: PlannedSet) -> tuple[str, ...]:
    """What differs among the members of a set, what is alike where wished, what they share and what had to hold.

    Two to four sentences, the heaviest attributes first; where a wish is weakly met the sentence says so. For many sets
    of one programme make one `Reasons`.
    """
    return Reasons(Roll(programme)).of(planned_set)


class Reasons:
    """The reasons for each set of a programme; what all sets need is counted once."""

    def __init__(self, roll: Roll) -> None:
        self._roll = roll
        heaviest = sorted(roll.counting, key=lambda attribute: -attribute.weight)
        self.scales = {attribute.name: Scale(attribute, roll.to_place) for attribute in heaviest}

    def of(self, planned: PlannedSet) -> tuple[str, ...]:
        """The sentences for one set."""
        people = self._roll.of(planned)
        told = [
            self._what_differs(people),
            self._what_is_lopsided(people),
            self._what_is_alike(people),
            self._what_holds(people, planned),
        ]
        said = [sentence(one) for one in told if one]
        return tuple(said) if len(said) > 1 else (*said, "No column says what else they should differ or be alike in.")

    def _mixed(self) -> list[Scale]:
        return [scale for scale in self.scales.values() if scale.attribute.direction is Direction.MIX]

    def _what_differs(self, people: list[Participant]) -> str:
        """`Six functions and six organisations, none twice; five places, and tenure from 1 to 14`."""
        none_twice, other = [], []
        for scale in self._mixed():
            values = scale.of(person.email for person in people)
            if len(values) < 2 or len(set(values)) == 1:
                continue
            if scale.attribute.kind is Kind.CATEGORICAL and len(set(values)) == len(values):
                none_twice.append(different(scale.attribute.name, len(values)))
            else:
                other.append(_variety(scale.attribute, values, people))
        parts = [f"{listed(none_twice[:_MOST])}, none twice"] if none_twice else []
        return "; ".join([*parts, *([listed(other[:_MOST])] if other else [])])

    def _what_is_lopsided(self, people: list[Participant]) -> str:
        """`Three of six say “Finance” for function; the programme has many (41 %)`: the heaviest, if half or more say one thing."""
        for scale in self._mixed():
            values = scale.of(person.email for person in people)
            if scale.attribute.kind is not Kind.CATEGORICAL or len(values) < 3:
                continue
            value, times = Counter(values).most_common(1)[0]
            if times >= 3 and 2 * times >= len(values):
                return self._lopsided(scale, value, times, people)
        return ""

    def _lopsided(self, scale: Scale, value: Value, times: int, people: list[Participant]) -> str:
        name = scale.attribute.name
        known_here = len(scale.of(person.email for person in people))
        share = scale.counts[value] / len(scale.answers)
        whole = "all" if times == known_here else number(times)
        said = f"{whole} of {number(known_here)} say {_quoted(_as_written(scale.attribute, value, people))} for {_plain(name)}"
        if times <= ceil(share * known_here):
            return f"{said}; the programme has many ({per_cent(share)})"
        return f"{said}, more than their part of the programme ({per_cent(share)})"

    def _what_is_alike(self, people: list[Participant]) -> str:
        alike: list[str] = []
        unlike: list[str] = []
        for scale in self.scales.values():
            values = scale.of(person.email for person in people)
            if scale.attribute.direction is Direction.MIX or len(values) < 2:
                continue
            is_close, said = _likeness(scale, values, people)
            (alike if is_close else unlike).append(said)
        close = f"alike as wished: {listed(alike[:_MOST])}" if alike else ""
        far = f"{listed(unlike[:_MOST])}, though more alike was wished" if unlike else ""
        return "; ".join(filter(None, [close, far]))

    def _what_holds(self, people: list[Participant], planned: PlannedSet) -> str:
        shared = [one for one in (self._language(planned), self._times(planned), self._lines(planned)) if one]
        return "; ".join(filter(None, [listed(shared), self._placed(people), self._known(planned)]))

    def _language(self, planned: PlannedSet) -> str:
        stated = [person.languages for person in self._roll.together(planned) if person.languages]
        if not stated:
            return ""
        shared = sorted(frozenset.intersection(*stated))
        if not shared:
            return "no language is named by all of them"
        return f"all speak {listed(map(language, shared))}"

    def _times(self, planned: PlannedSet) -> str:
        weeks = self._roll.programme.rules.weeks
        count = len(planned.slots)
        if not count:
            return "no weekly time suits everyone yet"
        always = f"in all {number(weeks)} weeks" if weeks > 1 else "in the one week"
        return f"{counted(count, 'weekly time')} {'suits' if count == 1 else 'suit'} everyone {always}"

    def _lines(self, planned: PlannedSet) -> str:
        people = self._roll.together(planned)
        here = {person.email for person in people}
        anybody = any(person.manager for person in people)
        apart = not any(person.manager in here for person in people)
        return "nobody sits with their line manager" if anybody and apart else ""

    def _placed(self, people: list[Participant]) -> str:
        """Who was to be kept together or had a place from the start."""
        here = {person.email for person in people}
        bound = {mail for person in people for mail in (person.keep_together & here)}
        bound |= {person.email for person in people if person.keep_together & here}
        fixed = [person.email for person in people if person.pinned]
        told = [f"{listed(self._roll.called(bound))} stay together" if bound else ""]
        told.append(f"{shortened(self._roll.called(fixed), 3)} had a place here from the start" if fixed else "")
        return listed([one for one in told if one] or [""])

    def _known(self, planned: PlannedSet) -> str:
        """Whether they have sat in one set before; said only where the programme knows of earlier sets."""
        if not self._roll.programme.met:
            return ""
        again = sum(pair <= set(planned.members) for pair in self._roll.programme.met)
        if not again:
            return "nobody has been in a set with another of them before"
        return f"{counted(again, 'pair')} {'has' if again == 1 else 'have'} been in a set together before"


def _variety(attribute: Attribute, values: Sequence[Value], people: list[Participant]) -> str:
    """Different answers some of which come twice, or from which to which they reach."""
    match attribute.kind:
        case Kind.MANY:
            union = frozenset[str]().union(*(value for value in values if isinstance(value, frozenset)))
            return f"{different(attribute.name, len(union))} between them"
        case Kind.CATEGORICAL:
            return different(attribute.name, len(set(values)))
        case Kind.ORDINAL | Kind.NUMERIC:
            low, high = _ends(attribute, people)
            return f"{_plain(attribute.name)} from {low} to {high}"


def _likeness(scale: Scale, values: Sequence[Value], people: list[Participant]) -> tuple[bool, str]:
    """Whether they are about as alike as wished, and what they say."""
    attribute, name = scale.attribute, _plain(scale.attribute.name)
    if len(set(values)) == 1:
        return (
            True,
            f"{name} is {_quoted(_as_written(attribute, values[0], people))} for {'both' if len(values) == 2 else 'all'}",
        )
    if attribute.kind in {Kind.CATEGORICAL, Kind.MANY}:
        value, times = Counter(values).most_common(1)[0]
        if times == 1:
            return False, f"for {name} no two say the same"
        said = f"{number(times)} of {number(len(values))} say {_quoted(_as_written(attribute, value, people))} for {name}"
        return False, said
    low, high = _ends(attribute, people)
    if attribute.kind is Kind.ORDINAL:
        steps = sorted({value for value in values if isinstance(value, float)})
        near = steps[-1] - steps[0] <= 1
        return near, f"{name} is {low} or {high}" if near else f"{name} runs from {low} to {high}"
    return (scale.reached(person.email for person in people) or 0.0) >= 0.9, f"{name} lies between {low} and {high}"


def _ends(attribute: Attribute, people: list[Participant]) -> tuple[str, str]:
    """The lowest and the highest answer, as written."""
    told = {known(attribute, text): text for person in people if (text := person.traits.get(attribute.name, ""))}
    steps = [value for value in told if isinstance(value, float)]
    return told[min(steps)], told[max(steps)]


def _as_written(attribute: Attribute, value: Value, people: list[Participant]) -> str:
    return next(text for person in people if known(attribute, text := person.traits.get(attribute.name, "")) == value)


def _quoted(text: str) -> str:
    """A number stands for itself; words of the file are quoted."""
    return text if text.replace(".", "").isdigit() else f"“{text}”"


def _plain(attribute: str) -> str:
    return attribute.replace("_", " ")
