"""How smooth a large domain map is in a browser (`python -m benches.domain_map`).

200 things and 300 links, in Chromium without a graphics card, as its owner draws in it: from the press on "Draw in the
picture" until the canvas shows it, and how long a frame takes while a thing is dragged and while the ground is moved.
The bars: drawn within 1 s, 95 of 100 frames within 33 ms.
"""

import os
import random
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from benches.figures import Figure, at_most, publish, told
from tests.faults import rooms
from tests.house import House
from tests.journeys.conftest import FLAGS

NODES, LINKS, SEED = 200, 300, 20261126
DRAWN_MS, FRAME_MS = 1000, 33
STEPS = 120

READY = """() => new Promise(done => {
  const map = document.querySelector("domain-map"), begun = performance.now();
  map.querySelector("[data-do=open]").click();
  const look = () => map.cy ? map.cy.one("render", () => done(performance.now() - begun)) : requestAnimationFrame(look);
  look();
})"""
COUNT = """() => { const frames = window.frames_at = [];
  const note = at => { if (frames !== window.frames_at) return; frames.push(at); requestAnimationFrame(note); };
  requestAnimationFrame(note); }"""
TAKE = "() => { const frames = window.frames_at; window.frames_at = null; return frames; }"
NODE = """() => { const { cy } = document.querySelector("domain-map"), box = cy.container().getBoundingClientRect();
  const one = cy.nodes(".thing")[0].renderedPosition(); return [box.x + one.x, box.y + one.y]; }"""
GROUND = (
    """() => { const box = document.querySelector("[data-canvas]").getBoundingClientRect(); return [box.x + 8, box.y + 8]; }"""
)


def measured() -> list[Figure]:
    """Draw the large map in a house of its own and move about in it."""
    with tempfile.TemporaryDirectory(prefix="knotwork-bench-") as folder:
        house = House(Path(folder), demo=False)
        room = rooms.prepared(house, rooms=1, people=3)[0]
        seat = room.seats[0]
        path = rooms.asked(house, f"from benches import domain_map; domain_map.tell({seat.person!r}, {room.learning_set!r})")
        house.open(within_seconds=60)
        try:
            with sync_playwright() as playwright:
                found = os.environ.get("KNOTWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
                browser = playwright.chromium.launch(args=FLAGS, **({"executable_path": found} if found else {}))
                context = browser.new_context(base_url=house.base_url, viewport={"width": 1280, "height": 1000})
                context.add_cookies([{"name": "session", "value": seat.session, "url": house.base_url}])
                figures = _figures(context.new_page(), path)
                browser.close()
        finally:
            house.close()
    return figures


def _figures(page: Page, path: str) -> list[Figure]:
    page.goto(path)
    first = page.evaluate(READY)
    dragged = _frames(page, NODE)
    page.wait_for_timeout(2000)
    panned = _frames(page, GROUND)
    return [
        at_most(f"drawn, {NODES} things and {LINKS} links", first, "ms", DRAWN_MS),
        at_most("frame while dragging, p95", _p95(dragged), "ms", FRAME_MS),
        told("frame while dragging, longest", max(dragged), "ms"),
        at_most("frame while panning, p95", _p95(panned), "ms", FRAME_MS),
        told("frame while panning, longest", max(panned), "ms"),
    ]


def _frames(page: Page, begin: str) -> list[float]:
    """Milliseconds from frame to frame while the pointer carries what lies there to and fro."""
    x, y = page.evaluate(begin)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT)
    for step in range(STEPS):
        page.mouse.move(x + 3 * (step % 60), y + 2 * (step % 60))
        page.wait_for_timeout(8)
    frames: list[float] = page.evaluate(TAKE)
    page.mouse.up()
    return [later - earlier for earlier, later in pairwise(frames)]


def _p95(figures: list[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]


def tell(person: str, learning_set: str) -> None:
    """Draw the map as its owner would; prints its address. Runs inside the house."""
    from knotwork.challenges import services as challenges  # noqa: PLC0415 – this half runs where Django is set up
    from knotwork.challenges.enums import Domain, LinkKind, NodeKind  # noqa: PLC0415 – see above
    from knotwork.challenges.rules import ground  # noqa: PLC0415 – see above
    from knotwork.challenges.rules.domain_map import Joined, Said  # noqa: PLC0415 – see above
    from knotwork.challenges.services import domain_map as drawing  # noqa: PLC0415 – see above
    from knotwork.people.models import Person  # noqa: PLC0415 – see above
    from knotwork.platform.kit import clock  # noqa: PLC0415 – see above
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    chance, now = random.Random(SEED), clock.now()
    owner, circle = Person.objects.get(pk=person), LearningSet.objects.get(pk=learning_set)
    challenge = challenges.begin(owner=owner, learning_set=circle, headline="A large one", at=now)
    keys = [uuid4() for _ in range(NODES)]
    for nth, key in enumerate(keys):
        place = chance.randint(40, ground.WIDTH - 40), chance.randint(40, ground.HEIGHT - 40)
        regions = ground.regions_at(*place) or frozenset({Domain.SOCIAL})
        said = Said(f"Something that bears on it, number {nth}", chance.choice(list(NodeKind)), regions)
        drawing.add_node(challenge, said=said, place=place, key=key, by=owner, at=now)
    pairs = [(a, b) for a in keys for b in keys if a != b]
    for source, target in chance.sample(pairs, LINKS):
        joined = Joined(str(source), chance.choice(list(LinkKind)), str(target))
        drawing.add_link(challenge, joined=joined, key=uuid4(), by=owner, at=now)
    print(f"/challenges/{challenge.pk}/map/")


def main() -> int:
    """Measure, print, write; 0 when the bars are met."""
    return 0 if publish("domain_map", measured()) else 1


if __name__ == "__main__":
    sys.exit(main())
