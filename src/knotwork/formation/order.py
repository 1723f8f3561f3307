"""The order people are numbered in: it depends on what is said of them, not on their names or their rows.

So a programme whose rows are shuffled, or whose people are given other names and addresses, gets the same sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from knotwork.formation.programme import Participant, Programme

_ROUNDS = 3
"""How far somebody's ties are followed to tell apart people of whom the same is said (Weisfeiler and Leman, 1968)."""


def in_order(programme: Programme, sat: Mapping[str, str]) -> tuple[Participant, ...]:
    """Everybody, by what is said of them; people nothing tells apart stand by address.

    Args:
        sat: label of the set somebody sat in before, by mail address.
    """
    ties = _ties(programme)
    colour = {person.email: _mark([*_said(person), sat.get(person.email, "")]) for person in programme.people}
    for _ in range(_ROUNDS):
        colour = {
            email: _mark([own, *sorted(f"{kind} {colour[other]}" for kind, other in ties[email])])
            for email, own in colour.items()
        }
    return tuple(sorted(programme.people, key=lambda person: (colour[person.email], person.email)))


def _said(person: Participant) -> list[str]:
    return [
        person.zone,
        str(person.facilitates),
        repr(person.available),
        *sorted(person.languages),
        *(f"{name}={answer}" for name, answer in sorted(person.traits.items())),
        person.pinned,
    ]


def _ties(programme: Programme) -> dict[str, set[tuple[str, str]]]:
    """Whom each person is tied to, and how, in both directions."""
    known = {person.email for person in programme.people}
    ties: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for person in programme.people:
        for kind, others in (("apart", person.keep_apart), ("together", person.keep_together)):
            for other in others & known:
                ties[person.email].add((kind, other))
                ties[other].add((kind, person.email))
        if person.manager in known:
            ties[person.email].add(("above", person.manager))
            ties[person.manager].add(("below", person.email))
    for pair in programme.met:
        for one in pair & known:
            ties[one] |= {("met", other) for other in pair & known if other != one}
    return ties


def _mark(words: Iterable[str]) -> str:
    return blake2b("\x1f".join(words).encode(), digest_size=8).hexdigest()
