"""Words are taken out, a mark stays, and rules, histories and differences go on working."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.agreements import queries, rules, services
from knotwork.agreements.enums import Answer, Rule, VersionState, Why
from knotwork.agreements.models import Remark, Version
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.refusals import Refused
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NAMING = "We do not speak of Mr Smith outside."


@pytest.fixture
def house(at):
    """Heron with Bo and Chen, and two versions of the agreement that both name somebody."""
    bo, chen = (factories.person(name, at) for name in ("Bo", "Chen"))
    heron = factories.heron(bo, at)
    factories.add(heron, chen, bo, at)
    for more in (NAMING, "We end on time."):
        draft = services.begin_draft(heron, by=bo, at=at)
        draft = services.add_clause(draft, text=more, by=bo, at=at)
        services.say_why(draft, reason="Smith asked me.", by=bo, at=at)
        services.remark(draft, text="I know smith.", by=chen, at=at)
        for person in (bo, chen):
            draft = services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=person, at=at)
    services.take_effect(heron, at=at + HOUR)
    return heron, bo, chen


def test_a_name_goes_out_of_every_version_and_the_difference_stays_true(house, at):
    heron, bo, _chen = house
    second, first = queries.history(heron)

    services.redact(second, phrase="Smith", by=bo, at=at)

    told = queries.told(bo, heron)
    assert [[each.what for each in changes] for _version, changes in told] == [
        [rules.Piece.KEPT, rules.Piece.NEW],
        [rules.Piece.KEPT],
    ]
    first.refresh_from_db()
    assert queries.clauses(first)[0].text == "We do not speak of Mr ▒▒▒ outside."
    assert {each.reason for each in Version.objects.all()} == {"▒▒▒ asked me."}
    assert {each.text for each in Remark.objects.all()} == {"I know ▒▒▒."}


def test_a_choice_is_no_word_and_cannot_be_taken_out(house, at):
    heron, bo, _chen = house
    version = services.propose(heron, kind=Rule.SILENCE, body={"silence": "consents"}, reason="It consents.", by=bo, at=at)

    services.redact(version, phrase="consents", by=bo, at=at)

    version.refresh_from_db()
    assert version.body == {"silence": "consents"}
    assert version.reason == "It ▒▒▒."
    assert queries.lines(version)


def test_an_address_goes_whole_once_the_proposal_is_over(house, at):
    heron, bo, _chen = house
    body = {"name": "Jo Smith", "address": "smith@example.org"}
    version = services.propose(heron, kind=Rule.NEWCOMER, body=body, reason="", by=bo, at=at)
    services.redact(version, phrase="Smith", by=bo, at=at)
    version.refresh_from_db()
    while_open = dict(version.body)
    services.withdraw(version, by=bo, at=at)

    services.redact(version, phrase="smith", by=bo, at=at)

    version.refresh_from_db()
    assert while_open == {"name": "Jo ▒▒▒", "address": "smith@example.org"}
    assert version.body == {"name": "Jo ▒▒▒", "address": ""}
    assert "left" in queries.lines(version)[0]


def test_words_agreed_for_the_next_meeting_stand_on_the_page_until_then(house, opened_by, at):
    heron, bo, chen = house
    then = at + 2 * HOUR
    draft = services.add_clause(services.begin_draft(heron, by=bo, at=then), text="We walk at noon.", by=bo, at=then)
    services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=bo, at=then)
    consent, agreement = (reverse(f"agreements:{name}", args=args) for name, args in (
        ("consent", [heron.pk, draft.number]), ("agreement", [heron.pk])
    ))  # fmt: skip

    own = opened_by(chen)
    told = own.post(consent, {"revision": draft.revision, "answer": "agree", "words": ""}, follow=True).content.decode()
    following = services.begin_draft(heron, by=bo, at=then)
    services.withdraw(following, by=bo, at=then)
    services.take_effect(heron, at=then + HOUR)
    after = own.get(agreement).content.decode()

    assert "The new words are in force from your next meeting on." in told
    assert "We walk at noon." in told
    assert queries.clauses(following)[-1].text == "We walk at noon."
    assert 'id="to-come"' in told
    assert "We walk at noon." in after
    assert 'id="to-come"' not in after


def test_who_came_later_finds_out_nothing_about_older_versions(house, at):
    heron, bo, _chen = house
    first = queries.history(heron)[1]
    draft = services.begin_draft(heron, by=bo, at=at + 2 * HOUR)
    services.remove_clause(draft, clause_id=queries.clauses(draft)[0].id, by=bo, at=at + 2 * HOUR)

    draft.refresh_from_db()
    services.say_why(draft, reason="", by=bo, at=at + 2 * HOUR)
    with pytest.raises(Refused) as refused:
        services.redact(draft, phrase="Smith", by=bo, at=at + 2 * HOUR)

    first.refresh_from_db()
    assert refused.value.why is Why.PHRASE_NOT_THERE
    assert queries.clauses(first)[0].text == NAMING


def test_a_member_takes_the_own_words_back_and_nobody_elses(house, opened_by):
    heron, bo, chen = house
    said = Remark.objects.filter(person=chen).first()
    removal = reverse("agreements:remark_removal", args=[heron.pk, said.pk])

    answers = [opened_by(person).post(removal).status_code for person in (bo, chen, chen)]

    said.refresh_from_db()
    assert answers == [404, 302, 302]
    assert said.text == rules.TAKEN_OUT
    assert Entry.objects.filter(event="version.redacted").count() == 1


def test_the_agreement_is_talked_about_and_its_words_taken_out_on_its_own_pages(house, opened_by, at):
    heron, bo, chen = house
    draft = services.begin_draft(heron, by=bo, at=at + 2 * HOUR)
    consent = reverse("agreements:consent", args=[heron.pk, draft.number])
    own = opened_by(chen)

    said = own.post(reverse("agreements:rule_remark", args=[heron.pk, Rule.AGREEMENT]), {"text": "CNRY-said"})
    page = opened_by(bo).get(consent).content.decode()
    history = own.get(reverse("agreements:history", args=[heron.pk])).content.decode()
    in_force = queries.in_force(heron)
    redaction = reverse("agreements:redaction", args=[heron.pk, in_force.pk])
    taken = own.post(redaction, {"phrase": "Smith"}, follow=True)

    assert said.url == consent
    assert "CNRY-said" in page
    assert "Smith asked me." in history
    assert redaction in history
    assert taken.redirect_chain == [(reverse("agreements:history", args=[heron.pk]), 302)]
    assert "Smith" not in taken.content.decode()
    assert queries.in_force(heron).state == VersionState.IN_FORCE
