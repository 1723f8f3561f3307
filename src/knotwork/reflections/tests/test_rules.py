import pytest

from knotwork.reflections import rules
from knotwork.reflections.enums import Audience, Why


@pytest.mark.parametrize(
    ("text", "is_member", "is_archived", "audience", "why"),
    [
        ("x", True, False, Audience.SET, None),
        ("x", True, True, Audience.ME, None),
        ("x", True, True, Audience.SET, Why.SET_IS_ARCHIVED),
        ("x", False, False, Audience.ME, Why.NOT_IN_THIS_SET),
        (" ", True, False, Audience.ME, Why.WORDS_MISSING),
    ],
)
def test_a_note_needs_words_and_a_member(text, is_member, is_archived, audience, why):
    assert rules.why_not_note(text, is_member=is_member, is_archived=is_archived, audience=audience) is why


@pytest.mark.parametrize(
    ("title", "text", "why"), [("", "", Why.WORDS_MISSING), (" ", "\n", Why.WORDS_MISSING), ("a", "", None), ("", "b", None)]
)
def test_an_entry_says_something(title, text, why):
    assert rules.why_not_entry(title, text) is why


@pytest.mark.parametrize(
    ("upon", "stands", "why"), [(1, 1, None), (1, 2, Why.CHANGED_ELSEWHERE), (0, 1, Why.CHANGED_ELSEWHERE)]
)
def test_only_the_newest_words_are_written_upon(upon, stands, why):
    assert rules.why_not_overwrite(upon, stands) is why


@pytest.mark.parametrize(
    ("sought", "found"), [("board", True), ("LETTER board", True), ("board deputy", False), ("straße", True), ("STRASSE", True)]
)
def test_looking_up_finds_all_words_whatever_their_capitals(sought, found):
    assert rules.finds(sought, "A letter", "to the Board in the Straße") is found
