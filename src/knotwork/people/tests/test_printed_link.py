"""A sign-in link printed on the host's machine: whose it is, that it works once, and where people are told of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.people import services
from knotwork.people.enums import Purpose, Why
from knotwork.people.models import AddressProof
from knotwork.people.services import hosting, printing
from knotwork.people.tests.factories import letters_to, somebody
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def lev(at):
    return somebody("Lev", at=at, is_host=True)


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at)


def signed_in(browser):
    return browser.get(reverse("people:profile")).status_code == 200


def test_opening_it_changes_nothing_and_pressing_signs_in_once(lev, at):
    path, browser, late = services.print_link(address="LEV@example.org", at=at), Client(), Client()

    opened = [browser.get(path).status_code for _ in range(3)]
    in_after_opening = signed_in(browser)
    browser.post(path)
    second = late.post(path)

    assert (opened, in_after_opening) == ([200] * 3, False)
    assert signed_in(browser)
    assert (second.status_code, signed_in(late)) == (410, False)
    assert [entry.detail for entry in Entry.objects.filter(event="session.begun")] == [{"means": "printed"}]


def test_its_use_is_told_to_its_owner_by_letter(lev, at):
    Client().post(services.print_link(address=lev.email, at=at))

    assert [letter.params["notice"] for letter in letters_to(lev.email)] == ["link_printed"]


def test_it_is_over_after_fifteen_minutes(lev, at, moment):
    path, browser = services.print_link(address=lev.email, at=at), Client()
    moment.shift(timedelta(minutes=15))

    answer = browser.post(path)

    assert (answer.status_code, signed_in(browser)) == (410, False)


def test_a_new_one_ends_the_one_before(lev, at):
    first, second = (services.print_link(address=lev.email, at=at) for _ in range(2))

    assert [Client().get(path).status_code for path in (first, second)] == [410, 200]


def test_it_is_for_nobody_but_whoever_looks_after_the_host(lev, bo, at):
    why = []
    for address in (bo.email, "nobody@example.org"):
        with pytest.raises(Refused) as refused:
            services.print_link(address=address, at=at)
        why.append(refused.value.why)

    assert why == [Why.NOT_THE_HOST, Why.NO_ACCOUNT]
    assert not AddressProof.objects.exists()


def test_it_opens_nothing_once_its_owner_looks_after_the_host_no_longer(lev, bo, at):
    hosting.name_host(address=bo.email, by=lev, at=at)
    path, browser = services.print_link(address=bo.email, at=at), Client()
    hosting.end_host(bo, by=lev, at=at)

    assert browser.post(path).status_code == 410
    assert not signed_in(browser)


def test_a_guess_and_the_link_of_a_letter_open_nothing(lev, at):
    services.print_link(address=lev.email, at=at)
    printed = AddressProof.objects.get()
    browser = Client()
    browser.post(reverse("people:sign_in"), {"address": lev.email})
    letter = AddressProof.objects.get(purpose=Purpose.SIGN_IN)

    guessed = browser.post(reverse("people:printed_link", args=[printed.pk, "x" * 43]))
    of_letter = browser.post(reverse("people:printed_link", args=[letter.pk, letter.token]))

    assert (guessed.status_code, of_letter.status_code, signed_in(browser)) == (410, 410, False)


def test_of_two_at_once_one_is_let_in(lev, at, monkeypatch):
    services.print_link(address=lev.email, at=at)
    proof = AddressProof.objects.get()
    monkeypatch.setattr(printing.queries, "proof", lambda _id: proof)
    printing.use(proof.pk, token=proof.token, at=at)

    with pytest.raises(Refused) as refused:
        printing.use(proof.pk, token=proof.token, at=at)

    assert refused.value.why is Why.PRINTED_IS_OVER


@pytest.mark.parametrize(("server", "is_told"), [("", True), ("smtp://localhost:25", False)])
def test_signing_in_and_out_tells_where_no_mail_goes(settings, lev, server, is_told):
    settings.KNOTWORK_SMTP_URL = server
    browser = Client()
    pages = [browser.get(reverse(name)) for name in ("people:sign_in", "people:signed_out")]
    browser.post(reverse("people:sign_in"), {"address": lev.email})
    pages.append(browser.get(reverse("people:sign_in_code")))

    assert ["knotwork signin-link" in page.content.decode() for page in pages] == [is_told] * 3
