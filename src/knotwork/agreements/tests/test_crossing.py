"""What crosses on its way: an answer and the next proposal, two proposals of one rule, a decision and a later one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, Rule, Silence, Starts, VersionState, Why
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db
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


def propose(heron, by, at, body=CONSENTS, starts=Starts.NEXT_MEETING):
    return services.propose(heron, kind=Rule.SILENCE, body=body, reason="CNRY-reason", starts=starts, by=by, at=at)


def agree(version, *people, at):
    for person in people:
        version = services.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=at)
    return version


def posted(browser, heron, name="rule", **words):
    return browser.post(reverse(f"agreements:{name}", args=[heron.pk, Rule.SILENCE]), words)


def test_an_answer_to_a_proposal_that_was_taken_back_is_no_answer_to_the_next(three, opened_by, at):
    heron, bo, chen, _dina = three
    read = propose(heron, bo, at)
    services.withdraw(read, by=bo, at=at)
    now = propose(heron, bo, at, body=KEEPS)

    late = posted(opened_by(chen), heron, "rule_answer", answer="agree", words="", revision=str(read.revision))

    assert late.status_code == 409
    assert "The text has changed since you read it." in late.text
    assert queries.tally(now).agreed == 0


def test_who_answered_the_words_before_is_told_that_they_are_asked_again(three, opened_by, at):
    heron, bo, chen, dina = three
    version = agree(propose(heron, bo, at), bo, chen, at=at)
    told = "To the words before these you answered: I agree."
    page = reverse("agreements:rule", args=[heron.pk, Rule.SILENCE])
    assert told not in opened_by(chen).get(page).text

    version = services.amend(version, body=KEEPS, starts=Starts.AT_ONCE, seen=version.revision, by=dina, at=at)

    assert told in opened_by(chen).get(page).text
    assert told not in opened_by(dina).get(page).text
    agree(version, chen, at=at)
    assert told not in opened_by(chen).get(page).text


def test_an_answer_to_a_draft_of_the_agreement_that_was_taken_back_is_no_answer_to_the_next(three, opened_by, at):
    heron, bo, chen, _dina = three
    read = services.add_clause(services.begin_draft(heron, by=bo, at=at), text="We begin on time.", by=bo, at=at)
    services.withdraw(read, by=bo, at=at)
    now = services.add_clause(services.begin_draft(heron, by=bo, at=at), text="Phones stay on.", by=bo, at=at)
    consent = reverse("agreements:consent", args=[heron.pk, read.number])

    late = opened_by(chen).post(consent, {"answer": "agree", "words": "", "revision": str(read.revision)})

    assert late.status_code == 409
    assert "Phones stay on." in late.text
    assert queries.tally(now).agreed == 0


def test_who_proposes_while_another_proposal_came_in_sees_it_and_loses_no_word(three, opened_by, at):
    heron, bo, chen, _dina = three
    theirs = agree(propose(heron, bo, at), bo, at=at)
    mine = {"reason": "CNRY-mine", "starts": "at_once", "silence": KEEPS["silence"]}

    crossed = posted(opened_by(chen), heron, **mine, revision="0")

    theirs.refresh_from_db()
    assert (theirs.body, theirs.revision, queries.tally(theirs).agreed) == (CONSENTS, 1, 1)
    assert crossed.status_code == 409
    assert "Something else stands now than when you began to write." in crossed.text
    assert "<details open>" in crossed.text
    assert "CNRY-mine" in crossed.text
    assert f'name="revision" value="{theirs.revision}"' in crossed.text
    assert posted(opened_by(chen), heron, **mine, revision="1").status_code == 302
    assert queries.draft(heron, Rule.SILENCE).body == KEEPS


def test_two_who_amend_at_once_do_not_overwrite_each_other(three, opened_by, at):
    heron, bo, chen, dina = three
    version = propose(heron, bo, at)
    services.amend(version, body=KEEPS, starts=Starts.AT_ONCE, seen=1, by=dina, at=at)

    crossed = posted(opened_by(chen), heron, reason="r", starts="at_once", silence=CONSENTS["silence"], revision="1")

    assert crossed.status_code == 409
    assert queries.draft(heron, Rule.SILENCE).body == KEEPS


def test_what_was_decided_for_the_next_meeting_does_not_undo_what_was_decided_since(three, at):
    heron, *people = three
    agreed = agree(propose(heron, people[0], at), *people, at=at)
    newer = agree(propose(heron, people[0], at + DAY, body=KEEPS, starts=Starts.AT_ONCE), *people, at=at + DAY)
    assert newer.state == VersionState.IN_FORCE

    ran_with = services.take_effect(heron, at=at + 2 * DAY)

    assert ran_with == {Rule.SILENCE: newer}
    agreed.refresh_from_db()
    assert (agreed.state, agreed.in_force_from) == (VersionState.OVERTAKEN, None)
    assert queries.to_come(heron, Rule.SILENCE) is None
    assert [turn.version for turn in queries.turns(people[0], heron)] == [newer]


def test_each_newcomer_is_decided_on_alone(three, at):
    heron, *people = three

    def newcomer(name, starts):
        body = {"name": name, "address": f"{name.lower()}@example.org"}
        proposed = services.propose(heron, kind=Rule.NEWCOMER, body=body, reason="", starts=starts, by=people[0], at=at)
        return agree(proposed, *people, at=at)

    later = newcomer("Edo", Starts.NEXT_MEETING)
    newcomer("Farah", Starts.AT_ONCE)

    services.take_effect(heron, at=at + DAY)

    later.refresh_from_db()
    assert later.state == VersionState.IN_FORCE


def test_what_all_agreed_on_and_cannot_begin_any_more_is_not_told_as_too_few_answers(three, opened_by, at):
    heron, *people = three
    mia = {"name": "Mia", "address": "mia@example.org"}
    propose_mia = {"kind": Rule.NEWCOMER, "body": mia, "reason": "", "starts": Starts.NEXT_MEETING}
    agreed = agree(services.propose(heron, **propose_mia, by=people[0], at=at), *people, at=at)
    factories.add(heron, factories.person("Mia", at), people[0], at)

    assert services.take_effect(heron, at=at + DAY) == {}

    agreed.refresh_from_db()
    assert (agreed.state, agreed.decided_at) == (VersionState.HINDERED, at + DAY)
    page = opened_by(people[0]).get(reverse("agreements:rule", args=[heron.pk, Rule.NEWCOMER])).text
    assert "Agreed on, and could not begin" in page
    assert "too few answered" not in page


def test_a_set_can_think_again_before_what_it_decided_begins(three, at):
    heron, *people = three
    agree(propose(heron, people[0], at, body=KEEPS, starts=Starts.AT_ONCE), *people, at=at)
    agree(propose(heron, people[0], at), *people, at=at)

    again = agree(propose(heron, people[1], at, body=KEEPS), *people, at=at)

    assert services.take_effect(heron, at=at + DAY) == {Rule.SILENCE: again}


def test_what_is_decided_for_the_next_meeting_is_not_decided_twice_but_can_be_brought_forward(three, at):
    heron, *people = three
    agree(propose(heron, people[0], at), *people, at=at)

    with pytest.raises(Refused) as refused:
        propose(heron, people[1], at)
    forward = agree(propose(heron, people[1], at, starts=Starts.AT_ONCE), *people, at=at)

    assert refused.value.why is Why.NOTHING_CHANGES
    assert queries.in_force(heron, Rule.SILENCE) == forward


def test_who_objected_and_pauses_still_objects(three, at):
    heron, bo, chen, dina = three
    version = agree(propose(heron, bo, at), bo, chen, at=at)
    services.answer(version, revision=1, answer=Answer.OBJECT, words="Not while I am away.", by=dina, at=at)

    sets.pause(heron, by=dina, at=at)

    assert queries.draft(heron, Rule.SILENCE) == version
    assert queries.standing_of_consent(bo, version).objections == 1
    services.settle_due(at=at + 7 * DAY)
    version.refresh_from_db()
    assert version.state == VersionState.REJECTED


@pytest.mark.parametrize("kind", [Rule.SILENCE, Rule.FACILITATION])
def test_words_of_an_answer_to_an_older_text_are_kept_and_can_be_sent_to_the_one_that_stands(three, opened_by, at, kind):
    heron, bo, chen, _dina = three
    bodies = {Rule.SILENCE: CONSENTS, Rule.FACILITATION: {"choice": "self_manage"}}

    def proposed():
        return services.propose(heron, kind=kind, body=bodies[kind], reason="", starts=Starts.AT_ONCE, by=bo, at=at)

    read = proposed()
    services.withdraw(read, by=bo, at=at)
    now = proposed()
    page = reverse("agreements:facilitation_answer", args=[heron.pk])
    page = page if kind == Rule.FACILITATION else reverse("agreements:rule_answer", args=[heron.pk, kind])
    words = {"answer": "object", "words": "CNRY-words"}

    late = opened_by(chen).post(page, {**words, "revision": str(read.revision)})

    assert late.status_code == 409
    assert "The text has changed since you read it." in late.text
    assert "CNRY-words" in late.text
    assert f'name="revision" value="{now.revision}"' in late.text
    assert 'value="object" checked' not in late.text.replace(" required", "")
    assert opened_by(chen).post(page, {**words, "revision": str(now.revision)}).status_code == 302
    assert queries.tally(now).objections == 1


def test_who_proposes_another_way_of_facilitation_while_one_is_open_loses_no_word(three, opened_by, at):
    heron, bo, chen, _dina = three
    services.propose(heron, kind=Rule.FACILITATION, body={"choice": "self_manage"}, reason="", by=bo, at=at)
    mine = {"choice": "ask_another", "address": "amara@example.org", "reason": "CNRY-mine"}

    crossed = opened_by(chen).post(reverse("agreements:proposal", args=[heron.pk]), mine)

    assert crossed.status_code == 422
    assert "Another proposal is open." in crossed.text
    assert "CNRY-mine" in crossed.text
    assert "amara@example.org" in crossed.text
