"""Who looks after the host, and the letter by which they try its mail."""

from datetime import timedelta

import pytest

from knotwork.people import queries, services
from knotwork.people.enums import Why
from knotwork.people.services import hosting
from knotwork.people.tests.factories import letters_to, somebody, written
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail import kinds
from knotwork.platform.mail import queries as mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def lev(at):
    return somebody("Lev", at=at, is_host=True)


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at + timedelta(hours=1))


def test_somebody_with_an_account_is_named_once_whatever_the_capitals(lev, bo, at):
    hosting.name_host(address="BO@example.org", by=lev, at=at)
    hosting.name_host(address=bo.email, by=lev, at=at)

    assert queries.hosts() == [lev, bo]
    assert Entry.objects.filter(event="host.named", about=bo.pk, by=lev.pk).count() == 1


def test_an_address_without_an_account_is_refused(lev, at):
    with pytest.raises(Refused) as refused:
        hosting.name_host(address="kim@example.org", by=lev, at=at)

    assert refused.value.why is Why.NO_ACCOUNT


def test_whoever_does_not_look_after_the_host_changes_nothing(lev, bo, at):
    for press in (
        lambda: hosting.name_host(address=bo.email, by=bo, at=at),
        lambda: hosting.end_host(lev, by=bo, at=at),
        lambda: hosting.try_mail(by=bo, at=at),
    ):
        with pytest.raises(Refused) as refused:
            press()
        assert refused.value.why is Why.NOT_THE_HOST
    assert queries.hosts() == [lev]
    assert letters_to(bo.email) == []


def test_one_always_looks_after_the_host(lev, bo, at):
    with pytest.raises(Refused) as refused:
        hosting.end_host(lev, by=lev, at=at)
    assert refused.value.why is Why.LAST_HOST

    hosting.name_host(address=bo.email, by=lev, at=at)
    hosting.end_host(lev, by=lev, at=at)
    hosting.end_host(lev, by=bo, at=at)

    assert queries.hosts() == [bo]
    assert Entry.objects.filter(event="host.ended", about=lev.pk).count() == 1


def test_a_test_letter_says_only_that_mail_arrives_and_goes_to_nobody_who_stopped(lev, bo, at):
    hosting.try_mail(by=lev, at=at)

    letter = mail.latest("people.trial", lev.pk)
    assert letter == letters_to(lev.email)[0]
    assert "Mail from this host arrives." in written(letter, at).text
    assert "Lev" not in written(letter, at).text + written(letter, at).html
    may_be_sent = kinds.kind_of(letter.kind).may_be_sent
    assert may_be_sent({}, lev.pk, at)
    hosting.name_host(address=bo.email, by=lev, at=at)
    hosting.end_host(lev, by=bo, at=at)
    assert not may_be_sent({}, lev.pk, at)


def test_accounts_that_were_closed_are_not_listed(lev, bo, at):
    services.leave_host(bo, at=at)

    assert list(queries.accounts()) == [lev]
