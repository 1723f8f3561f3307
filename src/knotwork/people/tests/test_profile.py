"""A person's own pages."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knotwork.people import services, tasks
from knotwork.people.enums import Means
from knotwork.people.models import AddressProof, Attempt, Person
from knotwork.people.services import accounts, entering
from knotwork.people.tests.factories import letters_to, somebody, written
from knotwork.platform.mail.models import Letter
from knotwork.platform.sealing import keyring
from knotwork.platform.sealing.models import WrappedKey

pytestmark = pytest.mark.django_db

SENTENCE = "the herons stand in the reeds"


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at)


def signed_in(person: Person) -> Client:
    """A browser in which the person came in by letter just now."""
    browser = Client()
    browser.post(reverse("people:sign_in"), {"address": person.email})
    proof = AddressProof.objects.get(pk=browser.session["proofs"]["entry"])
    browser.post(reverse("people:sign_in_code"), {"code": proof.code})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("people:profile")).status_code == 200


def current_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_a_profile_is_kept(bo):
    given = {"name": "Bo van Dijk", "zone": "Pacific/Apia", "language": "en", "theme": "dark", "reminder": "both"}
    given |= {"nudge": "every_other", "asking": "first"}

    answer = signed_in(bo).post(reverse("people:profile"), given)

    bo.refresh_from_db()
    assert answer.status_code == 302
    assert {name: getattr(bo, name) for name in given} == given


def test_a_profile_takes_only_zones_and_words_there_are(bo):
    given = {"name": "Bo", "zone": "Mars/Olympus", "language": "en", "theme": "neon", "reminder": "both", "is_host": "on"}

    page = signed_in(bo).post(reverse("people:profile"), given)

    bo.refresh_from_db()
    assert page.status_code == 200
    assert (bo.zone, bo.theme, bo.is_host) == ("Europe/Amsterdam", "system", False)


def test_an_address_changes_once_both_sides_are_proven(bo):
    browser = signed_in(bo)
    browser.post(reverse("people:address"), {"address": "Bo@New.example"})
    old = AddressProof.objects.get(purpose="old_address").code
    new = AddressProof.objects.get(purpose="new_address").code
    wrong = f"{(int(new) + 1) % 1_000_000:06d}"

    browser.post(reverse("people:address_codes"), {"old_code": old, "new_code": wrong})
    bo.refresh_from_db()
    between = bo.email
    browser.post(reverse("people:address_codes"), {"old_code": old, "new_code": new})

    bo.refresh_from_db()
    assert between == "bo@example.org"
    assert bo.email == "bo@new.example"
    assert "address_changed" in {letter.params.get("notice") for letter in letters_to("bo@example.org")}


def test_a_letter_sent_to_the_old_address_no_longer_signs_in_after_the_change(bo, at):
    reader_of_old_mail = Client()
    reader_of_old_mail.post(reverse("people:sign_in"), {"address": bo.email})
    code = AddressProof.objects.get(pk=reader_of_old_mail.session["proofs"]["entry"]).code

    accounts.change_address(bo, to="bo@new.example", by=bo, at=at)
    reader_of_old_mail.post(reverse("people:sign_in_code"), {"code": code})

    assert not is_in(reader_of_old_mail)


def test_codes_to_leave_an_address_cannot_be_asked_for_without_end(bo):
    browser = signed_in(bo)

    answers = [browser.post(reverse("people:address"), {"address": f"bo{n}@new.example"}).status_code for n in range(6)]

    assert answers == [302] * 5 + [429]


def test_an_address_somebody_has_gets_no_letter_and_cannot_be_taken(bo, at):
    chen = somebody("Chen", at=at)
    browser = signed_in(bo)

    answer = browser.post(reverse("people:address"), {"address": chen.email})
    codes = {proof.purpose: proof.code for proof in AddressProof.objects.exclude(purpose="sign_in")}
    taken = browser.post(reverse("people:address_codes"), {"old_code": codes["old_address"], "new_code": codes["new_address"]})

    bo.refresh_from_db()
    assert answer.url == reverse("people:address_codes")
    assert letters_to(chen.email) == []
    assert taken.status_code in {403, 409}
    assert bo.email == "bo@example.org"


def test_a_password_works_beside_the_letter_and_ends_other_devices(bo):
    browser, other = signed_in(bo), signed_in(bo)

    browser.post(reverse("people:password"), {"password": SENTENCE})
    fresh = Client()
    fresh.post(reverse("people:sign_in_password"), {"with-address": "BO@example.org", "with-password": SENTENCE})

    bo.refresh_from_db()
    assert bo.password.startswith("argon2$argon2id")
    assert is_in(browser)
    assert is_in(fresh)
    assert not is_in(other)


@pytest.mark.parametrize("password", ["too short", "password1234", "bo@example.org"])
def test_a_weak_password_is_refused(bo, password):
    signed_in(bo).post(reverse("people:password"), {"password": password})

    bo.refresh_from_db()
    assert not bo.has_usable_password()


def test_a_wrong_password_and_an_unknown_address_read_the_same(bo):
    signed_in(bo).post(reverse("people:password"), {"password": SENTENCE})
    pages = [
        Client().post(reverse("people:sign_in_password"), {"with-address": address, "with-password": "not the sentence"})
        for address in (bo.email, "mara@example.org")
    ]

    assert [page.status_code for page in pages] == [200, 200]
    assert all("do not belong together" in page.content.decode() for page in pages)


def test_a_removed_password_no_longer_works(bo):
    browser = signed_in(bo)
    browser.post(reverse("people:password"), {"password": SENTENCE})

    browser.post(reverse("people:password_removal"))
    fresh = Client()
    fresh.post(reverse("people:sign_in_password"), {"with-address": bo.email, "with-password": SENTENCE})

    assert is_in(browser)
    assert not is_in(fresh)


def test_what_concerns_the_whole_account_asks_for_a_code_after_half_an_hour(bo, moment):
    browser = signed_in(bo)
    moment.shift(30 * 60)

    asked = browser.get(reverse("people:password"))
    browser.get(asked.url)
    browser.post(reverse("people:proof"))
    answer = browser.post(reverse("people:proof"), {"code": AddressProof.objects.get(purpose="confirm").code})

    assert asked.url.startswith(reverse("people:proof"))
    assert answer.url == reverse("people:password")
    assert browser.get(answer.url).status_code == 200


def begin_second_step(browser: Client) -> tuple[str, list[str]]:
    """Give an authenticator its secret; returns the secret and the spare codes."""
    secret = browser.get(reverse("people:new_second_step")).context["secret"]
    page = browser.post(reverse("people:new_second_step"), {"secret": secret, "code": current_code(secret)})
    return secret, page.context["codes"]


def test_a_second_step_is_asked_after_the_letter(bo, moment):
    secret, _ = begin_second_step(signed_in(bo))
    fresh = signed_in(bo)
    moment.shift(30)

    was_in = is_in(fresh)
    fresh.post(reverse("people:second_step"), {"code": current_code(secret)})

    assert not was_in
    assert is_in(fresh)


def test_a_code_of_the_authenticator_works_once_in_all_processes(bo, moment):
    secret, _ = begin_second_step(signed_in(bo))
    first, second, later = signed_in(bo), signed_in(bo), signed_in(bo)
    moment.shift(60)
    code = current_code(secret)
    first.post(reverse("people:second_step"), {"code": code})
    cache.clear()  # another process remembers nothing of this one

    answer = second.post(reverse("people:second_step"), {"code": code})
    moment.shift(30)
    later.post(reverse("people:second_step"), {"code": code})

    assert (is_in(first), is_in(second), is_in(later)) == (True, False, False)
    assert "Each works once" in answer.content.decode()
    later.post(reverse("people:second_step"), {"code": current_code(secret)})
    assert is_in(later)


def test_the_code_that_began_the_second_step_is_used_up(bo):
    secret, _ = begin_second_step(signed_in(bo))
    fresh = signed_in(bo)

    fresh.post(reverse("people:second_step"), {"code": current_code(secret)})

    assert not is_in(fresh)


def test_a_spare_code_works_once(bo):
    _, codes = begin_second_step(signed_in(bo))
    first, second = signed_in(bo), signed_in(bo)

    for browser in (first, second):
        browser.post(reverse("people:second_step"), {"code": codes[0]})

    assert len(codes) == 10
    assert (is_in(first), is_in(second)) == (True, False)


def test_the_secret_of_a_second_step_is_sealed(bo):
    secret, codes = begin_second_step(signed_in(bo))

    kept = " ".join(str(row.data) for row in Authenticator.objects.all())

    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_a_second_step_waits_ten_minutes(bo, moment):
    secret, _ = begin_second_step(signed_in(bo))
    fresh = signed_in(bo)

    moment.shift(10 * 60)
    fresh.post(reverse("people:second_step"), {"code": current_code(secret)})

    assert not is_in(fresh)


def test_a_device_is_listed_without_its_address_and_can_be_signed_out(bo, at):
    browser, other = signed_in(bo), signed_in(bo)
    theirs = signed_in(somebody("Chen", at=at))
    page = browser.get(reverse("people:devices"))
    listed = [device.id for device in page.context["devices"] if not device.is_this_one]

    of_another = theirs.post(reverse("people:device_end", args=listed))
    browser.post(reverse("people:device_end", args=listed))

    assert "127.0.0.1" not in page.content.decode()
    assert of_another.status_code == 404
    assert is_in(browser)
    assert not is_in(other)


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_of_devices_is_one_query_for_one_and_for_three(bo, others):
    browser, _ = signed_in(bo), [signed_in(bo) for _ in range(others)]

    with CaptureQueriesContext(connection) as asked:
        page = browser.get(reverse("people:devices"))

    assert len(page.context["devices"]) == 1 + others
    assert len([query for query in asked.captured_queries if "usersessions" in query["sql"]]) == 1


def test_devices_proofs_tickets_and_tries_are_swept_away(bo, at):
    signed_in(bo)

    tasks.sweep(at + timedelta(days=31))

    assert not UserSession.objects.exists()
    assert not AddressProof.objects.exists()
    assert not Attempt.objects.exists()


def test_all_other_devices_end_at_once(bo):
    browser, others = signed_in(bo), [signed_in(bo) for _ in range(3)]
    were_in = all(is_in(other) for other in others)

    browser.post(reverse("people:others_end"))

    assert were_in
    assert is_in(browser)
    assert not any(is_in(other) for other in others)


def test_one_takes_out_what_is_one_s_own(bo):
    browser = signed_in(bo)

    answer = browser.post(reverse("people:export"))

    taken = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="knotwork-2026-11-23.json"'
    assert taken["account"]["address"] == "bo@example.org"


def test_leaving_the_host_leaves_a_tombstone_without_keys(bo, at):
    browser, other = signed_in(bo), signed_in(bo)
    keyring.key_for(keyring.Holder("person", bo.pk))

    told = browser.get(reverse("people:departure"))
    browser.post(reverse("people:departure"))

    bo.refresh_from_db()
    assert "This cannot be undone" in told.content.decode()
    assert (bo.name, bo.is_active, bo.left_at) == ("a former member", False, at)
    assert bo.email.startswith("gone-")
    assert bo.email.endswith("@invalid")
    assert not WrappedKey.objects.filter(holder=bo.pk).exists()
    assert not is_in(browser)
    assert not is_in(other)


def test_who_left_can_come_back_as_somebody_new(bo, at):
    signed_in(bo).post(reverse("people:departure"))

    again = services.open_account(email="bo@example.org", name="Bo", zone="UTC", at=at)

    assert again.pk != bo.pk


def test_every_notice_says_time_and_link_only(bo, at):
    browser = signed_in(bo)
    browser.post(reverse("people:password"), {"password": SENTENCE})

    letter = written(Letter.objects.get(kind="people.notice"), at)

    assert "A password was set" in letter.text
    assert "13:00" in letter.text
    assert "/devices/" in letter.text
    assert "Bo" not in letter.text.replace("Knotwork", "")


def test_signing_in_at_a_press_is_no_proof(bo, rf):
    request = rf.get("/")
    request.session, request.user = Client().session, AnonymousUser()

    services.sign_in_as(request, bo)

    assert not entering.has_proved_lately(request, at=request.user.joined_at)
    assert Means.DEMO == "demo"


def test_signing_out_clears_what_the_browser_holds(bo):
    answer = signed_in(bo).post(reverse("people:sign_out"))

    assert answer["Clear-Site-Data"] == '"storage"'
