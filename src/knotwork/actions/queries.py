"""What screens ask about actions; the viewer comes first, and what is not the viewer's to read is absent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from knotwork.actions import rules
from knotwork.actions.enums import Status, Telling
from knotwork.actions.models import Action, ActionReport, BuddyCall
from knotwork.challenges import queries as challenges
from knotwork.challenges.enums import Bond
from knotwork.challenges.models import Challenge
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.sealing.fields import SealedQuerySet
from knotwork.sets import queries as sets
from knotwork.sets.enums import Stage, Standing
from knotwork.sets.models import LearningSet


def mine(viewer: Person, learning_set: LearningSet) -> list[Action]:
    """All own actions in this set, the newest first. Two queries."""
    return list(_whole(Action.objects.filter(owner=viewer, learning_set=learning_set)))


def open_of(viewer: Person, learning_set: LearningSet) -> list[Action]:
    """Own actions of which nothing was reported yet, the oldest first. Two queries."""
    own = Action.objects.filter(owner=viewer, learning_set=learning_set, status=Status.OPEN)
    return list(_whole(own).order_by("set_out_at", "id"))


def to_tell_in(viewer: Person, learning_sets: Iterable[LearningSet]) -> list[Action]:
    """Own actions in these sets that are still tried, or were reported and not told yet, the oldest first. Two queries."""
    own = Action.objects.filter(owner=viewer, learning_set__in=list(learning_sets))
    return [action for action in _whole(own).order_by("set_out_at", "id") if _is_for_progress(action, None)]


def of_set(viewer: Person, learning_set: LearningSet, at: datetime | None = None) -> list[Action]:
    """What others show the set and still try, by name; a facilitator must say `at`."""
    since = challenges.here_since(viewer, learning_set, at)
    if since is None:
        return []
    shown = Action.objects.filter(learning_set=learning_set, status=Status.OPEN).filter(_readable(since))
    return list(_whole(shown.exclude(owner=viewer)).order_by("owner__name", "owner_id", "set_out_at", "id"))


def from_challenge(viewer: Person, challenge: Challenge, at: datetime | None = None) -> list[Action]:
    """Actions that came of a challenge, as far as the viewer may read them, the newest first."""
    since = challenges.here_since(viewer, challenge.learning_set, at)
    readable = Q(owner=viewer) | (_readable(since) if since else Q(pk__in=[]))
    return list(_whole(Action.objects.filter(challenge=challenge).filter(readable)))


def for_progress(viewer: Person, learning_set: LearningSet, person: Person, meeting: Meeting | None = None) -> list[Action]:
    """What a member tells of in the progress round: open actions, and reports not told yet, the oldest first.

    Args:
        person: whose turn it is; others than the viewer only with what they show the set.
        meeting: what was told in this meeting stays in the list.
    """
    theirs = Action.objects.filter(owner=person, learning_set=learning_set)
    if person.pk != viewer.pk:
        since = challenges.here_since(viewer, learning_set)
        theirs = theirs.filter(_readable(since)) if since else theirs.none()
    return [action for action in _whole(theirs).order_by("set_out_at", "id") if _is_for_progress(action, meeting)]


def reports(viewer: Person, action: Action, at: datetime) -> list[ActionReport]:
    """What was reported of an action, the newest first: all to its owner, to others what was told since they came."""
    since = None if action.owner_id == viewer.pk else challenges.here_since(viewer, action.learning_set, at)
    return _newest_first(_told_to(viewer, action, since))


def reports_of(viewer: Person, acted: Sequence[Action], at: datetime) -> dict[UUID, list[ActionReport]]:
    """What `reports` says of each of these actions, all of one set; as many queries for one as for all."""
    since = challenges.here_since(viewer, acted[0].learning_set, at) if acted else None
    return {action.pk: _newest_first(_told_to(viewer, action, since)) for action in acted}


def _newest_first(told: Iterable[ActionReport]) -> list[ActionReport]:
    return sorted(told, key=lambda report: (report.reported_at, report.pk), reverse=True)


def whose_action(action_id: UUID) -> UUID | None:
    """The set this action belongs to, if there is one; for the record of refused attempts alone."""
    found: UUID | None = Action.objects.filter(pk=action_id).values_list("learning_set", flat=True).first()
    return found


def load_action(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The action named in the address, if this viewer may know of it now."""
    action = _whole(Action.objects.filter(pk=kwargs["action_id"])).first()
    if action is None or not isinstance(viewer, Person):
        return None
    standings = sets.standing(viewer, action.learning_set, at)
    if action.owner_id == viewer.pk:
        return Found(action, standings | {Bond.OWNER})
    if not standings & {Standing.MEMBER, Standing.FACILITATOR}:
        return None
    since = challenges.here_since(viewer, action.learning_set, at)
    return Found(action, standings) if _is_readable(action, since) else None


