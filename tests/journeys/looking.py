"""Looking at a page as axe does, and walking to every page somebody can reach."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
ALL = {"resultTypes": ["violations"]}
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
LOOK = "options => axe.run(options).then(found => found.violations)"
LINKS = "links => links.filter(link => !link.hasAttribute('download')).map(link => link.getAttribute('href'))"
"""Where the links of a page lead that lead to pages, not to files."""
ID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}/|/\d+/|/[\w-]{16,}/")
OPEN_FOLDS = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


def violations(page: Page, *, fold: bool = True) -> list[str]:
    """What axe finds on this page, light and dark; folded matter is unfolded first."""
    found = []
    if fold:
        page.evaluate(OPEN_FOLDS)
    page.evaluate(AXE.axe_script)
    for theme, options in (("light", ALL), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for one in page.evaluate(LOOK, options):
            nodes = "; ".join(" ".join(map(str, node["target"])) for node in one["nodes"][:3])
            found.append(f"{urlsplit(page.url).path} {theme}: {one['id']} at {nodes}")
    page.emulate_media(color_scheme=None, reduced_motion=None)
    return found


def watch(page: Page, faults: list[str]) -> None:
    """Note every request to another host and every error in the console."""
    own = urlsplit(page.url).netloc

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != own:
            faults.append(f"{page.url} asks {url}")

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda line: line.type == "error" and faults.append(f"{page.url}: {line.text}"))
    page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))


def walk(page: Page, *begin: str) -> Iterator[str]:
    """Go to every kind of page that links lead to, once each; yields each address when the page stands there.

    Links in kept letters are for whoever they were written to, and are not followed.
    """
    waiting, seen = list(begin), set()
    while waiting:
        address = waiting.pop(0)
        kind = ID.sub("/…/", urlsplit(address).path)
        if kind in seen or kind.endswith(".ics") or "/room/" in kind or kind.startswith("/static/"):
            continue
        seen.add(kind)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address} answered {answer.status}"
        yield address
        hrefs = [] if kind == "/letters/" else page.locator("a[href]").evaluate_all(LINKS)
        here = urlsplit(page.url)
        for href in hrefs:
            there = urlsplit(urljoin(page.url, href))
            if there.netloc == here.netloc and not href.startswith("#"):
                waiting.append(f"{there.path}{'?' + there.query if there.query else ''}")
