"""What screens ask about versions and consent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from knotwork.agreements import kinds, rules
from knotwork.agreements.enums import Answer, Rule, Silence, VersionState, Weight
from knotwork.agreements.kinds import RuleKind
from knotwork.agreements.models import ConsentAnswer, Remark, Version
from knotwork.agreements.rules import Changed, Clause, Tally
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.kit.asking import once_a_page
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@dataclass(frozen=True)
class Consent:
    """How a version stands: what the viewer answered, and numbers without names.

    `earlier`: what the viewer answered to the words as they were before, if they changed since.
    """

    mine: Answer | None
    agreed: int
    of: int
    objections: int
    earlier: Answer | None = None

    @property
    def answered(self) -> int:
        """How many have answered this revision."""
        return self.agreed + self.objections

    @property
    def open(self) -> int:
        """How many have not answered this revision."""
        return self.of - self.agreed - self.objections


@dataclass(frozen=True)
class Said:
    """What one member answered, shown with the name only on request."""

    person: Person
    answer: Answer | None
    words: str
    answered_at: datetime | None


@once_a_page
def in_force(learning_set: LearningSet, kind: str = Rule.AGREEMENT) -> Version | None:
    """The version of this rule the set has agreed on."""
    return Version.objects.filter(learning_set=learning_set, kind=kind, state=VersionState.IN_FORCE).first()


@once_a_page
def draft(learning_set: LearningSet, kind: str = Rule.AGREEMENT) -> Version | None:
    """The version being written or decided now."""
    return Version.objects.filter(learning_set=learning_set, kind=kind, state=VersionState.DRAFT).first()


def agreed_between(learning_set: LearningSet, since: datetime | None, until: datetime | None) -> Version | None:
    """The working agreement that came into force last between two instants; None while either is still to come."""
    if since is None or until is None:
        return None
    agreed = Version.objects.filter(learning_set=learning_set, kind=Rule.AGREEMENT, in_force_from__range=(since, until))
    return agreed.order_by("-in_force_from", "-number").first()


def all_in_force(learning_set: LearningSet) -> dict[str, Version]:
    """By kind of rule what is in force. One query."""
    return {each.kind: each for each in Version.objects.filter(learning_set=learning_set, state=VersionState.IN_FORCE)}


def body_in_force(learning_set: LearningSet, kind: str) -> Mapping[str, Any] | None:
    """What the set decided about this rule; None if it has not."""
    version = in_force(learning_set, kind)
    return version.body if version else None


def silence_consents(learning_set: LearningSet) -> bool:
    """Whether the set decided that who does not answer in time goes along."""
    body = body_in_force(learning_set, Rule.SILENCE)
    return body is not None and body["silence"] == Silence.CONSENTS


def to_come(learning_set: LearningSet, kind: str) -> Version | None:
    """What is decided and in force from the next meeting on; of several the one that will stand."""
    agreed = Version.objects.filter(learning_set=learning_set, kind=kind, state=VersionState.AGREED)
    return agreed.exclude(weight=Weight.TRY_ONCE).order_by("-number", "-pk").first()


def texts_of_now(learning_set: LearningSet) -> tuple[Version | None, Version | None, Version | None]:
    """Of the working agreement what is in force, what is decided for the next meeting, what is written now. One query."""
    states = (VersionState.IN_FORCE, VersionState.AGREED, VersionState.DRAFT)
    found = Version.objects.filter(learning_set=learning_set, kind=Rule.AGREEMENT, state__in=states)
    by_state = {each.state: each for each in found.select_related("learning_set").order_by("number", "pk")}
    return by_state.get(states[0]), by_state.get(states[1]), by_state.get(states[2])


def trials_to_come(learning_set: LearningSet, kind: str) -> list[Version]:
    """What will be tried in the next meeting."""
    trials = Version.objects.filter(learning_set=learning_set, kind=kind, state=VersionState.AGREED)
    return list(trials.filter(weight=Weight.TRY_ONCE))


def tried_last(viewer: Viewer, learning_set: LearningSet) -> list[Version]:
    """What was tried and not spoken of since: no later proposal about the same rule, and it is not what holds."""
    since = sets.joined_at(viewer, learning_set)
    latest: dict[str, Version] = {}
    of_set = Version.objects.filter(learning_set=learning_set).exclude(state=VersionState.WITHDRAWN)
    for version in of_set.order_by("drafted_at", "pk"):
        latest[version.kind] = version
    return [each for each in latest.values() if each.state == VersionState.TRIED and _is_theirs(each, since)]


def tried_among(ran_with: Mapping[str, str]) -> list[Version]:
    """Of what a meeting ran with, by kind of rule, what it tried for this once. No query for a meeting without rules."""
    if not ran_with:
        return []
    return list(Version.objects.filter(pk__in=ran_with.values(), weight=Weight.TRY_ONCE).order_by("kind", "pk"))


def decided(viewer: Viewer, learning_set: LearningSet, kind: str) -> list[Version]:
    """What came of every proposal about this rule, newest first; of what was decided before the viewer joined, nothing."""
    since = sets.joined_at(viewer, learning_set)
    over = (
        Version.objects.filter(learning_set=learning_set, kind=kind)
        .select_related("learning_set")
        .exclude(state=VersionState.DRAFT)
    )
    return [each for each in over.order_by("-drafted_at", "-pk") if _is_theirs(each, since)]


def is_for(version: Version, person: Viewer) -> bool:
    """Whether it is this person's to take back without a word: their own proposal, or the agreement all of them write."""
    return version.kind == Rule.AGREEMENT or version.drafted_by_id == person.pk


