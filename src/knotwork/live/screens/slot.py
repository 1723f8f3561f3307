"""A presenter's turn: the headline, the question in play, the queue, what was kept, offers, stopping."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knotwork.challenges.enums import Strength
from knotwork.live.flow import questions
from knotwork.live.flow.state import Question, QuestionState, SlotState
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Card, Headline, Look, Part, Press
from knotwork.platform.kit.words import say
from knotwork.protocols.shape import Kind


def headline(looking: Looking) -> Headline:
    """Who presents what, or which phase this is."""
    slot = looking.slot
    if slot is None:
        return Headline("", looking.phase.label)
    turns = [one for one in looking.state.agenda.slots if one.state is not SlotState.CARRIED]
    told = {"name": looking.name(slot.person), "turn": turns.index(slot) + 1, "of": len(turns)}
    above = (
        _("You are presenting, turn %(turn)d of %(of)d") % told
        if looking.presents
        else _("%(name)s is presenting, turn %(turn)d of %(of)d") % told
    )
    text = looking.room.headlines.get(slot.challenge, "") if slot.challenge else ""
    below = _("%(name)s asks us to turn elsewhere.") % told if looking.state.floor.redirected_at else _wanted(looking)
    return Headline(above, text or _("%(name)s’s turn") % told, below, in_words_of_people=bool(text))


def _wanted(looking: Looking) -> str:
    """What the presenter wants from the set and how strongly they may be challenged, if shared for this meeting."""
    brief = looking.room.briefs.get(looking.slot.challenge) if looking.slot and looking.slot.challenge else None
    if brief is None:
        return ""
    wants = say(brief.help_word) if brief.help_word else ""
    strength = _STRENGTHS[brief.strength_word] if brief.strength_word else ""
    return " ".join(str(text) for text in (wants, strength) if text)


_STRENGTHS = {
    Strength.GENTLY: gettext_lazy("Challenge me gently."),
    Strength.CAREFULLY: gettext_lazy("Challenge me with care."),
    Strength.PLAINLY: gettext_lazy("Challenge me plainly."),
    Strength.FIRMLY: gettext_lazy("Challenge me firmly."),
    Strength.HARD: gettext_lazy("Challenge me as hard as you can."),
}


def parts(looking: Looking) -> Iterator[Part]:
    """What belongs to a presenter's turn."""
    if looking.slot is None:
        return
    if Kind.QUESTION in looking.phase.capture:
        yield from _in_play(looking)
        yield from _asking(looking)


def afterwards(looking: Looking) -> Iterator[Part]:
    """What stands below in a presenter's turn: questions to keep, offers, turning elsewhere and stopping."""
    if looking.slot is None:
        return
    yield from _so_far(looking)
    yield from _offers(looking)
    yield from _presenters_choice(looking)


def _in_play(looking: Looking) -> Iterator[Part]:
    question, waiting = questions.in_play(looking.state), questions.queue(looking.state)
    if question is None:
        return
    name = looking.name(question.by)
    text = looking.text(question.word)
    presses = (
        *_keep(looking, question, Look.PRIMARY),
        *looking.press("answered", _("Next question") if waiting else _("Answered"), {"question": question.id}),
        *looking.press("pass_question", _("I pass on this one"), {"question": question.id}, look=Look.QUIET),
    )
    title = (
        _("Your question is in play")
        if question.by == looking.me
        else _("The question in play, from %(name)s") % {"name": name}
    )
    yield Part(
        "in-play",
        "in_play",
        title=title,
        text=text,
        lines=() if text else (_("%(name)s asks aloud.") % {"name": name},),
        soft=_after_that(looking, waiting),
        presses=presses,
        speaks_up=True,
    )


def _after_that(looking: Looking, waiting: tuple[Question, ...]) -> str:
    if not waiting:
        return ""
    names = [_("you") if row.by == looking.me else looking.name(row.by) for row in waiting]
    if len(names) == 1:
        return _("After that: %(name)s.") % {"name": names[0]}
    return _("After that: %(first)s, then %(rest)s.") % {"first": names[0], "rest": ", ".join(names[1:])}


