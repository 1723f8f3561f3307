"""What screens ask about domain maps; the same of a map is read as of the challenge's framings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from knotwork.challenges.enums import Bond
from knotwork.challenges.models import Challenge, MapState
from knotwork.challenges.queries.record import load_challenge, reading_of
from knotwork.challenges.rules import Reading, domain_map
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer


def map_states(viewer: Person, challenge: Challenge, at: datetime) -> list[MapState]:
    """The dated states the viewer may read, the newest first: as with framings, what stands now and what was said since."""
    how_much, since = reading_of(viewer, challenge, at)
    goes_on = MapState.objects.filter(challenge=challenge, sitting=OuterRef("sitting"), step__gt=OuterRef("step"))
    states = list(MapState.objects.filter(~Exists(goes_on), challenge=challenge).order_by("-sitting"))
    match how_much:
        case Reading.ALL:
            return states
        case Reading.SINCE if since is not None:
            return [one for nth, one in enumerate(states) if nth == 0 or one.made_at >= since]
        case _:
            return []


def may_be_undone(states: list[MapState], at: datetime) -> MapState | None:
    """The step that can be taken back now."""
    return states[0] if states and domain_map.sits_together(states[0].made_at, at) else None


@dataclass(frozen=True)
class OnMap:
    """Something on the map of a challenge the viewer may change, as it stands now."""

    challenge: Challenge
    map: domain_map.Map
    node: domain_map.Node | None = None
    link: domain_map.Link | None = None


def load_map_node(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The thing named in the address, on the map of a challenge the viewer may change."""
    return _load(viewer, kwargs, at, "node_id")


def load_map_link(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The link named in the address, on the map of a challenge the viewer may change."""
    return _load(viewer, kwargs, at, "link_id")


def _load(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime, name: str) -> Found | None:
    found = load_challenge(viewer, kwargs, at)
    if found is None or not isinstance(found.subject, Challenge) or not found.standings & {Bond.OWNER, Bond.TOGETHER}:
        return None
    newest = MapState.objects.filter(challenge=found.subject).order_by("-sitting", "-step").first()
    now, asked = (newest.map if newest else domain_map.Map()), str(kwargs[name])
    node = now.node(asked) if name == "node_id" else None
    link = now.link(asked) if name == "link_id" else None
    return Found(OnMap(found.subject, now, node, link), found.standings) if node or link else None
