"""Tables of challenges: `record` the challenge with all that was said of it."""

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
    "Framing",
    "Intervention",
    "KeptQuestion",
    "Prepared",
    "SharedBrief",
]
