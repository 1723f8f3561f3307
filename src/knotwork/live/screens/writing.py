"""What is said in a phase and may be written down: moods, hopes, headlines, reflections, offers, learning."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knotwork.live.flow.state import Capture
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Card, Input, Look, Part, Writing
from knotwork.protocols.shape import Audience, Kind
from knotwork.reflections.enums import Level


@dataclass(frozen=True)
class _Words:
    """What a kind of writing is called, and whether its form stands open at once."""

    label: object
    title: object
    is_open: bool = False
    line: bool = False


_KINDS = {
    Kind.MOOD: _Words(gettext_lazy("How you are here, in a few words"), gettext_lazy("How we are here")),
    Kind.HOPE: _Words(gettext_lazy("What you hope for"), gettext_lazy("What we hope for"), is_open=True),
    Kind.EXPECTATION: _Words(
        gettext_lazy("What you expect of yourself, or of the others"), gettext_lazy("What we expect"), is_open=True
    ),
    Kind.HEADLINE: _Words(
        gettext_lazy("Your challenge in one sentence"), gettext_lazy("What we bring"), is_open=True, line=True
    ),
    Kind.WANT: _Words(gettext_lazy("What you want from the set today"), gettext_lazy("What is wanted")),
    Kind.REFLECTION: _Words(gettext_lazy("What you noticed, felt or wonder"), gettext_lazy("Reflected back")),
    Kind.OFFER: _Words(gettext_lazy("One offer: a contact, a resource, an experience"), gettext_lazy("Offers")),
    Kind.HELPFUL: _Words(gettext_lazy("What helped, and what did not"), gettext_lazy("What helped")),
    Kind.LEARNING: _Words(gettext_lazy("What you learned"), gettext_lazy("What we learned"), is_open=True),
    Kind.DATE: _Words(gettext_lazy("What we agree for next time"), gettext_lazy("For next time")),
    Kind.NOTE: _Words(gettext_lazy("A note"), gettext_lazy("Notes")),
    Kind.PROCESS: _Words(gettext_lazy("What you see in how we work"), gettext_lazy("How we work")),
}
_LEVELS = {
    Level.PROBLEM: gettext_lazy("about a challenge"),
    Level.SELF: gettext_lazy("about myself"),
    Level.SET: gettext_lazy("about us as a set"),
    Level.SYSTEM: gettext_lazy("about the wider system"),
}


def parts(looking: Looking) -> Iterator[Part]:
    """A form for each kind this phase captures, and what has been written."""
    for kind in looking.phase.capture:
        if kind in _KINDS:
            yield from _kind(looking, kind, _KINDS[kind])


def cards_of(looking: Looking, kind: Kind, phase: int, slot: int | None) -> tuple[Card, ...]:
    """What was written of this kind in this phase and may be read by the viewer."""
    captures = [one for one in looking.state.captures if (one.kind, one.phase, one.slot) == (kind, phase, slot)]
    return tuple(_card(looking, one) for one in captures if looking.may_read(one) and not one.blank)


def _kind(looking: Looking, kind: Kind, said: _Words) -> Iterator[Part]:
    slot = looking.slot.number if looking.slot else None
    place = f"{kind}.{looking.phase_number}.{'' if slot is None else slot}"
    body = {"what": kind, "phase": looking.phase_number, **({} if slot is None else {"slot": slot})}
    learning = _learning() if kind is Kind.LEARNING else ()
    takes = kind is Kind.OFFER and looking.presents
    label, send = (_("What you take from the offers"), _("Keep it")) if takes else (str(said.label), _("Put it on the table"))
    fields = (*looking.whose(), looking.words(place, label, line=said.line), *learning)
    who = _who(looking, kind)
    asks = (
        () if _is_to_answer(looking, kind) else looking.ask(place, "capture", send, fields, who=who, body=body, look=Look.PLAIN)
    )
    cards = cards_of(looking, kind, looking.phase_number, slot)
    mine = any(card.presses for card in cards)
    if asks:
        template = "write" if said.is_open and not mine else "write_folded"
        title = "" if template == "write" else _("Keep what you take from them") if takes else _("Write it down")
        yield Part(f"write-{kind}", template, title=title, asks=asks, text=_("You may also just say it."))
    if cards:
        yield Part(f"said-{kind}", "cards", title=str(said.title), cards=cards)


def _is_to_answer(looking: Looking, kind: Kind) -> bool:
    """Whether a presenter has to say first that they want offers: one thing is asked at a time."""
    return kind is Kind.OFFER and looking.presents and looking.slot is not None and looking.slot.offers is None


def _learning() -> tuple[Writing, ...]:
    levels = tuple((level.value, str(label)) for level, label in _LEVELS.items())
    audience = (("set", _("for the set")), ("me", _("for me alone")))
    return (
        Writing("level", _("What it is about"), Input.CHOICE, choices=levels),
        Writing("audience", _("Who may read it"), Input.CHOICE, choices=audience),
    )


def _who(looking: Looking, kind: Kind) -> tuple[str, str]:
    set_name = looking.room.meeting.learning_set.name
    if kind is Kind.LEARNING:
        return ("set", _("%(set)s reads it, or only you: choose above.") % {"set": set_name})
    match looking.phase.audience:
        case Audience.PRESENTER if looking.slot:
            if looking.presents:
                return ("me", _("Only you will keep it."))
            return ("two", _("Only %(name)s will keep it.") % {"name": looking.name(looking.slot.person)})
        case Audience.ME:
            return ("me", _("Only you."))
        case _:
            return ("set", _("%(set)s sees it.") % {"set": set_name})


def _card(looking: Looking, capture: Capture) -> Card:
    word = {"word": capture.word}
    mine = looking.me in (capture.person, capture.writer)
    presses = looking.press("withdraw_capture", _("Take it back"), word, look=Look.QUIET) if mine else ()
    if looking.presents and not mine and capture.slot is not None:
        presses = looking.press("redact", _("Blank the words"), word, look=Look.QUIET)
    said = looking.room.words.get(capture.word)
    note = _("only you") if said and said.audience == "me" else ""
    return Card(str(capture.word), said.text if said else "", looking.name(capture.person), note, presses)
