from datetime import timedelta

import pytest

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, VersionState, Why
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(at):
    """Heron with Bo, Chen and Dina."""
    bo, chen, dina = (factories.person(name, at) for name in ("Bo", "Chen", "Dina"))
    heron = factories.heron(bo, at)
    factories.add(heron, chen, bo, at)
    factories.add(heron, dina, bo, at)
    return heron, bo, chen, dina


@pytest.fixture
def draft(three, at):
    heron, bo, *_others = three
    version = services.begin_draft(heron, by=bo, at=at)
    return services.add_clause(version, text="What is said here stays here.", by=bo, at=at)


def agree(version, *people, at, answer=Answer.AGREE, words=""):
    for person in people:
        version = services.answer(version, revision=version.revision, answer=answer, words=words, by=person, at=at)
    return version


def test_version_1_is_in_force_when_each_member_has_consented(three, draft, at):
    heron, bo, chen, dina = three

    agree(draft, bo, at=at)
    agree(draft, chen, at=at, answer=Answer.CAN_LIVE_WITH)
    assert queries.in_force(heron) is None

    agree(draft, dina, at=at)

    in_force = queries.in_force(heron)
    assert in_force is not None
    assert (in_force.number, in_force.in_force_from) == (1, at)
    assert queries.draft(heron) is None


def test_in_an_archived_set_nothing_is_decided(three, draft, at):
    heron, bo, *_others = three
    sets.archive(heron, by=bo, at=at)

    for attempt in (
        lambda: services.begin_draft(heron, by=bo, at=at),
        lambda: services.add_clause(draft, text="One more.", by=bo, at=at),
        lambda: services.withdraw(draft, by=bo, at=at),
        lambda: agree(draft, bo, at=at),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.why is Why.SET_IS_ARCHIVED


def test_an_objection_keeps_it_a_draft_until_it_is_answered_anew(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, bo, chen, at=at)
    agree(draft, dina, at=at, answer=Answer.OBJECT, words="Too short for me.")

    consent = queries.standing_of_consent(dina, draft)
    assert (consent.mine, consent.agreed, consent.objections, consent.of) == (Answer.OBJECT, 2, 1, 3)
    assert queries.in_force(heron) is None
    assert queries.objections(bo, draft) == ["Too short for me."]

    agree(draft, dina, at=at)
    assert queries.in_force(heron) == draft


def test_an_objection_needs_a_reason(three, draft, at):
    _heron, bo, *_others = three

    with pytest.raises(Refused) as refused:
        agree(draft, bo, at=at, answer=Answer.OBJECT)

    assert refused.value.why is Why.REASON_MISSING


def test_an_edit_voids_the_answers_given_before(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, bo, chen, at=at)

    edited = services.add_clause(draft, text="We begin on time.", by=bo, at=at)
    agree(edited, dina, at=at)

    assert queries.in_force(heron) is None
    assert queries.standing_of_consent(bo, edited).mine is None
    assert queries.tally(edited).agreed == 1


def test_an_answer_to_a_text_that_has_changed_is_refused(three, draft, at):
    _heron, bo, chen, _dina = three
    services.add_clause(draft, text="We begin on time.", by=bo, at=at)

    with pytest.raises(Refused) as refused:
        services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=chen, at=at)

    assert refused.value.why is Why.TEXT_HAS_CHANGED


def test_who_joins_before_it_is_in_force_is_counted(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, bo, chen, at=at)
    edo = factories.person("Edo", at)
    factories.add(heron, edo, bo, at)

    agree(draft, dina, at=at)
    assert queries.in_force(heron) is None

    agree(draft, edo, at=at)
    assert queries.in_force(heron) == draft


def test_who_leaves_no_longer_counts(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, bo, chen, at=at)

    sets.leave(heron, by=dina, at=at)

    assert queries.in_force(heron) == draft


def test_one_person_alone_does_not_make_an_agreement(at):
    bo = factories.person("Bo", at)
    heron = factories.heron(bo, at)
    version = services.begin_draft(heron, by=bo, at=at)
    version = services.add_clause(version, text="Mine alone.", by=bo, at=at)

    assert agree(version, bo, at=at).state == VersionState.DRAFT


def test_a_new_member_consents_to_what_is_in_force_without_shaking_it(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, bo, chen, dina, at=at)
    edo = factories.person("Edo", at)
    factories.add(heron, edo, bo, at)
    in_force = queries.in_force(heron)

    assert queries.standing_of_consent(edo, in_force).open == 1

    agree(in_force, edo, at=at, answer=Answer.OBJECT, words="Not yet.")

    assert queries.in_force(heron) == in_force
    assert queries.standing_of_consent(edo, in_force).objections == 1


def test_an_objection_keeps_version_1_and_consent_of_all_makes_version_2(three, draft, at):
    heron, bo, chen, dina = three
    first = agree(draft, bo, chen, dina, at=at)
    second = services.add_clause(services.begin_draft(heron, by=chen, at=at), text="We begin on time.", by=chen, at=at)
    agree(second, bo, chen, at=at)
    agree(second, dina, at=at, answer=Answer.OBJECT, words="I come from far.")
    assert queries.in_force(heron) == first

    clause = queries.clauses(second)[1]
    second = services.reword_clause(
        second, clause_id=clause.id, was=clause.text, text="We begin ten minutes late.", by=bo, at=at
    )
    agree(second, bo, chen, dina, at=at)
    assert queries.in_force(heron) == first
    services.take_effect(heron, at=at)

    in_force = queries.in_force(heron)
    assert (in_force, in_force.number) == (second, 2)
    assert [version.number for version in queries.history(heron)] == [2, 1]


def test_only_members_answer(three, draft, at):
    heron, bo, *_others = three
    amara, mara = factories.person("Amara", at), factories.person("Mara", at)
    factories.facilitate(heron, amara, bo, at)

    for person in (amara, mara):
        with pytest.raises(Refused) as refused:
            agree(draft, person, at=at)
        assert refused.value.why is Why.NOT_A_MEMBER


def test_a_text_without_clauses_cannot_be_agreed_to(three, at):
    heron, bo, *_others = three
    version = services.begin_draft(heron, by=bo, at=at)

    with pytest.raises(Refused) as refused:
        agree(version, bo, at=at)

    assert refused.value.why is Why.NO_CLAUSES


def test_a_newcomer_reads_no_words_from_before_joining(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, dina, at=at, answer=Answer.OBJECT, words="Too short for me.")
    edo = factories.person("Edo", at)
    factories.add(heron, edo, bo, at + timedelta(days=1))
    agree(draft, chen, at=at + timedelta(days=2), answer=Answer.OBJECT, words="Too long for me.")

    words = {each.person: each.words for each in queries.said_by_name(edo, draft)}

    assert set(queries.objections(bo, draft)) == {"Too short for me.", "Too long for me."}
    assert queries.objections(edo, draft) == ["Too long for me."]
    assert (words[dina], words[chen]) == ("", "Too long for me.")


def test_a_reason_for_the_change_voids_no_answer_and_stays_with_the_version(three, draft, at):
    heron, bo, chen, dina = three
    agree(draft, bo, chen, at=at)

    services.say_why(draft, reason=" We talked over each other. ", by=dina, at=at)
    agree(draft, dina, at=at)

    in_force = queries.in_force(heron)
    assert in_force == draft
    assert queries.reason_of(bo, in_force) == "We talked over each other."
