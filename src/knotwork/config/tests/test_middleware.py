import pytest
from django.templatetags.static import static
from django.test import Client

from knotwork.platform.kit.headers import CONTENT_POLICY, SECURITY_HEADERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probes")]

PATHS = [
    ("/healthz", 200),
    ("/probe/echo/", 200),
    (static("design/css/layers.css"), 200),
    ("/robots.txt", 200),
    ("/nothing/", 404),
    ("/probe/refuse/already_begun/", 409),
    ("/probe/fail/", 500),
    ("/probe/busy/", 503),
    ("/probe/signed-in/", 302),
]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("path", "status"), PATHS)
def test_every_answer_carries_the_security_headers(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == dict(SECURITY_HEADERS)


def test_the_content_policy_allows_nothing_from_elsewhere_and_nothing_inline():
    assert "default-src 'none'" in CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY


@pytest.mark.parametrize(("path", "status"), PATHS)
def test_only_static_files_may_be_stored(client, settings, path, status):
    stored = client.get(path).headers["Cache-Control"]

    assert (stored == "no-store") is not path.startswith(settings.STATIC_URL)


def test_https_is_remembered_only_where_it_is_used(client, settings):
    without = client.get("/healthz").headers
    settings.KNOTWORK_HTTPS = True

    assert "Strict-Transport-Security" not in without
    assert client.get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_another_site_cannot_ask_for_a_change(client, site):
    assert client.post("/probe/echo/", headers={"sec-fetch-site": site}).status_code == 403
    assert client.get("/probe/echo/", headers={"sec-fetch-site": site}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}])
def test_our_own_pages_and_old_browsers_can(client, headers):
    assert client.post("/probe/echo/", headers=headers).status_code == 200


def test_a_body_over_the_limit_is_turned_away_in_words(client):
    answer = client.post("/probe/echo/", b"x" * (256 * 1024 + 1), content_type="text/plain")

    assert answer.status_code == 413
    assert b"<h1" in answer.content


def test_a_body_at_the_limit_passes(client):
    answer = client.post("/probe/echo/", b"x" * (256 * 1024), content_type="text/plain")

    assert answer.content.endswith(b" 262144")


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "seen"),
    [
        ((), "10.0.0.1", "9.9.9.9", "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", "9.9.9.9", "9.9.9.9"),
        (("10.0.0.0/8",), "10.0.0.1", "6.6.6.6, 9.9.9.9, 10.0.0.7", "9.9.9.9"),
        (("10.0.0.0/8",), "8.8.8.8", "9.9.9.9", "8.8.8.8"),
        (("10.0.0.0/8",), "10.0.0.1", "", "10.0.0.1"),
        (("::1",), "::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_a_trusted_proxy_is_believed_about_the_caller(settings, proxies, peer, forwarded, seen):
    settings.KNOTWORK_TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded, "x-forwarded-proto": "https"}

    answer = Client(REMOTE_ADDR=peer).get("/probe/echo/", headers=headers).content.decode()

    is_trusted = bool(proxies) and peer != "8.8.8.8"
    assert answer.split()[:2] == [seen, "https" if is_trusted else "http"]


def test_pages_are_on_the_readers_clock_and_the_next_readers_are_not(client, bo):
    client.force_login(bo)

    assert b"Asia/Kathmandu en" in client.get("/probe/echo/").content
    assert b"UTC en" in Client().get("/probe/echo/").content


def test_a_zone_that_no_longer_exists_is_read_as_utc(client, bo):
    bo.zone = "Mars/Olympus"
    bo.save(update_fields=["zone"])
    client.force_login(bo)

    assert b"UTC en" in client.get("/probe/echo/").content


def test_robots_are_asked_to_stay_away(client):
    answer = client.get("/robots.txt")

    assert b"Disallow: /" in answer.content
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_wrong_method_is_answered_by_a_page_of_our_own(client, bo):
    client.force_login(bo)

    answer = client.get("/sign-out/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert b"<h1" in answer.content


@pytest.mark.parametrize(
    ("referer", "onward"),
    [
        ("http://testserver/profile/?page=2", "/profile/"),
        ("http://elsewhere.example.net/profile/", "/"),
        ("//elsewhere.example.net/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_own_page(client, referer, onward):
    answer = client.post("/profile/export/", headers={"referer": referer})

    assert answer.status_code == 302
    assert answer.url == f"/sign-in/?next={onward}"
