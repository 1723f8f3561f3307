import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.platform.kit import kept_out
from knotwork.platform.kit.kept_out import Said, Writer, heeded, written_by

KEPT_OUT = {"Ruth": "my director", "Ruth Ade": "the two at the top", "José": "the caretaker", "王芳": "a colleague"}
PROSE = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Mc", "Zs", "Po"]), max_size=40)
SCRAPS = st.lists(
    st.sampled_from(["Ann", "Lee", "ann", "Bó", "Bo", "王", "芳", "राम", "ा", "나", "ß", "ss", " ", " ", "-", "'"]), max_size=8
)
LISTS = st.dictionaries(SCRAPS.map("".join), SCRAPS.map("".join), max_size=5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("I told Ruth.", "I told my director."),
        ("RUTH's plan, and ruth’s", "my director's plan, and my director’s"),
        ("Ruth\n Ade came", "the two at the top came"),
        ("Ruth Aden came", "my director Aden came"),
        ("Jose and Jose\u0301 and JOSÉ", "the caretaker and the caretaker and the caretaker"),
        ("The truth, Ruthless, Ruth2, un_Ruth", "The truth, Ruthless, Ruth2, un_Ruth"),
        ("我和王芳说", "我和a colleague说"),
        ("", ""),
    ],
)
def test_a_name_is_said_otherwise_as_a_whole_word(words, said):
    assert kept_out.replaced(words, KEPT_OUT) == said
    assert (kept_out.found(words, KEPT_OUT) == {}) is (words == said)


@pytest.mark.parametrize(
    ("name", "within", "alone"),
    [
        ("राम", "रामायण", "राम से"),
        ("Иван", "Иванова", "ИВАН сказал"),
        ("علي", "العليا", "قال علي، نعم"),
        ("O'Brien", "O’Brienite", "O’BRIEN said"),
        ("Σίσυφος", "Σίσυφοςα", "ΣΊΣΥΦΟΣ"),
        ("İnci", "İncili", "İNCI"),
        ("기", "김", "기 씨"),
    ],
)
def test_in_every_script_a_name_is_found_alone_and_not_within_a_word(name, within, alone):
    assert kept_out.found(within, {name: "x"}) == {}
    assert kept_out.found(alone, {name: "x"}) == {name: "x"}


@given(words=PROSE, order=st.permutations(list(KEPT_OUT.items())))
def test_whatever_the_order_no_name_is_left_and_nothing_else_is_touched(words, order):
    written = f"{words} Ruth {words}"

    said = kept_out.replaced(written, dict(order))

    assert said == kept_out.replaced(written, KEPT_OUT)
    assert kept_out.found(said, KEPT_OUT) == {}
    assert kept_out.replaced(said, KEPT_OUT) == said
    assert kept_out.found(words, KEPT_OUT) or words in said


@given(words=SCRAPS.map("".join), listed=LISTS, seed=st.randoms(use_true_random=False))
def test_any_list_whose_roles_hold_no_name_is_said_once_and_for_all(words, listed, seed):
    fits = {name: role for name, role in listed.items() if not kept_out.found(role, listed)}
    shuffled = list(fits.items())
    seed.shuffle(shuffled)

    said = kept_out.replaced(words, fits)

    assert kept_out.replaced(said, fits) == said
    assert kept_out.found(said, fits) == {}
    assert kept_out.replaced(words, dict(shuffled)) == said


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=20), PROSE)
def test_any_name_is_found_where_it_stands_alone(name, instead):
    assert kept_out.found(f"({name})", {name: instead}) == {name: instead}


@given(
    st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=9),
    st.sampled_from(["a{}", "{}b", "7{}", "{}ा", "_{}"]),
)
def test_a_name_is_never_found_inside_a_word(name, word):
    assert kept_out.found(word.format(name), {name: "x"}) == {}


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


@pytest.mark.parametrize(
    ("name", "is_one"), [("Ruth", True), ("李", True), ("7", True), ("🦉", True), (" ", False), ("\u0301", False)]
)
def test_a_name_is_something_to_look_for(name, is_one):
    assert kept_out.is_name(name) is is_one
