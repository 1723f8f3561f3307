import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, Rule
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(heron, bo, at):
    person = factories.person("Chen", at)
    factories.add(heron, person, bo, at)
    return person


@pytest.fixture
def draft(heron, bo, at):
    return services.add_clause(services.begin_draft(heron, by=bo, at=at), text="CNRY-clause stays here.", by=bo, at=at)


@pytest.fixture
def in_force(draft, bo, chen, at):
    for person in (bo, chen):
        version = services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=person, at=at)
    return version


def text_of(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def url(name, learning_set, *more):
    return reverse(f"agreements:{name}", args=[learning_set.pk, *more])


def test_an_agreement_comes_into_force_from_nothing_through_the_pages(opened_by, heron, bo, chen):
    mine, other = opened_by(bo), opened_by(chen)
    assert "You have not agreed yet" in text_of(mine.get(url("agreement", heron)))
    mine.post(url("draft", heron))
    mine.post(url("starters", heron), {"keys": ["starter-notes", "starter-passing"]})
    other.post(url("clauses", heron), {"text": "We wait ten minutes."})
    clause = queries.clauses(queries.draft(heron))[2]
    mine.post(url("clause", heron, clause.id), {"text": "We wait for nobody.", "was": clause.text})
    mine.post(url("place", heron, clause.id), {"towards": "up"})
    mine.post(url("removal", heron, "starter-notes"))
    draft = queries.draft(heron)
    assert queries.clauses(draft)[1].text == "We wait for nobody."

    for client in (mine, other):
        answer = {"answer": "agree", "words": "", "revision": draft.revision}
        client.post(url("consent", heron, draft.number), answer)

    assert queries.in_force(heron) == draft
    assert "version 1, in force since 23 November 2026" in text_of(mine.get(url("agreement", heron)))


def test_an_edit_between_reading_and_answering_shows_the_new_text_and_keeps_the_words(opened_by, heron, bo, chen, draft, at):
    services.add_clause(draft, text="We begin on time.", by=bo, at=at)

    stale = {"answer": "object", "words": "Not before ten.", "revision": draft.revision}
    answer = opened_by(chen).post(url("consent", heron, 1), stale)

    assert answer.status_code == 409
    assert "The text has changed since you read it." in text_of(answer)
    assert "We begin on time." in text_of(answer)
    assert "Not before ten." in text_of(answer)
    assert "checked" not in answer.content.decode()
    assert queries.standing_of_consent(chen, draft).mine is None


def test_two_who_reword_one_clause_see_both_texts(opened_by, heron, bo, chen, draft):
    clause = queries.clauses(draft)[0]
    page = url("clause", heron, clause.id)
    opened_by(bo).post(page, {"text": "Bo’s words.", "was": clause.text})

    answer = opened_by(chen).post(page, {"text": "Chen’s words.", "was": clause.text})

    assert answer.status_code == 409
    assert "Bo’s words." in text_of(answer)
    assert "Chen’s words." in text_of(answer)
    assert queries.clauses(queries.draft(heron))[0].text == "Bo’s words."


def test_before_an_edit_the_page_says_that_answers_will_not_count(opened_by, heron, bo, chen, draft, at):
    page = url("draft", heron)
    assert "those answers no longer count" not in text_of(opened_by(chen).get(page))

    services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=bo, at=at)

    assert "those answers no longer count" in text_of(opened_by(chen).get(page))


def test_no_answer_is_chosen_in_advance(opened_by, heron, chen, draft):
    assert "checked" not in opened_by(chen).get(url("consent", heron, 1)).content.decode()


def test_an_objection_without_reason_is_not_kept(opened_by, heron, chen, draft):
    said = {"answer": "object", "words": "", "revision": draft.revision}

    answer = opened_by(chen).post(url("consent", heron, 1), said)

    assert "Say what stands in your way" in text_of(answer)
    assert queries.standing_of_consent(chen, draft).mine is None


