"""Tables of challenges: `record` the challenge with all that was said of it, `life` where it stands, `domain_map` its map."""

from knotwork.challenges.models.domain_map import MapState
from knotwork.challenges.models.life import FitCheck, Placement
from knotwork.challenges.models.record import (
    Brief,
    Bringing,
    Challenge,
    Framing,
    Intervention,
    KeptQuestion,
    Prepared,
    SharedBrief,
)

__all__ = [
    "Brief",
    "Bringing",
    "Challenge",
    "FitCheck",
    "Framing",
    "Intervention",
    "KeptQuestion",
    "MapState",
    "Placement",
    "Prepared",
    "SharedBrief",
]