def grown_from(viewer: Person, action: Action) -> Action | None:
    """The own action whose shape changed into this one."""
    return Action.objects.filter(pk=action.grew_from_id, owner=viewer).first() if action.grew_from_id else None


def grown_into(viewer: Person, action: Action) -> Action | None:
    """The own action this one grew into when its shape changed."""
    return Action.objects.filter(grew_from=action, owner=viewer).order_by("-set_out_at", "-id").first()


def next_said(viewer: Person, action: Action) -> str:
    """What the owner said last about the next thing; empty if nothing. The length of a line of trying at most."""
    said = [one.more.get(Telling.NEXT, "") for one in action.reports.all()] if action.owner_id == viewer.pk else []
    return next((words for words in said if words), "")[: rules.LONGEST_WHAT]


@dataclass(frozen=True)
class Strand:
    """One action of a thread with what the viewer may read of its reports, the earliest first."""

    action: Action
    reports: Sequence[ActionReport]


def thread(viewer: Person, action: Action, at: datetime) -> list[Strand]:
    """Everything that grew out of one beginning, from the first to the last, as far as the viewer may read it.

    Two queries, and for others than the owner one for their standing.
    """
    begun_together = Action.objects.filter(
        owner_id=action.owner_id, learning_set_id=action.learning_set_id, since_at=action.since_at
    )
    since = None if action.owner_id == viewer.pk else challenges.here_since(viewer, action.learning_set, at)
    actions = list(_whole(begun_together).order_by("set_out_at", "id"))
    hanging = rules.hanging_together({one.pk: one.grew_from_id for one in actions}, action.pk)
    return [
        Strand(one, sorted(_told_to(viewer, one, since), key=lambda report: (report.reported_at, report.pk)))
        for one in actions
        if one.pk in hanging and (one.owner_id == viewer.pk or _is_readable(one, since))
    ]


def own_threads(viewer: Person) -> list[list[Strand]]:
    """All the viewer ever set out, thread by thread, each from the first to the last. Two queries."""
    own = list(_whole(Action.objects.filter(owner=viewer)).order_by("since_at", "set_out_at", "id"))
    grew_from = {one.pk: one.grew_from_id for one in own}
    threads: dict[frozenset[UUID], list[Strand]] = {}
    for one in own:
        told = sorted(one.reports.all(), key=lambda report: (report.reported_at, report.pk))
        threads.setdefault(rules.hanging_together(grew_from, one.pk), []).append(Strand(one, told))
    return list(threads.values())


def _is_readable(action: Action, since: datetime | None) -> bool:
    shown_at = action.shown_at if action.shown_to_set else None
    return rules.is_readable(is_owner=False, shown_at=shown_at, here_since=since)


def _told_to(viewer: Person, action: Action, since: datetime | None) -> list[ActionReport]:
    every = action.reports.all()
    if action.owner_id == viewer.pk:
        return list(every)
    return [report for report in every if report.shown_to_set and _was_told_since(report, since)]


def calls_of(viewer: Person, meeting: Meeting) -> dict[UUID, BuddyCall]:
    """The viewer's calls before this meeting, by the other of the two; nobody else's are anybody's business."""
    own = _calls().filter(meeting=meeting).filter(Q(asked_by=viewer) | Q(asked=viewer))
    return {call.other(viewer).pk: call for call in own}


def call_between(one: Person, other: Person, meeting: Meeting) -> BuddyCall | None:
    """The call of these two before this meeting, whoever asked."""
    return calls_of(one, meeting).get(other.pk)


