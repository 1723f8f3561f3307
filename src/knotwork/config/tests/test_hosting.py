"""The page of whoever looks after the host."""

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.config import doctor
from knotwork.people import services as people
from knotwork.people.tests.factories import letters_to, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def lev(at):
    browser = Client()
    browser.force_login(somebody("Lev", at=at, is_host=True))
    return browser


def test_it_says_what_is_wrong_before_what_is_well(lev, settings):
    settings.KNOTWORK_SMTP_URL, settings.KNOTWORK_BASE_URL = "", "https://sets.example.org"

    page = lev.get(reverse("host")).content.decode()

    assert "All is well." not in page
    assert page.index("KNOTWORK_SMTP_URL is not set") < page.index("The database is up to date.")
    assert "1 account," in page


def test_it_asks_no_mail_server_while_a_page_waits(lev, settings, monkeypatch):
    settings.KNOTWORK_SMTP_URL, settings.KNOTWORK_DEMO = "smtp://mail.example.org:587", False
    monkeypatch.setattr(doctor, "_smtp", lambda: pytest.fail("the mail server was asked"))

    page = lev.get(reverse("host")).content.decode()

    assert "A mail server is set." in page
    assert "Send me a test letter" in page


def test_a_test_letter_is_posted_and_the_page_says_what_becomes_of_it(lev, settings):
    settings.KNOTWORK_SMTP_URL, settings.KNOTWORK_DEMO = "smtp://mail.example.org:587", False

    lev.post(reverse("host_letter"))
    letter = letters_to("lev@example.org")[0]
    assert "your last test letter waits to be sent." in lev.get(reverse("host")).content.decode()
    letter.state, letter.last_fault = "failed", "The mail server does not know us."
    letter.save()
    page = lev.get(reverse("host")).content.decode()

    assert "your last test letter could not be sent." in page
    assert "The mail server does not know us." in page


def test_accounts_are_listed_and_whoever_is_named_finds_the_way(lev, at):
    bo = people.open_account(email="bo@example.org", name="Bo", zone="UTC", at=at)

    wrong = lev.post(reverse("people:accounts"), {"address": "kim@example.org"})
    right = lev.post(reverse("people:accounts"), {"address": "bo@example.org"}, follow=True).content.decode()

    assert (wrong.status_code, "Nobody here has this address." in wrong.content.decode()) == (422, True)
    assert "Bo looks after this host too." in right
    bo.refresh_from_db()
    assert bo.is_host
    ended = lev.post(reverse("people:host_end", args=[bo.pk]), follow=True).content.decode()
    assert "Bo looks after this host no longer." in ended
