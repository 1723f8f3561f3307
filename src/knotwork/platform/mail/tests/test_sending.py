from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from knotwork.platform.mail import queries, sending, services, writing
from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter
from knotwork.platform.mail.tests.conftest import BO

MINUTE = timedelta(minutes=1)


def post(at, *, kind="test.news", key="news:bo:1", address="bo@example.org", **more):
    params = {"when": "13:30", "link": "http://localhost:8000/meetings/"}
    services.post(kind, dedupe_key=key, address=address, recipient=BO, params=params, at=at, **more)


@pytest.mark.django_db
def test_a_letter_is_sent_once_with_all_a_letter_needs(at, postbox):
    post(at)
    post(at)

    sending.deliver(at)
    sending.deliver(at + MINUTE)

    assert len(postbox.letters) == 1
    letter = postbox.letters[0]
    assert letter["To"] == "bo@example.org"
    assert letter["Subject"] == "A date is near"
    assert letter["Date"].datetime == at
    assert letter["Message-ID"] == writing.message_id("news:bo:1")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].startswith("<http://localhost:8000/letters/off/")
    assert "Until 13:30" in letter.get_body(("plain",)).get_content()
    assert "<p>Until 13:30</p>" in letter.get_body(("html",)).get_content()
    assert Letter.objects.get().state == LetterState.SENT


@pytest.mark.django_db
def test_a_letter_one_cannot_do_without_offers_no_way_to_switch_it_off(at, postbox):
    post(at, kind="test.code")

    sending.deliver(at)

    assert postbox.letters[0]["List-Unsubscribe"] is None


@pytest.mark.django_db
def test_the_recipient_is_asked_for_again_when_it_is_sent(at, postbox, allowed):
    post(at)
    allowed.discard("test.news")

    sending.deliver(at)

    assert postbox.letters == []
    assert Letter.objects.get().state == LetterState.DROPPED


@pytest.mark.django_db
def test_a_letter_whose_time_is_over_is_dropped_not_sent_late(at, postbox):
    post(at, not_after=at + MINUTE)

    sending.deliver(at + 2 * MINUTE)

    assert postbox.letters == []
    assert Letter.objects.get().last_fault == "too late"


@pytest.mark.django_db
def test_a_letter_waits_for_its_time(at, postbox):
    post(at, not_before=at + MINUTE)

    sending.deliver(at)
    assert postbox.letters == []
    sending.deliver(at + MINUTE)

    assert len(postbox.letters) == 1


@pytest.mark.django_db
def test_a_refusal_for_now_is_tried_again_ever_more_slowly_and_given_up_after_a_day(at, postbox):
    post(at)
    postbox.answer = "451 later CNRY"
    moment, tries = at, 0

    while Letter.objects.get().state == LetterState.WAITING:
        sending.deliver(moment)
        tries += 1
        moment = max(moment, Letter.objects.get().not_before)

    assert tries == 12
    assert timedelta(hours=20) <= moment - at <= timedelta(hours=24)
    assert Letter.objects.get().state == LetterState.FAILED
    assert Letter.objects.get().last_fault == "SMTPDataError 451"


@pytest.mark.django_db
def test_a_refusal_for_ever_is_given_up_at_once(at, postbox):
    post(at)
    postbox.answer = "550 no such person"

    sending.deliver(at)

    assert Letter.objects.get().state == LetterState.FAILED
    assert queries.trouble(at).letters == 1


@pytest.mark.django_db
def test_trouble_is_over_once_a_letter_leaves(at, postbox):
    postbox.answer = "451 later"
    post(at)
    sending.deliver(at)
    was_trouble = queries.trouble(at)
    postbox.answer = "250 taken"

    sending.deliver(at + MINUTE)

    assert was_trouble.letters == 1
    assert queries.trouble(at + MINUTE) is None


@pytest.mark.django_db
def test_a_server_that_is_not_there_loses_nothing(at, postbox, settings):
    settings.KNOTWORK_SMTP_URL = "smtp://127.0.0.1:9?tls=none"
    post(at)

    sending.deliver(at)

    letter = Letter.objects.get()
    assert (letter.state, letter.not_before) == (LetterState.WAITING, at + MINUTE)
    assert letter.last_fault == "ConnectionRefusedError"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["bo@example.org\r\nBcc: all@example.org", "bo@example.org, all@example.org\n"])
def test_an_address_can_add_neither_header_nor_recipient(at, postbox, address):
    post(at, address=address)

    sending.deliver(at)

    assert all(letter["Bcc"] is None for letter in postbox.letters)
    assert Letter.objects.get().state == LetterState.FAILED


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "is_demo"), [("", False), ("smtp://127.0.0.1:9?tls=none", True)])
def test_without_a_server_and_in_the_demo_letters_are_kept_here(at, settings, url, is_demo):
    settings.KNOTWORK_SMTP_URL, settings.KNOTWORK_DEMO = url, is_demo
    post(at)

    sending.deliver(at)

    assert Letter.objects.get().state == LetterState.KEPT


@pytest.mark.django_db
def test_a_letter_taken_by_a_worker_that_died_is_sent_when_its_lease_is_over(at, postbox):
    post(at)
    sending.claim(at)

    sending.deliver(at + sending.LEASE - timedelta(seconds=1))
    assert postbox.letters == []
    sending.deliver(at + sending.LEASE)

    assert len(postbox.letters) == 1


@pytest.mark.django_db
def test_a_lease_begins_when_its_own_letter_is_taken_however_slow_the_server(at, postbox, monkeypatch):
    post(at, key="news:bo:1")
    post(at, key="news:bo:2")
    stopwatch = iter([0.0, 0.0, 90.0, 90.0])
    monkeypatch.setattr(sending, "monotonic", lambda: next(stopwatch))
    leases = []
    claim = sending.claim
    monkeypatch.setattr(sending, "claim", lambda at: (leases.append(at + sending.LEASE), claim(at))[1])

    sending.deliver(at)

    assert leases == [at + sending.LEASE, *[at + timedelta(seconds=90) + sending.LEASE] * 2]


@pytest.mark.django_db
def test_a_letter_of_a_kind_nobody_knows_is_given_up(at, postbox):
    post(at)
    Letter.objects.update(kind="test.gone")

    sending.deliver(at)

    assert Letter.objects.get().state == LetterState.FAILED


@pytest.mark.django_db
def test_looking_for_letters_costs_one_read_when_there_is_none(at, django_assert_num_queries):
    with django_assert_num_queries(1):
        sending.deliver(at)


def test_two_workers_never_take_the_same_letter(real_database):
    at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    together = Barrier(2)
    for number in range(20):
        post(at, key=f"news:bo:{number}")

    def claims():
        together.wait()
        taken = []
        try:
            while (letter := sending.claim(at)) is not None:
                taken.append(letter.pk)
        finally:
            connection.close()
        return taken

    with ThreadPoolExecutor(2) as pool:
        taken = [future.result() for future in [pool.submit(claims) for _ in range(2)]]

    assert len(taken[0] + taken[1]) == 20
    assert len(set(taken[0] + taken[1])) == 20


@pytest.mark.django_db
def test_old_letters_are_forgotten_and_waiting_ones_are_not(at):
    post(at, key="news:bo:1")
    post(at, key="news:bo:2")
    Letter.objects.filter(dedupe_key="news:bo:1").update(state=LetterState.SENT, settled_at=at)

    services.prune(before=at + MINUTE)

    assert Letter.objects.get().dedupe_key == "news:bo:2"
