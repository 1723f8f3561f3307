"""The bar, the trail and what is said when the meeting moves."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.live.flow import time, way
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Bar, Clock, Knot

WIDEST_LINE = 108
BARE = 3


def where(looking: Looking) -> str:
    """Which set, which meeting."""
    return _("%(set)s, meeting %(number)d") % {
        "set": looking.room.meeting.learning_set.name,
        "number": looking.room.meeting.number,
    }


def bar(looking: Looking) -> Bar:
    """Where we are, what comes next, how much time is left."""
    behind = time.behind_seconds(looking.state, looking.at) // 60
    late = ngettext("%(minutes)d min behind plan", "%(minutes)d min behind plan", behind) % {"minutes": behind}
    return Bar(where(looking), looking.phase.label, _next(looking), clock(looking), late if behind else "")


def clock(looking: Looking) -> Clock | None:
    """The present phase's clock, derived from instants."""
    run = looking.state.run
    if run is None:
        return None
    minutes = time.planned_minutes(looking.state, run)
    used = time.spent(looking.state, run, looking.at)
    left = timedelta(minutes=minutes) - used
    left_seconds = round(left.total_seconds())
    return Clock(
        from_ms=_milliseconds(looking, -used),
        ends_ms=_milliseconds(looking, left),
        minutes=minutes,
        left_seconds=left_seconds,
        used_seconds=max(0, round(used.total_seconds())),
        still=left_seconds if looking.state.floor.pause else None,
        last_minute=_("One minute left in %(phase)s.") % {"phase": looking.phase.label},
    )


def trail(looking: Looking) -> tuple[Knot, ...]:
    """The phases of this meeting: those behind can be looked at again."""
    here = looking.phase_number
    visited = {run.phase for run in looking.state.path if not run.skipped}
    phases = looking.state.protocol.phases
    lengths = [len(phase.label) for phase in phases]
    labelled = _around(lengths, here, WIDEST_LINE - lengths[here] - len(_next(looking)))
    return tuple(
        Knot(phase.label, _stands(place, here, visited), place, is_bare=place not in labelled)
        for place, phase in enumerate(phases)
    )


def _around(lengths: list[int], here: int, width: int) -> range:
    """Which knots around the present one have room for their label, what comes next before what is behind."""
    first = last = here
    room = width - lengths[here] - BARE * (len(lengths) - 1)
    for ahead in (True, True, False) * len(lengths):
        place = last + 1 if ahead else first - 1
        if 0 <= place < len(lengths) and lengths[place] <= room:
            room -= lengths[place]
            first, last = min(first, place), max(last, place)
    return range(first, last + 1)


def announcement(looking: Looking) -> str:
    """What is said politely when the phase changes."""
    minutes = looking.state.run and time.planned_minutes(looking.state, looking.state.run)
    if looking.slot:
        return _("%(phase)s with %(name)s, %(minutes)d minutes.") % {
            "phase": looking.phase.label,
            "name": looking.name(looking.slot.person),
            "minutes": minutes or 0,
        }
    return _("%(phase)s, %(minutes)d minutes.") % {"phase": looking.phase.label, "minutes": minutes or 0}


def your_turn(looking: Looking) -> str:
    """The title of a hidden tab when its reader is awaited; empty otherwise."""
    awaited = looking.me in (looking.speaks_now(), looking.state.chair.offered_to)
    return _("Your turn – %(where)s") % {"where": where(looking)} if awaited else ""


def _next(looking: Looking) -> str:
    if way.waits_for_order(looking.state):
        return _("then presenters, once you agree who")
    stop = way.next_stop(looking.state)
    if stop is None:
        return ""
    own_slot = looking.slot.number if looking.slot else None
    presenter = next((slot.person for slot in looking.state.agenda.slots if slot.number == stop.slot), None)
    if presenter is not None and stop.slot != own_slot:
        return _("then %(name)s presents") % {"name": looking.name(presenter)}
    return _("then %(phase)s") % {"phase": looking.state.protocol.phases[stop.phase].label}


def _stands(place: int, here: int, visited: set[int]) -> str:
    if place == here:
        return "now"
    return "done" if place in visited and place < here else ""


def _milliseconds(looking: Looking, since: timedelta) -> int:
    return round((looking.at + since).timestamp() * 1000)
