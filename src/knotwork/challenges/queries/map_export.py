"""Domain maps as their owners take them out."""

from typing import Any

from knotwork.challenges.models import Challenge, MapState
from knotwork.challenges.rules import domain_map


def exported_maps(challenge: Challenge) -> list[dict[str, Any]]:
    """The dated states of a map, for its owner to take out."""
    last = {one.sitting: one for one in MapState.objects.filter(challenge=challenge).order_by("sitting", "step")}
    return [{"made_at": one.made_at.isoformat(), **_in_words(one.map)} for one in last.values()]


def _in_words(shown: domain_map.Map) -> dict[str, Any]:
    words = {one.id: one.said.words for one in shown.nodes}
    return {
        "nodes": [
            {"words": one.said.words, "kind": one.said.kind.value, "regions": list(domain_map.in_order(one.said.regions))}
            for one in shown.nodes
        ],
        "links": [
            {"from": words[one.joined.source], "kind": one.joined.kind.value, "to": words[one.joined.target]}
            for one in shown.links
        ],
    }
