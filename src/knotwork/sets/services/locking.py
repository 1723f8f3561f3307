"""The set's row is the lock under which its circle and its terms change."""

from knotwork.sets.models import LearningSet


def locked(learning_set: LearningSet) -> LearningSet:
    """The set as it stands now, locked until the transaction ends."""
    return LearningSet.objects.select_for_update().get(pk=learning_set.pk)
