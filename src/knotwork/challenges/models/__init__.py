"""Tables of challenges: `record` what was said, `life` where it stands, `together` what a set shares, `sheets` and `domain_map`."""

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
from knotwork.challenges.models.together import Holding, Opening, Part

__all__ = [
    "Brief",
    "Bringing",
    "Challenge",
    "Felt",
    "FitCheck",
    "Framing",
    "Holding",
    "Intervention",
    "KeptQuestion",
    "LensPane",
    "MapState",
    "Opening",
    "Part",
    "Placement",
    "Prepared",
    "SharedBrief",
    "Sheet",
]
