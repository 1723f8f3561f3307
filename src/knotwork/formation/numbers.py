"""From a programme to the solver's numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knotwork.formation import asking, order
from knotwork.formation.programme import Attribute, Participant, Programme, Rules
from knotwork.formation.solver import bits, diversity
from knotwork.formation.solver.diversity import Questions
from knotwork.formation.solver.problem import UNIT, Chair, Problem
from knotwork.formation.solver.state import Bits
from knotwork.formation.times import Times, times, worth_a_bit

MET = UNIT
"""By how much nearer a pair counts who met before: as much as everything else together can set two people apart."""
ALL_BITS = ~np.uint64(0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A programme in numbers, and what the numbers stand for.

    Attributes:
        members, facilitators: people by their numbers in `problem`; `chairs[n]` is the facilitator of chair n.
        labels: of the sets, by number.
        times: rows are members, then facilitators.
        bit_times: which of these times each bit of `Problem.slots` stands for.
    """

    problem: Problem
    questions: Questions
    attributes: tuple[Attribute, ...]
    members: tuple[Participant, ...]
    facilitators: tuple[Participant, ...]
    labels: tuple[str, ...]
    times: Times
    bit_times: np.ndarray


def numbers_of(programme: Programme, *, sat: Mapping[str, str] | None = None) -> Numbers:
    """Number everybody, and say each rule in numbers.

    Args:
        sat: label of the set somebody sat in before, by mail address; these sets are numbered first, by label.
    """
    people = order.in_order(programme, sat or {})
    members = tuple(person for person in people if not person.facilitates)
    facilitators = tuple(person for person in people if person.facilitates)
    attributes = asking.attributes_that_count(programme.rules.attributes, members)
    questions = asking.questions_of(attributes, members)
    rules = _within_chairs(programme.rules, len(members), facilitators)
    labels, pinned = _pins(members, rules, {sat[each.email] for each in members if each.email in sat} if sat else ())
    found = times([*members, *facilitators], programme.rules)
    kept = worth_a_bit(found, programme.rules.meeting_minutes)
    problem = _problem(programme, members, facilitators, bits.packed(found.suits[:, kept]), questions, pinned, len(labels))
    return Numbers(problem, questions, attributes, members, facilitators, labels, found, kept)


def _problem(
    programme: Programme,
    members: Sequence[Participant],
    facilitators: Sequence[Participant],
    slots: Bits,
    questions: Questions,
    pinned: np.ndarray,
    sets: int,
) -> Problem:
    rules = programme.rules
    everybody = [*members, *facilitators]
    parties = tuple(parties_of(members))
    languages = _languages(everybody, rules)
    heads = [at for at, person in enumerate(everybody) for _ in range(person.facilitates)]
    return Problem(
        distance=_distance(programme, members, questions),
        sizes=_sizes(len(members), sets, pinned, parties),
        smallest=rules.size.smallest,
        largest=rules.size.largest,
        parties=parties,
        pinned=pinned,
        apart=_apart([*members, *(everybody[head] for head in heads)], rules),
        slots=slots[: len(members)],
        languages=languages[: len(members)],
        organisation=_codes(members, "organisation"),
        traits=np.array([_codes(members, name) for name in rules.not_alone], np.int32).reshape(-1, len(members)),
        chairs=tuple(Chair(head - len(members), slots[head], languages[head]) for head in heads),
        at_most=rules.at_most_per_organisation,
        must_chair=rules.every_set_facilitated and bool(facilitators),
        equity=rules.equity,
    )


def _distance(programme: Programme, members: Sequence[Participant], questions: Questions) -> np.ndarray:
    distance = diversity.distances(questions)
    number = {person.email: at for at, person in enumerate(members)}
    for pair in programme.met:
        known = [number[email] for email in pair if email in number]
        if len(known) == 2:
            distance[known[0], known[1]] -= MET
            distance[known[1], known[0]] -= MET
    return distance