def test_the_page_of_the_rules_says_where_it_leaves_something_out(heron, bo, chen, opened_by, at):
    def agree_on(*texts):
        draft = services.begin_draft(heron, by=bo, at=at)
        for text in texts:
            draft = services.add_clause(draft, text=text, by=bo, at=at)
        for each in (bo, chen):
            services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=each, at=at)
        services.take_effect(heron, at=at)
        return opened_by(bo).get(url("rules", heron)).text

    whole, cut = agree_on("We begin on time.", "We end on time."), agree_on("We rest.")

    assert "We end on time." in whole
    assert "And more." not in whole
    assert "We rest." not in cut
    assert "And more." in cut


def test_numbers_are_shown_and_names_on_request_only(opened_by, heron, bo, chen, draft, at):
    services.answer(draft, revision=draft.revision, answer=Answer.OBJECT, words="Too early.", by=chen, at=at)
    page = url("consent", heron, 1)

    plain, named = (text_of(opened_by(bo).get(where)) for where in (page, f"{page}?names"))

    assert "0 of 2 can work with it. One of you objects. One has not answered yet." in plain
    assert "Too early." in plain
    assert "Chen" not in plain
    assert "Chen I object Too early." in named


def test_who_joins_later_is_asked_to_read_and_consent(opened_by, heron, bo, in_force, at):
    dina = factories.person("Dina", at)
    factories.add(heron, dina, bo, at)
    page = url("agreement", heron)
    assert "This waits for you." in text_of(opened_by(dina).get(page))
    assert "This waits for you." not in text_of(opened_by(bo).get(page))
    assert "2 of 3 can work with it. One has not answered yet." in text_of(opened_by(bo).get(page))

    answer = {"answer": "can_live_with", "words": "", "revision": in_force.revision}
    opened_by(dina).post(url("consent", heron, 1), answer)

    assert "This waits for you." not in text_of(opened_by(dina).get(page))


def test_history_shows_what_came_and_what_went(opened_by, heron, bo, chen, in_force, at):
    second = services.begin_draft(heron, by=bo, at=at)
    clause = queries.clauses(second)[0]
    second = services.reword_clause(second, clause_id=clause.id, was=clause.text, text="All of it stays here.", by=bo, at=at)
    for person in (bo, chen):
        services.answer(second, revision=second.revision, answer=Answer.AGREE, by=person, at=at)
    services.take_effect(heron, at=at)

    page = opened_by(bo).get(url("history", heron)).content.decode()

    assert "<del>CNRY-clause</del> <ins>All of it</ins> stays here." in page
    assert page.index("Version 2") < page.index("Version 1")


def test_a_newcomer_reads_no_words_that_were_replaced_before_they_joined(opened_by, heron, bo, chen, amara, in_force, at):
    second = services.begin_draft(heron, by=bo, at=at)
    clause = queries.clauses(second)[0]
    second = services.reword_clause(second, clause_id=clause.id, was=clause.text, text="All of it stays.", by=bo, at=at)
    for person in (bo, chen):
        services.answer(second, revision=second.revision, answer=Answer.AGREE, by=person, at=at)
    services.take_effect(heron, at=at)
    dina = factories.person("Dina", at)
    factories.add(heron, dina, bo, at + timedelta(minutes=1))
    factories.facilitate(heron, amara, bo, at)

    pages = {person.name: opened_by(person).get(url("history", heron)).content.decode() for person in (dina, bo, amara)}

    assert {name: "CNRY-clause" in page for name, page in pages.items()} == {"Dina": False, "Bo": True, "Amara": True}
    assert all("Version 1" in page and "Version 2" in page for page in pages.values())
    assert "All of it stays." in pages["Dina"]


@pytest.mark.parametrize("name", ["agreement", "history", "facilitation"])
def test_nothing_is_shown_to_who_is_not_in_the_set(opened_by, heron, bo, amara, in_force, at, name):
    mara = factories.person("Mara", at)
    set_services.end_term(factories.facilitate(heron, amara, bo, at), by=bo, at=at)
    assert opened_by(bo).get(url(name, heron)).status_code == 200

    for person in (mara, amara):
        answer = opened_by(person).get(url(name, heron))
        assert (answer.status_code, "CNRY-clause" in text_of(answer)) == (404, False)


