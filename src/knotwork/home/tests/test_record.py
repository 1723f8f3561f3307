"""What happened in a set, as its people read it."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

import knotwork
from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.challenges import services as challenges
from knotwork.home.rules import EVENTS
from knotwork.home.tests.test_views import circle, person, planned, read
from knotwork.people.models import Person
from knotwork.people.services import leaving
from knotwork.platform.access import refused
from knotwork.platform.access.tasks import Refusals
from knotwork.platform.audit import services as audit
from knotwork.platform.audit.models import Entry
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today(at):
    with time_machine.travel(at, tick=False):
        refused.take()
        yield


@pytest.fixture
def bo(at) -> Person:
    return person("Bo", at - 9 * DAY)


@pytest.fixture
def heron(at, bo) -> LearningSet:
    return circle("Heron", [bo, person("Chen", at), person("Dina", at)], at - 9 * DAY)


def record_of(learning_set: LearningSet, reader: Person, page: str = "") -> str:
    client = Client()
    client.force_login(reader)
    return read(client, f"{reverse('home:record', args=[learning_set.pk])}{page}")


def joined(learning_set: LearningSet, name: str, *, by: Person, at) -> Person:
    newcomer = person(name, at)
    _, secret = sets.invite(learning_set, by=by, at=at)
    sets.join(secret=secret, person=newcomer, commitment="I come.", at=at)
    return newcomer


def recorded_events() -> Iterator[str]:
    """Every event that is written into some set's record, read from the source."""
    for path in Path(knotwork.__file__).parent.rglob("*.py"):
        if "tests" in path.parts or "audit.record(" not in path.read_text(encoding="utf-8"):
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record":
                first = call.args[0]
                if any(word.arg == "learning_set" for word in call.keywords) and isinstance(first, ast.Constant):
                    yield first.value
                elif isinstance(first, ast.Name):
                    yield from (
                        word.value.value
                        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                        if isinstance(found, ast.Call)
                        for word in found.keywords
                        if word.arg == "event" and isinstance(word.value, ast.Constant)
                    )


def test_every_event_of_a_set_has_its_sentence_and_no_sentence_is_left_over():
    assert set(recorded_events()) == EVENTS


def test_members_read_by_name_what_happened_day_by_day(heron, bo, at):
    planned(heron, bo, at)

    page = record_of(heron, bo)

    for said in ("Bo started the set.", "Bo invited somebody.", "Chen joined.", "Dina joined.", "Bo planned a meeting."):
        assert said in page
    assert page.count('class="leaf"') == 2
    assert page.index("Bo planned a meeting.") < page.index("Chen joined.")
    assert str(bo.pk) not in page


def test_what_was_proposed_answered_and_taken_back_names_its_rule_and_none_of_its_words(heron, bo, at):
    chen = Person.objects.get(name="Chen")
    draft = agreements.begin_draft(heron, by=bo, at=at)
    draft = agreements.add_clause(draft, text="CNRY-clause", by=bo, at=at)
    agreements.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=chen, at=at)
    agreements.withdraw(draft, by=bo, at=at)
    body = {"keep": "actions"}
    notes = agreements.propose(heron, kind="notes", body=body, reason="CNRY-reason", by=bo, at=at)
    agreements.answer(notes, revision=notes.revision, answer=Answer.OBJECT, words="CNRY-words", by=chen, at=at)
    agreements.withdraw(notes, by=bo, at=at)

    page = record_of(heron, bo)

    for said in (
        "The draft of the working agreement was answered.",
        "Bo took the draft of the working agreement back.",
        "Bo made a proposal on “What we keep of a meeting”.",
        "A proposal on “What we keep of a meeting” was answered.",
        "Bo took a proposal on “What we keep of a meeting” back.",
    ):
        assert said in page
    assert "CNRY" not in page


def test_what_happened_in_one_instant_stands_in_the_order_of_writing(heron, bo, at):
    planned(heron, bo, at)
    answered_by(heron, ("Bo", "Dina", "Chen"), at)
    for _time in range(8):
        audit.record("set.renamed", heron, by=bo, at=at, learning_set=heron)
        audit.record("set.archived", heron, by=bo, at=at, learning_set=heron)

    said = re.findall(r'</span> (?:<a href="[^"]+">)?([^<]+)<', record_of(heron, bo))

    assert said[:16] == ["Bo put the set away.", "Bo gave the set another name."] * 8
    assert said[16:22] == [
        "The set chose another shape for a meeting.",
        "A new version of “The shape of our meetings” came into force.",
        *["A proposal on “The shape of our meetings” was answered."] * 3,
        "Bo made a proposal on “The shape of our meetings”.",
    ]


def test_an_answer_written_down_without_its_rule_is_told_all_the_same(heron, bo, at):
    audit.record("version.answered", heron, by=bo, at=at, learning_set=heron, detail={"answer": "agree", "revision": 1})

    page = record_of(heron, bo)
    assert "A proposal was answered." in page
    assert "Bo answered" not in page


def answered_by(heron: LearningSet, names: tuple[str, ...], at) -> None:
    """A proposal on the shape of meetings that changes the dates ahead, answered in this order."""
    bo = Person.objects.get(name="Bo")
    body = {"protocol": "short-round"}
    shape = agreements.propose(heron, kind="protocol", body=body, reason="CNRY-reason", by=bo, at=at)
    for name in names:
        by = Person.objects.get(name=name)
        agreements.answer(shape, revision=shape.revision, answer=Answer.AGREE, by=by, at=at)


