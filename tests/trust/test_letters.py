"""Letters hold time and link: no canary, no name of a set or a person, and none to whom it is no longer meant for."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from knotwork.actions import emails as action_emails
from knotwork.actions import queries as actions
from knotwork.actions import rules as action_rules
from knotwork.actions import services as acting
from knotwork.agreements import emails as agreement_emails
from knotwork.meetings import emails as meeting_emails
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Lead
from knotwork.people import emails as account_emails
from knotwork.people.enums import Notice, Purpose
from knotwork.people.services import hosting, proving
from knotwork.platform.mail import kinds, writing
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets
from knotwork.sets import tasks as set_tasks
from knotwork.sets.enums import EndRule, Held
from tests.trust.searching import found

DAY = timedelta(days=1)


@pytest.fixture
def outbox(world):
    """A letter of every kind, and of every sort within a kind."""
    bo, amara, later = world.people["Bo"], world.people["Amara"], world.meetings["Heron", "later"]
    for lead in Lead:
        meeting_emails.remind(later, lead, at=world.at)
    interval = actions.Interval(world.meetings["Heron", "past"], later)
    asked_at = action_rules.nudge_at(interval.last.over_at, later.starts_at, bo.zoneinfo)
    action_emails.nudge(interval, at=asked_at)
    open_one = world.heron.versions.get(state="draft", kind="notes")
    agreement_emails.tell_of_proposal(open_one, by=bo, at=world.at)
    agreement_emails.recall(open_one, at=open_one.answer_by)
    call = acting.ask_for_call(world.heron, asked=world.people["Edo"], starts_at=None, by=bo, at=world.at)
    acting.accept_call(call, by=world.people["Edo"], at=world.at)
    meetings.move(later, to=later.starts_at + DAY, by=bo, at=world.at)
    meetings.cancel(world.meetings["Weir", "later"], by=world.people["Hana"], at=world.at)
    for purpose in Purpose:
        proving.begin(purpose, address="bo@example.org", person=bo, name="Bo", zone="UTC", at=world.at)
    for notice in Notice:
        account_emails.tell(notice, bo, address=bo.email, at=world.at)
    hosting.try_mail(by=world.people["Lev"], at=world.at)
    running = world.heron.facilitator_terms.get(person=amara, ended_at=None)
    sets.end_term(running, by=bo, at=world.at)
    until = (world.at + 3 * DAY).date()
    sets.begin_term(world.heron, person=amara, end_rule=EndRule.ON_DATE, ends_on=until, by=bo, at=world.at)
    set_tasks.tell_of_terms(world.at + DAY)
    set_tasks.tell_of_terms(world.at + 5 * DAY)
    sets.ask_to_take_over(world.heron, what=Held.ARCHIVE, to=bo, by=amara, at=world.at)
    sets.await_decision(world.heron, at=world.at + 5 * DAY)
    return list(Letter.objects.all())


def rendered(letter, at):
    """The letter as it travels, with its parts decoded."""
    kind = kinds.kind_of(letter.kind)
    mail = writing.message(letter, kind.write(letter.params, letter.recipient, at), kind, at=at)
    parts = message_from_bytes(mail.as_bytes(), policy=default)
    bodies = [parts.get_body((shape,)).get_content() for shape in ("plain", "html")]
    return mail.as_bytes(), "\n".join([*(f"{name}: {value}" for name, value in parts.items()), *bodies])


def test_there_is_a_letter_of_every_kind(outbox):
    assert {letter.kind for letter in outbox} == set(kinds.known())


def test_no_letter_names_a_set_or_a_person_or_holds_anything_said(world, outbox):
    names = re.compile(rf"\b({'|'.join(world.people)}|Heron|Weir)\b")
    wrong = []

    for letter in outbox:
        if letter.address != account_emails.NOBODY:
            raw, told = rendered(letter, letter.written_at)
            wrong += [(letter.kind, canary) for canary in found(world.canaries, raw) | found(world.canaries, told.encode())]
            wrong += [(letter.kind, name) for name in names.findall(told)]

    assert wrong == []


def test_letters_have_one_of_a_few_subjects(outbox):
    subjects = {
        re.search(r"^Subject: (.*)$", rendered(one, one.written_at)[1], re.MULTILINE)[1]
        for one in outbox
        if "@invalid" not in one.address
    }

    assert 3 <= len(subjects) <= 20, subjects


def test_every_link_of_a_letter_leads_here(outbox, settings):
    links = {
        link
        for letter in outbox
        if "@invalid" not in letter.address
        for link in re.findall(r"https?://[^\s\"'<>]+", rendered(letter, letter.written_at)[1])
    }

    assert links
    assert {link for link in links if not link.startswith(settings.KNOTWORK_BASE_URL)} <= {"http://www.w3.org/1999/xhtml"}
