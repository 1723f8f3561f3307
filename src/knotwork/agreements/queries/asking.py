"""Who is asked about open proposals, who wants to hear nothing, and what somebody takes along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from knotwork.agreements import rules
from knotwork.agreements.enums import Rule, VersionState
from knotwork.agreements.kinds import is_known, kind_of
from knotwork.agreements.models import ConsentAnswer, Mute, Remark, Version
from knotwork.agreements.queries.versions import latest_answers
from knotwork.people.models import Person
from knotwork.platform.access.rows import Viewer
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


def waiting_for(viewer: Viewer, learning_sets: Iterable[LearningSet]) -> list[Version]:
    """Drafts of sets the viewer is in whose present text waits for an answer, but for muted ones. Two queries in all.

    Nothing waits for who pauses; they can answer on the page of the rule.
    """
    here = {"learning_set__membership__left_at": None, "learning_set__membership__paused_at": None}
    own = Q(learning_set__membership__person=viewer.pk, **here)
    drafts = Version.objects.filter(own, learning_set__in=list(learning_sets), state=VersionState.DRAFT)
    drafts = drafts.exclude(Exists(_mutes_of(OuterRef("pk"), OuterRef("learning_set")).filter(person=viewer.pk)))
    given = ConsentAnswer.objects.filter(version__in=drafts, person=viewer.pk).values_list("version", "revision")
    answered = set(given)
    in_order = drafts.select_related("learning_set").order_by("drafted_at", "pk")
    return [each for each in in_order if any(each.body.values()) and (each.pk, each.revision) not in answered]


def title_of(version: Version) -> str:
    """What the rule is called that this is a version of."""
    return title_of_kind(version.kind)


def title_of_kind(key: str) -> str:
    """What the rule of this kind is called; nothing where there is no such kind."""
    return str(kind_of(key).title) if is_known(key) else ""


def nearly_over(at: datetime) -> list[Version]:
    """Open proposals whose time to answer is over within two days; of sets that are put away, none."""
    until = at + rules.EARLIEST_NEARLY
    due = Version.objects.filter(state=VersionState.DRAFT, answer_by__gt=at, answer_by__lte=until)
    return list(due.filter(learning_set__archived_at=None).select_related("learning_set").order_by("answer_by", "pk"))


def asked_about(version: Version) -> list[Person]:
    """Members, but for who pauses, who have not answered the present text and have not muted the proposal or the set."""
    quiet = set(_mutes_of(version.pk, version.learning_set_id).values_list("person", flat=True))
    quiet |= latest_answers(version).keys()
    return [person for person in sets.active(version.learning_set) if person.pk not in quiet]


def version_to_write(version_id: UUID) -> Version | None:
    """A version a letter is about."""
    return Version.objects.select_related("learning_set").filter(pk=version_id).first()


@dataclass(frozen=True)
class Mutes:
    """What one member wants to hear nothing of: proposals by their keys, or all of them."""

    is_whole: bool
    proposals: frozenset[UUID]


def mutes(viewer: Viewer, learning_set: LearningSet) -> Mutes:
    """What the viewer muted of this set; nobody else can ask."""
    own = Mute.objects.filter(person=viewer.pk, learning_set=learning_set).values_list("version", flat=True)
    found = set(own)
    return Mutes(None in found, frozenset(each for each in found if each is not None))


def export_of(person: Person) -> dict[str, object]:
    """This person's own proposals, remarks and answers, and the words they gave with them."""
    own = ConsentAnswer.objects.filter(person=person).select_related("version").order_by("answered_at", "pk")
    remarks = Remark.objects.filter(person=person).select_related("version").order_by("said_at", "pk")
    muted = Mute.objects.filter(person=person).order_by("pk")
    return {
        "muted": [{"set": str(each.learning_set_id), "proposal": str(each.version_id or "all")} for each in muted],
        "proposals": _proposals_of(person),
        "remarks": [
            {
                "set": str(each.learning_set_id),
                "rule": each.version.kind,
                "text": each.text,
                "said_at": each.said_at.isoformat(),
            }
            for each in remarks
        ],
        "answers": [
            {
                "set": str(each.learning_set_id),
                "rule": each.version.kind,
                "version": each.version.number,
                "answer": each.answer,
                "words": each.words,
                "answered_at": each.answered_at.isoformat(),
            }
            for each in own
        ],
    }


def _proposals_of(person: Person) -> list[dict[str, object]]:
    """Why the working agreement changes is said by whoever writes on it, and so is nobody's alone."""
    proposed = Version.objects.filter(drafted_by=person).exclude(kind=Rule.AGREEMENT).order_by("drafted_at", "pk")
    return [
        {
            "set": str(each.learning_set_id),
            "rule": each.kind,
            "version": each.number,
            "reason": each.reason,
            "proposed_at": each.drafted_at.isoformat(),
        }
        for each in proposed
    ]


def _mutes_of(version: UUID | OuterRef, learning_set: UUID | OuterRef) -> QuerySet[Mute]:
    return Mute.objects.filter(Q(version=version) | Q(version=None, learning_set=learning_set))