def test_what_a_draft_says_stays_in_the_set(opened_by, heron, bo, draft, at):
    mara, page = factories.person("Mara", at), url("draft", heron)
    assert "CNRY-clause" in text_of(opened_by(bo).get(page))

    for name, more in (("draft", ()), ("consent", (1,)), ("clause", (queries.clauses(draft)[0].id,)), ("withdrawal", ())):
        assert opened_by(mara).get(url(name, heron, *more)).status_code == 404


def test_a_facilitator_in_term_reads_and_does_not_answer(opened_by, heron, bo, amara, draft, at):
    factories.facilitate(heron, amara, bo, at)
    client = opened_by(amara)
    assert "CNRY-clause" in text_of(client.get(url("agreement", heron)))

    client.post(url("consent", heron, 1), {"answer": "agree", "words": "", "revision": draft.revision})

    assert queries.tally(draft).agreed == 0


@pytest.mark.parametrize("others", [0, 2])
def test_the_agreement_asks_the_same_queries_for_one_and_three(
    opened_by, heron, bo, draft, at, others, django_assert_num_queries
):
    for name in ("Dina", "Edo")[:others]:
        person = factories.person(name, at)
        factories.add(heron, person, bo, at)
        services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=person, at=at)
        services.add_clause(draft, text="One more.", by=bo, at=at)
        draft.refresh_from_db()
    client = opened_by(bo)
    client.get(url("agreement", heron))

    with django_assert_num_queries(12):
        client.get(url("agreement", heron))


@pytest.mark.parametrize("versions", [1, 3])
def test_history_asks_the_same_queries_for_one_and_three(
    opened_by, heron, bo, chen, in_force, at, versions, django_assert_num_queries
):
    for number in range(1, versions):
        version = services.add_clause(services.begin_draft(heron, by=bo, at=at), text=f"Number {number}.", by=bo, at=at)
        for person in (bo, chen):
            services.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=at)
    client = opened_by(bo)
    client.get(url("history", heron))

    with django_assert_num_queries(9):
        client.get(url("history", heron))


def test_a_set_chooses_to_manage_itself_through_the_pages(opened_by, heron, bo, chen, amara, at):
    set_services.end_term(factories.facilitate(heron, amara, bo, at), by=bo, at=at)
    page = url("facilitation", heron)
    assert "Amara’s term has ended." in text_of(opened_by(bo).get(page))
    opened_by(bo).post(url("proposal", heron), {"choice": "self_manage", "reason": "We can."})
    version = queries.draft(heron, Rule.FACILITATION)
    assert "We manage this set ourselves." in text_of(opened_by(chen).get(page))

    answer = {"answer": "agree", "words": "", "revision": version.revision}
    opened_by(chen).post(url("facilitation_answer", heron), answer)

    heron.refresh_from_db()
    assert not sets.must_choose(heron, at)
    assert "Nobody facilitates now." in text_of(opened_by(bo).get(page))


def test_a_proposal_without_an_address_says_so_and_keeps_the_reason(opened_by, heron, bo, chen, amara, at):
    set_services.end_term(factories.facilitate(heron, amara, bo, at), by=bo, at=at)

    answer = opened_by(bo).post(url("proposal", heron), {"choice": "ask_another", "reason": "Fresh eyes."})

    assert "Give the address of the person" in text_of(answer)
    assert "Fresh eyes." in text_of(answer)


def test_an_archived_set_offers_no_new_version(opened_by, heron, bo, in_force, at):
    client = opened_by(bo)
    assert "Begin a new version" in client.get(url("agreement", heron)).content.decode()
    set_services.archive(heron, by=bo, at=at)

    page = client.get(url("agreement", heron)).content.decode()

    assert "This set is archived" in page
    assert "Begin a new version" not in page
