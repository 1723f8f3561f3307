"""Who presented for how long; the set alone sees it."""

from uuid import UUID

from django.db.models import Sum

from knotwork.meetings.models import Airtime, Meeting
from knotwork.meetings.queries.dates import last_closed
from knotwork.people.models import Person
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


def airtime_of(viewer: Person, meeting: Meeting) -> list[tuple[Person, int]]:
    """Who presented in this meeting and for how many seconds, by name; empty if the set keeps no ledger."""
    if not meeting.learning_set.keeps_ledger or not sets.is_member(viewer, meeting.learning_set):
        return []
    had = Airtime.objects.filter(meeting=meeting, person__isnull=False).select_related("person")
    seconds: dict[Person, int] = {}
    for each in had:
        if each.person is not None:
            seconds[each.person] = seconds.get(each.person, 0) + each.seconds
    return sorted(seconds.items(), key=lambda pair: (pair[0].name.casefold(), str(pair[0].pk)))


def ledger(viewer: Person, learning_set: LearningSet) -> list[tuple[Person, int]]:
    """Seconds each present member has presented in this cycle, by name, never by amount.

    Empty if the set keeps no ledger or the viewer is not one of its members. A cycle is the rhythm the latest
    held meeting belongs to, and what was held since it began.
    """
    members = sets.members(learning_set)
    if not learning_set.keeps_ledger or viewer not in members:
        return []
    had = Airtime.objects.filter(meeting__in=_cycle(learning_set), person__in=members)
    seconds = dict(had.values_list("person").annotate(total=Sum("seconds")))
    return [(person, seconds.get(person.pk, 0)) for person in members]


def _cycle(learning_set: LearningSet) -> list[UUID]:
    """The keys of the meetings of the cycle the latest held meeting belongs to."""
    latest = last_closed(learning_set)
    meetings = Meeting.objects.of([learning_set]).not_cancelled()
    if latest is not None and latest.series_id is not None:
        first = meetings.filter(series=latest.series_id).in_order().first()
        meetings = meetings.filter(starts_at__gte=first.starts_at) if first else meetings
    return list(meetings.values_list("pk", flat=True))
