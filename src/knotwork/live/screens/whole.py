"""The whole screen of one viewer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knotwork.live.flow import roles, way
from knotwork.live.queries import Gathered
from knotwork.live.screens import aside, bars, consents, deeds, doors, floor, plans, slot, steering, table, writing
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Card, Look, Part, Screen, Silence
from knotwork.meetings.enums import MeetingState
from knotwork.protocols.shape import Rule


def show(room: Gathered, me: UUID, at: datetime) -> Screen:
    """What this person sees of this room now."""
    return replace(_shown(room, me, at), is_outside=room.visitor == me)


def _shown(room: Gathered, me: UUID, at: datetime) -> Screen:
    state = room.state
    if room.stands is MeetingState.CLOSED and room.meeting.was_held:
        return doors.record(room, me, at)
    if room.stands in (MeetingState.CLOSED, MeetingState.CANCELLED):
        return doors.over(room, me)
    if state is None or state.phase is None:
        return doors.lobby(room, me, at)
    return _meeting(Looking(room, state, state.phase, me, at))


def _meeting(looking: Looking) -> Screen:
    silence = _silence(looking)
    state, run = looking.state, looking.state.run
    held = _("The set is in %(phase)s. Your words are still here.") % {"phase": looking.phase.label}
    return Screen(
        meeting_id=looking.room.meeting.pk,
        set_id=looking.room.meeting.learning_set_id,
        log_id=looking.room.log_id,
        seq=looking.room.seq,
        layout="silence" if silence else "room",
        place=f"{run.phase}.{run.slot}" if run else "",
        title=looking.once("where", bars.where),
        announce=_("Silence.") if silence else looking.once("announcement", bars.announcement),
        your_turn=bars.your_turn(looking),
        held=held,
        bar=looking.once("bar", bars.bar),
        trail=looking.once("trail", bars.trail),
        headline=slot.headline(looking),
        for_you=_for_you(looking),
        parts=_parts(looking),
        table=table.seats(looking),
        table_note=looking.once("absence", table.absence),
        chair=table.chair(looking),
        actions=table.actions(looking),
        onward=table.onward(looking),
        aside=aside.aside(looking),
        pauses=table.pauses(looking),
        more=table.more(looking),
        tools=steering.tools(looking),
        read_aloud=table.read_aloud(looking),
        write_for=table.write_for(looking),
        moving=table.moving(looking),
        ending=table.ending(looking),
        ends_here=way.next_stop(state) is None and not way.waits_for_order(state) and not state.floor.pause,
        silence=silence,
        ends_silence=(
            *looking.press("end_silence", _("End the silence"), look=Look.QUIET),
            *looking.press("pause", _("Ask to come back"), {"why": "break"}, look=Look.QUIET),
        ),
    )


def _parts(looking: Looking) -> tuple[Part, ...]:
    pieces = (floor.parts, slot.parts, deeds.parts, consents.parts, plans.parts, writing.parts, slot.afterwards)
    shown = tuple(part for piece in pieces for part in piece(looking))
    return (*shown, *_typed_elsewhere(looking, shown))


_RULES = {
    Rule.TALK: gettext_lazy("Speak as it comes, and leave room for the others."),
    Rule.LISTEN: gettext_lazy("Listen; one speaks, the others do not answer."),
    Rule.CLARIFY: gettext_lazy("Ask for facts only, and briefly."),
    Rule.OPEN_QUESTIONS: gettext_lazy("Ask to understand, one question at a time. No advice yet."),
    Rule.REFLECT: gettext_lazy("Say what you noticed, felt or wonder. No advice."),
    Rule.OFFER: gettext_lazy("Make one offer, if you have one. Do not sell it."),
    Rule.WRITE: gettext_lazy("Write for yourself; you will hear one another later."),
    Rule.REST: gettext_lazy("Rest. Nothing is asked of you."),
}


def _for_you(looking: Looking) -> str:
    """The protocol's own sentence for this role; where it has none, what the phase's rule asks."""
    return roles.prompt(looking.state, looking.me) or str(_RULES[looking.phase.rule])


def _silence(looking: Looking) -> Silence | None:
    silence = looking.state.floor.silence
    if silence is None or silence.until <= looking.at:
        return None
    length = round((silence.until - silence.since).total_seconds())
    strands = max(3, len(looking.state.people.present))
    passed = int((looking.at - silence.since).total_seconds() / max(1, length) * strands)
    minutes = max(1, round(length / 60))
    text = ngettext("A minute. Nothing is asked of you.", "%(minutes)d minutes. Nothing is asked of you.", minutes)
    return Silence(
        from_ms=round(silence.since.timestamp() * 1000),
        ends_ms=round(silence.until.timestamp() * 1000),
        text=text % {"minutes": minutes},
        strands=strands,
        passed=passed,
        described=_("A knot of %(strands)d strands that closes as the silence passes.") % {"strands": strands},
    )


def _typed_elsewhere(looking: Looking, shown: tuple[Part, ...]) -> Iterator[Part]:
    """Words typed in a phase that has passed and never sent: shown, so that nothing typed disappears."""
    asks = [ask for part in shown for ask in (*part.asks, *(ask for card in part.cards for ask in card.asks))]
    open_places = {one.draft for ask in asks for one in ask.fields}
    left = [draft for place, draft in sorted(looking.own.drafts.items()) if place not in open_places]
    cards = tuple(Card(str(draft.pk), draft.text) for draft in left)
    if cards:
        yield Part(
            "typed", "typed", title=_("You had begun to write"), cards=cards, who="me", who_words=_("Only you see this.")
        )
