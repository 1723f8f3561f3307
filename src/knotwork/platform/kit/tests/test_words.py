"""Words are said one enum at a time, and refusals know whether they speak of who asks."""

from enum import StrEnum

import pytest

from knotwork.platform.kit import refusals, words


class Colour(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Weight(StrEnum):
    LIGHT = "light"
    HEAVY = "heavy"


def test_words_of_two_enums_spelt_alike_are_said_apart():
    words.register({Colour.LIGHT: "pale", Colour.DARK: "deep"}, {Weight.LIGHT: "easy to lift", Weight.HEAVY: "hard to lift"})

    assert (words.say(Colour.LIGHT), words.say(Weight.LIGHT)) == ("pale", "easy to lift")


def test_a_mapping_that_mixes_two_enums_fails_loudly():
    with pytest.raises(ValueError, match="one mapping for each enum"):
        words.register({Colour.LIGHT: "pale", Colour.DARK: "deep", Weight.HEAVY: "hard to lift"})


def test_a_mapping_that_leaves_a_word_unsaid_fails_loudly():
    with pytest.raises(ValueError, match="DARK"):
        words.register({Colour.LIGHT: "pale"})


def test_a_refusal_is_about_standing_by_its_enum_not_by_its_spelling():
    refusals.register_about_standing(Colour.LIGHT)

    assert [refusals.is_about_standing(word) for word in (Colour.LIGHT, Weight.LIGHT, Colour.DARK)] == [True, False, False]
