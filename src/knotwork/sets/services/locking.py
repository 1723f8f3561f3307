"""The set's row is the lock under which its circle and its terms change."""

from knotwork.sets import rules
from knotwork.sets.enums import Stage, Why
from knotwork.sets.models import LearningSet


def locked(learning_set: LearningSet) -> LearningSet:
    """The set as it stands now, locked until the transaction ends."""
    return LearningSet.objects.select_for_update().get(pk=learning_set.pk)


def why_not_now(learning_set: LearningSet) -> Why | None:
    """Why nothing about this set changes now; None while it is neither closed nor put away."""
    return rules.why_not_now(Stage(learning_set.stage), is_archived=learning_set.archived_at is not None)
