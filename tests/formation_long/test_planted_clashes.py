"""Fifty planted clashes of 120 people, and one of each kind of a thousand: each fact of each is let go and sets are sought."""

import pytest

from benches.forming.clashes import Contradiction
from benches.forming.impossible import SEEDS, THOUSAND, explained, is_minimal


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", Contradiction)
def test_a_clash_of_a_hundred_and_twenty_is_told_in_seconds_and_is_minimal(kind: Contradiction, seed: int):
    found = explained(kind, seed=seed, people=120)

    assert found.is_as_planted
    assert found.why.ways
    assert found.seconds < 20, "a bench measures the bar of 5 s on a quiet machine"
    assert is_minimal(found.planted)


@pytest.mark.parametrize("kind", Contradiction)
def test_a_clash_of_a_thousand_is_told(kind: Contradiction):
    found = explained(kind, seed=1, people=THOUSAND)

    assert found.is_as_planted
    assert not found.why.is_cut
