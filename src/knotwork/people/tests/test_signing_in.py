"""Signing in by letter, as the browser and the mailbox see it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as house
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knotwork.people.models import AddressProof
from knotwork.people.tests.factories import letters_to, newest_proof, somebody, written
from knotwork.platform.mail import kinds
from knotwork.platform.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at)


def ask(client: Client, address: str, **more: str):
    return client.post(reverse("people:sign_in"), {"address": address, **more})


def browser_that_asked_for(proof: AddressProof) -> Client:
    """A copy of the browser in which this letter was asked for."""
    browser = Client()
    session = browser.session
    session["proofs"] = {"entry": str(proof.pk)}
    session.save()
    browser.cookies[house.SESSION_COOKIE_NAME] = session.session_key
    return browser


def is_in(client: Client) -> bool:
    return client.get(reverse("people:profile")).status_code == 200


def test_the_code_of_the_letter_signs_in(client, bo, at):
    ask(client, "Bo@Example.org")
    code = re.search(r"^\d{6}$", written(letters_to(bo.email)[0], at).text, re.MULTILINE)[0]

    answer = client.post(reverse("people:sign_in_code"), {"code": f"{code[:3]} {code[3:]}"})

    assert answer.status_code == 302
    assert is_in(client)


def test_opening_the_link_shows_a_button_and_pressing_it_signs_in(client, bo, at):
    ask(client, bo.email)
    link = re.search(r"https?://\S+/sign-in/link/\S+", written(letters_to(bo.email)[0], at).text)[0]
    path = link.removeprefix("http://localhost:8000")

    opened = client.get(path)
    was_in = is_in(client)
    client.get(path)
    client.post(path)

    assert opened.status_code == 200
    assert "<button" in opened.content.decode()
    assert not was_in
    assert AddressProof.objects.get().used_at == at
    assert is_in(client)


def test_the_link_does_nothing_in_another_browser(client, bo):
    ask(client, bo.email)
    path = reverse("people:sign_in_link", args=[newest_proof(bo.email).token])
    other = Client()

    opened, pressed = other.get(path), other.post(path)

    assert "Type the six digits of the same letter there" in opened.content.decode()
    assert pressed.status_code == 200
    assert not is_in(other)
    assert AddressProof.objects.get().used_at is None


def test_the_link_does_nothing_in_a_browser_that_asked_for_another_letter(client, bo, at):
    ask(client, bo.email)
    path = reverse("people:sign_in_link", args=[newest_proof(bo.email).token])
    other = Client()
    ask(other, somebody("Mara", at=at).email)

    other.post(path)

    assert not is_in(other)


def test_a_letter_works_once(client, bo):
    ask(client, bo.email)
    proof = newest_proof(bo.email)
    path = reverse("people:sign_in_link", args=[proof.token])
    twin = browser_that_asked_for(proof)
    client.post(path)

    again = twin.post(path)
    typed = twin.post(reverse("people:sign_in_code"), {"code": proof.code})

    assert "works only once" in again.content.decode()
    assert "works only once" in typed.content.decode()
    assert is_in(client)
    assert not is_in(twin)


def test_a_letter_works_for_fifteen_minutes(client, bo, moment):
    ask(client, bo.email)
    proof = newest_proof(bo.email)

    moment.shift(timedelta(minutes=15))
    typed = client.post(reverse("people:sign_in_code"), {"code": proof.code})
    pressed = client.post(reverse("people:sign_in_link", args=[proof.token]))

    assert "fifteen minutes" in typed.content.decode()
    assert "fifteen minutes" in pressed.content.decode()
    assert not is_in(client)


def test_five_wrong_codes_close_the_letter_for_codes(client, bo):
    ask(client, bo.email)
    proof = newest_proof(bo.email)
    wrong = f"{(int(proof.code) + 1) % 1_000_000:06d}"

    for _ in range(5):
        client.post(reverse("people:sign_in_code"), {"code": wrong})
    right = client.post(reverse("people:sign_in_code"), {"code": proof.code})

    assert "Five codes did not fit" in right.content.decode()
    assert not is_in(client)


def test_only_the_newest_letter_counts(client, bo):
    ask(client, bo.email)
    first = newest_proof(bo.email)
    client.post(reverse("people:sign_in_letter"))

    client.post(reverse("people:sign_in_code"), {"code": first.code})
    was_in = is_in(client)
    second = AddressProof.objects.exclude(pk=first.pk).get()
    client.post(reverse("people:sign_in_code"), {"code": second.code})

    assert not was_in
    assert is_in(client)


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, bo, at):
    known, unknown = Client(), Client()

    answers = [ask(known, bo.email), ask(unknown, "xy@example.org")]
    pages = [browser.get(answer.url) for browser, answer in zip((known, unknown), answers, strict=True)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    token = re.compile(r'(name="csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"')
    bodies = [token.sub("", page.content.decode()) for page in pages]
    assert bodies[0].replace(bo.email, "") == bodies[1].replace("xy@example.org", "")
    assert letters_to("xy@example.org") == []
    dropped = Letter.objects.get(address="nobody@invalid")
    assert not kinds.kind_of(dropped.kind).may_be_sent(dropped.params, dropped.recipient, at)


def test_known_and_unknown_addresses_cost_the_same_queries(bo):
    browsers = Client(), Client()
    for browser in browsers:
        browser.get(reverse("people:sign_in"), {"next": "/devices/"})

    with CaptureQueriesContext(connection) as known:
        ask(browsers[0], bo.email)
    with CaptureQueriesContext(connection) as unknown:
        ask(browsers[1], "stranger@example.org")

    shapes = [
        [query["sql"][:40] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]]
        for caught in (known, unknown)
    ]
    assert len(shapes[0]) > 8
    assert shapes[0] == shapes[1]


def test_even_the_right_guess_for_an_unknown_address_opens_nothing(client):
    ask(client, "mara@example.org")

    typed = client.post(reverse("people:sign_in_code"), {"code": newest_proof("mara@example.org").code})

    assert "not the code" in typed.content.decode()
    assert not is_in(client)


def test_the_session_gets_a_new_key_at_sign_in(client, bo):
    ask(client, bo.email)
    before = client.session.session_key

    client.post(reverse("people:sign_in_code"), {"code": newest_proof(bo.email).code})

    assert client.session.session_key != before


def test_signing_in_goes_on_to_where_one_wanted_to_go_but_never_elsewhere(bo):
    goals = {
        "/devices/": "/devices/",
        "https://elsewhere.example/": "/profile/",
        "//elsewhere.example/": "/profile/",
        "/\\elsewhere.example": "/profile/",
    }

    for wanted, reached in goals.items():
        browser = Client()
        browser.get(reverse("people:sign_in"), {"next": wanted})
        ask(browser, bo.email)
        answer = browser.post(reverse("people:sign_in_code"), {"code": AddressProof.objects.latest("made_at", "pk").code})
        AddressProof.objects.all().delete()
        assert answer.url == reached


def test_a_closed_account_does_not_come_in(client, bo):
    bo.is_active = False
    bo.save(update_fields=["is_active"])

    ask(client, bo.email)

    assert letters_to(bo.email) == []


def test_neither_outbox_nor_proof_holds_the_code_or_the_link(client, bo):
    ask(client, bo.email)
    proof, letter = newest_proof(bo.email), letters_to(bo.email)[0]

    kept = f"{letter.params} {letter.dedupe_key} {vars(proof)} {client.session.items()}"

    assert proof.code not in kept
    assert proof.token not in kept


def test_six_people_behind_one_address_are_all_let_in(at):
    people = [somebody(name, at=at) for name in ("Bo", "Chen", "Dina", "Edo", "Farah", "Goran")]

    answers = [ask(Client(), person.email) for person in people for _ in range(5)]

    assert {answer.status_code for answer in answers} == {302}


def test_asking_too_often_for_one_address_is_slowed_kindly(bo, moment):
    browser = Client()
    answers = [ask(browser, bo.email).status_code for _ in range(7)]

    moment.shift(timedelta(minutes=16))
    later = ask(browser, bo.email).status_code

    assert answers == [302] * 6 + [429]
    assert later == 302


def test_only_a_trusted_proxy_is_believed_about_where_a_request_comes_from(bo, settings):
    forged = [ask(Client(), bo.email).status_code for _ in range(6)]
    still = Client().post(reverse("people:sign_in"), {"address": bo.email}, headers={"x-forwarded-for": "198.51.100.7"})
    settings.KNOTWORK_TRUSTED_PROXIES = ("127.0.0.0/8",)
    believed = Client().post(reverse("people:sign_in"), {"address": bo.email}, headers={"x-forwarded-for": "198.51.100.7"})

    assert set(forged) == {302}
    assert still.status_code == 429
    assert believed.status_code == 302


def test_the_library_has_no_page_of_its_own(client):
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/2fa/", "/login/"):
        assert client.get(path).status_code == 404


def test_a_host_without_any_account_says_where_its_first_one_is_opened(client, at):
    before = client.get(reverse("people:sign_in")).content.decode()
    somebody("Lev", at=at)

    after = client.get(reverse("people:sign_in")).content.decode()

    assert ["This Knotwork is new." in page for page in (before, after)] == [True, False]
