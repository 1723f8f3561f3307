"""515 hostile strings through every field of words: kept as they came, shown as they came, never a fault."""

import json
from collections.abc import Iterator
from dataclasses import fields
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

import icalendar
import pytest
from django.utils.html import escape

from knotwork.live.flow.moves import KINDS
from knotwork.live.models import Draft, Room, Words
from knotwork.meetings import queries as meetings
from knotwork.meetings.forms import AttendanceForm, CalendarNameForm
from knotwork.reflections.forms import Search
from tests.trust.asking import Browser
from tests.trust.fields import NO_WORDS, PLACES, Place, forms_of_the_house, words_of

STRINGS = json.loads((Path(__file__).parents[1] / "data" / "blns.json").read_text(encoding="utf-8"))
JUNK = (
    "x", "\0", "-1", "NaN", "99999999999999999999999", "٣", "[]", "2026-02-30T25:61", "💥" * 300, "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
CLEAN = tuple(one.strip() for one in STRINGS if one.strip() and "\0" not in one)


def packed(longest: int, *, one_line: bool) -> Iterator[str]:
    """All strings that fit, several to a piece."""
    joint, piece = (" ¦ " if one_line else "\n"), ""
    for string in CLEAN:
        said = " ".join(string.split("\n")) if one_line else string
        if len(said) > longest:
            continue
        if piece and len(piece) + len(joint) + len(said) > longest:
            yield piece
            piece = ""
        piece = f"{piece}{joint}{said}" if piece else said
    yield piece


def rounds(place: Place) -> Iterator[dict[str, str]]:
    """What is posted, round after round, until every field has had every string."""
    step = 8 if place.again else 1
    pieces = [list(packed(longest, one_line=longest <= 300))[::step] for longest in place.fields.values()]
    for row in zip_longest(*pieces):
        yield {name: piece or "Words." for name, piece in zip(place.fields, row, strict=True)}


def missing(said: str, html: str, *, closes_gaps: bool = False) -> list[str]:
    """What was said and does not stand in the page, letter for letter."""
    parts = [part.strip() for line in said.replace("\r", "\n").split("\n") for part in line.split(" ¦ ")]
    parts = [" ".join(part.split()) for part in parts] if closes_gaps else parts
    return [part for part in parts if part and escape(part) not in html]


def pages_after(place: Place, world, answer) -> tuple[str, ...]:
    """Where the words are read that were just posted."""
    if answer.status_code != 302:
        return ()
    to = answer.headers["Location"]
    begun = to.removesuffix("invitations/")
    return place.shown(world) or ((f"{begun}people/", f"{begun}particulars/") if to != begun else (to,))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.form.__name__)
def test_every_field_keeps_and_shows_every_string(world, undone, place):
    browser, reader = Browser(world, place.actor), Browser(world, place.reader or place.actor)
    wrong = []

    for said in rounds(place):
        with undone():
            answer = browser.post(place.path(world), {**place.base(world), **said})
            pages = pages_after(place, world, answer)
            html = "".join(reader.get(page).content.decode() for page in pages) or answer.content.decode()
        if answer.status_code not in {200, 302} or (answer.status_code == 200 and place.form.__name__ != "Search"):
            wrong.append((answer.status_code, said))
        wrong += [(name, part) for name, text in said.items() for part in missing(text, html, closes_gaps=place.closes_gaps)]

    assert wrong == [], wrong[:3]


TURNED_AWAY = {AttendanceForm, CalendarNameForm, Search}
"""Forms of one line that stand on another form's page: browsers hold their length, and a message says what is wrong."""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.form.__name__)
def test_what_cannot_be_kept_is_refused_on_the_page_it_was_written_on(world, undone, place):
    browser, wrong = Browser(world, place.actor), []

    for name, longest in place.fields.items():
        for said in ("before\0after", "a" * (longest + 1)):
            with undone():
                full = dict.fromkeys(place.fields, "Words.") | {name: said}
                answer = browser.post(place.path(world), {**place.base(world), **full})
            if place.form in TURNED_AWAY:
                assert answer.status_code == 302
            elif answer.status_code not in {200, 422} or escape(said) not in answer.content.decode():
                wrong.append((name, said[:6], answer.status_code))

    assert wrong == []


def test_every_form_of_the_house_stands_in_the_table_with_all_its_fields_of_words():
    told = {place.form: {name for one in PLACES if one.form is place.form for name in one.fields} for place in PLACES}
    forgotten = [made for made in forms_of_the_house() if made not in told and made not in NO_WORDS]
    lacking = {made.__name__: words_of(made) - fields for made, fields in told.items() if words_of(made) - fields}

    assert forgotten == []
    assert lacking == {}


