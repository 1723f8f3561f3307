"""Writing a set's own shapes: copying, changing, undoing, freezing, proposing, trying."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from knotwork.agreements import services as deciding
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.protocols import queries, rules, shape
from knotwork.protocols.enums import Towards, Why
from knotwork.protocols.models import OwnShape, ShapeVersion
from knotwork.protocols.shape import Phase, Protocol, Role, Rule
from knotwork.sets import queries as sets
from knotwork.sets.enums import Stage, Standing
from knotwork.sets.models import LearningSet

type Change = Callable[[Protocol], Protocol]


@transaction.atomic
def begin(learning_set: LearningSet, *, protocol: Protocol, label: str, parent: str, by: Person, at: datetime) -> OwnShape:
    """Begin a shape of the set's own as a copy of this one; `parent` is the key it was copied from, empty for a file's.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `too_many_shapes`.
    """
    learning_set = _locked(learning_set, by=by, at=at)
    standing = OwnShape.objects.filter(learning_set=learning_set, put_away_at=None).count()
    refuse(Why.TOO_MANY_SHAPES if standing >= rules.MOST_SHAPES else None)
    told = {**shape.to_dict(protocol), "key": "own", "version": 1, "parent": parent, "label": label}
    own = OwnShape(learning_set=learning_set, parent=parent, body=told, begun_by=by, begun_at=at, changed_at=at)
    own.save(force_insert=True)
    audit.record("shape.begun", own, by=by, at=at, learning_set=learning_set)
    return own


def name(own: OwnShape, *, label: str, inspired_by: str, seen: int, by: Person, at: datetime) -> OwnShape:
    """Say what the shape is called and where it comes from.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `changed_elsewhere`.
    """
    return _change(own, lambda now: shape.renamed(now, label=label, inspired_by=inspired_by), seen=seen, by=by, at=at)


def change_phase(own: OwnShape, *, phase: Phase, seen: int, by: Person, at: datetime) -> OwnShape:
    """Put another text in the place of the phase that has the same key.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `changed_elsewhere`, `phase_gone`.
    """
    return _change(own, lambda now: rules.with_phase(_having(now, phase.key), phase), seen=seen, by=by, at=at)


def add_phase(own: OwnShape, *, label: str, minutes: int, after: str, by: Person, at: datetime) -> OwnShape:
    """Add a phase in which all talk, after the one with this key; empty = first.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `too_many_phases`.
    """

    def added(now: Protocol) -> Protocol:
        refuse(Why.TOO_MANY_PHASES if len(now.phases) >= rules.MOST_PHASES else None)
        there = rules.place_of(now, after)
        in_turn = there is not None and now.phases[there].per_presenter and _goes_on(now, there)
        phase = Phase("own", label, minutes, (Role.MEMBER, Role.FACILITATOR), Rule.TALK, per_presenter=in_turn)
        return rules.with_new(now, phase, after=after)

    return _change(own, added, seen=None, by=by, at=at)


def _goes_on(protocol: Protocol, there: int) -> bool:
    """Whether the turn goes on after this phase, so that what is put in between belongs to it."""
    return there + 1 < len(protocol.phases) and protocol.phases[there + 1].per_presenter


def move_phase(own: OwnShape, *, key: str, towards: Towards, by: Person, at: datetime) -> OwnShape:
    """Move a phase one place.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `phase_gone`.
    """
    return _change(own, lambda now: rules.moved(_having(now, key), key, towards), seen=None, by=by, at=at)


def place_phase(own: OwnShape, *, key: str, to: int, seen: int, by: Person, at: datetime) -> OwnShape:
    """Put a phase at a place counted from 0, as dragging does.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `changed_elsewhere`, `phase_gone`.
    """
    return _change(own, lambda now: rules.placed(_having(now, key), key, to), seen=seen, by=by, at=at)


def remove_phase(own: OwnShape, *, key: str, by: Person, at: datetime) -> OwnShape:
    """Take a phase out; undoing brings it back.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `phase_gone`.
    """
    return _change(own, lambda now: rules.without(_having(now, key), key), seen=None, by=by, at=at)


@transaction.atomic
def undo(own: OwnShape, *, by: Person, at: datetime) -> OwnShape:
    """Take back the last change; doing it twice brings the change again.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `nothing_to_undo`.
    """
    own = _locked_shape(own, by=by, at=at)
    refuse(None if own.before else Why.NOTHING_TO_UNDO)
    own.body, own.before = own.before, own.body
    return _kept(own, at=at)


@transaction.atomic
def put_away(own: OwnShape, *, by: Person, at: datetime) -> OwnShape:
    """Leave the shape out of the set's list; meetings planned with it keep it.

    Raises:
        Refused: `not_a_member`, `set_is_archived`.
    """
    own = _locked_shape(own, by=by, at=at)
    own.put_away_at = own.put_away_at or at
    own.save(update_fields=["put_away_at"])
    audit.record("shape.put_away", own, by=by, at=at, learning_set=own.learning_set)
    return own


@transaction.atomic
def take_out_again(own: OwnShape, *, by: Person, at: datetime) -> OwnShape:
    """Bring a shape that was put away back into the set's list, as it stands.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `too_many_shapes`.
    """
    own = _locked_shape(own, by=by, at=at)
    if own.put_away_at is not None:
        standing = OwnShape.objects.filter(learning_set=own.learning_set, put_away_at=None).count()
        refuse(Why.TOO_MANY_SHAPES if standing >= rules.MOST_SHAPES else None)
        own.put_away_at = None
        own.save(update_fields=["put_away_at"])
        audit.record("shape.taken_out", own, by=by, at=at, learning_set=own.learning_set)
    return own


@transaction.atomic
def freeze(own: OwnShape, *, by: Person, at: datetime) -> ShapeVersion:
    """The version of the text as it stands; made now unless the last one is the same.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `does_not_run`.
    """
    own = _locked_shape(own, by=by, at=at)
    protocol = queries.draft_of(own)
    refuse(rules.why_not_run(protocol))
    last = own.versions.order_by("-number").first()
    if last is not None and last.revision == own.revision:
        return last
    number = last.number + 1 if last else 1
    body = {**shape.to_dict(protocol), "version": number}
    version = ShapeVersion(
        shape=own, learning_set=own.learning_set, number=number, revision=own.revision, body=body, made_by=by, made_at=at
    )
    version.save(force_insert=True)
    return version


@transaction.atomic
def propose(own: OwnShape, *, reason: str, by: Person, at: datetime) -> Version:
    """Propose that the set's meetings take this shape, as it stands now.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `does_not_run`, `closes_the_set`, `draft_stands`, `nothing_changes`.
    """
    refuse(rules.why_not_held(queries.draft_of(own), closes=False))
    version = freeze(own, by=by, at=at)
    body = queries.rule_body(own.learning_set, version.key)
    return deciding.propose(own.learning_set, kind=queries.KIND, body=body, reason=reason, by=by, at=at)


@transaction.atomic
def try_once(own: OwnShape, *, by: Person, at: datetime) -> Version:
    """Try this shape, as it stands now, in the next meeting alone.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `does_not_run`, `closes_the_set`, `nothing_changes`.
    """
    refuse(rules.why_not_held(queries.draft_of(own), closes=own.learning_set.stage == Stage.CLOSING))
    version = freeze(own, by=by, at=at)
    body = queries.rule_body(own.learning_set, version.key)
    return deciding.try_once(own.learning_set, kind=queries.KIND, body=body, reason="", by=by, at=at)


@transaction.atomic
def take_out(learning_set: LearningSet, phrase: str) -> int:
    """Take a phrase out of every shape of the set's own and its versions; returns how often it stood there.

    The one change a version ever knows. Whoever has an older text before them is told so before they write it back.
    """
    times = 0
    for own in OwnShape.objects.select_for_update().filter(learning_set=learning_set):
        own.body, here = rules.without_words(own.body, phrase)
        own.before, once = rules.without_words(own.before, phrase)
        if here + once:
            own.revision += 1
            own.save(update_fields=["body", "before", "revision"])
        times += here + once
    for version in ShapeVersion.objects.filter(learning_set=learning_set):
        version.body, here = rules.without_words(version.body, phrase)
        if here:
            version.save(update_fields=["body"])
        times += here
    return times


@transaction.atomic
def depart(person: Person, *, at: datetime) -> None:  # noqa: ARG001 – every app's `depart` is called alike
    """Somebody leaves the host: the set keeps its shapes, without the names of who wrote them."""
    OwnShape.objects.filter(begun_by=person).update(begun_by=None)
    ShapeVersion.objects.filter(made_by=person).update(made_by=None)


@transaction.atomic
def _change(own: OwnShape, change: Change, *, seen: int | None, by: Person, at: datetime) -> OwnShape:
    """Change the text; `seen` is the revision its writer saw, None where the change means the same in any."""
    own = _locked_shape(own, by=by, at=at)
    refuse(Why.CHANGED_ELSEWHERE if seen is not None and seen != own.revision else None)
    now = queries.draft_of(own)
    then = change(now)
    if then == now:
        return own
    own.before, own.body = own.body, shape.to_dict(then)
    return _kept(own, at=at)


def _kept(own: OwnShape, *, at: datetime) -> OwnShape:
    own.revision += 1
    own.changed_at = at
    own.save(update_fields=["body", "before", "revision", "changed_at"])
    return own


def _having(protocol: Protocol, key: str) -> Protocol:
    refuse(Why.PHASE_GONE if rules.place_of(protocol, key) is None else None)
    return protocol


def _locked_shape(own: OwnShape, *, by: Person, at: datetime) -> OwnShape:
    _locked(own.learning_set, by=by, at=at)
    return OwnShape.objects.select_for_update().select_related("learning_set").get(pk=own.pk)


def _locked(learning_set: LearningSet, *, by: Person, at: datetime) -> LearningSet:
    learning_set = LearningSet.objects.select_for_update().get(pk=learning_set.pk)
    held = sets.standing(by, learning_set, at) & {Standing.MEMBER, Standing.FACILITATOR}
    is_put_away = learning_set.archived_at is not None or learning_set.stage == Stage.CLOSED
    refuse(rules.why_not_write(is_one_of_us=bool(held), is_put_away=is_put_away))
    return learning_set
