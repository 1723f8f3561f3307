"""Every kind of move × every actor, while Dina presents and Chen stewards."""

from dataclasses import fields
from uuid import uuid4

import pytest

from knotwork.live.access import MOVES
from knotwork.live.flow.moves import KINDS
from knotwork.live.models import Move, Room
from tests.trust import matrix
from tests.trust.asking import Browser, bare
from tests.trust.cases import ABSENT
from tests.trust.matrix import ACTORS

GROUPS = (
    matrix.PRODUCT_ALONE,
    matrix.MEMBERS_ALONE,
    matrix.PRESENTER_ALONE,
    matrix.STEERING_A_SLOT,
    matrix.STEWARD_ALONE,
    matrix.OF_ANYBODY_INSIDE,
)
INSIDE = frozenset({"Bo", "Dina", "Chen", "Amara"})
OUTSIDE = frozenset(ACTORS[1:]) - INSIDE


def may_move(kind: str, actor: str) -> bool:
    """Whether the move may succeed for this actor, whatever the meeting's state says further."""
    if kind in matrix.PRODUCT_ALONE or actor not in INSIDE:
        return False
    if kind in matrix.PRESENTER_ALONE:
        return actor == "Dina"
    if kind in matrix.STEERING_A_SLOT:
        return actor in {"Dina", "Chen"}
    if kind in matrix.STEWARD_ALONE:
        return actor == "Chen"
    return actor != "Amara" or kind not in matrix.MEMBERS_ALONE


@pytest.fixture
def form(world):
    """What a page would post with a move of any kind."""
    room = Room.objects.get(meeting=world.meetings["Heron", "open"])
    draft = world.heron.versions.get(state="draft", kind="agreement")
    bo, words = world.people["Bo"].pk, room.snapshot["captures"][0]["word"]
    answer = {"answer": "agree", "agreement": draft.pk, "revision": draft.revision}
    people = {"person": bo, "to": bo, "after": bo, "order": bo, "seat": "member"}
    about = {"question": world.ids["Heron", "question"], "word": words, "slot": 0, "phase": 0}
    amounts = {"minutes": 10, "seconds": 60, "place_of": 1, "minutes_of": 20, "why": "break"}
    return {
        **answer,
        **people,
        **about,
        **amounts,
        "what": "process",
        "text": "Said.",
        "expect": room.snapshot["phase_version"],
    }


def post(browser, meeting_id, kind, form):
    named = {field.name for field in fields(KINDS[kind])} | {"text", "place_of", "minutes_of"}
    sent = {name: value for name, value in form.items() if name in named} | {"kind": kind, "move_id": uuid4()}
    return browser.post(f"/meetings/{meeting_id}/room/moves/", sent, headers={"Accept": "application/json"})


def test_every_kind_of_move_stands_in_one_group_of_the_table():
    kinds = [kind for group in GROUPS for kind in group]

    assert sorted(kinds) == sorted(KINDS) == sorted(MOVES)


def test_whoever_is_in_the_room_makes_their_moves_and_no_others(world, form, undone):
    """A room in which nothing works would hold the table too, so enough kinds must have been made by somebody."""
    wrong, made = [], set()

    for actor in sorted(INSIDE):
        browser = Browser(world, actor)
        for kind in KINDS:
            with undone():
                before = Move.objects.count()
                answer = post(browser, world.meetings["Heron", "open"].pk, kind, form)
                kept = Move.objects.count() > before
            if answer.status_code not in {200, 403, 409, 422} or kept > may_move(kind, actor):
                wrong.append((actor, kind, answer.status_code, kept))
            made |= {kind} if kept else set()

    assert wrong == []
    assert len(made) >= 20, sorted(set(KINDS) - made)


@pytest.mark.parametrize("actor", sorted(OUTSIDE))
def test_for_whoever_is_not_in_the_room_it_is_not_there_whatever_they_move(world, form, actor, undone):
    browser, meeting, wrong = Browser(world, actor), world.meetings["Heron", "open"], []
    before = Move.objects.count()

    for kind in KINDS:
        with undone():
            absent = bare(post(browser, ABSENT, kind, form))
            answer = bare(post(browser, meeting.pk, kind, form))
        if answer != absent or answer[0] != 404:
            wrong.append((kind, answer[0]))

    assert wrong == []
    assert Move.objects.count() == before
