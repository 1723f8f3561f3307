import pytest

from knotwork.formation.report.words import breakable, counted, different, language, listed, number, per_cent, shortened


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (20, "twenty"), (46, "forty-six"), (100, "100"), (5000, "5,000")]
)
def test_numbers_are_words_up_to_ninety_nine(count, said):
    assert number(count) == said


def test_one_is_not_many():
    assert [counted(1, "person", "people"), counted(2, "person", "people"), counted(2, "set")] == [
        "one person",
        "two people",
        "two sets",
    ]


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("function", "six functions"),
        ("Domains", "six domains"),
        ("City", "six cities"),
        ("employer_type", "six employer types"),
        ("branch", "six branches"),
        ("Abteilung", "six answers under “Abteilung”"),
    ],
)
def test_a_column_is_counted_as_a_reader_would_say_it(attribute, said):
    assert different(attribute, 6) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0"), (0.974, "97"), (0.975, "98"), (0.9999, "99.9"), (0.996, "99.6"), (1.0, "100"), (1 - 1e-12, "100")],
)
def test_what_falls_short_of_everything_is_never_called_everything(share, said):
    assert per_cent(share) == f"{said}\u202f%"


def test_lists_are_spoken_and_long_ones_shortened():
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]
    assert [shortened("abc", 3), shortened("abcde", 3)] == ["a, b and c", "a, b, c and two more"]


def test_a_language_is_called_by_its_name():
    assert [language("en"), language("pt-br"), language("klingon"), language("xx")] == [
        "English",
        "Portuguese",
        "Klingon",
        "xx",
    ]


def test_only_very_long_words_may_break_and_what_was_typed_stays_escaped():
    assert breakable("St Anne’s <Hospital>") == "St Anne’s <Hospital>"
    assert not hasattr(breakable("St Anne’s <Hospital>"), "__html__")

    assert breakable("Adaeze-Chukwuemeka Nwachukwu-Featherstonehaugh") == "Adaeze-Chukwuemeka Nwachukwu-Featherstonehaugh"

    broken = breakable("<b>Donaudampfschifffahrt</b> & more")

    assert broken == "&lt;b&gt;Donaudamp<wbr>fschifffahrt<wbr>&lt;/b&gt; &amp; more"
    assert hasattr(broken, "__html__")