def compared(version: Version) -> list[Changed]:
    """Line by line what a version changes against what is in force; without that it stands as it is."""
    return beside(in_force(version.learning_set, version.kind), version)


def beside(before: Version | None, version: Version) -> list[Changed]:
    """Line by line what a version changes against another of its kind; without another it stands as it is."""
    if version.kind == Rule.AGREEMENT:
        return changes(before, version)
    now = rules.lines_as_clauses(lines(version))
    return rules.difference(rules.lines_as_clauses(lines(before)) if before and before != version else now, now)


def remarks(viewer: Viewer, version: Version) -> list[Remark]:
    """What was said about a version since the viewer joined, the earliest first."""
    since = sets.joined_at(viewer, version.learning_set)
    said = version.remarks.select_related("person").order_by("said_at", "pk")
    return [each for each in said if each.text and _may_read(each.said_at, since)]


def remarks_about(viewer: Viewer, versions: Sequence[Version]) -> dict[UUID, list[Remark]]:
    """What was said about each of these versions of one set since the viewer joined. Two queries, however many versions."""
    if not versions:
        return {}
    since = sets.joined_at(viewer, versions[0].learning_set)
    about: dict[UUID, list[Remark]] = {each.pk: [] for each in versions}
    for said in Remark.objects.filter(version__in=versions).select_related("person").order_by("said_at", "pk"):
        if said.text and _may_read(said.said_at, since):
            about[said.version_id].append(said)
    return about


