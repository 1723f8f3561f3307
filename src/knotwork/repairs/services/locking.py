"""The row a service decides about, as it stands now."""

from knotwork.repairs.models import Matter


def locked(matter: Matter) -> Matter:
    """The matter as it stands now, locked until the transaction ends."""
    rows = Matter.objects.select_for_update(of=("self",)).select_related("learning_set", "keeper", "raised_by")
    return rows.get(pk=matter.pk)
