"""Opening an account, with and without an invitation."""

from uuid import UUID

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from knotwork.people import joining, queries, services
from knotwork.people.enums import Invited
from knotwork.people.models import Person
from knotwork.people.services import under_way
from knotwork.people.tests.factories import letters_to, newest_proof, somebody, written

pytestmark = pytest.mark.django_db

NASTY = '<script>alert("ḿ")</script> \u202egnirts\u202c "\'&'


INVITATION = UUID("0197b3a0-0000-7000-8000-000000000001")


class Invitations:
    """Whoever keeps invitations: which of them hold, and which have opened an account."""

    def __init__(self) -> None:
        self.holding = {INVITATION}
        self.opened: set[UUID] = set()

    def state(self, invitation, _at) -> Invited:
        if invitation not in self.holding:
            return Invited.OVER
        return Invited.HAS_OPENED if invitation in self.opened else Invited.HOLDS

    def use(self, invitation, _at) -> bool:
        is_first = invitation not in self.opened
        self.opened.add(invitation)
        return is_first


@pytest.fixture(autouse=True)
def invitations(monkeypatch) -> Invitations:
    """One invitation that holds."""
    kept = Invitations()
    monkeypatch.setattr(under_way, "_keepers", [])
    joining.register(state=kept.state, use=kept.use)
    return kept


def invited(*, address: str = "", next_path: str = "") -> Client:
    """A browser that opened a good invitation."""
    browser = Client()
    request = RequestFactory().get("/")
    request.session = browser.session
    joining.allow(request, invitation=INVITATION, address=address, next_path=next_path)
    request.session.save()
    return browser


def sign_up(browser: Client, **given: str):
    return browser.post(
        reverse("people:sign_up"), {"name": "Mara", "address": "mara@example.org", "zone": "Asia/Kathmandu", **given}
    )


def type_code(browser: Client, address: str = "mara@example.org"):
    return browser.post(reverse("people:sign_in_code"), {"code": newest_proof(address).code})


def test_without_an_invitation_nobody_opens_an_account(client):
    answer = sign_up(client)

    assert "begins with an invitation" in answer.content.decode()
    assert letters_to("mara@example.org") == []


def test_with_an_invitation_a_newcomer_opens_an_account_and_goes_on(at):
    browser = invited(next_path="/devices/")

    sign_up(browser)
    had_account = Person.objects.exists()
    answer = type_code(browser)

    mara = Person.objects.get()
    assert not had_account
    assert (mara.name, mara.email, mara.zone, mara.is_host, mara.joined_at) == (
        "Mara",
        "mara@example.org",
        "Asia/Kathmandu",
        False,
        at,
    )
    assert answer.url == "/devices/"


def test_the_invitation_s_address_is_offered():
    page = invited(address="Mara@Example.org").get(reverse("people:sign_up"))

    assert 'value="mara@example.org"' in page.content.decode()


def test_an_invitation_lets_open_an_account_for_two_hours_only(moment):
    browser = invited()

    moment.shift(2 * 3600)

    assert "begins with an invitation" in sign_up(browser).content.decode()


def test_an_invitation_opens_one_account_in_a_browser():
    browser = invited()
    sign_up(browser)
    type_code(browser)
    browser.post(reverse("people:sign_out"))

    answer = sign_up(browser, address="mara-again@example.org")

    assert "begins with an invitation" in answer.content.decode()
    assert Person.objects.count() == 1


def test_an_invitation_opens_one_account_whatever_browsers_hold_it():
    first, second, third = invited(), invited(), invited()
    sign_up(first)
    sign_up(second, address="goran@example.org")

    type_code(first)
    typed = type_code(second, "goran@example.org")
    asked = sign_up(third, address="edo@example.org")

    assert [person.name for person in Person.objects.all()] == ["Mara"]
    for answer in (typed, asked):
        assert "has opened an account already" in answer.content.decode()
    assert letters_to("edo@example.org") == []