def calls_ahead(viewer: Person, learning_sets: Iterable[LearningSet], at: datetime) -> list[BuddyCall]:
    """The viewer's calls in these sets that wait for an answer of theirs, or are agreed and have not happened."""
    own = _calls().filter(learning_set__in=list(learning_sets), happened=False, meeting__starts_at__gt=at)
    return list(own.filter(Q(asked=viewer) | Q(asked_by=viewer, is_accepted=True)))


def load_call(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The call named in the address, if the viewer is one of the two and still in the set."""
    call = _calls().filter(pk=kwargs["call_id"]).first()
    if call is None or viewer.pk not in {call.asked_by_id, call.asked_id}:
        return None
    inside = Standing.MEMBER in sets.standing(viewer, call.learning_set, at)
    return Found(call, frozenset({Bond.OWNER})) if inside else None


def call_to_write(call_id: UUID) -> BuddyCall | None:
    """The call a letter is about, if it still stands."""
    return _calls().filter(pk=call_id).first()


def _calls() -> QuerySet[BuddyCall]:
    return BuddyCall.objects.select_related("asked_by", "asked", "meeting", "learning_set").order_by("starts_at", "id")


@dataclass(frozen=True)
class Interval:
    """The time between the last meeting a set held and the next it has planned."""

    last: Meeting
    next: Meeting


def intervals(at: datetime) -> list[Interval]:
    """For each set that meets, the interval it is in. Two queries; sets before their first meeting have none."""
    planned = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__gt=at, learning_set__archived_at=None)
    following: dict[UUID, Meeting] = {}
    for meeting in planned.exclude(learning_set__stage=Stage.CLOSED).in_order().select_related("learning_set"):
        following.setdefault(meeting.learning_set_id, meeting)
    held = Meeting.objects.not_cancelled().filter(learning_set__in=list(following), opened_at__isnull=False)
    last = {meeting.learning_set_id: meeting for meeting in held.in_order()}
    return [Interval(last[key], each) for key, each in following.items() if key in last and last[key].over_at <= at]


def has_open(person: Person, learning_set: LearningSet) -> bool:
    """Whether something this person set out in this set waits to be tried; for letters."""
    return Action.objects.filter(owner=person, learning_set=learning_set, status=Status.OPEN).exists()


def export_of(person: Person) -> dict[str, Any]:
    """The person's own words: actions with their reports."""
    calls = _calls().filter(Q(asked_by=person) | Q(asked=person), happened=True)
    return {
        "calls_that_happened": [{"set": call.learning_set.name, "with": call.other(person).name} for call in calls],
        "actions": [_exported(action) for action in _whole(Action.objects.filter(owner=person))],
    }


def _exported(action: Action) -> dict[str, Any]:
    return {
        "set": action.learning_set.name,
        "what": action.what,
        "hopes_to_learn": action.hopes_to_learn,
        **action.more,
        "by_on": action.by_on.isoformat() if action.by_on else None,
        "status": action.status,
        "set_out_at": action.set_out_at.isoformat(),
        "since_at": action.since_at.isoformat(),
        "reports": [
            {
                "outcome": report.outcome,
                "what_happened": report.what_happened,
                **report.more,
                "reported_at": report.reported_at.isoformat(),
            }
            for report in action.reports.all()
        ],
    }


def _whole(actions: SealedQuerySet[Action]) -> SealedQuerySet[Action]:
    """With owner, set, meeting and reports loaded, the newest first."""
    newest_first = ActionReport.objects.select_related("meeting").order_by("-reported_at", "-id")
    loaded = actions.select_related("owner", "learning_set", "meeting").prefetch_related(Prefetch("reports", newest_first))
    return loaded.order_by("-set_out_at", "-id")


def _readable(since: datetime) -> Q:
    return Q(shown_to_set=True, shown_at__gte=since)


def _was_told_since(report: ActionReport, since: datetime | None) -> bool:
    return since is not None and report.told_at is not None and report.told_at >= since


def _is_for_progress(action: Action, meeting: Meeting | None) -> bool:
    told = [report for report in action.reports.all() if report.shown_to_set]
    return rules.belongs_in_progress_round(
        Status(action.status),
        reported=bool(action.reports.all()),
        told=bool(told),
        told_here=meeting is not None and any(report.meeting_id == meeting.pk for report in told),
    )
