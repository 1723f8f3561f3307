"""A domain map as a drawing and as rows of a table."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from knotwork.challenges.enums import Domain, NodeKind
from knotwork.challenges.rules.domain_map import Link, Map, Node, in_order
from knotwork.challenges.rules.ground import CENTRES, HEIGHT, RADIUS_X, RADIUS_Y, WIDTH
from knotwork.challenges.rules.map_difference import Change, Difference

LETTERS_PER_LINE, LINE, CLEAR, BEND = 20, 21, 15, 0.11


@dataclass(frozen=True)
class DrawnNode:
    """One thing: its sign at x, y, its words in lines below, and what became of it (in a comparison)."""

    node: Node
    lines: tuple[tuple[str, int], ...]
    change: Change | None


@dataclass(frozen=True)
class DrawnLink:
    """One link: the path of its line, the place of its verb, and what became of it (in a comparison)."""

    link: Link
    source: Node
    target: Node
    path: str
    x: int
    y: int
    change: Change | None


@dataclass(frozen=True)
class Region:
    """One region's ellipse and its name in a corner."""

    region: Domain
    x: int
    y: int
    name_x: int
    name_y: int
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture."""

    nodes: tuple[DrawnNode, ...]
    links: tuple[DrawnLink, ...]
    regions: tuple[Region, ...]
    kinds: tuple[NodeKind, ...] = tuple(NodeKind)
    width: int = WIDTH
    height: int = HEIGHT
    radius_x: int = RADIUS_X
    radius_y: int = RADIUS_Y


def drawing(shown: Map, difference: Difference | None = None) -> Drawing:
    """Draw a map; of a difference, all that stood on either map."""
    nodes, links = (difference.nodes, difference.links) if difference else ({}, {})
    rows = [(one.link, one.source, one.target) for one in linked(shown)]
    seen: dict[tuple[str, str], int] = {}
    drawn = []
    for link, source, target in rows:
        pair = (source.id, target.id)
        seen[pair] = seen.get(pair, 0) + 1
        path, x, y = _line(source, target, BEND * seen[pair])
        drawn.append(DrawnLink(link, source, target, path, x, y, links.get(link.id)))
    return Drawing(tuple(_sign(one, nodes.get(one.id)) for one in shown.nodes), tuple(drawn), tuple(map(_region, Domain)))


@dataclass(frozen=True)
class LinkRow:
    """A link with both its ends, for the table."""

    link: Link
    source: Node
    target: Node


def linked(shown: Map) -> list[LinkRow]:
    """The links with their ends, in the order they came."""
    nodes = {one.id: one for one in shown.nodes}
    return [LinkRow(one, nodes[one.joined.source], nodes[one.joined.target]) for one in shown.links]


@dataclass(frozen=True)
class NodeRow:
    """A thing with its regions in order, for the table."""

    node: Node
    regions: tuple[Domain, ...]


def rows(nodes: Sequence[Node]) -> list[NodeRow]:
    """The things, in the order they came."""
    return [NodeRow(one, in_order(one.said.regions)) for one in nodes]


@dataclass(frozen=True)
class Reworded:
    """One thing as it was and as it is now."""

    was: NodeRow
    now: NodeRow


@dataclass(frozen=True)
class Rejoined:
    """One link as it was and as it is now."""

    was: LinkRow
    now: LinkRow


@dataclass(frozen=True)
class Told:
    """A difference in rows: what came, what went, what changed."""

    came: list[NodeRow]
    went: list[NodeRow]
    changed: list[Reworded]
    links_came: list[LinkRow]
    links_went: list[LinkRow]
    links_changed: list[Rejoined]


def told(difference: Difference) -> Told:
    """A difference as text."""

    def nodes(of: Map, what: Change) -> list[NodeRow]:
        return rows([one for one in of.nodes if difference.nodes[one.id] is what])

    def links(of: Map, what: Change) -> list[LinkRow]:
        return [row for row in linked(of) if difference.links[row.link.id] is what]

    before = {row.node.id: row for row in rows(difference.earlier.nodes)}
    before_links = {row.link.id: row for row in linked(difference.earlier)}
    return Told(
        nodes(difference.later, Change.CAME),
        nodes(difference.earlier, Change.WENT),
        [Reworded(before[row.node.id], row) for row in nodes(difference.later, Change.CHANGED)],
        links(difference.later, Change.CAME),
        links(difference.earlier, Change.WENT),
        [Rejoined(before_links[row.link.id], row) for row in links(difference.later, Change.CHANGED)],
    )


def _sign(node: Node, change: Change | None) -> DrawnNode:
    lines = textwrap.wrap(node.said.words, LETTERS_PER_LINE, break_long_words=True) or [node.said.words]
    first = node.y + 31 if node.y < HEIGHT - 70 else node.y - 20 - LINE * (len(lines) - 1)
    return DrawnNode(node, tuple((text, first + LINE * nth) for nth, text in enumerate(lines)), change)


def _line(source: Node, target: Node, bend: float) -> tuple[str, int, int]:
    """A curve from sign to sign, bent to its own right, so that there and back are two lines."""
    run_x, run_y = target.x - source.x, target.y - source.y
    length = hypot(run_x, run_y) or 1.0
    middle_x = (source.x + target.x) / 2 - run_y * bend
    middle_y = (source.y + target.y) / 2 + run_x * bend
    away = [_towards(node, middle_x, middle_y, min(CLEAR, length / 3)) for node in (source, target)]
    verb_x = (source.x + target.x) / 4 + middle_x / 2
    verb_y = (source.y + target.y) / 4 + middle_y / 2
    path = f"M{away[0][0]} {away[0][1]}Q{middle_x:.0f} {middle_y:.0f} {away[1][0]} {away[1][1]}"
    return path, round(verb_x), round(verb_y) + 5


def _towards(node: Node, x: float, y: float, steps: float) -> tuple[int, int]:
    length = hypot(x - node.x, y - node.y) or 1.0
    return round(node.x + (x - node.x) / length * steps), round(node.y + (y - node.y) / length * steps)


def _region(region: Domain) -> Region:
    x, y = CENTRES[region]
    is_left, is_upper = x < WIDTH / 2, y < HEIGHT / 2
    return Region(region, x, y, 6 if is_left else WIDTH - 6, 24 if is_upper else HEIGHT - 10, "start" if is_left else "end")