def test_of_two_browsers_at_the_same_instant_one_opens_an_account(invitations, monkeypatch):
    browser = invited()
    sign_up(browser)
    monkeypatch.setattr(invitations, "use", lambda _invitation, _at: False)
    monkeypatch.setattr(under_way, "_keepers", [])
    joining.register(state=invitations.state, use=invitations.use)

    answer = type_code(browser)

    assert "has opened an account already" in answer.content.decode()
    assert not Person.objects.exists()


def test_whose_account_it_is_comes_in_with_it_in_any_browser(moment):
    first, second = invited(), invited()
    sign_up(first)
    code_of_first = newest_proof("mara@example.org").code
    moment.shift(1)
    sign_up(second)
    first.post(reverse("people:sign_in_code"), {"code": code_of_first})

    type_code(second)

    assert second.get(reverse("people:profile")).wsgi_request.user == Person.objects.get()


def test_where_anybody_may_sign_up_an_invitation_binds_nobody(settings):
    settings.KNOTWORK_SIGN_UP = "anyone"
    first, second = invited(), invited()
    for browser, address in ((first, "mara@example.org"), (second, "goran@example.org")):
        sign_up(browser, address=address)
        type_code(browser, address)

    assert Person.objects.count() == 2


def test_an_invitation_taken_back_meanwhile_opens_no_account(invitations):
    browser = invited()
    sign_up(browser)
    invitations.holding.clear()

    answer = type_code(browser)

    assert "begins with an invitation" in answer.content.decode()
    assert not Person.objects.exists()


def test_two_who_open_one_account_at_the_same_instant_both_come_in(monkeypatch, at):
    browser, known = invited(), queries.by_address
    sign_up(browser)
    mara = somebody("Mara", at=at)
    is_there = iter([False, True])
    monkeypatch.setattr(queries, "by_address", lambda address: known(address) if next(is_there) else None)

    type_code(browser)

    assert Person.objects.get() == mara
    assert browser.get(reverse("people:profile")).wsgi_request.user == mara


def test_a_host_may_let_anyone_sign_up(client, settings):
    settings.KNOTWORK_SIGN_UP = "anyone"

    sign_up(client)
    type_code(client)

    assert Person.objects.get().name == "Mara"


def test_who_has_an_account_already_is_signed_in_and_keeps_their_name(at):
    mara = somebody("Mara", at=at)
    browser = invited()

    answer = sign_up(browser, name="Somebody else")
    type_code(browser)

    assert answer.url == reverse("people:sign_in_code")
    assert Person.objects.get().name == "Mara"
    assert browser.get(reverse("people:profile")).wsgi_request.user == mara


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "EST5EDT"])
def test_a_zone_nobody_lives_by_becomes_utc(zone):
    browser = invited()

    sign_up(browser, zone=zone)
    type_code(browser)

    assert Person.objects.get().zone == "UTC"


def test_a_hostile_name_is_kept_as_typed_and_runs_nowhere(at):
    browser = invited()

    sign_up(browser, name=NASTY)
    letter = written(letters_to("mara@example.org")[0], at)
    type_code(browser)
    page = browser.get(reverse("people:profile")).content.decode()

    assert Person.objects.get().name == NASTY
    assert "<script>alert" not in page
    assert "alert" not in letter.html + letter.text + letter.subject


def test_an_address_with_a_line_break_is_refused():
    browser = invited()

    sign_up(browser, address="mara@example.org\nBcc: all@example.org")

    assert letters_to("mara@example.org") == []


def test_the_first_host_is_set_up_once(client, at):
    path = services.set_up_link(at=at)

    opened = client.get(path)
    client.post(path, {"name": "Lev", "address": "Lev@Example.org", "zone": "Europe/Riga"})

    lev = Person.objects.get()
    assert opened.status_code == 200
    assert (lev.name, lev.email, lev.is_host) == ("Lev", "lev@example.org", True)
    assert client.get(reverse("people:profile")).status_code == 200
    assert services.set_up_link(at=at) is None
    assert Client().get(path).status_code == 404


def test_a_new_set_up_link_ends_the_one_before(client, at):
    first, second = services.set_up_link(at=at), services.set_up_link(at=at)

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_guessed_set_up_link_opens_nothing(client, at):
    services.set_up_link(at=at)

    assert client.get(reverse("people:first", args=["x" * 43])).status_code == 404
