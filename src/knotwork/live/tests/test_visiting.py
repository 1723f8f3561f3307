"""A set that manages itself asks somebody to facilitate one meeting; they steer it, and are gone when it closes."""

from datetime import timedelta

import pytest
import time_machine

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer, Choice, Why
from knotwork.live import queries
from knotwork.live.tests.factories import Table, heron, person
from knotwork.meetings import services as meetings
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets import visiting
from knotwork.sets.enums import EndRule, FacilitationMode
from knotwork.sets.rules import TermWish

pytestmark = pytest.mark.django_db
OPEN = TermWish(EndRule.OPEN)


@pytest.fixture
def table(at):
    """A meeting of three in an hour, in a set that manages itself; Amara is outside."""
    learning_set, people = heron(at - timedelta(days=7), names=("Bo", "Chen", "Dina"))
    meeting = meetings.plan_meeting(
        learning_set, starts_at=at, minutes=210, protocol_key="classic", by=people["Bo"], at=at - timedelta(days=6)
    )
    return Table(meeting, {**people, "Amara": person("Amara", at)}, at)


def decided(table, meeting=None):
    """The set has decided to ask Amara in."""
    people, learning_set = table.people, table.meeting.learning_set
    version = agreements.propose_facilitation(
        learning_set, choice=Choice.VISIT, wish=OPEN, address="amara@example.org", reason="Just once.",
        meeting=meeting or table.meeting.pk, by=people["Bo"], at=table.at - timedelta(days=2),
    )  # fmt: skip
    for name in ("Chen", "Dina"):
        then = table.at - timedelta(days=1)
        agreements.answer(version, revision=version.revision, answer=Answer.AGREE, by=people[name], at=then)
    return version


def accepted(table):
    decided(table)
    asked = visiting.asked_to_visit(table.meeting.learning_set, table.at - timedelta(hours=2))[0]
    then = table.at - timedelta(hours=1)
    return set_services.accept_visit(secret=asked.secret_to_mail, person=table.people["Amara"], at=then)


def test_each_of_the_set_is_asked_before_somebody_visits(table):
    decided(table)

    learning_set = table.meeting.learning_set
    learning_set.refresh_from_db()
    assert [each.address for each in visiting.asked_to_visit(learning_set, table.at)] == ["amara@example.org"]
    assert learning_set.facilitation == FacilitationMode.SELF_MANAGED
    assert sets.asked_to_facilitate(learning_set, table.at) is None


def test_a_visit_needs_a_meeting(table):
    with pytest.raises(Refused) as refused:
        agreements.propose_facilitation(
            table.meeting.learning_set, choice=Choice.VISIT, wish=OPEN, address="amara@example.org", reason="",
            by=table.people["Bo"], at=table.at,
        )  # fmt: skip
    assert refused.value.why == Why.MEETING_MISSING


def test_a_visitor_facilitates_the_meeting_and_is_gone_when_it_closes(table):
    accepted(table)
    table.move("Amara", "open")
    for name in ("Bo", "Chen", "Dina"):
        table.move(name, "arrive")
    table.move("Amara", "move_on")

    assert table.state.people.facilitator == table.people["Amara"].pk
    assert table.state.chair.steward == table.people["Amara"].pk
    assert queries.visits_of(table.people["Amara"], table.at) == [table.meeting]

    table.move("Amara", "close")

    with pytest.raises(Refused):
        table.move("Amara", "arrive")
    assert queries.visits_of(table.people["Amara"], table.at) == []
    assert not queries.may_be_in(table.people["Amara"], table.meeting.pk, table.at)
    assert sets.visible(table.people["Amara"], table.at) == []


def test_the_visitor_leaves_the_room_when_the_visit_is_taken_back(table):
    visit = accepted(table)
    table.move("Bo", "open")
    table.move("Amara", "arrive")

    set_services.end_visit(visit, by=table.people["Bo"], at=table.at)

    assert table.state.people.facilitator is None
    with pytest.raises(Refused):
        table.move("Amara", "move_on")


@pytest.fixture
def two_hours_before(table):
    with time_machine.travel(table.at - timedelta(hours=2), tick=False):
        yield table.at - timedelta(hours=2)


@pytest.mark.usefixtures("two_hours_before")
def test_the_pages_of_a_visit(table, client):
    decided(table)
    then = table.at - timedelta(hours=2)
    asked = visiting.asked_to_visit(table.meeting.learning_set, then)[0]
    client.force_login(table.people["Bo"])
    people = client.get(f"/sets/{table.meeting.learning_set_id}/people/").content.decode()
    client.force_login(table.people["Amara"])
    invitation = f"/invitations/{asked.secret_to_mail}/"

    offered = client.get(invitation).content.decode()
    answered = client.post(invitation)
    room = f"/meetings/{table.meeting.pk}/room/"

    assert "amara@example.org, asked to facilitate one meeting" in people
    assert "Would you facilitate one meeting of Heron?" in offered
    assert answered.url == room
    assert client.get(room).status_code == 200
    assert "A meeting you facilitate" in client.get("/").content.decode()
    assert client.get(invitation).url == room
    assert client.get(f"/sets/{table.meeting.learning_set_id}/").status_code == 404

    client.force_login(table.people["Bo"])
    page = f"/sets/{table.meeting.learning_set_id}/facilitation/"
    assert "Amara facilitates the meeting of" in client.get(page).content.decode()
    client.post(f"{page}visits/{table.meeting.pk}/end/")
    assert "Amara facilitates the meeting of" not in client.get(page).content.decode()
    assert client.post(f"{page}visits/{table.meeting.pk}/end/").status_code == 404


@pytest.mark.usefixtures("two_hours_before")
def test_a_room_leads_to_the_pages_of_its_set_whoever_may_open_them(table, client):
    accepted(table)
    room, learning_set = f"/meetings/{table.meeting.pk}/room/", f'href="/sets/{table.meeting.learning_set_id}/"'
    practice = f'href="/meetings/{table.meeting.pk}/practice/"'

    def leads(name: str) -> tuple[bool, bool]:
        client.force_login(table.people[name])
        page = client.get(room).content.decode()
        return learning_set in page, practice in page

    before = {name: leads(name) for name in ("Bo", "Amara")}
    table.move("Amara", "open")
    table.move("Bo", "arrive")

    while_it_is_on = {name: leads(name) for name in ("Bo", "Amara")}

    assert before == while_it_is_on == {"Bo": (True, True), "Amara": (False, False)}
