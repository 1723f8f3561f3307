"""Moves as JSON, and the table of who may."""

import json
from uuid import UUID

import pytest

from knotwork.live.flow import codec, moves, who
from knotwork.live.flow.step import decode
from knotwork.live.flow.tests.table import BO, DINA, protocol


def test_every_kind_of_move_has_its_rules() -> None:
    assert set(who.RULES) == set(moves.KINDS)


def test_every_move_is_frozen_and_named_once() -> None:
    assert len({move.__name__ for move in moves.KINDS.values()}) == len(moves.KINDS)
    for move in moves.KINDS.values():
        assert move.__dataclass_params__.frozen


@pytest.mark.parametrize(
    "move",
    [
        moves.Arrive(),
        moves.Extend(expect=3, minutes=-2),
        moves.SetOrder(expect=3, places=(moves.Place(DINA, 30, None), moves.Place(BO, 20, UUID(int=5)))),
        moves.HaveQuestion(UUID(int=8), 0, None),
        moves.ReorderRound((BO, DINA)),
    ],
)
def test_a_move_read_back_is_the_same(move: moves.Move) -> None:
    assert moves.parse(move.kind, json.loads(json.dumps(moves.body(move)))) == move


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("fly", {}, "kind: not known"),
        ("move_on", {}, "expect: missing"),
        ("move_on", {"expect": True}, "expect: must be a whole number"),
        ("move_on", {"expect": 1, "text": "hello"}, "text: not known"),
        ("move_on", [], "must be a mapping"),
        ("offer_chair", {"to": "Bo"}, "to: not valid"),
        ("offer_chair", {"to": 7}, "to: not valid"),
        ("pause", {"why": "lunch"}, "why: not valid"),
        ("set_order", {"expect": 1, "places": "all"}, "places: must be a list"),
        ("set_order", {"expect": 1, "places": [{"person": str(BO)}]}, "places.minutes: missing"),
    ],
)
def test_a_malformed_move_names_its_field(kind: str, body: object, said: str) -> None:
    with pytest.raises(moves.Malformed) as fault:
        moves.parse(kind, body)

    assert str(fault.value) == said


def test_a_snapshot_that_is_none_is_refused() -> None:
    with pytest.raises(codec.Malformed):
        decode({"at": "yesterday"}, protocol())
