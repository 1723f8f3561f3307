"""Consent to the working agreement in the room, and the review at the end."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.agreements import queries as agreements
from knotwork.agreements.enums import Answer, VersionState
from knotwork.live import rules
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Ask, Card, Input, Look, Part, Press, Writing
from knotwork.meetings.queries import NextTime
from knotwork.platform.kit.words import say
from knotwork.protocols.shape import Beside, Kind


def parts(looking: Looking) -> Iterator[Part]:
    """Clauses to consent to; questions of the review; what of the set lies beside the phase."""
    if looking.phase.consent:
        yield from _agreement(looking)
    if Kind.BID in looking.phase.capture:
        yield from _clauses(looking)
    if looking.phase.review:
        yield from _review(looking)
        yield from _next_time(looking)
    if looking.phase.beside is Beside.CHALLENGES:
        yield Part("challenges", "beside", text=_("What each of you has brought since the set began, and how it moved."))
    if looking.phase.beside is Beside.OWN_WORDS:
        yield Part("own-words", "beside", text=_("Each of you chooses alone. Nobody is told what you choose."))


def _next_time(looking: Looking) -> Iterator[Part]:
    """Where a member lets the next meeting try another shape, by one press, and takes it back by another."""
    known = looking.room.next_time
    if known is None or known.coming is None:
        return
    presses = tuple(
        press
        for key, label in known.fitting
        for press in looking.press("try_next_time", label, {"shape": key}, look=Look.QUIET)
    )
    if known.is_tried:
        presses = looking.press("leave_next_time", _("Rather not"))
    if presses:
        yield next_time(known, presses=presses)


def next_time(known: NextTime, *, presses: tuple[Press, ...] = ()) -> Part:
    """What the next meeting will be, and what it could try; without presses the page after the meeting offers the same."""
    if known.coming is None:
        text, soft = _("No meeting is planned after this one. Once there is one, any of you can let it try another shape."), ""
    elif known.is_tried:
        text = _("The next meeting tries another shape, once: %(shape)s.") % {"shape": known.label}
        soft = _("Its review looks at how it was. Any of you can take it back.")
    else:
        text = _("The next meeting goes like this: %(shape)s. Would one of you rather try another shape, once?")
        text %= {"shape": known.label}
        soft = _("One press is enough. Afterwards it is as before, unless all of you keep it.")
    rows = () if presses or known.is_tried else known.fitting
    return Part("next-time", "next_time", title=_("Next time"), text=text, soft=soft, presses=presses, rows=rows)


def _agreement(looking: Looking) -> Iterator[Part]:
    version = looking.room.agreement
    if version is None:
        yield Part("agreement", "agreement", title=_("Our working agreement"), text=_("Nobody has begun to write it yet."))
        return
    clauses = tuple(clause.text for clause in agreements.clauses(version))
    if version.state != VersionState.DRAFT:
        yield Part("agreement", "agreement", title=_("Our working agreement"), lines=clauses, soft=_("This is in force."))
        return
    agreed, of = looking.room.agreement_counts
    count = ngettext("%(agreed)d of %(of)d agrees.", "%(agreed)d of %(of)d agree.", agreed) % {"agreed": agreed, "of": of}
    mine = looking.own.consent.mine if looking.own.consent else None
    body = {"agreement": version.pk, "revision": version.revision}
    presses = tuple(
        press
        for answer in (Answer.AGREE, Answer.CAN_LIVE_WITH)
        for press in looking.press("consent", say(answer), {**body, "answer": answer.value}, pressed=mine is answer)
    )
    place = f"object.{version.revision}"
    asks = looking.ask(
        place,
        "consent",
        _("Say what stands in the way"),
        (looking.words(place, _("What would have to be different?")),),
        who=("set", _("%(set)s sees the reason, not your name.") % {"set": looking.room.meeting.learning_set.name}),
        body={**body, "answer": Answer.OBJECT.value},
        look=Look.PLAIN,
    )
    yield Part(
        "agreement",
        "agreement",
        title=_("Our working agreement"),
        lines=clauses,
        soft=count,
        presses=presses,
        asks=asks,
        speaks_up=True,
    )


def _clauses(looking: Looking) -> Iterator[Part]:
    """The agreement this meeting holds to, to be read again before turns are given out; open for whoever reads it aloud."""
    version = looking.room.agreement
    if version is None:
        return
    clauses = tuple(clause.text for clause in agreements.clauses(version))
    soft = _("Version %(number)d, in force") % {"number": version.number}
    title = _("Our working agreement")
    yield Part("clauses", "clauses", title=title, lines=clauses, soft=soft, is_open=looking.stewards)


def _tried(looking: Looking) -> Iterator[Part]:
    """What this meeting tried for once, to be looked at before it is over and proposed for good, or let go, after it."""
    for version in looking.room.tried:
        says = "; ".join(agreements.lines(version))
        soft = _("It was for this meeting alone. If it shall stay, one of you proposes it, on the page of our rules.")
        yield Part(f"tried-{version.kind}", "note", title=_("Tried this time"), text=says, soft=soft)


def _review(looking: Looking) -> Iterator[Part]:
    yield from _tried(looking)
    answered = len(looking.state.reviewed)
    present = len(looking.state.people.present)
    if looking.me in looking.state.reviewed:
        text = _("You have answered. Answers so far: %(number)d of %(present)d.") % {"number": answered, "present": present}
        yield Part("review", "note", title=_("Review"), text=text, speaks_up=True)
        return
    unnamed = rules.may_stay_unnamed(present)
    if unnamed:
        who = _(
            "The set sees the answers unnamed, all at once, when the review closes. With %(number)d of you, some may guess."
        )
        who = who % {"number": present}
    else:
        who = _("You are fewer than four, so the answers are shown with names.")
    fields = tuple(
        Writing(item.key, item.label, Input.CHOICE, choices=_scale())
        if item.scale
        else looking.words(f"review.{item.key}", item.label, name=item.key)
        for item in looking.phase.review
    )
    body = () if unnamed else (("named", "yes"),)
    if "answer_review" in looking.can:
        look = Look.PLAIN if looking.speaks_now() == looking.me else Look.PRIMARY
        move_id = looking.move_id("answer_review")
        ask = Ask("review", "answer_review", _("Answer"), move_id, fields, "set", who, body, look=look)
        yield Part("review", "write", title=_("Review"), asks=(ask,))


def _scale() -> tuple[tuple[str, str], ...]:
    return (("", "–"), ("1", _("1 – not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5 – very much")))


def answers(looking: Looking) -> Iterator[Part]:
    """What the meeting tried, and what came together in the review, question by question."""
    yield from _tried(looking)
    for phase in looking.state.protocol.phases:
        for item in phase.review:
            said = [(one, json.loads(one.text)) for one in looking.room.answers if one.text]
            given = [(one, told["text"]) for one, told in said if told["item"] == item.key]
            if item.scale and given and all(one.author is None for one, _text in given):
                numbers = ", ".join(sorted(text for _one, text in given))
                text = _("From 1 to 5: %(numbers)s") % {"numbers": numbers}
                yield Part(f"review-{item.key}", "note", title=item.label, text=text)
                continue
            cards = tuple(
                Card(f"answer-{item.key}-{place}", text, looking.name(one.author)) for place, (one, text) in enumerate(given)
            )
            if cards:
                yield Part(f"review-{item.key}", "cards", title=item.label, cards=cards)
