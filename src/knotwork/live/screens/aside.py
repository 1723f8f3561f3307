"""The line above the row of actions: what more time costs, and why nobody can move on yet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.live.flow import rounds, time, way
from knotwork.live.screens.looking import Looking

MOST_NAMED = 2


def aside(looking: Looking) -> str:
    """One calm sentence where there is something to know about the time of this phase; empty otherwise."""
    return " ".join(filter(None, (_unanswered(looking), _protected(looking), shrinks(looking))))


def shrinks(looking: Looking) -> str:
    """After the present phase was given more time: what gives it, and how much later the meeting ends."""
    run = looking.state.run
    if run is None or run.extended <= 0:
        return ""
    extended = sum(stop.extended for stop in looking.state.path)
    late = -(-time.behind_seconds(looking.state, looking.at) // 60)
    view = time.outlook(looking.state, min(late - extended, 0))
    told = _giving(looking, view)
    if told:
        told = [_("To end on time, %(what)s.") % {"what": ", ".join(told)}]
    if view.later_minutes:
        text = ngettext("We end %(minutes)d minute later.", "We end %(minutes)d minutes later.", view.later_minutes)
        told.append(text % {"minutes": view.later_minutes})
    return " ".join(told) or _("Nothing gets shorter: there is time for it.")


def _giving(looking: Looking, view: time.Outlook) -> list[str]:
    """Those that give most, by name; the others together."""
    giving = [(stop, stop.planned - stop.minutes) for stop in view.ahead if stop.minutes < stop.planned]
    giving.sort(key=lambda one: -one[1])
    named, others = giving[:MOST_NAMED], sum(minutes for _stop, minutes in giving[MOST_NAMED:])
    told = [
        ngettext("%(what)s gets %(minutes)d minute less", "%(what)s gets %(minutes)d minutes less", minutes)
        % {"what": _called(looking, stop), "minutes": minutes}
        for stop, minutes in named
    ]
    if others:
        told.append(ngettext("the rest %(minutes)d minute", "the rest %(minutes)d minutes", others) % {"minutes": others})
    return told


def _called(looking: Looking, stop: time.Ahead) -> str:
    """A stop ahead, as one speaks of it."""
    own = looking.slot.number if looking.slot else None
    presenter = next((slot.person for slot in looking.state.agenda.slots if slot.number == stop.slot), None)
    if presenter is not None and stop.slot != own:
        return _("%(name)s’s turn") % {"name": looking.name(presenter)}
    phase = looking.state.protocol.phases[stop.phase]
    return _("the time for presenters") if stop.slot is None and phase.per_presenter else f"“{phase.label}”"


def _unanswered(looking: Looking) -> str:
    """In a phase only for presenters who want it: that this one has not said so. They are asked on their own screen."""
    slot = looking.slot
    if slot is None or not looking.phase.asks_presenter or slot.offers is not None or looking.presents:
        return ""
    return _("%(name)s has not said yet whether they want offers.") % {"name": looking.name(slot.person)}


def _protected(looking: Looking) -> str:
    """How a phase that keeps its time may end before it, how many are ready, and whether the viewer is one who is asked."""
    if not way.is_held(looking.state, looking.at):
        return ""
    asked, ready = way.own_screens(looking.state), looking.state.floor.ready
    told = {"ready": len(asked & ready), "of": len(asked)}
    if looking.me in asked & ready:
        standing = _("%(ready)d of %(of)d are, you among them.")
    elif looking.me in asked:
        standing = _("%(ready)d of %(of)d are; say so when you are.")
    else:
        standing = _("%(ready)d of %(of)d are.")
    return f"{_how_it_ends(looking)} {standing % told}"


def _how_it_ends(looking: Looking) -> str:
    if rounds.present_round(looking.state) is None:
        return _("This phase keeps its time unless all are ready.")
    return _("This phase keeps its time until each has spoken, or all are ready.")
