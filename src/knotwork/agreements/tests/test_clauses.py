import pytest

from knotwork.agreements import queries, services, starters
from knotwork.agreements.enums import Answer, Towards, VersionState, Why
from knotwork.platform.kit.refusals import Refused
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(heron, bo, at):
    return services.add_clause(services.begin_draft(heron, by=bo, at=at), text="We begin on time.", by=bo, at=at)


def refused(why):
    return pytest.raises(Refused, match=f"^{why.value}$")


def texts(version):
    return [clause.text for clause in queries.clauses(version)]


def test_beginning_twice_is_one_draft(heron, bo, at):
    assert services.begin_draft(heron, by=bo, at=at) == services.begin_draft(heron, by=bo, at=at)


def test_every_edit_raises_the_revision(draft, bo, at):
    clause = queries.clauses(draft)[0]

    reworded = services.reword_clause(draft, clause_id=clause.id, was=clause.text, text="We begin\n late.", by=bo, at=at)
    longer = services.add_clause(reworded, text="We pass.", by=bo, at=at)
    moved = services.move_clause(longer, clause_id=clause.id, towards=Towards.DOWN, by=bo, at=at)
    shorter = services.remove_clause(moved, clause_id=clause.id, by=bo, at=at)

    assert [each.revision for each in (reworded, longer, moved, shorter)] == [3, 4, 5, 6]
    assert texts(moved) == ["We pass.", "We begin late."]
    assert texts(shorter) == ["We pass."]


def test_what_changes_nothing_keeps_the_revision(draft, bo, at):
    clause = queries.clauses(draft)[0]

    same = services.reword_clause(draft, clause_id=clause.id, was=clause.text, text=f" {clause.text} ", by=bo, at=at)
    edge = services.move_clause(draft, clause_id=clause.id, towards=Towards.UP, by=bo, at=at)
    none = services.pick_starters(draft, keys=["no-such"], by=bo, at=at)

    assert {each.revision for each in (same, edge, none)} == {draft.revision}


def test_two_who_reword_the_same_clause_do_not_overwrite_each_other(draft, bo, at):
    clause = queries.clauses(draft)[0]
    services.reword_clause(draft, clause_id=clause.id, was=clause.text, text="We begin late.", by=bo, at=at)

    with refused(Why.TEXT_HAS_CHANGED):
        services.reword_clause(draft, clause_id=clause.id, was=clause.text, text="We never begin.", by=bo, at=at)


def test_two_who_add_clauses_both_stand(draft, bo, at):
    services.add_clause(draft, text="One.", by=bo, at=at)

    assert texts(services.add_clause(draft, text="Two.", by=bo, at=at)) == ["We begin on time.", "One.", "Two."]


def test_starters_are_picked_once_and_can_be_reworded(draft, bo, at):
    picked = services.pick_starters(draft, keys=["starter-notes", "starter-limits"], by=bo, at=at)
    again = services.pick_starters(picked, keys=["starter-notes"], by=bo, at=at)

    assert len(queries.clauses(again)) == 3
    assert len(starters.ALL) >= 10


def test_empty_and_missing_clauses_are_refused(draft, bo, at):
    with refused(Why.CLAUSE_EMPTY):
        services.add_clause(draft, text=" \n", by=bo, at=at)
    with refused(Why.CLAUSE_GONE):
        services.remove_clause(draft, clause_id="gone", by=bo, at=at)


def test_a_stranger_writes_nothing_and_a_facilitator_in_term_helps(heron, draft, bo, amara, at):
    with refused(Why.NOT_A_MEMBER):
        services.add_clause(draft, text="Mine.", by=amara, at=at)

    factories.facilitate(heron, amara, bo, at)

    assert len(queries.clauses(services.add_clause(draft, text="Ours.", by=amara, at=at))) == 2


def test_what_is_in_force_is_not_edited(heron, draft, bo, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at)
    for person in (bo, chen):
        version = services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=person, at=at)

    assert version.state == VersionState.IN_FORCE
    with refused(Why.NOT_A_DRAFT):
        services.add_clause(version, text="Behind your back.", by=bo, at=at)


def test_a_draft_taken_back_leaves_its_number_to_the_next(heron, draft, bo, at):
    services.withdraw(draft, by=bo, at=at)

    again = services.begin_draft(heron, by=bo, at=at)

    assert (again.number, texts(again)) == (1, [])


def test_the_words_do_not_lie_in_the_row(draft, bo, at):
    version = type(draft).objects.get(pk=draft.pk)

    assert b"begin on time" not in bytes(version.__dict__["body"].sealed)
