"""Are there facilitators enough for people whom not everybody can facilitate? By the most people that can flow to them."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from ortools.graph.python import max_flow  # type: ignore[import-untyped]  # ships no types

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.facts import Fact, capacity_of
from knotwork.formation.explaining.terrain import Suspect, Terrain


def short_of_facilitators(terrain: Terrain) -> Iterator[Suspect]:
    """People for whom those who may facilitate them have too little room: the narrowest place of the flow."""
    heads, most = terrain.heads, terrain.rules.size.largest
    may = _who_may_facilitate(terrain)
    kinds = list(Counter(may))
    flow = max_flow.SimpleMaxFlow()
    source, sink, first = 0, 1, 2 + len(heads)
    for at, head in enumerate(heads):
        flow.add_arc_with_capacity(2 + at, sink, head.facilitates * most)
    for number, kind in enumerate(kinds):
        flow.add_arc_with_capacity(source, first + number, may.count(kind))
        for at in kind:
            flow.add_arc_with_capacity(first + number, 2 + at, len(may))
    if flow.solve(source, sink) != flow.OPTIMAL or flow.optimal_flow() == len(may):
        return
    cut = set(flow.get_source_side_min_cut())
    narrow = {kind for number, kind in enumerate(kinds) if first + number in cut}
    chosen = frozenset().union(*narrow)
    room = sum(heads[at].facilitates for at in chosen) * most
    people = [person for person, kind in zip(terrain.members, may, strict=True) if kind in narrow][: room + 1]
    against = (terrain.reason(person, head) for person in people for head in heads)
    facts = {Fact(Rule.SIZE), Fact(Rule.NO_FACILITATOR), *(capacity_of(heads[at]) for at in chosen)}
    facts |= {*terrain.own(people), *(fact for fact in against if fact)}
    yield Suspect(frozenset(facts), frozenset(person.email for person in people))


def _who_may_facilitate(terrain: Terrain) -> list[frozenset[int]]:
    """For each member the numbers of the facilitators they can have."""
    suits = terrain.asked.suits
    members, heads = (
        np.array([suits[person.email] for person in people], np.float32) for people in (terrain.members, terrain.heads)
    )
    meets = members @ heads.T > 0
    understood = {
        (head.languages, languages): terrain.understand(head.languages, languages)
        for head in terrain.heads
        for languages in {person.languages for person in terrain.members}
    }
    return [
        frozenset(
            int(at)
            for at in np.flatnonzero(meets[number])
            if understood[terrain.heads[at].languages, person.languages] and terrain.reason(terrain.heads[at], person) is None
        )
        for number, person in enumerate(terrain.members)
    ]