def how_many_sets(people: int, rules: Rules) -> int:
    """As many sets as bring their size nearest the target without leaving its bounds, if any number does."""
    size = rules.size
    fewest, most = -(-people // size.largest), people // size.smallest
    wished = max(1, round(people / size.target))
    return min(max(wished, fewest), most) if fewest <= most else wished


def _within_chairs(rules: Rules, people: int, facilitators: Sequence[Participant]) -> Rules:
    """Larger sets are wished for where facilitators cannot take as many as wished."""
    chairs = sum(person.facilitates for person in facilitators)
    if not rules.every_set_facilitated or not chairs or how_many_sets(people, rules) <= chairs:
        return rules
    return replace(rules, size=replace(rules.size, target=-(-people // chairs)))


def _pins(members: Sequence[Participant], rules: Rules, earlier: Iterable[str]) -> tuple[tuple[str, ...], np.ndarray]:
    """Labels of all sets, the earlier ones first, then the pinned ones, and the set each person is pinned to, -1 for none.

    Whoever is tied to a pinned person is pinned too.
    """
    labels = sorted(earlier, key=_counting)
    labels += sorted({person.pinned for person in members if person.pinned} - {*labels})
    number, wanted = 1, max(how_many_sets(len(members), rules), len(labels))
    while len(labels) < wanted:
        if (label := f"Set {number}") not in labels:
            labels.append(label)
        number += 1
    pinned = np.array([labels.index(person.pinned) if person.pinned else -1 for person in members], np.int32)
    for party in parties_of(members):
        pinned[list(party)] = pinned[list(party)].max()
    return tuple(labels), pinned


def _counting(label: str) -> list[tuple[int, str]]:
    """To sort labels as people count: Set 2 before Set 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", label)]


def _sizes(people: int, sets: int, pinned: np.ndarray, parties: Sequence[tuple[int, ...]]) -> np.ndarray:
    """Sizes as even as can be; a set with more pinned people than that, or a larger party, is as large as they are."""
    sizes = np.bincount(pinned[pinned >= 0], minlength=sets)
    free = (len(party) for party in parties if pinned[party[0]] < 0)
    for large in sorted((size for size in free if size * sets > people), reverse=True):
        if sizes.min() == 0:
            sizes[int(sizes.argmin())] = large
    for _ in range(people - int(sizes.sum())):
        sizes[int(sizes.argmin())] += 1
    return sizes.astype(np.int32)


def parties_of(members: Sequence[Participant]) -> Iterator[tuple[int, ...]]:
    """People tied together, directly or through others."""
    number = {person.email: at for at, person in enumerate(members)}
    party = list(range(len(members)))

    def root(at: int) -> int:
        while party[at] != at:
            at = party[at]
        return at

    for at, person in enumerate(members):
        for other in person.keep_together:
            if other in number:
                party[max(root(at), root(number[other]))] = min(root(at), root(number[other]))
    together: dict[int, list[int]] = {}
    for at in range(len(members)):
        together.setdefault(root(at), []).append(at)
    return (tuple(people) for people in together.values() if len(people) > 1)


def _apart(places: Sequence[Participant], rules: Rules) -> Bits:
    """Who must not share a set; as in `Problem`, a facilitator at each of their places."""
    apart = bits.nobody(len(places))
    for some, others in _parted(places, rules):
        bits.mark(apart, some, others)
        bits.mark(apart, others, some)
    return apart


def _parted(places: Sequence[Participant], rules: Rules) -> Iterator[tuple[list[int], list[int]]]:
    """Places none of which shares a set with one of the others."""
    of, houses = defaultdict(list), defaultdict(list)
    for at, person in enumerate(places):
        of[person.email].append(at)
        houses[person.traits.get("organisation", "").strip().lower()].append(at)
    for person in {person.email: person for person in places}.values():
        others = set(person.keep_apart) | ({person.manager} if rules.not_with_manager else set())
        yield from ((of[person.email], of[other]) for other in (others - {person.email}) & of.keys())
        house = person.traits.get("organisation", "").strip().lower()
        if person.facilitates and house:
            yield of[person.email], [at for at in houses[house] if not places[at].facilitates]
    for rivals in rules.rivals:
        if len(rivals) == 2:
            here, there = (houses.get(rival, []) for rival in rivals)
            yield here, there


def _codes(people: Sequence[Participant], attribute: str) -> np.ndarray:
    """A number for each different answer, -1 for none."""
    answers = [person.traits.get(attribute, "").strip().lower() for person in people]
    codes = {answer: code for code, answer in enumerate(sorted(set(answers) - {""}))}
    return np.array([codes.get(answer, -1) for answer in answers], np.int32)


def _languages(people: Sequence[Participant], rules: Rules) -> np.ndarray:
    """A bit for each of the 64 most spoken languages; all bits for whoever states none, or if none need be shared."""
    spoken = [person.languages for person in people]
    known = sorted(set().union(*spoken), key=lambda language: (-sum(language in own for own in spoken), language))[:64]
    if not rules.shared_language:
        return np.full(len(people), ALL_BITS, np.uint64)
    masks = [sum(1 << known.index(language) for language in own if language in known) for own in spoken]
    return np.array([mask if own else int(ALL_BITS) for mask, own in zip(masks, spoken, strict=True)], np.uint64)
