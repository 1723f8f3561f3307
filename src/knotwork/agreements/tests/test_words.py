"""Every word of this app's enums has its own sentence; words of two enums may be spelt alike."""

import inspect
from enum import StrEnum

import pytest

from knotwork.agreements import enums as agreements
from knotwork.platform.kit import words
from knotwork.sets import enums as sets
from knotwork.sets.enums import FacilitationMode, InvitedAs, Stage, Standing

ENUMS = [
    kind
    for module in (sets, agreements)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, StrEnum) and kind is not StrEnum
]


@pytest.mark.parametrize("kind", ENUMS)
def test_every_word_is_known(kind):
    assert [word for word in kind if not words.is_known(word)] == []


def test_words_spelt_alike_are_said_apart():
    assert words.say(FacilitationMode.SELF_MANAGED) != words.say(Stage.SELF_MANAGED)
    assert words.say(InvitedAs.MEMBER) != words.say(Standing.MEMBER)
