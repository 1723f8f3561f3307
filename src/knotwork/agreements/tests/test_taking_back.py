"""Taking a proposal back: asked first, owed a reason where it is somebody else's, and never gone without a trace."""

import pytest
from django.urls import reverse

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, Rule, Silence, VersionState, Why
from knotwork.platform.kit.refusals import Refused
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(at):
    bo, chen = (factories.person(name, at) for name in ("Bo", "Chen"))
    heron = factories.heron(bo, at)
    factories.add(heron, chen, bo, at)
    body = {"silence": Silence.CONSENTS.value}
    version = services.propose(heron, kind=Rule.SILENCE, body=body, reason="", by=bo, at=at)
    services.answer(version, revision=version.revision, answer=Answer.AGREE, by=bo, at=at)
    return heron, bo, chen, version


def test_somebody_elses_proposal_is_not_taken_back_without_a_word(house, at):
    heron, _bo, chen, version = house

    with pytest.raises(Refused) as refused:
        services.withdraw(version, by=chen, at=at, reason="  ")

    assert refused.value.why is Why.WORDS_MISSING
    assert queries.draft(heron, Rule.SILENCE) == version


def test_the_reason_and_what_was_proposed_stay_readable(house, opened_by, at):
    heron, bo, chen, version = house
    back = reverse("agreements:rule_withdrawal", args=[heron.pk, Rule.SILENCE])
    browser = opened_by(chen)

    asked = browser.get(back).content.decode()
    empty = browser.post(back, {"text": ""})
    after = browser.post(back, {"text": "We spoke of it already."}, follow=True).content.decode()

    assert "Bo proposed it." in asked
    assert "1 of you has answered." in asked
    assert empty.status_code == 422
    version.refresh_from_db()
    assert version.state == VersionState.WITHDRAWN
    assert "Taken back" in after
    assert "We spoke of it already." in after
    assert queries.decided(bo, heron, Rule.SILENCE) == [version]


def test_ones_own_is_taken_back_after_a_question_alone(house, opened_by):
    heron, bo, _chen, version = house
    back = reverse("agreements:rule_withdrawal", args=[heron.pk, Rule.SILENCE])
    browser = opened_by(bo)

    asked = browser.get(back).content.decode()
    version.refresh_from_db()
    still = version.state
    browser.post(back)

    version.refresh_from_db()
    assert "You proposed it." in asked
    assert 'name="text"' not in asked
    assert (still, version.state) == (VersionState.DRAFT, VersionState.WITHDRAWN)


def test_the_agreement_all_write_together_is_anybodys_to_take_back(house, at):
    heron, bo, chen, _version = house
    draft = services.begin_draft(heron, by=bo, at=at)

    assert services.withdraw(draft, by=chen, at=at).state == VersionState.WITHDRAWN
