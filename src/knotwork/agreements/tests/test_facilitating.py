from datetime import date, timedelta

import pytest

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, Choice, Rule, VersionState, Why
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import EndRule, FacilitationMode
from knotwork.sets.rules import TermWish
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db
OPEN = TermWish(EndRule.OPEN)


@pytest.fixture
def chen(at):
    return factories.person("Chen", at)


@pytest.fixture
def ended(heron, bo, chen, amara, at):
    """Heron with Bo and Chen, an hour after Amara's term."""
    factories.add(heron, chen, bo, at)
    set_services.end_term(factories.facilitate(heron, amara, bo, at), by=bo, at=at)
    heron.refresh_from_db()
    return heron


def propose(learning_set, by, at, choice=Choice.EXTEND, wish=OPEN, address=""):
    said = {"choice": choice, "wish": wish, "address": address, "reason": "We are not done."}
    return services.propose_facilitation(learning_set, **said, by=by, at=at)


def agree(version, by, at):
    return services.answer(version, revision=version.revision, answer=Answer.AGREE, by=by, at=at)


def test_extending_needs_each_member_and_then_the_facilitator(ended, bo, chen, amara, at):
    version = propose(ended, bo, at, wish=TermWish(EndRule.ON_DATE, ends_on=date(2027, 2, 11)))
    assert version.state == VersionState.DRAFT
    assert sets.asked_to_facilitate(ended, at) is None

    agree(version, chen, at)

    invitation = sets.asked_to_facilitate(ended, at)
    assert (invitation.address, invitation.ends_on) == (amara.email, date(2027, 2, 11))
    assert sets.facilitator(ended, at) is None
    set_services.accept_facilitation(secret=invitation.secret_to_mail, person=amara, at=at)
    assert sets.facilitator(ended, at) == amara


def test_managing_ourselves_ends_the_question(ended, bo, chen, at):
    agree(propose(ended, bo, at, choice=Choice.SELF_MANAGE), chen, at)

    ended.refresh_from_db()
    assert ended.facilitation == FacilitationMode.SELF_MANAGED
    assert not sets.must_choose(ended, at)


def test_asking_another_sends_them_an_invitation(ended, bo, chen, at):
    version = propose(ended, bo, at, choice=Choice.ASK_ANOTHER, address="Ivo@Example.org")
    agree(version, chen, at)

    assert sets.asked_to_facilitate(ended, at).address == "ivo@example.org"
    assert queries.lines(version) == ["We ask ivo@example.org to facilitate.", "The term has no end set."]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"choice": Choice.ASK_ANOTHER}, Why.ADDRESS_MISSING.value),
        ({"wish": TermWish(EndRule.ON_DATE, ends_on=date(2020, 1, 1))}, "term_end_in_the_past"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused(ended, bo, at, said, why):
    with pytest.raises(Refused, match=why):
        propose(ended, bo, at, **said)


def test_a_set_without_a_past_facilitator_has_nobody_to_extend(heron, bo, at):
    with pytest.raises(Refused, match=Why.NO_FACILITATOR_BEFORE.value):
        propose(heron, bo, at)


def test_one_proposal_at_a_time(ended, bo, chen, at):
    version = propose(ended, bo, at)

    with pytest.raises(Refused, match=Why.DRAFT_STANDS.value):
        propose(ended, chen, at, choice=Choice.SELF_MANAGE)

    services.withdraw(version, by=chen, at=at, reason="We would rather manage ourselves.")
    propose(ended, chen, at, choice=Choice.SELF_MANAGE)


def test_who_answers_last_is_told_when_the_end_has_gone_by(ended, bo, chen, at):
    version = propose(ended, bo, at, wish=TermWish(EndRule.ON_DATE, ends_on=date(2026, 11, 24)))

    with pytest.raises(Refused, match="term_end_in_the_past"):
        agree(version, chen, at + timedelta(days=3))

    assert queries.draft(ended, Rule.FACILITATION) == version


def test_nobodys_leaving_is_held_up_by_a_proposal_that_cannot_be(ended, bo, chen, at):
    dina = factories.person("Dina", at)
    factories.add(ended, dina, bo, at)
    version = propose(ended, bo, at, wish=TermWish(EndRule.ON_DATE, ends_on=date(2026, 11, 24)))
    agree(version, chen, at)

    set_services.leave(ended, by=dina, at=at + timedelta(days=3))

    assert not sets.is_member(dina, ended)
    assert queries.draft(ended, Rule.FACILITATION) == version
    assert queries.in_force(ended, Rule.FACILITATION) is None


def test_a_facilitator_who_leaves_the_host_is_no_longer_named(ended, bo, chen, amara, at):
    version = propose(ended, bo, at)
    assert queries.lines(version)[0] == "We ask Amara to stay on."

    set_services.depart(amara, at=at)
    services.depart(amara, at=at)

    version.refresh_from_db()
    assert queries.lines(version)[0] == "We ask somebody who has left to stay on."


def test_who_leaves_the_host_leaves_a_number_and_no_words(ended, bo, chen, at):
    version = propose(ended, bo, at)
    services.answer(version, revision=1, answer=Answer.OBJECT, words="CNRY no.", by=chen, at=at)
    assert "CNRY" in str(queries.export_of(chen))
    assert "CNRY" not in str(queries.export_of(bo))

    services.depart(chen, at=at)

    given = version.answers.order_by("-number").first()
    assert (given.person, given.words, given.answer) == (None, "", Answer.OBJECT)


def test_a_newcomer_reads_no_reason_from_before_joining(ended, bo, chen, at):
    version = propose(ended, bo, at)
    edo = factories.person("Edo", at)
    factories.add(ended, edo, bo, at + timedelta(days=1))

    assert queries.reason_of(chen, version) == "We are not done."
    assert queries.reason_of(edo, version) == ""


def test_nobody_is_asked_whose_account_is_closed(ended, bo, chen, amara, at):
    version = propose(ended, bo, at)
    services.depart(amara, at=at)

    with pytest.raises(Refused) as refused:
        agree(version, chen, at)

    assert refused.value.why is Why.ASKED_HAS_LEFT
    assert sets.asked_to_facilitate(ended, at) is None
    assert sets.must_choose(ended, at)