def load_remark(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """What the viewer said about a proposal of this set, and how they stand to the set."""
    own = Remark.objects.filter(pk=kwargs["remark_id"], person=viewer.pk, learning_set=kwargs["set_id"])
    said = own.select_related("version__learning_set", "learning_set").first()
    return Found(said, sets.standing(viewer, said.learning_set, at)) if said else None


def is_consented_by(version: Version, present: Collection[UUID]) -> bool:
    """Whether each of these members can work with the present text, at least two of them, and no member objects."""
    latest = {person: each.answer for person, each in latest_answers(version).items()}
    members = {person.pk for person in sets.members(version.learning_set)}
    there = members.intersection(present)
    has_objection = any(answer == Answer.OBJECT for person, answer in latest.items() if person in members)
    return len(there) >= rules.FEWEST_TO_AGREE and there <= latest.keys() and not has_objection


def clauses(version: Version) -> list[Clause]:
    """The clauses of a version of the working agreement, in their order."""
    return rules.clauses_in(version.body)


def lines(version: Version) -> list[str]:
    """What a version of any rule says, in lines for people."""
    return kinds.kind_of(version.kind).show(version.body)


def history(learning_set: LearningSet, kind: str = Rule.AGREEMENT) -> list[Version]:
    """Every version that was or is in force, newest first."""
    agreed = (VersionState.IN_FORCE, VersionState.SUPERSEDED)
    versions = Version.objects.filter(learning_set=learning_set, kind=kind, state__in=agreed).select_related("learning_set")
    return list(versions.order_by("-number", "-pk"))


def told(viewer: Viewer, learning_set: LearningSet) -> list[tuple[Version, list[Changed] | None]]:
    """The history of the agreement, newest first, each version beside the one before it.

    A member reads what was in force since they joined; of what was replaced before, number and date alone, so
    None (mission, promise 2). The first version one reads stands as it was, for what it changed is not theirs.
    """
    since, versions = sets.joined_at(viewer, learning_set), history(learning_set)
    readable = [each for each in versions if each.superseded_at is None or _may_read(each.superseded_at, since)]
    befores = [*readable, None][1:]
    compared = {each.pk: changes(before, each) for each, before in zip(readable, befores, strict=True)}
    return [(each, compared.get(each.pk)) for each in versions]


@dataclass(frozen=True)
class Turn:
    """A rule that changed, or was tried: the version, what it changed, and why.

    `changes` is None where the version was over before the viewer joined: its words stay with those who were there.
    """

    version: Version
    kind: RuleKind
    changes: list[Changed] | None
    reason: str

    @property
    def at(self) -> datetime:
        """When it came into force, or the meeting it was tried in opened."""
        return self.version.in_force_from or self.version.drafted_at


def turns(viewer: Viewer, learning_set: LearningSet) -> list[Turn]:
    """Every change of every rule of the set, the earliest first, each beside what it replaced. Two queries."""
    since = sets.joined_at(viewer, learning_set)
    held = (VersionState.IN_FORCE, VersionState.SUPERSEDED, VersionState.TRIED)
    versions = Version.objects.filter(learning_set=learning_set, state__in=held).order_by(
        "in_force_from", "decided_at", "number", "pk"
    )
    before: dict[str, Version] = {}
    told = []
    for version in versions:
        is_theirs = _is_theirs(version, since)
        changed = beside(before.get(version.kind), version) if is_theirs else None
        reason = version.reason if _may_read(version.drafted_at, since) else ""
        told.append(Turn(version, kinds.kind_of(version.kind), changed, reason))
        if is_theirs and version.state != VersionState.TRIED:
            before[version.kind] = version
    return told


def version_of(learning_set: LearningSet, number: int, kind: str = Rule.AGREEMENT) -> Version | None:
    """One version by its number, unless it was withdrawn."""
    versions = Version.objects.filter(learning_set=learning_set, kind=kind, number=number)
    return versions.exclude(state=VersionState.WITHDRAWN).first()


def readable_version(viewer: Viewer, learning_set: LearningSet, version_id: UUID) -> Version | None:
    """One version by its key, unless it was replaced, or came to nothing, before the viewer joined."""
    version = Version.objects.filter(learning_set=learning_set, pk=version_id).select_related("learning_set").first()
    is_theirs = version is not None and _is_theirs(version, sets.joined_at(viewer, learning_set))
    return version if is_theirs else None


def changes(before: Version | None, version: Version) -> list[Changed]:
    """Clause by clause what this version changes against another; without another it stands as it is."""
    now = clauses(version)
    return rules.difference(clauses(before) if before else now, now)


def standing_of_consent(viewer: Viewer, version: Version) -> Consent:
    """Numbers for everyone, and the viewer's own answer to the current revision."""
    given = list(ConsentAnswer.objects.filter(version=version, person__isnull=False).order_by("number"))
    count = count_of(version, {each.person_id: each.answer for each in given if each.revision == version.revision})  # type: ignore[misc]  # nobody without a person is among them
    mine = {each.revision == version.revision: Answer(each.answer) for each in given if each.person_id == viewer.pk}
    earlier = None if True in mine else mine.get(False)
    return Consent(mine.get(True), agreed=count.agreed, of=count.of, objections=count.objections, earlier=earlier)


def tally(version: Version) -> Tally:
    """How the current members stand to the current revision."""
    return count_of(version, {person: said.answer for person, said in latest_answers(version).items()})


def count_of(version: Version, answers: Mapping[UUID, str]) -> Tally:
    """Count these answers against the set's current members; no decision waits for who pauses, but what they said counts."""
    active = {person.pk for person in sets.active(version.learning_set)}
    counted = [person.pk for person in sets.members(version.learning_set) if person.pk in active or person.pk in answers]
    return rules.tally({person: Answer(answer) for person, answer in answers.items()}, counted)


def said_by_name(viewer: Viewer, version: Version) -> list[Said]:
    """Each current member with the answer to the current revision, by name. Shown only when a member asks."""
    latest, since = latest_answers(version), sets.joined_at(viewer, version.learning_set)
    return [_said(person, latest.get(person.pk), since) for person in sets.members(version.learning_set)]


def objections(viewer: Viewer, version: Version) -> list[str]:
    """The reasons of standing objections, without names."""
    members = {person.pk for person in sets.members(version.learning_set)}
    since = sets.joined_at(viewer, version.learning_set)
    latest = [each for person, each in latest_answers(version).items() if person in members and each.answer == Answer.OBJECT]
    return [each.words for each in latest if _may_read(each.answered_at, since)]


def reason_of(viewer: Viewer, version: Version) -> str:
    """Why the version was proposed."""
    since = sets.joined_at(viewer, version.learning_set)
    return version.reason if _may_read(version.drafted_at, since) else ""


_CAME_TO_NOTHING = (VersionState.REJECTED, VersionState.LAPSED, VersionState.HINDERED, VersionState.WITHDRAWN)


def _is_theirs(version: Version, since: datetime | None) -> bool:
    """Whether the words of a version are for somebody who joined then: it was not over by that time."""
    over_at = version.superseded_at
    if version.state == VersionState.TRIED:
        over_at = version.in_force_from
    elif version.state in _CAME_TO_NOTHING:
        over_at = version.decided_at or version.drafted_at
    return over_at is None or _may_read(over_at, since)


def _may_read(written_at: datetime, since: datetime | None) -> bool:
    """Reasons and words from before somebody joined are not theirs to read; a facilitator has not joined (mission, promise 2)."""
    return since is None or written_at >= since


def _said(person: Person, answer: ConsentAnswer | None, since: datetime | None) -> Said:
    if answer is None:
        return Said(person, None, "", None)
    words = answer.words if _may_read(answer.answered_at, since) else ""
    return Said(person, Answer(answer.answer), words, answer.answered_at)


def latest_answers(version: Version) -> dict[UUID, ConsentAnswer]:
    """The latest answer of each person to the current revision."""
    answers = ConsentAnswer.objects.filter(version=version, revision=version.revision, person__isnull=False)
    return {each.person_id: each for each in answers.order_by("number") if each.person_id}
