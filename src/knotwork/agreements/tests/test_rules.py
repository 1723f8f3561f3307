import pytest
from hypothesis import given
from hypothesis import strategies as st

from knotwork.agreements import rules
from knotwork.agreements.enums import Answer, Towards, VersionState, Why
from knotwork.agreements.rules import Clause, Piece, Tally

A, B, C = Clause("a", "What is said here stays here."), Clause("b", "We wait for late people."), Clause("c", "We pass.")
sentences = st.text(st.characters(codec="utf-8"), max_size=60).map(rules.tidy)


@pytest.mark.parametrize(
    ("clause_id", "towards", "order"),
    [
        ("a", Towards.UP, [A, B, C]),
        ("a", Towards.DOWN, [B, A, C]),
        ("c", Towards.UP, [A, C, B]),
        ("c", Towards.DOWN, [A, B, C]),
    ],
)
def test_a_clause_moves_one_place_and_not_over_the_edge(clause_id, towards, order):
    assert rules.moved([A, B, C], clause_id, towards) == order


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, None),
        ({"state": VersionState.IN_FORCE}, None),
        ({"state": VersionState.SUPERSEDED}, Why.NOT_TO_BE_ANSWERED),
        ({"state": VersionState.WITHDRAWN}, Why.NOT_TO_BE_ANSWERED),
        ({"is_member": False}, Why.NOT_A_MEMBER),
        ({"is_current_text": False}, Why.TEXT_HAS_CHANGED),
        ({"is_empty": True}, Why.NO_CLAUSES),
        ({"answer": Answer.OBJECT}, Why.REASON_MISSING),
        ({"answer": Answer.OBJECT, "words": "Too early for me."}, None),
    ],
)
def test_why_an_answer_cannot_be_given(said, why):
    base = {"state": VersionState.DRAFT, "answer": Answer.AGREE, "words": ""}
    asked = {"is_member": True, "is_current_text": True, "is_empty": False}
    given_ = {**base, **asked, **said}

    assert rules.why_not_answer(given_.pop("state"), given_.pop("answer"), given_.pop("words"), **given_) == why


@pytest.mark.parametrize(
    ("answers", "members", "tally", "adopted"),
    [
        ({}, [1, 2], Tally(0, 0, 2), False),
        ({1: Answer.AGREE, 2: Answer.CAN_LIVE_WITH}, [1, 2], Tally(2, 0, 2), True),
        ({1: Answer.AGREE, 2: Answer.OBJECT}, [1, 2], Tally(1, 1, 2), False),
        ({1: Answer.AGREE, 2: Answer.AGREE, 3: Answer.OBJECT}, [1, 2], Tally(2, 0, 2), True),
        ({1: Answer.AGREE}, [1], Tally(1, 0, 1), False),
        ({}, [], Tally(0, 0, 0), False),
    ],
)
def test_only_current_members_count_and_one_alone_does_not_agree(answers, members, tally, adopted):
    assert rules.tally(answers, members) == tally
    assert rules.is_adopted(tally) is adopted


def test_the_difference_says_what_came_what_went_and_what_was_reworded():
    now = [A, Clause("b", "We wait for nobody."), Clause("d", "We begin on time.")]

    kept, reworded, new, gone = rules.difference([A, B, C], now)

    assert kept.pieces == ((Piece.KEPT, A.text),)
    assert reworded.pieces == ((Piece.KEPT, "We wait for"), (Piece.GONE, "late people."), (Piece.NEW, "nobody."))
    assert new.pieces == ((Piece.NEW, "We begin on time."),)
    assert gone.pieces == ((Piece.GONE, C.text),)


@given(st.dictionaries(st.sampled_from("abcdef"), sentences), st.dictionaries(st.sampled_from("abcdef"), sentences))
def test_the_difference_holds_both_texts_whole(old, new):
    before, after = ([Clause(key, text) for key, text in each.items()] for each in (old, new))

    changed = rules.difference(before, after)

    def texts(leave_out):
        return sorted(" ".join(w for what, w in each.pieces if what is not leave_out and w) for each in changed)

    gone = [each for each in changed if each.what is Piece.GONE]
    new_ones = [each for each in changed if each.what is Piece.NEW]
    assert sorted(old.values()) == sorted(texts(Piece.NEW))[len(new_ones) :] if all(new.values()) else True
    assert len(changed) == len(new) + len(gone)


def test_a_body_and_its_clauses_are_the_same():
    assert rules.clauses_in(rules.body_of([A, B])) == [A, B]
    assert rules.clauses_in({}) == []
