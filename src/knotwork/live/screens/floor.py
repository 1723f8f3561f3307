"""Pieces that belong to any phase: coming late, a pause, a round, a question of minutes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.live.flow import rounds
from knotwork.live.flow.state import PauseKind
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Look, Part


def parts(looking: Looking) -> Iterator[Part]:
    """What stands above everything else in any phase."""
    yield from _late(looking)
    yield from _pause(looking)
    yield from _asked_minutes(looking)
    yield from _round(looking)


def _late(looking: Looking) -> Iterator[Part]:
    """Two lines for whoever comes late, until they press them away; coming back they do not return."""
    state = looking.state
    if state.opened_at is None or "caught_up" not in looking.can:
        return
    minutes = int((looking.at - state.opened_at).total_seconds() // 60)
    began = ngettext(
        "The meeting began %(minutes)d minute ago. The set is in %(phase)s.",
        "The meeting began %(minutes)d minutes ago. The set is in %(phase)s.",
        minutes,
    )
    text = (began if minutes else _("The meeting has just begun. The set is in %(phase)s.")) % {
        "minutes": minutes,
        "phase": looking.phase.label,
    }
    turn = looking.speaks_now() or (looking.slot.person if looking.slot else None)
    whose = _("It is %(name)s’s turn.") % {"name": looking.name(turn)} if turn else ""
    presses = looking.press("caught_up", _("I know where we are"), look=Look.QUIET)
    yield Part("late", "note", text=text, soft=whose, presses=presses)


def _pause(looking: Looking) -> Iterator[Part]:
    pause = looking.state.floor.pause
    if pause is None:
        return
    name = looking.name(pause.by)
    if pause.kind is PauseKind.BREAK:
        title, text = _("A break"), _("%(name)s asked for a break. Time stands still.") % {"name": name}
    else:
        title = _("How are we working?")
        text = _("%(name)s asked to look at how we work. What is happening between us just now?") % {"name": name}
    yield Part(
        "pause", "note", title=title, text=text, presses=looking.press("resume", _("Go on"), look=Look.PRIMARY), speaks_up=True
    )


def _asked_minutes(looking: Looking) -> Iterator[Part]:
    ask = looking.state.agenda.ask
    if ask is None:
        return
    phase = looking.state.protocol.phases[ask.phase]
    text = _("May %(phase)s take %(minutes)d minutes only? Everybody here has to agree.") % {
        "phase": phase.label,
        "minutes": ask.minutes,
    }
    agree = (
        ()
        if looking.me in ask.agreed
        else looking.press("plan_phase", _("I agree"), {"phase": ask.phase, "minutes": ask.minutes})
    )
    yield Part(
        "minutes", "note", text=text, presses=(*agree, *looking.press("keep_length", _("Keep its length"))), speaks_up=True
    )


def _round(looking: Looking) -> Iterator[Part]:
    row = rounds.present_round(looking.state)
    if row is None:
        return
    speaking = rounds.speaker(looking.state)
    rows = tuple((looking.name(person), _stands(looking, person)) for person in row.order if looking.name(person))
    mine = speaking is not None and rounds.acts_for(looking.state, looking.me, speaking)
    presses = looking.press("done_speaking", _("I am done"), look=Look.PRIMARY) if mine else ()
    presses += looking.press("pass_turn", _("Pass"), look=Look.QUIET)
    if speaking is not None and not mine:
        presses += looking.press("next_speaker", _("Hand on to the next"), {"after": speaking}, look=Look.QUIET)
    text = _("Everybody has had their turn.") if speaking is None and row.done else ""
    yield Part("round", "round", title=_("One after another"), text=text, rows=rows, presses=presses, speaks_up=True)


def _stands(looking: Looking, person: object) -> str:
    row = rounds.present_round(looking.state)
    if row is not None and person in row.done:
        return "done"
    return "now" if person == rounds.speaker(looking.state) else ""
