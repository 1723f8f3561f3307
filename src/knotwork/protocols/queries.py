"""What screens and the room ask of the protocols that ship, and of a set's own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.agreements import queries as agreements
from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.platform.kit.words import say
from knotwork.protocols import shape
from knotwork.protocols.library import CLOSING, FIRST, REVIEW, frozen, nearest_in_length, shipped, shipped_by_key
from knotwork.protocols.models import OWN, OwnShape, ShapeVersion
from knotwork.protocols.shape import Protocol
from knotwork.sets import queries as sets
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet

__all__ = [
    "CLOSING",
    "FIRST",
    "KIND",
    "REVIEW",
    "choices",
    "draft_of",
    "export_of",
    "frozen",
    "is_known",
    "is_own",
    "load_own",
    "minutes_of",
    "nearest_in_length",
    "own_shapes",
    "reckoning",
    "rule_body",
    "shape_of",
    "shapes_put_away",
    "shipped",
    "shipped_by_key",
    "usual",
    "usual_choices",
    "usual_key",
    "version_by",
]


KIND = "protocol"
"""The kind of rule by which a set agrees on the shape of its meetings; kept by whoever plans meetings."""


def rule_body(learning_set: LearningSet, key: str) -> dict[str, Any]:
    """What a proposal about the shape of meetings stores: the key, and the shape in lines for people.

    Raises:
        KeyError: the set cannot plan a meeting with this key.
    """
    protocol = shape_of(learning_set, key)
    return (
        {"protocol": key, "lines": [protocol.label, *(line_of(phase) for phase in protocol.phases)]}
        if is_own(key)
        else {"protocol": key}
    )


def line_of(phase: shape.Phase) -> str:
    """One phase in a line."""
    told = {"label": phase.label, "minutes": minutes_of(phase, phase.minutes), "rule": say(phase.rule)}
    return _("%(label)s, %(minutes)s. %(rule)s") % told


def reckoning(protocol: Protocol, minutes: Sequence[int], presenters: int) -> list[str]:
    """How the minutes of a shape add up, in sentences whose sum can be checked.

    Args:
        minutes: of each phase, in the protocol's order; a phase of a turn counts once for each presenter.
        presenters: how many present; 0 for a shape without turns.
    """
    together = list(zip(protocol.phases, minutes, strict=True))
    once = sum(each for phase, each in together if not phase.per_presenter)
    slot = sum(each for phase, each in together if phase.per_presenter)
    told = {"n": presenters, "once": once, "slot": slot, "all": once + slot * presenters}
    if not slot or not presenters:
        return [ngettext("Together %(all)d minute.", "Together %(all)d minutes.", told["all"]) % told]
    return [
        _("What is “in each turn” comes once for each presenter: %(slot)d minutes a turn. All the rest takes %(once)d.") % told,
        ngettext(
            "With %(n)d presenter: %(once)d + %(slot)d = %(all)d minutes.",
            "With %(n)d presenters: %(once)d + %(n)d × %(slot)d = %(all)d minutes.",
            presenters,
        )
        % told,
    ]


def minutes_of(phase: shape.Phase, minutes: int) -> str:
    """How long a phase is, and that it comes in each turn if it does."""
    if phase.per_presenter:
        return ngettext("%(n)d minute in each turn", "%(n)d minutes in each turn", minutes) % {"n": minutes}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def shape_of(learning_set: LearningSet, key: str) -> Protocol:
    """The protocol a meeting of this set is planned with: a shipped one, or a version of the set's own.

    Raises:
        KeyError: there is none with this key.
    """
    return _parsed(version_by(learning_set, key)) if key.startswith(OWN) else shipped_by_key(key)


def is_known(learning_set: LearningSet, key: str) -> bool:
    """Whether this set can plan a meeting with this key."""
    try:
        shape_of(learning_set, key)
    except KeyError:
        return False
    return True


def version_by(learning_set: LearningSet, key: str) -> ShapeVersion:
    """The set's own version with this key.

    Raises:
        KeyError: there is none.
    """
    try:
        version_id = UUID(hex=key.removeprefix(OWN))
        return ShapeVersion.objects.select_related("shape").get(learning_set=learning_set, pk=version_id)
    except (ValueError, ShapeVersion.DoesNotExist):
        raise KeyError(key) from None


def choices(learning_set: LearningSet) -> list[tuple[str, str]]:
    """Key and label of every shape a meeting of this set can have: its usual one first, its own, then those that ship.

    Of shapes that are put away only the usual one is among them.
    Shapes that close a set are among them once the set has decided to close.
    """
    closes = learning_set.stage == Stage.CLOSING
    return [(key, label) for key, label, _minutes, closes_set in _all_choices(learning_set) if closes or not closes_set]


def usual_choices(learning_set: LearningSet) -> list[tuple[str, str]]:
    """Key and label of every shape all meetings of this set can have, each with its minutes."""
    offered = [(key, label, minutes) for key, label, minutes, closes_set in _all_choices(learning_set) if not closes_set]
    return [
        (key, ngettext("%(label)s, %(n)d minute", "%(label)s, %(n)d minutes", n) % {"label": label, "n": n})
        for key, label, n in offered
    ]


def _all_choices(learning_set: LearningSet) -> list[tuple[str, str, int, bool]]:
    usual = usual_key(learning_set)
    kept = ShapeVersion.objects.filter(learning_set=learning_set, shape__put_away_at=None)
    versions = kept.order_by("shape", "-number")
    newest = {version.shape_id: version for version in reversed(versions)}
    own = {version.key: version for version in newest.values()}
    if usual and usual not in own:
        own[usual] = version_by(learning_set, usual)
    told = [
        (key, _label(version), int(version.body["minutes"]), bool(version.body.get("closes_set")))
        for key, version in own.items()
    ]
    told.sort(key=lambda each: (each[0] != usual, each[1]))
    return [*told, *((protocol.key, protocol.label, protocol.minutes, protocol.closes_set) for protocol in shipped())]


def _label(version: ShapeVersion) -> str:
    return _("%(label)s (our own, version %(n)d)") % {"label": version.body["label"], "n": version.number}


def usual_key(learning_set: LearningSet) -> str:
    """The key of the shape the set agreed on for its meetings; empty while it agreed on none."""
    in_force = agreements.in_force(learning_set, KIND)
    return str(in_force.body.get("protocol", "")) if in_force else ""


def is_own(key: str) -> bool:
    """Whether a meeting's key names a version of a set's own."""
    return key.startswith(OWN)


def usual(learning_set: LearningSet) -> ShapeVersion | None:
    """The version the set agreed on for its meetings."""
    key = usual_key(learning_set)
    return version_by(learning_set, key) if key else None


def own_shapes(learning_set: LearningSet) -> list[OwnShape]:
    """The shapes the set works on, newest change first."""
    return list(OwnShape.objects.filter(learning_set=learning_set, put_away_at=None).order_by("-changed_at", "pk"))


def shapes_put_away(learning_set: LearningSet) -> list[OwnShape]:
    """The shapes the set has put away, the latest first."""
    away = OwnShape.objects.filter(learning_set=learning_set, put_away_at__isnull=False)
    return list(away.order_by("-put_away_at", "pk"))


def draft_of(own: OwnShape) -> Protocol:
    """The text of a shape as it stands; it may still contradict itself."""
    return shape.read(own.body)


def load_own(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The set's own shape an address names, and how the viewer stands to the set; None where there is none."""
    found = sets.load_set(viewer, kwargs, at)
    if found is None:
        return None
    own = OwnShape.objects.select_related("learning_set").filter(learning_set=kwargs["set_id"], pk=kwargs["shape_id"])
    shape_found = own.first()
    return Found(shape_found, found.standings) if shape_found else None


def export_of(person: Person) -> dict[str, object]:
    """Shapes this person began in sets they are in, as they stand."""
    own = OwnShape.objects.filter(
        begun_by=person, learning_set__membership__person=person, learning_set__membership__left_at=None
    ).distinct()
    return {"shapes": [{"begun_at": each.begun_at.isoformat(), "shape": each.body} for each in own.order_by("begun_at", "pk")]}


def _parsed(version: ShapeVersion) -> Protocol:
    return frozen(version.body)
