"""A question asked again while a page is made."""

import pytest

from knotwork.platform.kit.asking import once_a_page, one_page


@pytest.fixture
def asked():
    return []


@pytest.fixture
def ask(asked):
    @once_a_page
    def ask(*about, **how):
        asked.append((about, how))
        return len(asked)

    return ask


def test_it_is_asked_each_time_outside_a_page(ask):
    assert [ask("heron"), ask("heron")] == [1, 2]


def test_it_is_asked_once_within_a_page_for_each_of_its_arguments(ask):
    with one_page():
        assert [ask("heron"), ask("heron"), ask("ibis"), ask("ibis", at=1), ask("ibis", at=1)] == [1, 1, 2, 3, 3]


def test_the_next_page_asks_again_even_after_one_that_broke_off(ask):
    with pytest.raises(ZeroDivisionError), one_page():
        ask("heron") / 0

    assert ask("heron") == 2


def test_no_answer_is_an_answer(asked):
    @once_a_page
    def nothing():
        asked.append(())

    with one_page():
        nothing()
        nothing()

    assert len(asked) == 1
