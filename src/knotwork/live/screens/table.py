"""Around the table, the chair, the row of actions, and a suggestion to move on."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.live.flow import questions
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Chair, Ending, Look, Moving, Press, Seat
from knotwork.sets.enums import Stage


def seats(looking: Looking) -> tuple[Seat, ...]:
    """Everybody who belongs here, by turn where there is one, otherwise by name."""
    around = looking.once("seats", _around)
    return tuple(_own(seat) if person == looking.me else seat for person, seat in around)


def _around(looking: Looking) -> tuple[tuple[UUID, Seat], ...]:
    return tuple((person, _seat(looking, person)) for person in _belonging(looking) if looking.name(person))


def _belonging(looking: Looking) -> list[UUID]:
    people = looking.state.people
    return [*people.members, *([people.facilitator] if people.facilitator else [])]


def _own(seat: Seat) -> Seat:
    return replace(seat, state=", ".join((_("you"), *([seat.state] if seat.state else []))))


def absence(looking: Looking) -> str:
    """How many are not here yet; a number, no names."""
    missing = len([person for person in _belonging(looking) if looking.is_missing(person)])
    if not missing:
        return ""
    return ngettext("One is not here yet.", "%(number)d are not here yet.", missing) % {"number": missing}


def chair(looking: Looking) -> Chair:
    """Who looks after time and rules, and what the viewer can do about it."""
    held = looking.state.chair
    if held.lost_since is not None:
        text = _("%(name)s has lost the line. Until then anyone may move the meeting on.") % {
            "name": looking.name(held.steward)
        }
    elif held.steward is None:
        text = _("Nobody is steward just now. Whoever is here may move the meeting on.")
    elif held.steward == looking.me:
        text = _("You are the steward: you look after the time and the rules.")
    else:
        text = _("%(name)s is the steward.") % {"name": looking.name(held.steward)}
    presses = (
        *looking.press("accept_chair", _("Take it"), look=Look.PLAIN),
        *looking.press("decline_chair", _("Not now"), look=Look.QUIET),
        *(looking.press("take_chair", _("Take the chair")) if held.offered_to != looking.me else ()),
        *looking.press("leave_chair", _("Leave the chair"), look=Look.QUIET),
    )
    if held.offered_to is not None and held.offered_to == looking.me:
        text = _("The chair is offered to you.")
    return Chair(text, presses, offers=_offers(looking))


def actions(looking: Looking) -> tuple[Press, ...]:
    """The row everybody has: ready, more time."""
    ready = looking.me in looking.state.floor.ready
    return (
        *looking.press("not_ready" if ready else "ready", _("I’m ready"), pressed=ready),
        *looking.press("extend", _("+ 2 min"), {"minutes": 2}),
    )


def onward(looking: Looking) -> tuple[Press, ...]:
    """Where the row ends: moving on, suggesting it, or saying that one thinks it is time."""
    return looking.press("think_it_is_time", _("I think it is time")) or _moving_on(looking)


def pauses(looking: Looking) -> tuple[Press, ...]:
    """Just a break comes first; looking at how we work is the other choice."""
    return (
        *looking.press("pause", _("Just a break"), {"why": "break"}),
        *looking.press("pause", _("Look at how we work"), {"why": "process"}),
    )


def more(looking: Looking) -> tuple[Press, ...]:
    """What is needed rarely: back, leave out, silence, ending."""
    return (
        *looking.press("go_back", _("Back one phase"), look=Look.QUIET),
        *looking.press("skip_phase", _("Leave this phase out"), look=Look.QUIET),
        *looking.press("begin_silence", _("A minute of silence"), {"seconds": 60}, look=Look.QUIET),
        *looking.press("extend", _("Give 2 minutes back"), {"minutes": -2}, look=Look.QUIET),
    )


def ending(looking: Looking) -> Ending | None:
    """The end, asked for in two presses: by whoever steers, or by any member of a meeting everybody left."""
    presses = looking.press("close", _("End it for everybody")) or looking.press("abandon", _("End it for everybody"))
    return Ending(" ".join(_what_ending_means(looking)), presses) if presses else None


def _what_ending_means(looking: Looking) -> Iterator[str]:
    ahead = len(looking.state.protocol.phases) - 1 - looking.phase_number
    if ahead:
        yield ngettext(
            "One phase is still to come, and is left out.", "%(ahead)d phases are still to come, and are left out.", ahead
        ) % {"ahead": ahead}
    if looking.state.protocol.closes_set and looking.room.meeting.learning_set.stage == Stage.CLOSING:
        yield _("The set is closed with it, for good.")
    yield _("The meeting cannot be opened again. What was kept stays.")


def write_for(looking: Looking) -> tuple[Press, ...]:
    """Whoever shares a screen with somebody writes for them; and stops doing so."""
    mine = {row.person for row in looking.state.people.writing if row.writer == looking.me}
    stops = [
        looking.press("stop_writing_for", _("No longer for %(name)s") % {"name": looking.name(person)}, {"person": person})
        for person in sorted(mine)
    ]
    missing = [person for person in looking.state.people.members if looking.is_missing(person) and person not in mine]
    starts = [looking.press("write_for", looking.name(person), {"person": person}, look=Look.QUIET) for person in missing]
    return tuple(press for presses in (*stops, *starts) for press in presses)


def read_aloud(looking: Looking) -> tuple[str, ...]:
    """The lines whoever steers can read to the set."""
    return looking.phase.steward_lines if looking.steers else ()


def moving(looking: Looking) -> Moving | None:
    """What rises from below: a suggestion, or for two people the sign that others think it is time."""
    suggestion = looking.state.floor.suggestion
    if suggestion is not None:
        left = max(0, round((suggestion.due_at - looking.at).total_seconds()))
        text = _("%(name)s suggests moving on.") % {"name": looking.name(suggestion.by)}
        stay = looking.press("stay", _("Stay in %(phase)s") % {"phase": looking.phase.label})
        return Moving(text, round(suggestion.due_at.timestamp() * 1000), left, stay)
    thinking = len(looking.state.floor.thinks_time)
    if thinking and (looking.presents or looking.stewards):
        text = ngettext("One thinks it is time.", "%(number)d think it is time.", thinking) % {"number": thinking}
        return Moving(text, None, 0)
    return None


def _moving_on(looking: Looking) -> tuple[Press, ...]:
    steering = looking.press("move_on", _("Move on"))
    if steering and (looking.slot is not None or looking.stewards):
        return steering
    return looking.press("suggest_move_on", _("Suggest moving on")) or steering


def _offers(looking: Looking) -> tuple[Press, ...]:
    """To whom the steward can offer the chair."""
    here = [person for person in looking.state.people.members if person in looking.state.people.present]
    return tuple(
        press
        for person in here
        if person != looking.me
        for press in looking.press("offer_chair", looking.name(person), {"to": person}, look=Look.QUIET)
    )


def _seat(looking: Looking, person: UUID) -> Seat:
    states = [word for word in (_doing(looking, person), _role(looking, person)) if word]
    tone = _tone(looking, person)
    if not states and person in looking.state.floor.ready:
        states = [_("ready")]
    if tone == "away" and not looking.is_missing(person):
        states = [_("joining…")] if person in looking.room.here else [_("away")]
    return Seat(looking.name(person), ", ".join(states), tone)


def _tone(looking: Looking, person: UUID) -> str:
    if person in (looking.speaks_now(), looking.slot.person if looking.slot else None):
        return "now"
    if _asks(looking, person):
        return "next"
    present = person in looking.state.people.present
    written_for = any(row.person == person for row in looking.state.people.writing)
    return "" if written_for or (present and (person in looking.room.here or not looking.room.here)) else "away"


def _doing(looking: Looking, person: UUID) -> str:
    if looking.slot and looking.slot.person == person:
        return _("presenting")
    if looking.speaks_now() == person:
        return _("speaking")
    if _asks(looking, person):
        return _("asking")
    if questions.are_asked_here(looking.state) and any(question.by == person for question in questions.queue(looking.state)):
        return _("has a question")
    return ""


def _asks(looking: Looking, person: UUID) -> bool:
    asking = questions.in_play(looking.state) if questions.are_asked_here(looking.state) else None
    return asking is not None and asking.by == person


def _role(looking: Looking, person: UUID) -> str:
    if looking.state.chair.steward == person:
        return _("steward")
    if looking.state.people.facilitator != person:
        return ""
    return _("observing") if person in looking.state.people.observers else _("facilitating")
