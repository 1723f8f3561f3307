import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.platform.kit import kept_out
from knotwork.platform.kit.kept_out import Said, Writer, heeded, written_by

KEPT_OUT = {"Ruth": "my director", "Ruth Ade": "the two at the top", "José": "the caretaker", "王芳": "a colleague"}
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Zs", "Po"]), max_size=40)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("I told Ruth.", "I told my director."),
        ("RUTH's plan, and ruth’s", "my director's plan, and my director’s"),
        ("Ruth  Ade came", "the two at the top came"),
        ("Jose and Jose\u0301 and JOSÉ", "the caretaker and the caretaker and the caretaker"),
        ("The truth, Ruthless, Ruth2", "The truth, Ruthless, Ruth2"),
        ("我和王芳说", "我和a colleague说"),
        ("", ""),
    ],
)
def test_a_name_is_said_otherwise_as_a_whole_word(words, said):
    assert kept_out.replaced(words, KEPT_OUT) == said
    assert (kept_out.found(words, KEPT_OUT) == {}) is (words == said)


@given(words=LETTERS, order=st.permutations(list(KEPT_OUT.items())))
def test_whatever_the_order_no_name_is_left_and_nothing_else_is_touched(words, order):
    written = f"{words} Ruth {words}"

    said = kept_out.replaced(written, dict(order))

    assert said == kept_out.replaced(written, KEPT_OUT)
    assert kept_out.found(said, KEPT_OUT) == {}
    assert kept_out.replaced(said, KEPT_OUT) == said
    assert kept_out.found(words, KEPT_OUT) or words in said


@given(LETTERS, LETTERS)
def test_any_name_is_found_where_it_stands_alone(name, instead):
    assert (
        bool(kept_out.found(f"({name})", {name: instead})) is bool(kept_out._plain(name)[0].strip()) or not name[:1].isalnum()
    )


def test_a_writer_says_what_happens_with_a_name():
    def said(what):
        with written_by(Writer(lambda: KEPT_OUT, what)):
            return heeded("Ruth knows.")

    assert heeded("Ruth knows.") == ("Ruth knows.", {})
    assert said(Said.NOTHING) == ("Ruth knows.", {"Ruth": "my director"})
    assert said(Said.REPLACE) == ("my director knows.", {})
    assert said(Said.LEAVE) == ("Ruth knows.", {})


@pytest.mark.parametrize(("one", "other", "are"), [("Ruth", "RUTH", True), ("Jose ", "José", True), ("Ruth", "Ruth A", False)])
def test_names_are_told_apart_by_their_letters(one, other, are):
    assert kept_out.same(one, other) is are
