from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model

from knotwork.platform.kit import clock
from knotwork.platform.mail import banner, kinds, sending, services, writing
from knotwork.platform.mail.kinds import LetterKind
from knotwork.platform.mail.tests.conftest import BO

pytestmark = pytest.mark.django_db


def person(name, at, **more):
    return get_user_model().objects.create(email=f"{name.lower()}@example.org", name=name, joined_at=at, **more)


def off_path(kind="test.news"):
    return urlsplit(writing.off_url(kind, BO)).path


def test_a_machine_that_opens_the_link_changes_nothing(client, switched_off):
    answer = client.get(off_path())

    assert answer.status_code == 200
    assert b"Nothing changes until you press" in answer.content
    assert switched_off == []


def test_one_press_switches_the_kind_off_without_signing_in(client, switched_off):
    client = type(client)(enforce_csrf_checks=True)

    answer = client.post(off_path(), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert switched_off == [BO]


@pytest.mark.parametrize(
    "path",
    [lambda: off_path()[:-4] + "x/", lambda: "/letters/off/x:y/", lambda: off_path("test.code"), lambda: off_path("test.gone")],
)
def test_a_link_we_did_not_sign_or_cannot_honour_leads_nowhere(client, switched_off, path):
    assert client.post(path()).status_code == 404
    assert switched_off == []


@pytest.fixture
def lev(at):
    return person("Lev", at, is_host=True)


def kept(at):
    params = {"when": "13:30", "link": "http://localhost:8000/in/"}
    services.post("test.code", dedupe_key="code:1", address="bo@example.org", recipient=BO, params=params, at=at)
    sending.deliver(at)


def test_the_host_reads_kept_letters_on_a_lone_machine(client, lev, at):
    kept(at)
    client.force_login(lev)

    answer = client.get("/letters/")

    assert b"Nothing has left this machine" in answer.content
    assert b'href="http://localhost:8000/in/"' in answer.content


@pytest.mark.parametrize(
    "more", [{"KNOTWORK_BASE_URL": "https://sets.example.org"}, {"KNOTWORK_SMTP_URL": "smtp://mail.example.org"}]
)
def test_nobody_reads_them_where_other_people_sign_in_or_mail_leaves(client, lev, at, settings, more):
    kept(at)
    client.force_login(lev)
    for name, value in more.items():
        setattr(settings, name, value)

    assert client.get("/letters/").status_code == 404


def test_somebody_who_is_not_the_host_finds_no_letters(client, at):
    client.force_login(person("Bo", at))

    assert client.get("/letters/").status_code == 404


def test_a_kind_that_promises_a_switch_and_has_none_is_a_fault(monkeypatch):
    silent = LetterKind("test.silent", lambda *_: None, lambda *_: True, can_be_switched_off=True)
    monkeypatch.setattr(kinds, "_kinds", {"test.silent": silent})

    assert kinds.faults() == ["Letters of kind test.silent can be switched off, but nothing is registered to do it."]


@pytest.mark.parametrize(
    ("base_url", "smtp_url", "sentence"),
    [
        ("http://localhost:8000", "", None),
        ("https://sets.example.org", "", "No mail leaves this host, because no mail server is set."),
        ("https://sets.example.org", "smtp://mail.example.org", None),
    ],
)
def test_the_administrator_is_told_when_no_mail_leaves(rf, lev, settings, base_url, smtp_url, sentence):
    settings.KNOTWORK_BASE_URL, settings.KNOTWORK_SMTP_URL = base_url, smtp_url
    request = rf.get("/")
    request.user = lev

    assert banner.of(request) == sentence


def test_the_administrator_is_told_of_letters_that_failed(rf, lev, at, settings, postbox):
    settings.KNOTWORK_BASE_URL = "https://sets.example.org"
    postbox.answer = "550 no such person"
    kept(clock.now())
    request = rf.get("/")
    request.user = lev
    told = banner.of(request)
    lev.is_host = False

    assert told == "1 letter could not be sent. On the host's machine, the command doctor says why."
    assert banner.of(request) is None
