"""No page asks the database more often because there is more to show."""

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knotwork.actions import services as actions
from knotwork.challenges import services as challenges
from knotwork.live import services as live
from knotwork.live.tests.factories import Table, opened
from knotwork.meetings import services as meetings
from knotwork.platform.kit import clock
from knotwork.protocols.shape import Kind
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets import services as sets
from knotwork.sets.tests import factories as set_factories

pytestmark = pytest.mark.django_db

OF_SET = (
    "home:set", "home:record", "sets:people", "sets:invitations", "agreements:agreement", "agreements:history", "agreements:facilitation", "sets:handing_over",
    "meetings:rhythm", "challenges:of_set", "actions:of_set", "reflections:notes_of_set",
)  # fmt: skip
OF_MEETING = ("meetings:meeting", "live:room", "live:shared", "live:screen")
OF_PERSON = (
    "home:home",
    "challenges:kept_questions",
    "reflections:notes",
    "reflections:log",
    "people:devices",
    "people:profile",
)
OF_LIBRARY = ("protocols:library",)
NOT_LONGER = ("agreements:agreement", "agreements:history", "people:profile", "protocols:library")
"""Pages of which one and three are the same here; the agreement's own tests count its versions and clauses."""


def table_with(number: int, at: datetime) -> Table:
    """A meeting that is on, in a set with so many others and so many of everything there can be a list of."""
    first, *others = names = [f"Member {number} {letter}" for letter in "abcd"[: number + 1]]
    table = opened(at, names=tuple(names))
    learning_set, owner = table.meeting.learning_set, table.people[first]
    guide = set_factories.person(f"Amara {number}", at)
    set_factories.facilitate(learning_set, guide, owner, at)
    for count in range(number):
        day = at + timedelta(days=count + 1)
        begun = challenges.begin(owner=owner, learning_set=learning_set, headline=f"Challenge {count}", shown=True, at=at)
        challenges.keep_question(owner=owner, challenge=begun, meeting=table.meeting, text="What then?", at=at)
        actions.set_out(owner=owner, learning_set=learning_set, what="Ask", challenge=begun, at=at)
        reflections.note(
            author=owner, learning_set=learning_set, level=Level.SET, text="Slow.", audience=Audience.SET, at=at
        )  # fmt: skip
        reflections.write_entry(author=owner, title="Day", text="Long.", at=at)
        sets.invite(learning_set, address=f"guest{count}.{number}@example.org", by=owner, at=at)
        meetings.plan_meeting(learning_set, starts_at=day, minutes=120, protocol_key="classic-short", by=owner, at=at)
        table.move(others[count], "capture", {"text": "Awake."}, what=Kind.MOOD.value, phase=0)
        live.keep(table.meeting, place=f"typed:{count}", text="Unsent", version=0, by=owner, at=at)
        device = Client()
        device.force_login(owner)
        UserSession.objects.create(user=owner, session_key=device.session.session_key, ip="127.0.0.1", user_agent="Browser")
    return table


def queries_and_size(client: Client, address: str) -> tuple[int, int]:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(asked), len(answer.content)


@pytest.fixture
def one_and_three() -> tuple[Table, Table]:
    now = clock.now().replace(microsecond=0)
    return table_with(1, now), table_with(3, now)


def test_every_list_costs_the_same_with_one_and_with_three(one_and_three):
    seen: dict[str, list[tuple[int, int]]] = {}
    for table in one_and_three:
        client = Client()
        client.force_login(next(iter(table.people.values())))
        keys = {OF_SET: [table.meeting.learning_set_id], OF_MEETING: [table.meeting.pk], OF_PERSON: [], OF_LIBRARY: []}
        for names, told in keys.items():
            for name in names:
                seen.setdefault(name, []).append(queries_and_size(client, reverse(name, args=told)))

    assert {name: (one[0], three[0]) for name, (one, three) in seen.items() if one[0] != three[0]} == {}
    assert {name for name, (one, three) in seen.items() if one[1] >= three[1]} == set(NOT_LONGER)
