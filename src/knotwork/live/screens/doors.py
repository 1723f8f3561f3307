"""The room's pages while no meeting is on: before it opens, never opened, called off, and the record after it."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from knotwork.agreements import queries as agreements
from knotwork.live.flow import moves as flow_moves
from knotwork.live.flow.state import SlotState
from knotwork.live.queries import Gathered, Own
from knotwork.live.screens import consents
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Bar, Card, Headline, Look, Part, Press, Screen, Seat
from knotwork.meetings import rules as meetings
from knotwork.meetings.enums import MeetingState
from knotwork.protocols import fit
from knotwork.protocols import queries as protocols
from knotwork.protocols.shape import Kind
from knotwork.sets.enums import ProblemMode, Stage


def lobby(room: Gathered, me: UUID, at: datetime) -> Screen:
    """Before the meeting: who is here, when it starts, how it will go, what holds; and the way in."""
    meeting = room.meeting
    rests = meeting.learning_set.archived_at is not None
    waits = meeting.learning_set.stage == Stage.PAUSED
    may_open = meetings.may_be_opened(room.stands, meeting.starts_at, at) and not rests and not waits
    starts = _moment(room, me, meeting.starts_at)
    for_you = _("The door opens an hour before. You can close this page until then.")
    if may_open:
        for_you = _("When you are together, anybody can open the meeting.")
    elif meeting.learning_set.stage == Stage.CLOSED:
        for_you = _("This set is closed and does not meet any more.")
    elif rests:
        for_you = _("This set is put away. Once one of you has taken it back, the meeting can be opened.")
    elif waits:
        for_you = _("You have met once on your own. Before you meet again, decide together who facilitates.")
    return _plain(
        room,
        layout="lobby",
        headline=Headline(_("Starts %(when)s") % {"when": starts}, room.protocol.label),
        for_you=for_you,
        parts=(*_opening(room, me, may_open=may_open), *_moved(room, me), *_agreement(room), *_shape(room)),
        table=_people(room, me),
    )


def over(room: Gathered, me: UUID) -> Screen:
    """A meeting that was called off, or that nobody opened."""
    if room.stands is MeetingState.CANCELLED:
        text = _("This meeting was called off.")
    else:
        text = _("Nobody opened this meeting, so it was not held. Nothing is lost: bring what you had to the next one.")
    return _plain(
        room,
        layout="over",
        headline=Headline(_moment(room, me, room.meeting.starts_at), text),
        for_you="",
        parts=(),
        table=(),
    )


def record(room: Gathered, me: UUID, at: datetime) -> Screen:
    """After the meeting: what the viewer kept and set out, and what the set kept."""
    own = room.own.get(me, Own())
    mine, ours = (*_kept(own), *_set_out(own)), (*_agreed(room), *_of_the_set(room, me, at))
    return _plain(
        room,
        layout="record",
        headline=Headline(_moment(room, me, room.meeting.starts_at), _("This meeting is over")),
        for_you=_what_stands_below(has_mine=bool(mine), has_ours=bool(ours)),
        parts=(*mine, *_felt(room, me), *_presented(room), *ours, *_next_time(room, me), *_held_to(room)),
        table=_people(room, me),
    )


def _next_time(room: Gathered, me: UUID) -> Iterator[Part]:
    known, is_put_away = room.next_time, room.meeting.learning_set.archived_at is not None
    if known is not None and me in room.members and not is_put_away:
        yield consents.next_time(known)


def _what_stands_below(*, has_mine: bool, has_ours: bool) -> str:
    match has_mine, has_ours:
        case True, True:
            return _("What you kept and what you will try stands below; the rest belongs to the set.")
        case True, False:
            return _("What you kept and what you will try stands below.")
        case False, True:
            return _("You kept nothing for yourself this time. Below stands what the set wrote down.")
        case _:
            return _("Nothing was written down in this meeting, and nothing has to be. Your set’s page says what comes next.")


def phase_seen_again(looking: Looking, place: int) -> tuple[Part, ...]:
    """What was written in one phase, to be looked at while the set is elsewhere."""
    return tuple(_of_phase(looking, place, with_questions=True))


def _opening(room: Gathered, me: UUID, *, may_open: bool) -> Iterator[Part]:
    if not may_open:
        return
    move_id = uuid5(room.log_id, f"{me}:{room.seq}:open")
    press = Press(flow_moves.Open.kind, _("Open the meeting"), move_id, (), Look.PRIMARY, expect=0)
    yield Part("open", "row", presses=(press,), soft=_("Whoever comes later finds their way in."))


def _moved(room: Gathered, me: UUID) -> Iterator[Part]:
    if room.meeting.moved_from is not None:
        text = _("This meeting was moved; it would have been on %(when)s.") % {
            "when": _moment(room, me, room.meeting.moved_from)
        }
        yield Part("moved", "note", text=text)


def _agreement(room: Gathered) -> Iterator[Part]:
    if room.agreement is None:
        text = _("The set has no working agreement yet. A meeting never waits for it.")
        yield Part("agreement", "agreement", title=_("Our working agreement"), text=text)
        return
    clauses = tuple(clause.text for clause in agreements.clauses(room.agreement))
    soft = _("Version %(number)d, in force") % {"number": room.agreement.number}
    yield Part("agreement", "agreement", title=_("Our working agreement"), lines=clauses, soft=soft)


def _shape(room: Gathered) -> Iterator[Part]:
    presenters = fit.presenters_meant(room.protocol)
    plan = fit.fit(room.protocol, room.meeting.minutes, presenters)
    missing = ""
    if not plan.fits:
        missing = ngettext(
            "It needs %(minutes)d minute more than this meeting has.",
            "It needs %(minutes)d minutes more than this meeting has.",
            plan.missing_minutes,
        ) % {"minutes": plan.missing_minutes}
    rows = tuple(
        (phase.label, protocols.minutes_of(phase, minutes))
        for phase, minutes in zip(room.protocol.phases, plan.phase_minutes, strict=True)
    )
    sums = protocols.reckoning(room.protocol, plan.phase_minutes, presenters)
    if plan.free_minutes:
        free = ngettext("%(minutes)d minute stays free.", "%(minutes)d minutes stay free.", plan.free_minutes)
        sums.append(free % {"minutes": plan.free_minutes})
    yield Part("shape", "shape", title=_("How it will go"), rows=rows, lines=tuple(sums), soft=missing)


def _people(room: Gathered, me: UUID) -> tuple[Seat, ...]:
    people = [*room.members, *([room.facilitator] if room.facilitator and room.facilitator not in room.members else [])]
    return tuple(_seat(room, me, person) for person in people)


def _seat(room: Gathered, me: UUID, person: UUID) -> Seat:
    words = [_("you")] if person == me else []
    words += [_("here")] if person in room.here and person != me and room.stands is not MeetingState.CLOSED else []
    words += [_("facilitating")] if person == room.facilitator and person not in room.members else []
    is_here = person in room.here or person == me or room.stands is MeetingState.CLOSED
    return Seat(room.names.get(person, ""), ", ".join(words), "" if is_here else "away")


def _kept(own: Own) -> Iterator[Part]:
    cards = tuple(
        Card(str(kept.pk), kept.text, note="" if kept.text else _("its words are still to come")) for kept in own.kept
    )
    if cards:
        yield Part("kept", "kept", title=_("Questions you kept"), cards=cards, who="me", who_words=_("Only you can read them."))


def _felt(room: Gathered, me: UUID) -> Iterator[Part]:
    """Where whoever presented can say how it felt; what a set shares has no presenter of its own."""
    is_shared = room.meeting.learning_set.problem_mode == ProblemMode.SHARED
    slots = room.state.agenda.slots if room.state and not is_shared else ()
    untaken = (SlotState.PENDING, SlotState.CARRIED)
    taken = (one.challenge for one in slots if one.person == me and one.state not in untaken)
    mine = next(filter(None, taken), None)
    if mine is not None:
        yield Part("felt", "felt", title=_("How your turn felt"), text=str(mine), who="me", who_words=_("Only you see it."))


def _set_out(own: Own) -> Iterator[Part]:
    cards = tuple(Card(str(action.pk), action.what, note=action.hopes_to_learn) for action in own.set_out)
    if cards:
        yield Part("set-out", "cards", title=_("What you will try"), cards=cards)


def _presented(room: Gathered) -> Iterator[Part]:
    """Who had a turn, with what; nothing for a meeting without presenters."""
    slots = room.state.agenda.slots if room.state else ()
    cards = tuple(
        Card(
            f"turn-{slot.number}",
            room.headlines.get(slot.challenge, "") if slot.challenge else "",
            room.names.get(slot.person, ""),
            note=_("next time") if slot.state in (SlotState.CARRIED, SlotState.PENDING) else "",
        )
        for slot in slots
    )
    if cards:
        yield Part("presented", "cards", title=_("Who presented"), cards=cards)


def _agreed(room: Gathered) -> Iterator[Part]:
    """The working agreement that this meeting gave the set."""
    if room.agreement is not None and room.agreement != room.meeting.agreement:
        soft = _("Version %(number)d, agreed in this meeting") % {"number": room.agreement.number}
        clauses = tuple(clause.text for clause in agreements.clauses(room.agreement))
        yield Part("agreed", "agreement", title=_("Our working agreement"), lines=clauses, soft=soft)


def _held_to(room: Gathered) -> Iterator[Part]:
    """The version of the agreement this meeting was opened with, unless it agreed on another."""
    if room.agreement != room.meeting.agreement:
        return
    if room.meeting.agreement is None:
        text = _("This meeting was held without a working agreement.")
    else:
        text = _("Version %(number)d was in force.") % {"number": room.meeting.agreement.number}
    yield Part("held-to", "note", title=_("Our working agreement"), text=text)


def _of_the_set(room: Gathered, me: UUID, at: datetime) -> Iterator[Part]:
    state = room.state
    if state is None:
        return
    looking = Looking(room, state, state.protocol.phases[-1], me, at)
    asking = [place for place, phase in enumerate(state.protocol.phases) if Kind.QUESTION in phase.capture]
    for place in range(len(state.protocol.phases)):
        yield from _of_phase(looking, place, with_questions=place in asking[-1:])
    yield from consents.answers(looking)


def _of_phase(looking: Looking, place: int, *, with_questions: bool) -> Iterator[Part]:
    phase = looking.state.protocol.phases[place]
    captures = [one for one in looking.state.captures if one.phase == place and not one.blank and looking.may_read(one)]
    cards = tuple(Card(str(one.word), looking.text(one.word), looking.name(one.person)) for one in captures)
    asked = tuple(
        Card(str(row.id), looking.text(row.word), looking.name(row.by))
        for row in looking.state.questions
        if with_questions and Kind.QUESTION in phase.capture and looking.may_read_question(row)
    )
    if cards or asked:
        yield Part(f"phase-{place}", "cards", title=phase.label, cards=(*cards, *asked))


def _moment(room: Gathered, me: UUID, instant: datetime) -> str:
    """A point in time on the viewer's own clock, which is named where the meeting keeps to another one."""
    viewer = room.viewers.get(me)
    here = viewer.local(instant) if viewer else instant
    said = dateformat.format(here, pgettext("a moment", "l j F, H:i"))
    if viewer is None or viewer.zone == room.meeting.zone:
        return said
    return _("%(moment)s on your clock") % {"moment": said}


def _plain(
    room: Gathered,
    *,
    layout: str,
    headline: Headline,
    for_you: str,
    parts: tuple[Part, ...],
    table: tuple[Seat, ...],
) -> Screen:
    told = {"set": room.meeting.learning_set.name, "number": room.meeting.number}
    where = _("%(set)s, meeting %(number)d") % told
    return Screen(
        meeting_id=room.meeting.pk,
        set_id=room.meeting.learning_set_id,
        log_id=room.log_id,
        seq=room.seq,
        layout=layout,
        place=layout,
        title=where,
        announce=headline.text,
        your_turn="",
        held=headline.text,
        bar=Bar(where, headline.text if layout != "lobby" else _("Before the meeting"), "", None, ""),
        trail=(),
        headline=headline,
        for_you=for_you,
        parts=parts,
        table=table,
        table_note="",
        chair=None,
        actions=(),
    )
