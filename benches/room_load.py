"""What a browser fetches when it opens the room for the first time (`python -m benches.room_load`).

Follows what the page, its style sheets and its scripts ask for, and counts the bytes as they come over the line.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from benches.figures import Figure, at_most, publish, told
from tests.faults import rooms
from tests.faults.writers import visitor
from tests.house import House

KILOBYTE = 1000
_ASKED_BY_PAGE = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"]+)"')
_ASKED_BY_SHEET = re.compile(r"""(?:@import\s+(?:url\()?|url\()\s*["']?([^"')\s]+)""")
_ASKED_BY_SCRIPT = re.compile(r"""\bimport\s*(?:[\w{}\s,*]+from\s*)?\(?\s*["'](\.[^"']+)["']""")


@dataclass(frozen=True)
class Fetched:
    """One answer: its kind, its bytes on the line (head and body), and its bytes unpacked."""

    address: str
    kind: str
    on_the_line: int
    unpacked: int


def load(browser: httpx.Client, address: str) -> list[Fetched]:
    """Everything a cold browser fetches for this page."""
    seen: dict[str, Fetched] = {}
    waiting = [address]
    while waiting:
        wanted = waiting.pop(0)
        if wanted not in seen:
            seen[wanted], text = _fetch(browser, wanted)
            waiting += [one for one in _asked(seen[wanted].kind, text, wanted) if one not in seen]
    return list(seen.values())


def _fetch(browser: httpx.Client, address: str) -> tuple[Fetched, str]:
    with browser.stream("GET", address, headers={"Accept": "*/*", "Accept-Encoding": "gzip, br"}) as answer:
        body = b"".join(answer.iter_raw())
        answer.raise_for_status()
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw) + len("HTTP/1.1 200 OK\r\n\r\n")
    plain = httpx.Response(200, headers={"content-encoding": answer.headers.get("content-encoding", "identity")}, content=body)
    kind = answer.headers["content-type"].partition(";")[0]
    return Fetched(address, kind, head + len(body), len(plain.content)), plain.text


def _asked(kind: str, text: str, address: str) -> Iterator[str]:
    patterns = {"text/html": _ASKED_BY_PAGE, "text/css": _ASKED_BY_SHEET, "text/javascript": _ASKED_BY_SCRIPT}
    for match in patterns[kind].finditer(text) if kind in patterns else ():
        found = urljoin(address, match[1])
        if not urlsplit(found).netloc and not found.startswith("data:"):
            yield found


def measured() -> list[Figure]:
    """Open the room in the middle of a meeting of eight."""
    with tempfile.TemporaryDirectory(prefix="knotwork-bench-") as folder:
        house = House(Path(folder), demo=False)
        room = rooms.prepared(house, rooms=1, people=8, until="explore")[0]
        house.open(within_seconds=60)
        try:
            with visitor(house.base_url, room.seats[3]) as browser:
                fetched = load(browser, room.path)
        finally:
            house.close()
    return _figures(fetched)


def _figures(fetched: list[Fetched]) -> list[Figure]:
    def bytes_of(kind: str) -> float:
        return sum(one.on_the_line for one in fetched if one.kind == kind) / KILOBYTE

    return [
        at_most("first load in all", sum(one.on_the_line for one in fetched) / KILOBYTE, "kB", 150),
        at_most("scripts", bytes_of("text/javascript"), "kB", 60),
        told("style sheets", bytes_of("text/css"), "kB"),
        told("the page, not compressed", bytes_of("text/html"), "kB"),
        told("unpacked in all", sum(one.unpacked for one in fetched) / KILOBYTE, "kB"),
        told("requests", len(fetched), "requests"),
    ]


def main() -> int:
    """Measure, print, write; 0 when the bars are met."""
    return 0 if publish("room_load", measured()) else 1


if __name__ == "__main__":
    sys.exit(main())
