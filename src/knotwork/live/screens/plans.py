"""Who presents today and for how long: bids, the ledger on request, the running order."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.challenges import queries as challenges
from knotwork.live.flow import way
from knotwork.live.flow.state import SlotState
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Ask, Card, Input, Look, Part, Writing
from knotwork.protocols.shape import Kind


def parts(looking: Looking) -> Iterator[Part]:
    """Bids while they are asked for, and as long as presenters come next and nobody agreed who; then the running order."""
    waits = way.waits_for_order(looking.state)
    if waits or Kind.BID in looking.phase.capture:
        yield from _nobody(looking, waits=waits)
        yield from _bids(looking)
        yield from _order(looking)
        yield from _ordering(looking)
        yield from _bidding(looking)
        yield from _ledger(looking)
    elif looking.slot is None:
        yield from _order(looking)


def _bids(looking: Looking) -> Iterator[Part]:
    given = {slot.person for slot in looking.state.agenda.slots if slot.state is SlotState.PENDING}
    bids = [bid for bid in looking.state.agenda.bids if bid.person not in given]
    cards = tuple(_bid(looking, bid.person, bid.minutes, bid.challenge) for bid in bids)
    if cards:
        yield Part("bids", "cards", title=_("Who would like airtime"), cards=cards, speaks_up=True)


def _bidding(looking: Looking) -> Iterator[Part]:
    bids = looking.state.agenda.bids
    mine = next((bid for bid in bids if bid.person == looking.me), None)
    choices = tuple((str(challenge.pk), challenges.headline(challenge)) for challenge in looking.own.biddable)
    brought = str(mine.challenge or "") if mine else choices[0][0] if choices else ""
    fields = (
        *looking.whose(),
        Writing(
            "challenge",
            _("What you would bring"),
            Input.CHOICE,
            text=brought,
            choices=(*choices, ("", _("something I have not written down yet"))),
        ),
        Writing("minutes", _("Minutes you ask for"), Input.MINUTES, text=str(mine.minutes if mine else 40), required=True),
    )
    asks = looking.ask(
        "bid",
        "bid",
        _("Change what I ask for") if mine else _("Ask for airtime"),
        fields,
        who=("set", _("%(set)s sees the minutes and the headline.") % {"set": looking.room.meeting.learning_set.name}),
        look=Look.PLAIN if mine else Look.PRIMARY,
        others=looking.press("withdraw_bid", _("Not today after all"), look=Look.QUIET) if mine else (),
    )
    if asks:
        folded = mine is not None or (bool(bids) and looking.stewards) or looking.state.agenda.order_agreed
        yield Part("bid", "write_folded" if folded else "write", title=_("Would you like airtime today?"), asks=asks)


def _bid(looking: Looking, person: UUID, minutes: int, challenge: UUID | None) -> Card:
    text = looking.room.headlines.get(challenge, "") if challenge else ""
    note = ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}
    return Card(str(person), text, looking.name(person), note)


def _ledger(looking: Looking) -> Iterator[Part]:
    """Who had how much airtime, by name and never by amount; folded until somebody asks, and for members alone."""
    if not looking.room.ledger or looking.me not in looking.state.people.members:
        return
    rows = tuple(
        (name, ngettext("%(minutes)d minute", "%(minutes)d minutes", seconds // 60) % {"minutes": seconds // 60})
        for name, seconds in looking.room.ledger
    )
    note = _("Only the set sees this; it ranks nobody.")
    yield Part("ledger", "ledger", title=_("Airtime in this cycle"), rows=rows, soft=note)


def _ordering(looking: Looking) -> Iterator[Part]:
    """A line for each bid: how many minutes, in which place."""
    bids = looking.state.agenda.bids
    if not bids or "set_order" not in looking.can:
        return
    fields = tuple(
        Writing(str(bid.person), looking.name(bid.person), Input.MINUTES, text=str(bid.minutes), hint=str(place + 1))
        for place, bid in enumerate(bids)
    )
    agreed = looking.state.agenda.order_agreed
    ask = Ask(
        "order",
        "set_order",
        _("Agree this order"),
        looking.move_id("set_order", "order"),
        fields,
        "set",
        _("Agree it aloud first; everybody sees it."),
        (("expect", str(looking.state.phase_version)),),
        look=Look.PLAIN if agreed else Look.PRIMARY,
    )
    title = _("Change the order") if agreed else _("Running order")
    yield Part("ordering", "ordering_folded" if agreed else "ordering", title=title, asks=(ask,))


def _nobody(looking: Looking, *, waits: bool) -> Iterator[Part]:
    """The way on when presenters come next, and nobody asked for airtime."""
    if waits and not looking.state.agenda.bids:
        text = _("Presenters come next. Ask for airtime now, or go on without.")
        yield Part(
            "nobody",
            "note",
            title=_("Who presents today?"),
            text=text,
            presses=looking.press("set_order", _("Nobody presents today")),
        )


def _order(looking: Looking) -> Iterator[Part]:
    slots = looking.state.agenda.slots
    if not any(slot.state is SlotState.PENDING for slot in slots):
        return
    cards = []
    for slot in slots:
        card = _bid(looking, slot.person, slot.minutes, slot.challenge)
        stands = {
            SlotState.BEGUN: _("has presented"),
            SlotState.STOPPED: _("has presented"),
            SlotState.CARRIED: _("next time"),
            SlotState.PENDING: "",
        }[slot.state]
        cards.append(Card(card.id, card.text, card.by, stands or card.note))
    yield Part("order", "cards", title=_("Who presents today"), cards=tuple(cards), speaks_up=True)
