"""Letting a phone in."""

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.people.models import PhoneTicket
from knotwork.people.tests.factories import letters_to, somebody
from knotwork.people.tests.test_profile import is_in, signed_in
from knotwork.platform.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at)


def offered(browser: Client, *, next_path: str = "") -> tuple[str, str]:
    """Make an offer; returns the ticket's page and the phone's page."""
    page = browser.post(reverse("people:phone_offer"), {"next": next_path}).url
    return page, reverse("people:phone", args=[PhoneTicket.objects.latest("made_at").code])


def test_a_phone_comes_in_with_two_presses_and_goes_to_the_room(bo):
    laptop, phone = signed_in(bo), Client()
    ticket, link = offered(laptop, next_path="/devices/")

    opened = phone.get(link)
    phone.post(link)
    numbers = [browser.get(path).content.decode() for browser, path in ((phone, link), (laptop, ticket))]
    laptop.post(ticket, {"answer": "yes"})
    waiting = phone.get(link)
    answer = phone.post(link)

    number = PhoneTicket.objects.get().number
    assert "as <strong>Bo</strong>" in opened.content.decode()
    assert all(number in page for page in numbers)
    assert "Go in" in waiting.content.decode()
    assert answer.url == "/devices/"
    assert is_in(phone)
    assert "device_let_in" in {letter.params.get("notice") for letter in letters_to(bo.email)}


def test_waiting_changes_nothing_by_itself(bo):
    laptop, phone = signed_in(bo), Client()
    ticket, link = offered(laptop)
    phone.post(link)
    laptop.post(ticket, {"answer": "yes"})

    for _ in range(3):
        phone.get(link)

    assert not is_in(phone)


def test_a_refused_phone_stays_out(bo):
    laptop, phone = signed_in(bo), Client()
    ticket, link = offered(laptop)
    phone.post(link)

    laptop.post(ticket, {"answer": "no"})
    answer = phone.post(link)

    assert answer.status_code == 410
    assert not is_in(phone)


def test_only_the_phone_that_asked_comes_in(bo):
    laptop, phone, thief = signed_in(bo), Client(), Client()
    ticket, link = offered(laptop)
    phone.post(link)

    late = thief.post(link)
    laptop.post(ticket, {"answer": "yes"})
    thief.post(link)

    assert late.status_code == 410
    assert not is_in(thief)


def test_a_ticket_works_once_and_for_two_minutes(bo, moment):
    laptop, phone = signed_in(bo), Client()
    ticket, link = offered(laptop)
    phone.post(link)
    laptop.post(ticket, {"answer": "yes"})
    moment.shift(120)

    answer = phone.post(link)

    assert answer.status_code == 410
    assert not is_in(phone)


def test_nobody_can_say_yes_for_another(bo, at):
    laptop, phone, stranger = signed_in(bo), Client(), signed_in(somebody("Mara", at=at))
    ticket, link = offered(laptop)
    phone.post(link)

    answer = stranger.post(ticket, {"answer": "yes"})

    assert answer.status_code == 404
    assert PhoneTicket.objects.get().approved_at is None


def test_saying_yes_before_anybody_asked_does_nothing(bo):
    laptop = signed_in(bo)
    ticket, _ = offered(laptop)

    laptop.post(ticket, {"answer": "yes"})

    assert PhoneTicket.objects.get().approved_at is None


def test_guessing_characters_is_slowed(bo):
    guesser = Client()

    answers = [guesser.get(reverse("people:phone", args=[f"guess{number:03d}"])).status_code for number in range(61)]

    assert answers == [410] * 60 + [429]


def test_the_characters_can_be_typed(bo):
    _, link = offered(signed_in(bo))
    code = PhoneTicket.objects.get().code

    answer = Client().post(reverse("people:phone_code"), {"code": f" {code[:4].upper()} {code[4:]} "})

    assert answer.url == link


def test_the_ticket_holds_neither_characters_nor_number(bo):
    offered(signed_in(bo))
    ticket = PhoneTicket.objects.get()

    kept = str(vars(ticket))

    assert ticket.code not in kept
    assert ticket.number not in kept


def test_a_new_offer_ends_the_one_before_and_all_of_it_is_recorded(bo):
    laptop, phone = signed_in(bo), Client()
    _, first = offered(laptop)
    ticket, link = offered(laptop)

    old = phone.get(first)
    phone.post(link)
    laptop.post(ticket, {"answer": "yes"})
    phone.post(link)

    events = list(Entry.objects.filter(event__startswith="phone.").order_by("at", "pk").values_list("event", flat=True))
    assert old.status_code == 410
    assert sorted(events) == ["phone.approved", "phone.asked", "phone.offered", "phone.offered"]


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/here\0", "/here\n"]
)
def test_an_offer_leads_only_to_pages_of_this_host(bo, path):
    laptop = signed_in(bo)

    offered(laptop, next_path=path)

    assert PhoneTicket.objects.get().next == ""
