"""What whoever steers needs rarely: another order, who goes next, somebody who is not here, other minutes."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from knotwork.live.flow import rounds
from knotwork.live.flow.state import Slot, SlotState
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Input, Look, Press, Tools, Writing


def tools(looking: Looking) -> tuple[Tools, ...]:
    """Everything of this kind the viewer may use now; nothing for whoever does not steer."""
    if not looking.steers:
        return ()
    offered = (_speaking_order(looking), _who_goes_next(looking), _absent(looking), _minutes(looking))
    return tuple(one for one in offered if one.presses or one.asks)


def absences(looking: Looking, slot: Slot) -> tuple[Press, ...]:
    """For a turn whose presenter is not here: the next bidder instead, or the turn is kept for next time."""
    next_bidder = _next_bidder(looking, slot)
    name = looking.name(slot.person)
    instead: tuple[Press, ...] = ()
    if next_bidder is not None:
        label = _("%(name)s is not here: %(other)s instead") % {"name": name, "other": looking.name(next_bidder)}
        instead = looking.press("presenter_absent", label, {"slot": slot.number, "instead": next_bidder}, look=Look.QUIET)
    label = _("%(name)s is not here: next time") % {"name": name}
    return (*instead, *looking.press("presenter_absent", label, {"slot": slot.number}, look=Look.QUIET))


def _speaking_order(looking: Looking) -> Tools:
    row = rounds.present_round(looking.state)
    speaking = rounds.speaker(looking.state)
    waiting = [one for one in row.order if one not in row.done and one != speaking] if row else []
    here = [person for person in waiting if person in looking.state.people.present]
    presses = (looking.press("reorder_round", looking.name(person), {"order": person}, look=Look.QUIET) for person in here)
    return Tools(_("Let somebody speak now"), _flat(presses))


def _who_goes_next(looking: Looking) -> Tools:
    pending = [slot for slot in looking.state.agenda.slots if slot.state is SlotState.PENDING]
    present = [slot for slot in pending if slot.person in looking.state.people.present]
    presses = (
        looking.press("begin_slot", looking.name(slot.person), {"slot": slot.number}, look=Look.QUIET) for slot in present
    )
    return Tools(_("Begin a turn now"), _flat(presses))


def _absent(looking: Looking) -> Tools:
    """Turns to come, and the one that has just begun, whose presenter is not here."""
    begun = [run.slot for run in looking.state.path if run.slot is not None]
    slots = [
        slot
        for slot in looking.state.agenda.slots
        if slot.state is SlotState.PENDING
        or (looking.slot == slot and slot.state is SlotState.BEGUN and begun.count(slot.number) == 1)
    ]
    away = [slot for slot in slots if looking.is_away(slot.person)]
    return Tools(_("A presenter is not here"), _flat(absences(looking, slot) for slot in away))


def _next_bidder(looking: Looking, slot: Slot) -> UUID | None:
    """Who bid and has no turn today, in the order of the bids."""
    given = {row.person for row in looking.state.agenda.slots if row.state is not SlotState.CARRIED}
    for bid in looking.state.agenda.bids:
        if bid.person not in given and bid.person != slot.person and not looking.is_away(bid.person):
            return bid.person
    return None


def _minutes(looking: Looking) -> Tools:
    phases = looking.state.protocol.phases
    ahead = [(place, phase) for place, phase in enumerate(phases) if place >= looking.phase_number and not phase.per_presenter]
    if not ahead:
        return Tools("")
    planned = looking.state.agenda.planned
    choices = tuple(
        (str(place), _("%(phase)s, %(minutes)d min") % {"phase": phase.label, "minutes": planned[place]})
        for place, phase in ahead
    )
    fields = (
        Writing("phase", _("Phase"), Input.CHOICE, text=choices[0][0], choices=choices),
        Writing("minutes", _("Minutes"), Input.MINUTES, text=str(planned[ahead[0][0]])),
    )
    who = ("set", _("Everybody sees it. Below what a phase protects, everybody here is asked."))
    asks = looking.ask("plan", "plan_phase", _("Give it these minutes"), fields, who=who, look=Look.PLAIN)
    return Tools(_("More or fewer minutes for a phase"), asks=asks)


def _flat(rows: Iterator[tuple[Press, ...]]) -> tuple[Press, ...]:
    return tuple(press for row in rows for press in row)
