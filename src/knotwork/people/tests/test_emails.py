"""The letters of accounts, as they are sent."""

from datetime import timedelta

import pytest

from knotwork.people import emails, services
from knotwork.people.enums import Notice, Purpose
from knotwork.people.services import proving
from knotwork.people.tests.factories import letters_to, somebody, written
from knotwork.platform.mail import kinds

pytestmark = pytest.mark.django_db

HOSTILE = "Bo\r\nBcc: all@example.org <script>alert(1)</script>"


def may_be_sent(letter, at) -> bool:
    return kinds.kind_of(letter.kind).may_be_sent(letter.params, letter.recipient, at)


def test_a_sign_in_letter_says_code_link_and_time_and_no_name(at):
    bo = somebody("Bo", at=at)
    proof = proving.begin(Purpose.SIGN_IN, address=bo.email, at=at)

    letter = written(letters_to(bo.email)[0], at + timedelta(minutes=5))

    assert letter.subject == "Your sign-in code"
    for form in (letter.text, letter.html):
        assert proof.code in form
        assert f"http://localhost:8000/sign-in/link/{proof.token}/" in form
        assert "10 more minutes" in form
        assert "Bo" not in form


def test_a_letter_of_confirmation_has_no_link(at):
    bo = somebody("Bo", at=at)
    proof = proving.begin(Purpose.CONFIRM, address=bo.email, person=bo, at=at)

    letter = written(letters_to(bo.email)[0], at)

    assert proof.code in letter.text
    assert "http" not in letter.text
    assert "href" not in letter.html


def test_a_letter_is_not_sent_once_it_is_used_or_late(at):
    bo = somebody("Bo", at=at)
    proof = proving.begin(Purpose.SIGN_IN, address=bo.email, at=at)
    letter = letters_to(bo.email)[0]

    in_time, late = may_be_sent(letter, at), may_be_sent(letter, at + timedelta(minutes=15))
    proving.by_code(proof.pk, typed=proof.code, at=at)

    assert (in_time, late, may_be_sent(letter, at)) == (True, False, False)
    assert letter.not_after == at + timedelta(minutes=15)


def test_a_swept_proof_is_no_letter(at):
    bo = somebody("Bo", at=at)
    proving.begin(Purpose.SIGN_IN, address=bo.email, at=at)
    letter = letters_to(bo.email)[0]

    proving.sweep(at + timedelta(hours=2))

    assert not may_be_sent(letter, at)


@pytest.mark.parametrize("notice", list(Notice))
def test_a_notice_tells_time_and_link_on_the_persons_clock(at, notice):
    person = services.open_account(email="bo@example.org", name=HOSTILE, zone="Asia/Kathmandu", at=at)
    emails.tell(notice, person, address=person.email, at=at)

    letter = written(letters_to(person.email)[0], at)

    for form in (letter.text, letter.html):
        assert "17:45" in form
        assert "http://localhost:8000/devices/" in form
        assert "alert" not in form
    assert "\n" not in letter.subject
    assert "Bo" not in letter.subject


def test_a_notice_is_not_sent_to_who_has_left(at):
    bo = somebody("Bo", at=at)
    emails.tell(Notice.PASSWORD_KEPT, bo, address=bo.email, at=at)
    letter = letters_to(bo.email)[0]

    services.depart(bo, at=at)

    assert not may_be_sent(letter, at)
