"""Tables of challenges: `record` the challenge with all that was said of it, `life` where it stands and whether it fits."""

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
    "Placement",
    "Prepared",
    "SharedBrief",
]
