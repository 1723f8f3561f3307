from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.formation.programme import Attribute, Direction, Kind, Participant
from knotwork.formation.report.difference import Scale, known

STEPS = ("low", "middle", "high")
ANSWERS = {
    Kind.CATEGORICAL: st.sampled_from(["a", "b", "c", "d"]),
    Kind.ORDINAL: st.sampled_from(STEPS),
    Kind.NUMERIC: st.integers(0, 30).map(str),
    Kind.MANY: st.sets(st.sampled_from("abc"), min_size=1).map("; ".join),
}


def scale(kind, answers, *, direction=Direction.MIX):
    people = [Participant(f"{at}@example.org", "", "UTC", traits={"it": text}) for at, text in enumerate(answers)]
    return Scale(Attribute("it", kind, STEPS if kind is Kind.ORDINAL else (), direction), people)


def mean_inside(scale, sets):
    """The mean over sets of the mean difference between two people: what the bound bounds."""
    means = [[scale._between(*pair) for pair in combinations(scale.of(members), 2)] for members in sets]
    return sum(sum(one) / len(one) for one in means) / len(means)


def cut(people, size):
    return [people[start : start + size] for start in range(0, len(people), size)]


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_no_way_of_cutting_a_programme_into_sets_passes_what_is_possible(kind, data):
    size, sets = data.draw(st.integers(2, 5)), data.draw(st.integers(1, 4))
    answers = data.draw(st.lists(ANSWERS[kind], min_size=size * sets, max_size=size * sets))
    order = data.draw(st.permutations([f"{at}@example.org" for at in range(len(answers))]))

    mixed = scale(kind, answers)

    assert mean_inside(mixed, cut(order, size)) <= mixed.possible(size) + 1e-9


@pytest.mark.parametrize("kind", [Kind.ORDINAL, Kind.NUMERIC])
@given(data=st.data())
def test_no_way_of_cutting_is_more_alike_than_everybody_in_line(kind, data):
    size, sets = data.draw(st.integers(2, 4)), data.draw(st.integers(1, 3))
    answers = data.draw(st.lists(ANSWERS[kind], min_size=size * sets, max_size=size * sets))
    order = data.draw(st.permutations([f"{at}@example.org" for at in range(len(answers))]))

    alike = scale(kind, answers, direction=Direction.MATCH)

    assert mean_inside(alike, cut(order, size)) >= alike.possible(size) - 1e-9


def test_an_even_share_of_a_rare_answer_is_all_that_is_possible():
    rare = scale(Kind.CATEGORICAL, ["x"] * 2 + ["y"] * 8)
    mails = [f"{at}@example.org" for at in range(10)]

    one_each = [mails[:1] + mails[2:6], mails[1:2] + mails[6:]]

    assert [rare.reached(members) for members in one_each] == [1.0, 1.0]
    assert rare.reached(mails[:2] + mails[2:5]) == 1.0
    assert rare.reached(mails[5:]) == 0.0


def test_where_all_say_the_same_or_only_one_says_anything_there_is_nothing_to_reach():
    alike = scale(Kind.CATEGORICAL, ["x"] * 6)

    assert alike.reached(["0@example.org", "1@example.org"]) is None
    assert scale(Kind.CATEGORICAL, ["x", "", ""]).reached(["0@example.org", "1@example.org"]) is None


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.CATEGORICAL, " Night  Shift ", "night shift"),
        (Kind.CATEGORICAL, "  ", None),
        (Kind.ORDINAL, "Middle", 1.0),
        (Kind.ORDINAL, "elsewhere", None),
        (Kind.NUMERIC, "2.5", 2.5),
        (Kind.NUMERIC, "a while", None),
        (Kind.MANY, "Sea; sea ;", frozenset({"sea"})),
        (Kind.MANY, ";", None),
    ],
)
def test_an_answer_counts_as_what_it_says(kind, text, value):
    assert known(Attribute("it", kind, STEPS), text) == value
