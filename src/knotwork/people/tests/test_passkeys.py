"""Passkeys, with an authenticator made of software."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.people import queries
from knotwork.people.models import AddressProof, Person
from knotwork.people.tests.authenticator import HOST, Authenticator
from knotwork.people.tests.factories import letters_to, somebody
from knotwork.people.tests.test_profile import begin_second_step, is_in

pytestmark = pytest.mark.django_db

ADD, USE = "people:passkeys", "people:passkey_sign_in"


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at)


def browser_of(person: Person) -> Client:
    """A browser at the host's own address, in which the person came in by letter."""
    browser = Client(SERVER_NAME=HOST)
    browser.post(reverse("people:sign_in"), {"address": person.email})
    proof = AddressProof.objects.get(pk=browser.session["proofs"]["entry"])
    browser.post(reverse("people:sign_in_code"), {"code": proof.code})
    return browser


def asked(browser: Client, name: str) -> dict:
    return json.loads(browser.get(reverse(name)).context["asked"])


def with_passkey(person: Person, *, name: str = "my phone") -> Authenticator:
    """Add a passkey to the person's account."""
    authenticator, browser = Authenticator(), browser_of(person)
    answer = authenticator.make(asked(browser, ADD))
    browser.post(reverse(ADD), {"name": name, "credential": json.dumps(answer)})
    return authenticator


def use(browser: Client, answer: object):
    return browser.post(reverse(USE), {"credential": json.dumps(answer)})


def test_a_passkey_signs_in_without_a_letter(bo):
    authenticator, browser = with_passkey(bo), Client(SERVER_NAME=HOST)
    browser.get(reverse(USE), {"next": "/devices/"})

    answer = use(browser, authenticator.use(asked(browser, USE)))

    assert answer.url == "/devices/"
    assert is_in(browser)
    assert [passkey.name for passkey in queries.passkeys(bo)] == ["my phone"]
    assert "passkey_added" in {letter.params.get("notice") for letter in letters_to(bo.email)}


def test_a_passkey_needs_no_second_step_and_lives_beside_it(bo):
    authenticator, browser = with_passkey(bo), Client(SERVER_NAME=HOST)
    begin_second_step(browser_of(bo))

    use(browser, authenticator.use(asked(browser, USE)))
    was_in = is_in(browser)
    browser.post(reverse("people:second_step_removal"))

    assert was_in
    assert len(queries.passkeys(bo)) == 1


def test_an_answer_works_once_and_only_for_what_was_asked(bo):
    authenticator, first, second = with_passkey(bo), Client(SERVER_NAME=HOST), Client(SERVER_NAME=HOST)
    answer = authenticator.use(asked(first, USE))
    asked(second, USE)

    use(second, answer)
    use(first, answer)

    assert not is_in(second)
    assert is_in(first)


def test_a_passkey_that_did_not_ask_its_person_opens_nothing(bo):
    authenticator, browser = with_passkey(bo), Client(SERVER_NAME=HOST)

    use(browser, authenticator.use(asked(browser, USE), knows_person=False))

    assert not is_in(browser)


def test_another_key_opens_nothing(bo):
    authenticator, thief, browser = with_passkey(bo), Authenticator(), Client(SERVER_NAME=HOST)
    thief.id, thief.person = authenticator.id, authenticator.person

    page = use(browser, thief.use(asked(browser, USE)))

    assert "does not open an account here" in page.content.decode()
    assert not is_in(browser)


@pytest.mark.parametrize(
    "answer", [{}, [], 7, "x", {"response": 7}, {"response": {"userHandle": 7}}, {"response": {"userHandle": "AA"}}]
)
def test_a_malformed_answer_is_refused_kindly(bo, answer):
    browser, owner = Client(SERVER_NAME=HOST), browser_of(bo)
    asked(browser, USE)
    asked(owner, ADD)

    signing_in = use(browser, answer)
    adding = owner.post(reverse(ADD), {"name": "x", "credential": json.dumps(answer)})

    assert (signing_in.status_code, adding.status_code) == (200, 200)
    assert queries.passkeys(bo) == []


def test_a_removed_passkey_opens_nothing_and_only_its_owner_removes_it(bo, at):
    authenticator, browser = with_passkey(bo), Client(SERVER_NAME=HOST)
    removal = reverse("people:passkey_removal", args=[queries.passkeys(bo)[0].id])

    of_another = browser_of(somebody("Mara", at=at)).post(removal)
    before = len(queries.passkeys(bo))
    browser_of(bo).post(removal)
    use(browser, authenticator.use(asked(browser, USE)))

    assert (of_another.status_code, before) == (404, 1)
    assert not is_in(browser)


def test_a_hostile_name_of_a_passkey_runs_nowhere(bo):
    with_passkey(bo, name='<img src=x onerror="alert(1)">')

    page = browser_of(bo).get(reverse(ADD)).content.decode()

    assert "<img src=x" not in page


def test_a_passkey_belongs_to_the_domain_of_the_base_url(bo, settings):
    settings.KNOTWORK_BASE_URL = "https://sets.example.org:8443"

    offered = asked(browser_of(bo), ADD)["publicKey"]

    assert offered["rp"]["id"] == "sets.example.org"
    assert asked(Client(SERVER_NAME=HOST), USE)["publicKey"]["rpId"] == "sets.example.org"