@pytest.mark.parametrize("said", list(packed(4000, one_line=False)))
def test_the_room_keeps_and_shows_every_string(world, said):
    edo, room = Browser(world, "Edo"), f"/meetings/{world.meetings['Heron', 'open'].pk}/room/"
    moves = [
        {"kind": "capture", "what": "process", "phase": 5, "slot": 0, "text": said},
        {"kind": "have_question", "slot": 0, "text": said},
        {"kind": "choose_action", "text": said[:500].strip(), "hopes_to_learn": said},
    ]

    answers = [
        edo.post(f"{room}moves/", {**move, "move_id": uuid4()}, headers={"Accept": "application/json"}) for move in moves
    ]
    draft = edo.post(f"{room}drafts/", {"place": "note.5", "text": said, "version": 0})
    page = edo.get(room).content.decode()

    assert [answer.status_code for answer in (*answers, draft)] == [200] * 4, answers
    kept = {words.text for words in Words.objects.filter(author=world.people["Edo"])}
    assert said in kept
    assert Draft.objects.get(author=world.people["Edo"], place="typed:note.5").text == said
    assert missing(said, page) == []


def test_a_calendar_keeps_every_name_and_nothing_breaks_out_of_its_line(world, undone):
    dina, later = Browser(world, "Dina"), world.meetings["Heron", "later"]
    wrong = []

    for piece in packed(60, one_line=True):
        with undone():
            dina.post(f"/sets/{world.heron.pk}/calendar-name/", {"text": piece})
            assert meetings.own_label(world.people["Dina"], world.heron) == piece
            file = dina.get(f"/meetings/{later.pk}/calendar.ics").content
        events = icalendar.Calendar.from_ical(file).walk("VEVENT")
        lines = file.split(b"\r\n")
        if [str(event["SUMMARY"]) for event in events] != [" ".join(piece.split())] or any(len(line) > 75 for line in lines):
            wrong.append(piece)

    assert wrong == []


def test_what_is_no_word_at_all_is_no_fault_either(world, undone):
    """Choices, dates, numbers, hidden keys: nonsense is answered with a page, not with a fault."""
    faults = []

    for place in PLACES:
        browser, base = Browser(world, place.actor), place.base(world)
        for name in {*base, *place.form.base_fields} - set(place.fields):
            for junk in JUNK:
                with undone():
                    said = dict.fromkeys(place.fields, "Words.") | dict(base) | {name: junk}
                    answer = browser.post(place.path(world), said)
                if answer.status_code >= 500:
                    faults.append((place.form.__name__, name, junk[:30]))

    assert faults == []


MADE = (
    {"kind": "capture", "what": "process", "phase": 5, "slot": 0, "text": "Words."},
    {"kind": "capture", "what": "progress", "phase": 2, "action": "", "outcome": "tried", "level": "", "audience": "set"},
    {"kind": "choose_action", "text": "Words.", "by_on": "", "shown": "yes"},
    {"kind": "have_question", "slot": 0, "text": "Words."},
    {"kind": "have_question", "slot": 0},
    {"kind": "bid", "minutes": 10},
    {"kind": "set_order", "person": "", "place_of": 1, "minutes_of": 10},
    {"kind": "consent", "revision": 1, "answer": "agree"},
    {"kind": "offer_chair"},
)


@pytest.mark.parametrize("made", MADE, ids=lambda made: "-".join(map(str, made.values()))[:30])
def test_nonsense_moves_are_no_faults(world, undone, made):
    browser, meeting, faults = Browser(world, "Chen"), world.meetings["Heron", "open"], []

    for name in {"move_id", "expect", "place", *made, *(one.name for one in fields(KINDS[made["kind"]]))}:
        for junk in JUNK:
            with undone():
                sent = {"move_id": uuid4(), "expect": 0, **made, name: junk}
                answer = browser.post(f"/meetings/{meeting.pk}/room/moves/", sent)
            if answer.status_code >= 500:
                faults.append((name, junk[:30]))

    assert faults == []


def test_a_move_cannot_name_the_words_it_brings(world):
    """Ids are made by the product; a move that names somebody else's words neither fails nor touches them."""
    meeting, chen = world.meetings["Heron", "open"], Browser(world, "Chen")
    theirs = Words.objects.filter(meeting=meeting, author=world.people["Edo"]).first()
    said = theirs.text

    answer = chen.post(
        f"/meetings/{meeting.pk}/room/moves/", {"kind": "have_question", "slot": 0, "word": theirs.pk, "move_id": uuid4()}
    )

    assert answer.status_code == 302
    assert [(one.text, one.author.name) for one in Words.objects.filter(pk=theirs.pk)] == [(said, "Edo")]
    assert not [
        one for one in rooms_questions(meeting) if one["word"] == str(theirs.pk) and one["by"] == str(world.people["Chen"].pk)
    ]


def rooms_questions(meeting):
    return Room.objects.get(meeting=meeting).snapshot["questions"]


def test_nonsense_in_an_address_is_no_fault(world):
    browser, anybody = Browser(world, "Dina"), Browser(world, "nobody")
    pages = [f"/sets/{world.heron.pk}/{page}" for page in ("actions/new/", "agreement/", "facilitation/", "rhythm/")]
    pages += ["/sign-in/", "/devices/phone/", "/profile/proof/", f"/actions/{world.ids['Heron', 'action']}/report/"]
    faults = []

    for page in pages:
        for junk in JUNK:
            asked = dict.fromkeys(("next", "from", "names", "outcome", "step", "sought"), junk)
            answers = [browser.get(page, asked), anybody.get(page, asked)]
            faults += [(page, junk[:30]) for answer in answers if answer.status_code >= 500]

    assert faults == []
