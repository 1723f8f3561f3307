"""Tables of challenges: `record` what was said, `life` where it stands, `sheets` and `domain_map` ways to look at it."""

from knotwork.challenges.models.domain_map import MapState
from knotwork.challenges.models.felt import Felt
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
from knotwork.challenges.models.sheets import LensPane, Sheet

__all__ = [
    "Brief",
    "Bringing",
    "Challenge",
    "Felt",
    "FitCheck",
    "Framing",
    "Intervention",
    "KeptQuestion",
    "LensPane",
    "MapState",
    "Placement",
    "Prepared",
    "SharedBrief",
    "Sheet",
]
