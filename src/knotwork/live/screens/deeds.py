"""What came of the last actions, and what is set out to be tried next."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from knotwork.actions.enums import Outcome, Status
from knotwork.actions.models import Action
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Card, Input, Look, Part, Writing
from knotwork.live.screens.writing import cards_of
from knotwork.platform.kit.words import say
from knotwork.protocols.shape import Kind


def parts(looking: Looking) -> Iterator[Part]:
    """The progress round is filled from open actions; actions are chosen where the phase asks for them."""
    if Kind.PROGRESS in looking.phase.capture:
        yield from _progress(looking)
    if Kind.ACTION in looking.phase.capture:
        yield from _choosing(looking)


def _progress(looking: Looking) -> Iterator[Part]:
    turn = looking.speaks_now()
    if turn is not None and looking.me not in (turn, looking.room.visitor) and looking.room.of_turn:
        title = _("What %(name)s set out to try") % {"name": looking.name(turn)}
        yield Part("of-turn", "cards", title=title, cards=tuple(_told(action) for action in looking.room.of_turn))
    mine = tuple(_reporting(looking, action) for action in looking.own.progress)
    if mine:
        yield Part("progress", "progress", title=_("What you said you would try"), cards=mine, is_open=turn == looking.me)
    place = f"progress.{looking.phase_number}"
    free = looking.ask(
        place,
        "capture",
        _("Put it on the table"),
        (*looking.whose(), looking.words(place, _("What you did, what happened, what you learned"))),
        who=("set", _("%(set)s sees it.") % {"set": looking.room.meeting.learning_set.name}),
        body={"what": Kind.PROGRESS, "phase": looking.phase_number},
        look=Look.PLAIN,
    )
    if free:
        yield Part("write-progress", "write_folded", title=_("Write it down"), asks=free, text=_("You may also just say it."))
    cards = cards_of(looking, Kind.PROGRESS, looking.phase_number, None)
    if cards:
        yield Part("said-progress", "cards", title=_("Since last time"), cards=cards)


def _told(action: Action) -> Card:
    by = _("by %(date)s") % {"date": action.by_on.strftime("%-d %B")} if action.by_on else ""
    note = "" if action.status == Status.OPEN else say(Status(action.status))
    return Card(str(action.pk), action.what, "", note or by)


def _reporting(looking: Looking, action: Action) -> Card:
    card = _told(action)
    if action.status != Status.OPEN:
        return card
    place = f"report.{action.pk}"
    asks = looking.ask(
        place,
        "capture",
        _("Tell the set"),
        (
            Writing("outcome", _("How far did it go?"), Input.CHIPS, choices=_outcomes(), required=True),
            looking.words(place, _("What happened?")),
        ),
        who=("set", _("%(set)s sees it once you tell it.") % {"set": looking.room.meeting.learning_set.name}),
        body={"what": Kind.PROGRESS, "phase": looking.phase_number, "action": action.pk},
        look=Look.PLAIN,
    )
    return Card(card.id, card.text, card.by, card.note, (), asks)


def _outcomes() -> tuple[tuple[str, str], ...]:
    """None is chosen beforehand: how far it went is for the person to say."""
    return tuple((one.value, say(one)) for one in Outcome)


def _choosing(looking: Looking) -> Iterator[Part]:
    place = f"action.{looking.phase_number}.{looking.slot.number if looking.slot else ''}"
    fields = (
        *looking.whose(),
        looking.words(place, _("What you will try")),
        Writing("by_on", _("By when"), Input.DATE),
        Writing("hopes_to_learn", _("What you hope to learn"), Input.LINE),
    )
    asks = looking.ask(
        place,
        "choose_action",
        _("I will try this"),
        fields,
        who=("set", _("%(set)s sees it and asks about it next time.") % {"set": looking.room.meeting.learning_set.name}),
        look=Look.PRIMARY if looking.presents else Look.PLAIN,
    )
    if asks:
        template = "write" if looking.presents or looking.slot is None else "write_folded"
        title = "" if template == "write" else _("I will try something too")
        yield Part("choose", template, title=title, asks=asks)
    mine = tuple(_told(action) for action in looking.own.set_out)
    if mine:
        yield Part("chosen", "cards", title=_("What you set out to try"), cards=mine)
