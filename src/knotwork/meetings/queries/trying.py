"""What the next meeting alone could try."""

from dataclasses import dataclass
from datetime import datetime

from knotwork.agreements import queries as agreements
from knotwork.meetings.enums import Rule
from knotwork.meetings.models import Meeting
from knotwork.meetings.queries.dates import ahead
from knotwork.protocols import fit
from knotwork.protocols import queries as protocols
from knotwork.sets.models import LearningSet


@dataclass(frozen=True)
class NextTime:
    """The next meeting, the shape it has, whether that is tried for once, and the other shapes it could have.

    `choices`: key and label of each; `fitting`: those among them that its minutes are enough for, a first meeting apart.
    """

    coming: Meeting | None
    label: str
    is_tried: bool
    choices: tuple[tuple[str, str], ...]
    fitting: tuple[tuple[str, str], ...]


def next_time(learning_set: LearningSet, at: datetime) -> NextTime:
    """What the set's next meeting is, and could be by one press. Five queries, or one where none is planned."""
    coming = next(iter(ahead(learning_set, at)), None)
    if coming is None:
        return NextTime(None, "", is_tried=False, choices=(), fitting=())
    choices = tuple((key, label) for key, label in protocols.choices(learning_set) if key != coming.protocol_key)
    return NextTime(
        coming,
        protocols.shape_of(learning_set, coming.protocol_key).label,
        is_tried=bool(agreements.trials_to_come(learning_set, Rule.PROTOCOL)),
        choices=choices,
        fitting=tuple((key, label) for key, label in choices if _fits(key, coming.minutes)),
    )


def _fits(key: str, minutes: int) -> bool:
    """Whether a meeting has time for this shape; a set knows its own shapes."""
    if protocols.is_own(key):
        return True
    shape = protocols.shipped_by_key(key)
    return key != protocols.FIRST and fit.fit(shape, minutes, fit.presenters_meant(shape)).fits
