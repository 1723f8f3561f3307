"""Every answer is dressed; nothing is asked of other hosts; no change is made at another site's word."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.templatetags.static import static

from knotwork.actions import services as actions
from tests.house import House
from tests.trust.asking import METHODS, SAFE, Browser
from tests.trust.cases import ABSENT, cases, url
from tests.trust.matrix import MATRIX

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
DRESS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
POWERS = ("camera", "microphone", "geolocation", "display-capture", "usb", "payment")
EXEMPT = {"mail:off": "mail programs post it without a page (RFC 8058); its token is signed and it only ends letters"}


def bareness(answer) -> list[str]:
    """What this answer lacks."""
    lacking = [name for name, value in DRESS.items() if answer.headers.get(name) != value]
    allowed = answer.headers.get("Permissions-Policy", "")
    return lacking + [power for power in POWERS if f"{power}=()" not in allowed]


def chief(world):
    """Every address with the first thing it can be about."""
    things = cases(world)
    return {name: url(name, things[line.about][0]) for name, line in MATRIX.items()}


@pytest.mark.parametrize("actor", ["nobody", "Bo", "Lev"])
def test_every_answer_on_every_route_is_dressed(world, actor):
    browser, bare, statuses = Browser(world, actor), [], set()

    for name, address in chief(world).items():
        for method in ("GET", "HEAD", "POST", "DELETE"):
            answer = browser.ask(method, address)
            statuses.add(answer.status_code)
            bare += [(name, method, answer.status_code, lack) for lack in bareness(answer)]

    assert bare == []
    assert {200, 302, 405} <= statuses


def test_answers_that_no_view_gave_are_dressed_too(world, monkeypatch):
    def fail(**given):
        raise RuntimeError

    monkeypatch.setattr(actions, "set_out", fail)
    browser, new = Browser(world, "Bo"), f"/sets/{world.heron.pk}/actions/new/"
    answers = {
        400: browser.get("/", headers={"host": "elsewhere.example.net"}),
        403: Browser(world, "Bo", forged=True).post(new, {"what": "It."}),
        404: browser.get(f"/sets/{ABSENT}/"),
        405: browser.ask("DELETE", f"/sets/{world.heron.pk}/people/"),
        413: browser.post(new, {"what": "a" * 300_000}),
        500: browser.post(new, {"what": "It."}),
    }

    assert {status: (answer.status_code, bareness(answer)) for status, answer in answers.items()} == {
        status: (status, []) for status in answers
    }


def test_static_files_are_dressed_and_may_be_stored(world):
    found = Browser(world, "nobody").get(static("design/css/base.css"))
    absent = Browser(world, "nobody").get("/static/nothing.css")

    assert (found.status_code, bareness(found)) == (200, ["Cache-Control"])
    assert (absent.status_code, set(bareness(absent)) - {"Cache-Control"}) == (404, set())


def test_no_change_is_made_without_a_token_from_our_own_page(world):
    accepted = []

    for actor in ("Bo", "Dina", "Lev", "nobody"):
        browser = Browser(world, actor, forged=True)
        for name, address in chief(world).items():
            for method in sorted(set(METHODS) - SAFE):
                answer = browser.ask(method, address)
                if answer.status_code != 403 and name not in EXEMPT:
                    accepted.append((actor, name, method, answer.status_code))

    assert accepted == []


def test_no_change_is_made_when_another_site_asks(world):
    browser = Browser(world, "Bo")

    for said in ("cross-site", "same-site"):
        answer = browser.post(f"/sets/{world.heron.pk}/archive/", headers={"sec-fetch-site": said})
        assert answer.status_code == 403


class Outside(HTMLParser):
    """Collects what a page loads, or posts to, that is not here."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            leads = bool(re.match(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", value or "", re.IGNORECASE))
            if leads and name in {"src", "href", "srcset", "action", "formaction", "data", "poster"} and tag != "a":
                self.found.append(f"<{tag} {name}={value}>")
            if name.startswith("on") or name == "style" or "javascript:" in (value or "").lower().strip()[:11]:
                self.found.append(f"<{tag} {name}>")


@pytest.mark.parametrize("actor", ["nobody", "Dina", "Lev"])
def test_no_page_loads_anything_from_elsewhere_or_runs_what_stands_in_it(world, actor):
    browser, outside, pages = Browser(world, actor), [], 0

    for name, address in chief(world).items():
        answer = browser.ask("GET", address)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = Outside()
            page.feed(answer.content.decode())
            outside += [(name, what) for what in page.found]
            pages += 1

    assert outside == []
    assert pages > 20


def test_no_style_sheet_and_no_script_names_another_host():
    named = []

    for finder in get_finders():
        for path, storage in finder.list([]):
            text = Path(storage.path(path)).read_text(encoding="utf-8", errors="replace")
            loads = re.findall(r"(?:url\(|@import|import|fetch\(|src=)\s*[\"']?((?:https?:)?//[^\s\"')]+)", text)
            named += [(path, one) for one in loads if path.startswith(("design", "live", "home", "meetings", "challenges"))]

    assert named == []


def test_cookies_are_locked_to_this_host_when_it_is_reached_by_https(tmp_path):
    house = House(tmp_path, demo=False, extra={"KNOTWORK_BASE_URL": "https://sets.example.org"})
    assert house.command("migrate").returncode == 0

    said = house.ask(
        "from django.test import Client\n"
        "answer = Client().get('/sign-in/?next=/profile/', secure=True, headers={'host': 'sets.example.org'})\n"
        "print(answer.status_code, answer.headers['Strict-Transport-Security'])\n"
        "print(answer.cookies.output())"
    ).splitlines()

    assert said[0] == "200 max-age=31536000"
    cookies = dict(line.removeprefix("Set-Cookie: ").split("=", 1) for line in said[1:])
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for attributes in cookies.values():
        held = {part.strip().lower() for part in attributes.split(";")}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= held
        assert not any(part.startswith("domain") for part in held)