def _asking(looking: Looking) -> Iterator[Part]:
    slot = looking.slot
    if slot is None or looking.presents:
        return
    mine = [row for row in questions.queue(looking.state) if row.by == looking.me]
    take_back: tuple[Press, ...] = ()
    if mine:
        take_back = looking.press("withdraw_question", _("Take it back"), {"question": mine[0].id}, look=Look.QUIET)
    presenter = looking.name(slot.person)
    place = f"question.{slot.number}"
    written = looking.ask(
        place,
        "have_question",
        _("Ask when my turn comes"),
        (*looking.whose(), looking.words(place, _("Your question"))),
        who=("set", _("%(set)s hears it when your turn comes. %(name)s may keep it.") % _who(looking, presenter)),
        body={"slot": slot.number},
        look=Look.PLAIN,
        advice=True,
    )
    pressed = () if mine else looking.press("have_question", _("I have a question"), {"slot": slot.number}, look=Look.PRIMARY)
    for person in looking.writes_for():
        told = {"slot": slot.number, "person": person}
        label = _("%(name)s has a question") % {"name": looking.name(person)}
        pressed += looking.press("have_question", label, told, look=Look.QUIET) if person != slot.person else ()
    text = _("You are in the queue.") if mine else ""
    yield Part("asking", "asking", text=text, presses=(*pressed, *take_back), asks=written, title=_("Write it instead"))


def _who(looking: Looking, presenter: str) -> dict[str, str]:
    return {"set": looking.room.meeting.learning_set.name, "name": presenter}


def _so_far(looking: Looking) -> Iterator[Part]:
    """To the presenter all questions of the turn, to be kept; to others those that were asked in writing."""
    slot = looking.slot
    asked = [
        row
        for row in looking.state.questions
        if slot is not None and row.slot == slot.number and row.state is not QuestionState.IN_PLAY
    ]
    if looking.presents:
        shown = [row for row in asked if row.state is not QuestionState.WAITING]
    else:
        shown = [row for row in asked if row.state in (QuestionState.ANSWERED, QuestionState.PASSED) and looking.text(row.word)]
    if not shown:
        return
    cards = tuple(_question(looking, row) for row in reversed(shown))
    who_words = (
        _("Only you can read what you kept. You may share it with the set later, one by one.") if looking.presents else ""
    )
    yield Part("so-far", "cards", title=_("Questions so far"), cards=cards, who="me" if who_words else "", who_words=who_words)


def _question(looking: Looking, row: Question) -> Card:
    text = looking.text(row.word)
    redact = (
        looking.press("redact", _("Blank the words"), {"word": row.word}, look=Look.QUIET) if text and looking.presents else ()
    )
    keep = _keep(looking, row, Look.PLAIN) if looking.presents else ()
    note = "" if text else _("asked aloud")
    return Card(str(row.id), text, looking.name(row.by), note, (*keep, *redact))


def _keep(looking: Looking, row: Question, look: Look) -> tuple[Press, ...]:
    if row.kept:
        return tuple(
            Press("keep_question", _("Kept"), press.move_id, press.body, Look.PLAIN, pressed=True)
            for press in looking.press("keep_question", _("Kept"), {"question": row.id})
        )
    label = _("Keep this question") if look is Look.PRIMARY else _("Keep")
    return looking.press("keep_question", label, {"question": row.id}, look=look)


def _offers(looking: Looking) -> Iterator[Part]:
    slot = looking.slot
    places = [place for place, phase in enumerate(looking.state.protocol.phases) if phase.asks_presenter]
    if slot is None or not looking.presents or not _is_near(looking, places):
        return
    yes = looking.press("accept_offers", _("Yes, gladly"), pressed=slot.offers is True)
    no = looking.press("decline_offers", _("No offers today"), pressed=slot.offers is False)
    if slot.offers is None:
        text = _("A contact, a resource, an experience from the set, before you sum up.")
    else:
        text = _("You will hear offers.") if slot.offers else _("There will be no offers.")
    yield Part("offers", "note", title=_("Would you like offers?"), text=text, presses=(*yes, *no))


def _is_near(looking: Looking, places: list[int]) -> bool:
    """Whether offers are asked for in this phase or the next, so that the presenter decides in time and not before."""
    return any(place - 1 <= looking.phase_number <= place for place in places)


def _presenters_choice(looking: Looking) -> Iterator[Part]:
    presses = (
        *looking.press("redirect", _("Turn elsewhere"), look=Look.QUIET),
        *looking.press("stop_slot", _("Stop here"), look=Look.QUIET),
    )
    if presses and looking.presents:
        yield Part("choice", "row", presses=presses, soft=_("It is your turn. You need give no reason."))
