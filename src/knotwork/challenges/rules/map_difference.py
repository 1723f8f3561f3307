"""What came, went and changed between two states of a domain map."""

from dataclasses import dataclass
from enum import StrEnum

from knotwork.challenges.rules.domain_map import Link, Map, Node


class Change(StrEnum):
    """What became of something between two dates."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"
    STAYED = "stayed"


@dataclass(frozen=True)
class Difference:
    """Earlier and later, thing by thing. Where something is drawn makes no difference.

    `nodes`, `links`: id → what became of it. `both`: all that stood on either map, each as it stood last.
    """

    earlier: Map
    later: Map
    both: Map
    nodes: dict[str, Change]
    links: dict[str, Change]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return set(self.nodes.values()) | set(self.links.values()) <= {Change.STAYED}


def between(earlier: Map, later: Map) -> Difference:
    """Compare two states of one map."""
    before = {one.id: one.said for one in earlier.nodes}
    after = {one.id: one.said for one in later.nodes}
    joined_before = {one.id: one.joined for one in earlier.links}
    joined_after = {one.id: one.joined for one in later.links}
    both = Map(_all(earlier.nodes, later.nodes), _all(earlier.links, later.links))
    return Difference(
        earlier,
        later,
        both,
        {one.id: _change(before.get(one.id), after.get(one.id)) for one in both.nodes},
        {one.id: _change(joined_before.get(one.id), joined_after.get(one.id)) for one in both.links},
    )


def _all[T: (Node, Link)](earlier: tuple[T, ...], later: tuple[T, ...]) -> tuple[T, ...]:
    still = {one.id for one in later}
    return later + tuple(one for one in earlier if one.id not in still)


def _change(before: object | None, after: object | None) -> Change:
    if before is None:
        return Change.CAME
    if after is None:
        return Change.WENT
    return Change.STAYED if before == after else Change.CHANGED
