"""The only writers of a set's own shapes, and the rule of a set that protocols keep."""

from knotwork.protocols.services.reviewing import REVIEW, review_in, review_of
from knotwork.protocols.services.writing import (
    add_phase,
    begin,
    change_phase,
    depart,
    freeze,
    move_phase,
    name,
    place_phase,
    propose,
    put_away,
    remove_phase,
    take_out,
    take_out_again,
    try_once,
    undo,
)

__all__ = [
    "REVIEW",
    "add_phase",
    "begin",
    "change_phase",
    "depart",
    "freeze",
    "move_phase",
    "name",
    "place_phase",
    "propose",
    "put_away",
    "remove_phase",
    "review_in",
    "review_of",
    "take_out",
    "take_out_again",
    "try_once",
    "undo",
]
