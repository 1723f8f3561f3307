"""Proposals of every weight: what comes of them, and when it holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.agreements import queries, rules, services
from knotwork.agreements.enums import Answer, Rule, Silence, Starts, VersionState, Weight, Why
from knotwork.agreements.rules import Tally
from knotwork.agreements.services import deciding
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets
from knotwork.sets.tests import factories

db = pytest.mark.django_db
DAY = timedelta(days=1)
CONSENTS = {"silence": Silence.CONSENTS.value}
KEEPS = {"silence": Silence.KEEPS_THE_OLD.value}


@pytest.fixture
def three(at):
    bo, chen, dina = (factories.person(name, at) for name in ("Bo", "Chen", "Dina"))
    heron = factories.heron(bo, at)
    factories.add(heron, chen, bo, at)
    factories.add(heron, dina, bo, at)
    return heron, bo, chen, dina


def propose(heron, by, at, body=CONSENTS, starts=None, reason="CNRY-reason"):
    return services.propose(heron, kind=Rule.SILENCE, body=body, reason=reason, starts=starts, by=by, at=at)


def say(version, *people, at, answer=Answer.AGREE, words="CNRY-words"):
    for person in people:
        version = services.answer(version, revision=version.revision, answer=answer, words=words, by=person, at=at)
    return version


@pytest.mark.parametrize(
    ("weight", "count", "due", "silence", "comes_to"),
    [
        (Weight.FOUNDATION, Tally(3, 0, 3), False, False, VersionState.AGREED),
        (Weight.FOUNDATION, Tally(2, 1, 3), False, False, None),
        (Weight.FOUNDATION, Tally(2, 1, 3), True, True, VersionState.REJECTED),
        (Weight.FOUNDATION, Tally(2, 0, 3), False, True, None),
        (Weight.FOUNDATION, Tally(2, 0, 3), True, False, VersionState.LAPSED),
        (Weight.FOUNDATION, Tally(1, 0, 3), True, True, VersionState.AGREED),
        (Weight.FOUNDATION, Tally(0, 0, 3), True, True, VersionState.LAPSED),
        (Weight.FOUNDATION, Tally(1, 0, 1), True, True, VersionState.LAPSED),
        (Weight.WORKING, Tally(2, 0, 6), True, False, VersionState.AGREED),
        (Weight.WORKING, Tally(1, 0, 6), True, False, VersionState.LAPSED),
        (Weight.WORKING, Tally(5, 1, 6), True, False, VersionState.REJECTED),
        (Weight.WORKING, Tally(5, 0, 6), False, False, None),
    ],
)
def test_what_comes_of_a_proposal(weight, count, due, silence, comes_to):
    assert rules.outcome(weight, count, is_due=due, silence_consents=silence) is comes_to


@db
def test_what_all_consent_to_holds_from_the_next_meeting_or_at_once(three, at):
    heron, bo, chen, dina = three
    agreed = say(propose(heron, bo, at), bo, chen, dina, at=at)
    assert agreed.state == VersionState.AGREED
    assert queries.in_force(heron, Rule.SILENCE) is None

    ran_with = services.take_effect(heron, at=at + DAY)

    assert ran_with == {Rule.SILENCE: agreed}
    second = say(propose(heron, chen, at + DAY, body=KEEPS, starts=Starts.AT_ONCE), bo, chen, dina, at=at + DAY)
    assert queries.in_force(heron, Rule.SILENCE) == second
    agreed.refresh_from_db()
    assert agreed.state == VersionState.SUPERSEDED


@db
def test_an_objection_after_all_others_agreed_keeps_the_old(three, at):
    heron, bo, chen, dina = three
    version = say(propose(heron, bo, at), bo, chen, at=at)
    version = say(version, dina, at=at + DAY, answer=Answer.OBJECT, words="It leaves out who is ill.")
    assert version.state == VersionState.DRAFT

    services.settle_due(at=at + 7 * DAY)

    version.refresh_from_db()
    assert (version.state, version.decided_at) == (VersionState.REJECTED, at + 7 * DAY)
    assert queries.in_force(heron, Rule.SILENCE) is None


@db
@pytest.mark.parametrize("troubled", [0, 1])
def test_a_set_that_cannot_be_settled_keeps_no_other_from_being_settled(three, at, troubled, monkeypatch, caplog):
    heron, bo, *_others = three
    hana = factories.person("Hana", at)
    weir = factories.heron(hana, at)
    due = [propose(heron, bo, at), propose(weir, hana, at)]
    settled = deciding.recount

    def recount(learning_set, at):
        if learning_set == due[troubled].learning_set:
            raise KeyError("CNRY")
        settled(learning_set, at)

    monkeypatch.setattr(deciding, "recount", recount)
    with pytest.raises(KeyError):
        services.settle_due(at=at + 7 * DAY)

    for version in due:
        version.refresh_from_db()
    assert (due[troubled].state, due[1 - troubled].state) == (VersionState.DRAFT, VersionState.LAPSED)
    assert "KeyError" in caplog.text
    assert "CNRY" not in caplog.text


@db
def test_silence_keeps_the_old_unless_the_set_decided_otherwise(three, at):
    heron, bo, chen, dina = three
    lapsed = say(propose(heron, bo, at), bo, chen, at=at)
    services.settle_due(at=at + 7 * DAY)
    lapsed.refresh_from_db()
    assert lapsed.state == VersionState.LAPSED

    say(propose(heron, bo, at + 8 * DAY, starts=Starts.AT_ONCE), bo, chen, dina, at=at + 8 * DAY)
    carried = say(propose(heron, bo, at + 9 * DAY, body=KEEPS, starts=Starts.AT_ONCE), bo, at=at + 9 * DAY)
    services.settle_due(at=at + 16 * DAY)

    carried.refresh_from_db()
    assert carried.state == VersionState.IN_FORCE


@db
def test_an_answer_that_comes_too_late_is_refused_although_nobody_has_settled_it(three, at):
    heron, bo, *_others = three
    version = propose(heron, bo, at)

    with pytest.raises(Refused) as refused:
        say(version, bo, at=at + 7 * DAY)

    assert refused.value.why is Why.NOT_TO_BE_ANSWERED


@db
def test_an_amendment_begins_the_round_anew(three, at):
    heron, bo, chen, dina = three
    version = say(propose(heron, bo, at), bo, chen, at=at)

    version = services.amend(version, body=KEEPS, starts=Starts.AT_ONCE, seen=1, by=dina, at=at + 2 * DAY)

    assert queries.tally(version).agreed == 0
    assert version.answer_by == at + 9 * DAY
    with pytest.raises(Refused) as refused:
        services.answer(version, revision=1, answer=Answer.AGREE, by=bo, at=at + 2 * DAY)
    assert refused.value.why is Why.TEXT_HAS_CHANGED


@db
def test_what_holds_already_is_not_proposed_and_one_proposal_of_a_kind_is_open_at_a_time(three, at):
    heron, bo, chen, dina = three
    say(propose(heron, bo, at, starts=Starts.AT_ONCE), bo, chen, dina, at=at)
    propose(heron, bo, at, body=KEEPS)

    for body, why in ((CONSENTS, Why.DRAFT_STANDS), (KEEPS, Why.DRAFT_STANDS)):
        with pytest.raises(Refused) as refused:
            propose(heron, chen, at, body=body)
        assert refused.value.why is why
    services.withdraw(queries.draft(heron, Rule.SILENCE), by=chen, at=at, reason="We said so a minute ago.")
    with pytest.raises(Refused) as refused:
        propose(heron, chen, at)
    assert refused.value.why is Why.NOTHING_CHANGES


@db
def test_two_proposals_of_two_kinds_stand_beside_each_other(three, at):
    heron, bo, chen, dina = three
    draft = services.add_clause(services.begin_draft(heron, by=bo, at=at), text="We begin on time.", by=bo, at=at)
    silence = propose(heron, chen, at)

    say(draft, bo, chen, dina, at=at)
    assert queries.in_force(heron) == draft
    say(silence, bo, chen, dina, at=at)
    assert queries.to_come(heron, Rule.SILENCE) == silence


@db
def test_silence_itself_cannot_be_tried_once(three, at):
    heron, bo, *_others = three
    with pytest.raises(Refused) as refused:
        services.try_once(heron, kind=Rule.SILENCE, body=CONSENTS, reason="", by=bo, at=at)
    assert refused.value.why is Why.CANNOT_BE_TRIED


@db
def test_members_talk_about_a_proposal_and_a_newcomer_reads_none_of_what_was_said_before(three, at):
    heron, bo, chen, _dina = three
    version = propose(heron, bo, at)
    services.remark(version, text="What if somebody is ill?", by=chen, at=at)
    newcomer = factories.person("Edo", at)
    factories.add(heron, newcomer, bo, at + DAY)

    assert [each.text for each in queries.remarks(bo, version)] == ["What if somebody is ill?"]
    assert queries.remarks(newcomer, version) == []
    for text, by, why in ((" ", chen, Why.WORDS_MISSING), ("x", factories.person("Mia", at), Why.NOT_A_MEMBER)):
        with pytest.raises(Refused) as refused:
            services.remark(version, text=text, by=by, at=at)
        assert refused.value.why is why


@db
def test_a_newcomer_reads_nothing_of_what_was_decided_against_before(three, at):
    heron, bo, *_others = three
    say(propose(heron, bo, at), bo, at=at)
    services.settle_due(at=at + 7 * DAY)
    newcomer = factories.person("Edo", at)
    factories.add(heron, newcomer, bo, at + 8 * DAY)

    assert [each.state for each in queries.decided(bo, heron, Rule.SILENCE)] == [VersionState.LAPSED]
    assert queries.decided(newcomer, heron, Rule.SILENCE) == []


@db
def test_a_newcomer_reads_nothing_of_a_proposal_that_came_to_nothing_before_they_came(three, at):
    heron, bo, chen, _dina = three
    version = propose(heron, bo, at)
    say(version, chen, at=at, answer=Answer.OBJECT)
    services.settle_due(at=at + 8 * DAY)
    newcomer = factories.person("Edo", at)
    factories.add(heron, newcomer, bo, at + 9 * DAY)

    assert queries.decided(bo, heron, Rule.SILENCE) == [version]
    assert queries.readable_version(bo, heron, version.pk) == version
    assert queries.decided(newcomer, heron, Rule.SILENCE) == []
    assert queries.readable_version(newcomer, heron, version.pk) is None


@db
def test_words_are_taken_out_everywhere_and_leave_a_mark(three, at):
    heron, bo, chen, dina = three
    draft = services.begin_draft(heron, by=bo, at=at)
    draft = services.add_clause(draft, text="We do not speak of Mr Smith.", by=bo, at=at)
    services.remark(draft, text="smith again", by=chen, at=at)
    version = say(draft, bo, chen, dina, at=at, words="SMITH is my boss.")

    assert services.redact(version, phrase="smith", by=dina, at=at) == 5

    version.refresh_from_db()
    assert queries.clauses(version)[0].text == "We do not speak of Mr ▒▒▒."
    assert queries.remarks(bo, version)[0].text == "▒▒▒ again"
    assert {each.words for each in queries.said_by_name(bo, version)} == {"▒▒▒ is my boss."}
    for phrase, why in (("s", Why.PHRASE_TOO_SHORT), ("Jones", Why.PHRASE_NOT_THERE)):
        with pytest.raises(Refused) as refused:
            services.redact(version, phrase=phrase, by=dina, at=at)
        assert refused.value.why is why


@db
def test_who_leaves_the_host_leaves_no_words_behind(three, at):
    heron, bo, chen, dina = three
    version = propose(heron, bo, at)
    services.remark(version, text="CNRY-remark", by=chen, at=at)
    assert queries.export_of(bo)["proposals"] == [
        {"set": str(heron.pk), "rule": "silence", "version": 1, "reason": "CNRY-reason", "proposed_at": at.isoformat()}
    ]

    for person in (chen, bo):
        sets.leave(heron, by=person, at=at)
        services.depart(person, at=at)

    version.refresh_from_db()
    assert queries.remarks(dina, version) == []
    assert queries.reason_of(dina, version) == ""
    assert queries.export_of(bo)["proposals"] == []


@db
def test_a_rule_is_proposed_amended_talked_about_and_decided_on_its_page(three, opened_by, at):
    heron, bo, chen, dina = three

    def at_page(person, name="rule", **words):
        url = reverse(f"agreements:{name}", args=[heron.pk, Rule.SILENCE])
        browser = opened_by(person)
        return browser.post(url, words, follow=True) if words else browser.get(url)

    assert at_page(bo, reason="", starts="at_once", silence="").status_code == 422
    proposed = at_page(bo, reason="CNRY-why", starts="at_once", silence="consents").text
    assert "Your proposal stands" in proposed
    assert "1 of 3 can work with it." in at_page(chen).text
    assert "CNRY-why" in at_page(chen).text
    assert "CNRY-said" in at_page(chen, "rule_remark", text="CNRY-said").text
    assert at_page(dina, "rule_answer", answer="object", words="", revision="1").status_code == 422
    assert "CNRY-hurt" in at_page(dina, "rule_answer", answer="object", words="CNRY-hurt", revision="1").text
    for person in (chen, dina):
        last = at_page(person, "rule_answer", answer="can_live_with", words="", revision="1").text
    assert "goes along" in last
    assert "since" in last
    assert "What silence means" in opened_by(bo).get(reverse("agreements:rules", args=[heron.pk])).text
    amended = at_page(chen, reason="CNRY-other", starts="at_once", silence="keeps_the_old").text
    assert "Take the proposal back" in amended
    assert "taken back" in at_page(chen, "rule_withdrawal", sure="yes").text


@db
def test_a_kind_that_does_not_exist_is_not_found(three, opened_by):
    heron, bo, *_others = three
    assert opened_by(bo).get(reverse("agreements:rule", args=[heron.pk, "weather"])).status_code == 404
