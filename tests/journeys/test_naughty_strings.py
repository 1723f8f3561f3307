"""A set whose pages are full of hostile strings: nothing runs, nothing breaks, nothing is asked of another host."""

from pathlib import Path

STRINGS = Path(__file__).parents[1] / "data" / "blns.json"
FILL = """
import json
from itertools import batched
from uuid import uuid4
from django.utils import timezone
from knotwork.actions import services as actions
from knotwork.agreements import services as agreements
from knotwork.challenges import services as challenges
from knotwork.challenges.enums import InterventionKind
from knotwork.live import services as live
from knotwork.meetings import queries as dates
from knotwork.meetings import services as meetings
from knotwork.people.models import Person
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets import queries as sets
from knotwork.sets import services as keeping

strings = [one.strip() for one in json.load(open(PATH, encoding="utf-8")) if one.strip() and "\\0" not in one]
at, dina = timezone.now(), Person.objects.get(email="dina@example.org")
heron = sets.visible(dina, at)[0]
meeting = dates.next_of(heron, at)
whole = "\\n".join(strings)
pieces = ["\\n".join(some) for some in batched(strings, 12)]
challenge = challenges.begin(owner=dina, learning_set=heron, headline="<script>alert(1)</script>", shown=True, at=at)
for one in [one.replace("\\n", " ") for one in strings if len(one) <= 140]:
    challenges.reframe(challenge, headline=one, moved_by=one, by=dina, at=at)
challenges.tell_intervention(challenge, kind=InterventionKind.TRIED, what=whole, by=dina, at=at)
action = actions.set_out(owner=dina, learning_set=heron, what="<svg onload=alert(1)>", hopes_to_learn=whole, at=at)
for piece in pieces:
    actions.set_out(owner=dina, learning_set=heron, what=piece[:500], at=at)
reflections.note(author=dina, learning_set=heron, level=Level.SET, text=whole, audience=Audience.SET, at=at)
entry = reflections.write_entry(author=dina, title="'><img src=x onerror=alert(1)>", text=whole, at=at)
draft = agreements.begin_draft(heron, by=dina, at=at)
for piece in pieces:
    draft = agreements.add_clause(draft, text=piece[:600], by=dina, at=at)
about = dict(commitment=pieces[0][:1000], bio=pieces[1][:1000], hopes=pieces[2][:1000], languages=pieces[3][:200])
keeping.change_membership(heron, **about, access_needs=pieces[4][:1000], access_needs_for=None, by=dina, at=at)
meetings.arrange(meeting, video_link="https://video.example.org/", place=pieces[5][:300], access_notes=pieces[6][:1000],
                 minutes=meeting.minutes, by=dina, at=at)
def move(kind, expect=None, words={}, **body):
    live.make_move(meeting.pk, viewer=dina, kind=kind, body=body, words=words, move_id=uuid4(), expect=expect, at=timezone.now())
move("open", expect=0)
for piece in pieces:
    move("capture", words={"text": piece[:4000]}, what="process", phase=0)
live.keep(meeting, place="mood.0.", text=whole[:4000], version=0, by=dina, at=at)
keeping.rename(heron, name="\\"><script>alert(1)</script>{{7*7}}", by=dina, at=at)
Person.objects.filter(pk=dina.pk).update(name="Dina<script>alert(document.cookie)</script>")
print(heron.pk, meeting.pk, challenge.pk, action.pk, entry.pk)
"""


def test_no_string_in_any_page_runs_or_breaks_it(house, visit):
    heron, meeting, challenge, action, entry = house.ask(f"PATH = {str(STRINGS)!r}\n{FILL}").split()
    page, heard = visit("Dina"), []
    page.on("dialog", lambda dialog: (heard.append(("dialog", dialog.message)), dialog.dismiss()))
    page.on("pageerror", lambda fault: heard.append(("fault", str(fault))))
    page.on("console", lambda said: heard.append((said.type, said.text)) if said.type in {"error", "warning"} else None)
    page.on("request", lambda asked: heard.append(("request", asked.url)) if not asked.url.startswith(house.base_url) else None)

    of_set = ("", "people/", "agreement/", "agreement/draft/", "challenges/", "actions/", "notes/", "rhythm/", "membership/")
    paths = [f"/sets/{heron}/{one}" for one in of_set]
    paths += [
        f"/meetings/{meeting}/",
        f"/meetings/{meeting}/room/",
        f"/meetings/{meeting}/room/shared/",
        "/",
        "/profile/",
        "/notes/",
    ]
    paths += [f"/challenges/{challenge}/", f"/challenges/{challenge}/brief/", f"/actions/{action}/", "/log/", f"/log/{entry}/"]
    statuses = {path: page.goto(path).status for path in paths}
    page.goto(f"/meetings/{meeting}/room/")
    page.wait_for_timeout(1500)

    assert {path: status for path, status in statuses.items() if status != 200} == {}
    assert heard == []
    assert page.evaluate("document.querySelectorAll('main script, #room script, [onerror], [onload]').length") == 0