def test_who_answered_is_not_named_neither_for_the_answer_nor_for_what_it_brought_into_force(heron, bo, at):
    planned(heron, bo, at)
    before = list(Entry.objects.values_list("pk", flat=True))

    answered_by(heron, ("Bo", "Dina", "Chen"), at)

    answered = Entry.objects.of_set(heron.pk).exclude(pk__in=before).exclude(event="version.drafted")
    assert {entry.by for entry in answered} == {None}
    page = record_of(heron, bo)
    assert page.count("A proposal on “The shape of our meetings” was answered.") == 3
    assert "The set chose another shape for a meeting." in page


def test_the_set_s_page_leads_to_it(heron, bo, client):
    client.force_login(bo)

    assert reverse("home:record", args=[heron.pk]) in read(client, reverse("home:set", args=[heron.pk]))


def test_a_newcomer_reads_from_the_day_they_joined(heron, bo, at):
    newcomer = joined(heron, "Edo", by=bo, at=at)

    page = record_of(heron, newcomer)

    assert "Edo joined." in page
    assert "Chen joined." in record_of(heron, bo)
    assert "Chen joined." not in page
    assert "started the set" not in page


def test_whoever_facilitates_reads_what_they_did_in_this_term_alone(heron, bo, at):
    amara = person("Amara", at)
    first = sets.begin_term(heron, person=amara, end_rule=EndRule.OPEN, by=bo, at=at - 5 * DAY)
    sets.invite(heron, address="hana@example.org", by=amara, at=at - 4 * DAY)
    sets.end_term(first, by=bo, at=at - 3 * DAY)
    sets.begin_term(heron, person=amara, end_rule=EndRule.OPEN, by=bo, at=at - DAY)
    planned(heron, amara, at)

    page = record_of(heron, amara)

    assert "Amara began to facilitate." in page
    assert "Amara planned a meeting." in page
    assert "Amara invited somebody." in record_of(heron, bo)
    for unsaid in ("Amara invited somebody.", "Chen joined.", "started the set", "ended, and with it"):
        assert unsaid not in page


def test_a_term_that_ran_out_by_itself_is_written_once(heron, bo, at):
    amara = person("Amara", at)
    day = (at - 3 * DAY).date()
    sets.begin_term(heron, person=amara, end_rule=EndRule.ON_DATE, ends_on=day, by=bo, at=at - 8 * DAY)

    sets.record_ends(at)
    sets.record_ends(at + DAY)

    assert record_of(heron, bo).count("The term of Amara as facilitator ended, and with it their access.") == 1


def test_who_was_not_let_in_is_named_and_peers_are_not_watched(heron, bo, at):
    mara, chen = person("Mara", at), Person.objects.get(name="Chen")
    for reader, address in ((mara, "home:set"), (mara, "home:record"), (chen, "sets:ended")):
        client = Client()
        client.force_login(reader)
        assert client.get(reverse(address, args=[heron.pk])).status_code == 404
    Refusals().write(at)

    page = record_of(heron, bo)

    assert page.count("Mara tried to open a page of this set and was not let in.") == 2
    assert "Chen tried" not in page


def test_taking_out_one_s_own_words_is_read_by_the_set_without_the_words(heron, bo, at):
    leaving.export_everything(Person.objects.get(name="Chen"), at=at)

    assert "Chen took a copy of their own words along." in record_of(heron, bo)


def test_who_left_the_host_is_a_former_member(heron, bo, at):
    leaving.leave_host(Person.objects.get(name="Chen"), at=at)

    page = record_of(heron, bo)

    assert "a former member left." in page
    assert "Chen" not in page


def test_a_long_record_goes_on_on_further_pages(heron, bo, at):
    for number in range(60):
        audit.record("set.renamed", heron, by=bo, at=at + timedelta(minutes=number), learning_set=heron)

    first, second = record_of(heron, bo), record_of(heron, bo, "?page=2")

    assert "Older" in first
    assert "Newer" not in first
    assert "Bo started the set." in second
    assert "Newer" in second
    assert first.count("gave the set another name") == 50


@pytest.mark.parametrize("page", ["?page=0", "?page=99999999999999999999", "?page=x%00y", "?page="])
def test_a_page_there_is_not_is_no_fault(heron, bo, page):
    assert "Bo started the set." in record_of(heron, bo, page)


def test_an_event_from_a_version_to_come_is_passed_over(heron, bo, at):
    audit.record("set.dreamt", heron, by=bo, at=at, learning_set=heron)

    assert "Bo started the set." in record_of(heron, bo)


def test_a_name_full_of_signs_is_told_as_it_is(heron, bo, at):
    joined(heron, "{who} <b>%s</b>", by=bo, at=at)

    assert "{who} &lt;b&gt;%s&lt;/b&gt; joined." in record_of(heron, bo)


def test_a_set_that_is_put_away_still_shows_its_record(heron, bo, at):
    sets.archive(heron, by=bo, at=at)

    assert "Bo put the set away." in record_of(heron, bo)


def test_who_left_the_set_finds_nothing(heron, at, client):
    chen = Person.objects.get(name="Chen")
    sets.leave(heron, by=chen, at=at)
    client.force_login(chen)

    assert client.get(reverse("home:record", args=[heron.pk])).status_code == 404


def test_what_the_record_speaks_of_can_be_opened_from_it(heron, bo, client, at):
    planned(heron, bo, at)
    agreements.begin_draft(heron, by=bo, at=at)
    challenges.begin(owner=bo, learning_set=heron, headline="Whom do I ask first?", shown=True, at=at)
    client.force_login(bo)

    ways = re.findall(r'</span> <a href="([^"]+)">([^<]+)</a></li>', record_of(heron, bo))

    assert {
        "Bo planned a meeting.",
        "Chen joined.",
        "Bo began a draft of the working agreement.",
        "Bo began a challenge and showed it to the set.",
    } <= {said for _way, said in ways}
    assert {client.get(way, follow=True).status_code for way, _said in ways} == {200}
