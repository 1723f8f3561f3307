"""The only writers of a challenge's domain map. Table and picture both end here."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from knotwork.challenges.enums import Why
from knotwork.challenges.models import Challenge, MapState
from knotwork.challenges.rules import domain_map as rules
from knotwork.challenges.rules.domain_map import Edit, Joined, Said
from knotwork.challenges.services.record import own_or_shared
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import Refused, refuse


def add_node(
    challenge: Challenge, *, said: Said, place: tuple[int, int] | None = None, key: UUID, by: Person, at: datetime
) -> MapState:
    """Put something on the map; sent twice with one key, it stands there once.

    Args:
        place: where in the picture; None = somewhere free in its regions.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `words_missing`, `map_words_too_long`,
            `region_missing`, `map_is_full`, `off_the_map`.
    """
    return _draw(challenge, lambda now: rules.add_node(now, str(key), said, place), by, at)


def change_node(challenge: Challenge, node_id: UUID, *, said: Said, by: Person, at: datetime) -> MapState:
    """Rename something, say what kind it is, or which regions it sits in.

    Raises:
        Refused: as `add_node`, and `node_is_gone`.
    """
    return _draw(challenge, lambda now: rules.change_node(now, str(node_id), said), by, at)


def move_node(challenge: Challenge, node_id: UUID, *, to: tuple[int, int], by: Person, at: datetime) -> MapState:
    """Draw something elsewhere in the picture.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `node_is_gone`, `off_the_map`.
    """
    return _draw(challenge, lambda now: rules.move_node(now, str(node_id), to), by, at)


def remove_node(challenge: Challenge, node_id: UUID, *, by: Person, at: datetime) -> MapState:
    """Take something off the map, with its links.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `node_is_gone`.
    """
    return _draw(challenge, lambda now: rules.remove_node(now, str(node_id)), by, at)


def add_link(challenge: Challenge, *, joined: Joined, key: UUID, by: Person, at: datetime) -> MapState:
    """Link two things; the same link again stands there once.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `node_is_gone`, `linked_to_itself`, `map_is_full`.
    """
    return _draw(challenge, lambda now: rules.add_link(now, str(key), joined), by, at)


def change_link(challenge: Challenge, link_id: UUID, *, joined: Joined, by: Person, at: datetime) -> MapState:
    """Let a link lead or bear otherwise.

    Raises:
        Refused: as `add_link`, and `link_is_gone`.
    """
    return _draw(challenge, lambda now: rules.change_link(now, str(link_id), joined), by, at)


def remove_link(challenge: Challenge, link_id: UUID, *, by: Person, at: datetime) -> MapState:
    """Take a link off the map.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `link_is_gone`.
    """
    return _draw(challenge, lambda now: rules.remove_link(now, str(link_id)), by, at)


@transaction.atomic
def undo(challenge: Challenge, *, state_id: UUID | None, by: Person, at: datetime) -> None:
    """Take the last step of this sitting back; pressed twice for one step, only that one.

    Args:
        state_id: the state the person saw when they pressed; another one means that it is taken back already.

    Raises:
        Refused: `not_yours`, `not_in_this_set`, `set_is_archived`, `nothing_to_undo`.
    """
    own_or_shared(challenge, by)
    newest = _newest(challenge)
    if newest is None or not rules.sits_together(newest.made_at, at):
        raise Refused(Why.NOTHING_TO_UNDO)
    if newest.pk == state_id:
        newest.delete()


@transaction.atomic
def _draw(challenge: Challenge, edit: Edit, by: Person, at: datetime) -> MapState:
    """Let one edit become the newest state of the map. What changes nothing makes no state."""
    challenge = own_or_shared(challenge, by)
    newest = _newest(challenge)
    now = newest.map if newest else rules.Map()
    drawn = edit(now)
    refuse(drawn if isinstance(drawn, Why) else None)
    if newest is not None and drawn == now:
        return newest
    goes_on = newest is not None and rules.sits_together(newest.made_at, at)
    sitting, step = (newest.sitting, newest.step) if newest else (0, 0)
    sitting, step = (sitting, step + 1) if goes_on else (sitting + 1, 1)
    state = MapState(challenge=challenge, learning_set=challenge.learning_set, sitting=sitting, step=step, made_at=at)
    state.content = rules.kept(drawn) if isinstance(drawn, rules.Map) else {}
    state.save(force_insert=True)
    _forget_steps(challenge, state)
    if not goes_on:
        audit.record("challenge.mapped", challenge, by=by, at=at)
    return state


def _newest(challenge: Challenge) -> MapState | None:
    return MapState.objects.filter(challenge=challenge).order_by("-sitting", "-step").first()


def _forget_steps(challenge: Challenge, newest: MapState) -> None:
    """Keep of every earlier sitting only where it ended, and of this one only the steps that can be undone."""
    states = MapState.objects.filter(challenge=challenge)
    states.filter(sitting=newest.sitting, step__lte=newest.step - rules.STEPS_KEPT).delete()
    if newest.step == 1:
        earlier = states.filter(sitting=newest.sitting - 1)
        last = earlier.aggregate(last=Max("step"))["last"]
        earlier.exclude(step=last).delete()
