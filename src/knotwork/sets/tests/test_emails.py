from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from knotwork.platform.mail import kinds
from knotwork.platform.mail.models import Letter
from knotwork.sets import services, tasks
from knotwork.sets.enums import EndRule
from knotwork.sets.rules import TermWish
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db


def written(letter, at):
    kind = kinds.kind_of(letter.kind)
    assert kind.may_be_sent(letter.params, letter.recipient, at)
    return kind.write(letter.params, letter.recipient, at)


def addresses(kind):
    return sorted(Letter.objects.filter(kind=kind).values_list("address", flat=True))


def test_the_letter_of_an_invitation_holds_link_and_time_and_no_name(bo, heron, at, settings):
    _invitation, secret = services.invite(heron, address="mara@example.org", by=bo, at=at)

    said = written(Letter.objects.get(), at)

    for text in (said.text, said.html):
        assert f"{settings.KNOTWORK_BASE_URL}/invitations/{secret}/" in text
        assert "7 December 2026" in text
        assert "Heron" not in text
        assert "unstuck" not in text
        assert ">Bo<" not in text
        assert " Bo " not in text
    assert said.subject == "You are invited to an action learning set"


def test_the_letter_of_a_revoked_invitation_is_not_sent(bo, heron, at):
    invitation, _secret = services.invite(heron, address="mara@example.org", by=bo, at=at)
    services.revoke(invitation, by=bo, at=at)
    letter = Letter.objects.get()

    assert not kinds.kind_of(letter.kind).may_be_sent(letter.params, letter.recipient, at)


def test_a_term_warns_at_fourteen_and_three_days_once_each(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2027, 1, 31))
    end = datetime(2027, 1, 31, 23, 0, tzinfo=UTC)

    tasks.tell_of_terms(end - timedelta(days=15))
    assert addresses("sets.term_ending") == []

    for before in (14, 13.9, 10, 3, 2.9, 1):
        tasks.tell_of_terms(end - timedelta(days=before))

    assert addresses("sets.term_ending") == ["amara@example.org"] * 2 + ["bo@example.org"] * 2


def test_an_ended_term_is_told_once_and_says_what_is_left(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2026, 12, 1))
    after = datetime(2026, 12, 1, 23, 5, tzinfo=UTC)

    tasks.tell_of_terms(after)
    tasks.tell_of_terms(after + timedelta(minutes=30))

    assert addresses("sets.term_ended") == ["bo@example.org"]
    assert addresses("sets.term_over") == ["amara@example.org"]
    assert f"/sets/{heron.pk}/facilitation/" in written(Letter.objects.get(kind="sets.term_ended"), after).text
    assert f"/sets/{heron.pk}/ended/" in written(Letter.objects.get(kind="sets.term_over"), after).text


def test_who_pauses_is_neither_warned_nor_told_of_an_end(bo, amara, heron, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at)
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2027, 1, 31))
    end = datetime(2027, 1, 31, 23, 0, tzinfo=UTC)
    tasks.tell_of_terms(end - timedelta(days=14))
    waiting = Letter.objects.get(address=chen.email)
    assert kinds.kind_of(waiting.kind).may_be_sent(waiting.params, waiting.recipient, at)

    services.pause(heron, by=chen, at=at)
    for then in (end - timedelta(days=3), end + timedelta(minutes=5)):
        tasks.tell_of_terms(then)

    assert list(Letter.objects.filter(address=chen.email)) == [waiting]
    assert not kinds.kind_of(waiting.kind).may_be_sent(waiting.params, waiting.recipient, at)


def test_a_renewed_facilitator_gets_no_letter_of_an_end(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at)
    _, secret = services.invite_facilitator(heron, address=amara.email, wish=TermWish(EndRule.OPEN), by=bo, at=at)
    services.accept_facilitation(secret=secret, person=amara, at=at + timedelta(hours=1))
    tasks.tell_of_terms(at + timedelta(hours=2))

    assert addresses("sets.term_ended") == []
    assert all(
        not kinds.kind_of(letter.kind).may_be_sent(letter.params, letter.recipient, at + timedelta(hours=2))
        for letter in Letter.objects.filter(kind="sets.term_over")
    )


def test_no_letter_of_a_set_names_it(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2026, 12, 1))
    tasks.tell_of_terms(at)
    tasks.tell_of_terms(datetime(2026, 12, 1, 23, 5, tzinfo=UTC))
    letters = Letter.objects.filter(kind__startswith="sets.term")

    assert letters.count() == 4
    for letter in letters:
        when = at if letter.kind == "sets.term_ending" else datetime(2026, 12, 1, 23, 5, tzinfo=UTC)
        said = written(letter, when)
        assert "Heron" not in said.subject + said.text + said.html
        assert "Amara" not in said.subject + said.text + said.html


@pytest.mark.parametrize("server", ["", "smtp://mail.example.org"])
def test_whoever_invites_hears_whether_the_letter_leaves(opened_by, bo, heron, settings, server):
    settings.KNOTWORK_SMTP_URL = server

    answer = opened_by(bo).post(reverse("sets:invitations", args=[heron.pk]), {"address": "pia@example.org"}, follow=True)
    page = answer.content.decode()

    assert ("The letter is on its way." in page) is bool(server)
    assert ("no mail leaves this host" in page) is not bool(server)
