"""A domain map as a value: things in four regions, links between them, and what may be done to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from knotwork.challenges.enums import Domain, LinkKind, NodeKind, Why
from knotwork.challenges.rules import ground

LONGEST_WORDS = 80
MOST_NODES, MOST_LINKS = 300, 600
STEPS_KEPT = 50
SITTING = timedelta(minutes=30)


@dataclass(frozen=True)
class Said:
    """What somebody says of a thing on the map."""

    words: str
    kind: NodeKind
    regions: frozenset[Domain]


@dataclass(frozen=True)
class Joined:
    """From which thing to which a link leads, and how the first bears on the second."""

    source: str
    kind: LinkKind
    target: str


@dataclass(frozen=True)
class Node:
    """One thing on the map. `x` and `y`: its place in the picture, see `ground`."""

    id: str
    said: Said
    x: int
    y: int


@dataclass(frozen=True)
class Link:
    """One link of the map."""

    id: str
    joined: Joined


@dataclass(frozen=True)
class Map:
    """What stands on a domain map, in the order it came."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()

    def node(self, node_id: str) -> Node | None:
        """The thing with this id."""
        return next((one for one in self.nodes if one.id == node_id), None)

    def link(self, link_id: str) -> Link | None:
        """The link with this id."""
        return next((one for one in self.links if one.id == link_id), None)


type Edit = Callable[[Map], Map | Why]


def sits_together(last_at: datetime | None, at: datetime) -> bool:
    """Whether an edit belongs to the sitting of the one before it: less than half an hour lies between."""
    return last_at is not None and timedelta(0) <= at - last_at < SITTING


def add_node(now: Map, node_id: str, said: Said, place: tuple[int, int] | None) -> Map | Why:
    """The map with one more thing; the same id again changes nothing.

    Args:
        place: where in the picture; None = somewhere free in its regions.
    """
    if now.node(node_id):
        return now
    if len(now.nodes) >= MOST_NODES:
        return Why.MAP_IS_FULL
    if why := why_not_said(said) or (why_not_place(place) if place else None):
        return why
    x, y = place or ground.free_place(said.regions, [(one.x, one.y) for one in now.nodes])
    return replace(now, nodes=(*now.nodes, Node(node_id, _tidy(said), x, y)))


def change_node(now: Map, node_id: str, said: Said) -> Map | Why:
    """The map with other words, kind or regions for a thing, which moves when its place lies elsewhere now."""
    node = now.node(node_id)
    if node is None:
        return Why.NODE_IS_GONE
    if why := why_not_said(said):
        return why
    x, y = node.x, node.y
    if said.regions != node.said.regions and said.regions != ground.regions_at(x, y):
        x, y = ground.free_place(said.regions, [(one.x, one.y) for one in now.nodes if one is not node])
    return _with_node(now, Node(node_id, _tidy(said), x, y))


def move_node(now: Map, node_id: str, place: tuple[int, int]) -> Map | Why:
    """The map with a thing in another place; carried over a border it belongs to the regions it lies in then."""
    node = now.node(node_id)
    if node is None:
        return Why.NODE_IS_GONE
    if why := why_not_place(place):
        return why
    before, after = ground.regions_at(node.x, node.y), ground.regions_at(*place)
    regions = after if after and after != before else node.said.regions
    return _with_node(now, Node(node_id, replace(node.said, regions=regions), *place))


def remove_node(now: Map, node_id: str) -> Map | Why:
    """The map without a thing and without the links that led to it or away from it."""
    if now.node(node_id) is None:
        return Why.NODE_IS_GONE
    links = tuple(one for one in now.links if node_id not in (one.joined.source, one.joined.target))
    return Map(tuple(one for one in now.nodes if one.id != node_id), links)


def add_link(now: Map, link_id: str, joined: Joined) -> Map | Why:
    """The map with one more link; the same id, or the same link again, changes nothing."""
    if now.link(link_id) or any(one.joined == joined for one in now.links):
        return now
    if len(now.links) >= MOST_LINKS:
        return Why.MAP_IS_FULL
    return why_not_joined(now, joined) or replace(now, links=(*now.links, Link(link_id, joined)))


def change_link(now: Map, link_id: str, joined: Joined) -> Map | Why:
    """The map with a link that leads or bears otherwise; where such a link stands already, the two become one."""
    if now.link(link_id) is None:
        return Why.LINK_IS_GONE
    if why := why_not_joined(now, joined):
        return why
    others = (one for one in now.links if one.id == link_id or one.joined != joined)
    return replace(now, links=tuple(Link(link_id, joined) if one.id == link_id else one for one in others))


def remove_link(now: Map, link_id: str) -> Map | Why:
    """The map without a link."""
    if now.link(link_id) is None:
        return Why.LINK_IS_GONE
    return replace(now, links=tuple(one for one in now.links if one.id != link_id))


def why_not_said(said: Said) -> Why | None:
    """Why this cannot stand on a map; None if it can."""
    words = said.words.strip()
    if not words:
        return Why.WORDS_MISSING
    if len(words) > LONGEST_WORDS:
        return Why.MAP_WORDS_TOO_LONG
    return None if said.regions else Why.REGION_MISSING


def why_not_place(place: tuple[int, int]) -> Why | None:
    """Why nothing can stand there; None if something can."""
    return None if ground.is_on_it(*place) else Why.OFF_THE_MAP


def why_not_joined(now: Map, joined: Joined) -> Why | None:
    """Why these two cannot be linked; None if they can."""
    if joined.source == joined.target:
        return Why.LINKED_TO_ITSELF
    return None if now.node(joined.source) and now.node(joined.target) else Why.NODE_IS_GONE


def in_order(regions: Iterable[Domain]) -> tuple[Domain, ...]:
    """The regions in the order of the enum."""
    chosen = set(regions)
    return tuple(one for one in Domain if one in chosen)


def kept(now: Map) -> dict[str, Any]:
    """The map as JSON can say it."""
    return {
        "nodes": [
            [one.id, one.said.words, one.said.kind.value, [region.value for region in in_order(one.said.regions)], one.x, one.y]
            for one in now.nodes
        ],
        "links": [[one.id, one.joined.source, one.joined.kind.value, one.joined.target] for one in now.links],
    }


def read(content: dict[str, Any]) -> Map:
    """The map that `kept` wrote."""
    nodes = (
        Node(node_id, Said(words, NodeKind(kind), frozenset(map(Domain, regions))), x, y)
        for node_id, words, kind, regions, x, y in content.get("nodes", [])
    )
    links = (Link(link_id, Joined(a, LinkKind(kind), b)) for link_id, a, kind, b in content.get("links", []))
    return Map(tuple(nodes), tuple(links))


def _tidy(said: Said) -> Said:
    return replace(said, words=" ".join(said.words.split()))


def _with_node(now: Map, changed: Node) -> Map:
    return replace(now, nodes=tuple(changed if one.id == changed.id else one for one in now.nodes))
