"""The home page and a set's page, by what people see."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine

from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome
from knotwork.agreements import services as agreements
from knotwork.challenges import services as challenges
from knotwork.home.enums import Help
from knotwork.meetings import queries
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Attendance
from knotwork.meetings.models import Meeting
from knotwork.people import services as people
from knotwork.people.models import Person
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, ProblemMode
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db
HOME_QUERIES, SET_QUERIES = 22, 33

SAYS = "This set is archived: everything can be read, nothing changed."
PLACES = {
    "": "Begin",
    "challenges/": "Write the sentence",
    "challenges/new/": "Keep it",
    "actions/": "Set out to try something</a>",
    "actions/new/": "Set out</button>",
    "rhythm/": "Fix these dates",
    "extra-meeting/": "Fix this date",
    "invitations/": "Send the letter",
    "agreement/": "Begin the agreement",
}


@pytest.fixture(autouse=True)
def today(at):
    with time_machine.travel(at, tick=False):
        yield


def person(name: str, at) -> Person:
    return people.open_account(email=f"{name.lower()}@example.org", name=name, zone="Europe/London", at=at)


def circle(name: str, members: list[Person], at) -> LearningSet:
    first, *others = members
    learning_set = sets.start_set(
        name=name, purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/London", by=first, at=at
    )
    for other in others:
        _, secret = sets.invite(learning_set, by=first, at=at)
        sets.join(secret=secret, person=other, commitment="I come.", at=at)
    return learning_set


def planned(learning_set: LearningSet, by: Person, at, *, days: int = 3) -> Meeting:
    return meetings.plan_meeting(
        learning_set, starts_at=at + timedelta(days=days), minutes=180, protocol_key="classic", by=by, at=at
    )


def lived_in(learning_set: LearningSet, bo: Person, at, n: int) -> None:
    """So many meetings, challenges, actions and notes."""
    for day in range(n):
        planned(learning_set, bo, at, days=day + 3)
        challenge = challenges.begin(owner=bo, learning_set=learning_set, headline=f"Headline {day}", shown=True, at=at)
        actions.set_out(owner=bo, learning_set=learning_set, what=f"Experiment {day}", challenge=challenge, at=at)
        reflections.note(
            author=bo, learning_set=learning_set, level=Level.SET, text=f"Note {day}", audience=Audience.SET, at=at
        )


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return " ".join(answer.content.decode().split())


@pytest.fixture
def bo(at) -> Person:
    return person("Bo", at)


@pytest.fixture
def heron(at, bo) -> LearningSet:
    return circle("Heron", [bo, person("Chen", at), person("Dina", at)], at)


def test_somebody_without_a_set_is_told_what_one_is_and_how_to_begin(client, bo):
    client.force_login(bo)

    page = read(client, "/")

    assert "You are not in a set yet." in page
    assert 'href="/sets/new/"' in page
    assert "bo@example.org" in page


def test_a_meeting_on_another_clock_is_told_on_both_at_home_and_on_the_page_of_the_set(client, heron, bo, at):
    edo = people.open_account(email="edo@example.org", name="Edo", zone="Africa/Nairobi", at=at)
    sets.join(secret=sets.invite(heron, by=bo, at=at)[1], person=edo, commitment="I come.", at=at)
    planned(heron, bo, at)
    pages = []
    for reader in (edo, bo):
        client.force_login(reader)
        pages.append([read(client, path) for path in ("/", f"/sets/{heron.pk}/")])

    told = "On your clock, Nairobi. On the meeting’s clock, London: <time"
    assert [[told in page for page in of_reader] for of_reader in pages] == [[True, True], [False, False]]
    assert not any("On your clock" in page for page in pages[1])


def test_every_page_leads_to_what_explains_a_set_and_each_of_its_pages_to_the_next(client):
    index = read(client, "/help/")
    pages = {each: read(client, f"/help/{each}/") for each in Help}

    assert 'href="/help/"' in read(client, "/sign-in/")
    assert all(f'href="/help/{each}/"' in index for each in Help)
    assert all(f'href="/help/{after}/"' in pages[before] for before, after in pairwise(Help))
    assert client.get("/help/nothing/").status_code == 404


def test_a_set_can_be_started_from_beside_ones_sets(client, heron, bo, settings):
    client.force_login(bo)
    pages = {}
    for who in ("anyone", "host"):
        settings.KNOTWORK_START_SET = who
        pages[who] = read(client, f"/sets/{heron.pk}/")

    assert ['href="/sets/new/"' in page for page in pages.values()] == [True, False]


def test_where_there_is_no_set_yet_a_first_one_is_offered_once(client, bo):
    client.force_login(bo)

    assert read(client, "/").count('href="/sets/new/"') == 1


def test_somebody_without_a_set_can_think_alone(client, bo):
    client.force_login(bo)

    assert 'href="/log/solo/"' in read(client, "/")


def test_where_only_the_host_starts_sets_nobody_else_is_offered_one(client, bo, settings):
    settings.KNOTWORK_START_SET = "host"
    client.force_login(bo)

    assert 'href="/sets/new/"' not in read(client, "/")


def test_a_signed_out_visitor_is_asked_to_sign_in(client, db):
    assert client.get("/").url.startswith("/sign-in/")


def test_the_home_page_answers_three_questions(client, at, bo, heron):
    lived_in(heron, bo, at, 1)
    client.force_login(bo)

    page = read(client, "/")

    assert "3 days until Heron meets" in page
    assert all(words in page for words in ("Experiment 0", "Headline 0", "You have not said yet whether you are coming."))


def test_home_says_what_was_written_down_and_is_still_to_be_told(client, at, bo, heron):
    action = actions.set_out(owner=bo, learning_set=heron, what="Ask the night shift.", at=at)
    report = actions.report(action, outcome=Outcome.NOT_TRIED, by=bo, at=at)
    client.force_login(bo)
    before = read(client, "/")

    actions.tell(report, meeting=None, by=bo, at=at)

    assert "Ask the night shift." in before
    assert "Not tried. You have written what happened" in before
    assert "Ask the night shift." not in read(client, "/")


def test_private_things_of_others_are_not_on_the_home_page(client, at, bo, heron):
    challenges.begin(owner=bo, learning_set=heron, headline="canary", at=at)
    actions.set_out(owner=bo, learning_set=heron, what="canary", shown=False, at=at)
    chen = Person.objects.get(name="Chen")
    pages = []
    for somebody in (bo, chen):
        client.force_login(somebody)
        pages.append(read(client, "/") + read(client, f"/sets/{heron.pk}/"))

    assert ["canary" in page for page in pages] == [True, False]


def test_each_open_step_to_the_first_meeting_leads_to_where_it_is_done(client, at, bo):
    new = circle("Tern", [bo], at)
    client.force_login(bo)
    address = f"/sets/{new.pk}/"

    before = read(client, address)
    next_one = meetings.plan_meeting(
        new, starts_at=at + timedelta(days=3), minutes=180, protocol_key="first-meeting", by=bo, at=at
    )
    after = read(client, address)

    assert f'<a href="{address}invitations/">Three people or more</a>' in before
    assert f'<a href="{address}rhythm/">A first date</a>' in before
    assert '<span class="soft">A first date</span>' in after
    assert f'<a href="/meetings/{next_one.pk}/">Your word whether you come</a>' in after
    assert f'<a href="/meetings/{next_one.pk}/">The first meeting' in after


def test_what_waits_for_an_answer_is_said(client, at, bo, heron):
    draft = agreements.begin_draft(heron, by=bo, at=at)
    agreements.add_clause(draft, text="We begin on time.", by=bo, at=at)
    client.force_login(bo)

    page = read(client, "/")

    assert "One thing waits for you." in page
    assert "Heron is deciding: <strong>Working agreement</strong>, since" in page
    assert "Read it and answer" in read(client, f"/sets/{heron.pk}/")


def test_a_role_one_is_asked_to_take_over_waits_on_the_home_page(client, at, bo, heron):
    meeting = planned(heron, bo, at)
    turn = next(each for each in queries.turns_of(meeting, at) if each.person != bo)
    meetings.ask_to_swap(meeting, role=turn.role, asked=bo, by=turn.person, at=at)
    client.force_login(bo)

    page = read(client, "/")

    assert "One thing waits for you." in page
    assert f"{turn.person.name} asks you to be {turn.role.value.replace('_', ' ')} in the meeting of Heron on" in page
    assert f'<a href="/sets/{heron.pk}/rota/#meeting-{meeting.number}">Answer</a>' in page


@pytest.mark.parametrize("n", [1, 3])
def test_the_home_page_costs_the_same_for_one_and_three_of_everything(client, at, bo, django_assert_num_queries, n):
    others = [person("Chen", at), person("Dina", at)]
    for number in range(n):
        lived_in(circle(f"Heron {number}", [bo, *others], at), bo, at, n)
    client.force_login(bo)
    client.get("/")

    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


@pytest.mark.parametrize("n", [1, 3])
def test_a_sets_page_costs_the_same_for_one_and_three_of_everything(client, at, bo, heron, django_assert_num_queries, n):
    lived_in(heron, bo, at, n)
    client.force_login(bo)
    client.get(f"/sets/{heron.pk}/")

    with django_assert_num_queries(SET_QUERIES):
        client.get(f"/sets/{heron.pk}/")


def test_from_creation_on_a_sets_page_says_the_next_step(client, at, bo):
    learning_set = circle("Heron", [bo], at)
    client.force_login(bo)
    steps = [read(client, f"/sets/{learning_set.pk}/")]
    for name in ("Chen", "Dina"):
        _, secret = sets.invite(learning_set, by=bo, at=at)
        sets.join(secret=secret, person=person(name, at), commitment="I come.", at=at)
    steps.append(read(client, f"/sets/{learning_set.pk}/"))
    meeting = planned(learning_set, bo, at)
    steps.append(read(client, f"/sets/{learning_set.pk}/"))
    meetings.answer_attendance(meeting, answer=Attendance.COMING, by=bo, at=at)
    steps.append(read(client, f"/sets/{learning_set.pk}/"))
    meetings.move(meeting, to=at + timedelta(minutes=30), by=bo, at=at)
    steps.append(read(client, f"/sets/{learning_set.pk}/"))
    meetings.open_meeting(meeting, protocol=lambda _rules: {}, by=bo, at=at)
    steps.append(read(client, f"/sets/{learning_set.pk}/"))

    offered = ("Invite people", "Agree on a rhythm", "Answer", "Look at the first meeting", "Open the room", "Enter the room")
    assert [f">{label}</a>" in page for label, page in zip(offered, steps, strict=True)] == [True] * 6


def test_a_sets_page_says_who_facilitates_and_until_when(client, at, bo, heron):
    amara = person("Amara", at)
    sets.begin_term(heron, person=amara, end_rule=EndRule.AFTER_MEETING, ends_after=4, by=bo, at=at)
    client.force_login(amara)

    assert "Amara facilitates until meeting 4 is over." in read(client, f"/sets/{heron.pk}/")


def test_after_the_term_the_sets_page_is_absent(client, at, bo, heron):
    amara = person("Amara", at)
    term = sets.begin_term(heron, person=amara, end_rule=EndRule.OPEN, by=bo, at=at - timedelta(days=1))
    client.force_login(amara)
    during = client.get(f"/sets/{heron.pk}/").status_code
    sets.end_term(term, by=bo, at=at)

    assert (during, client.get(f"/sets/{heron.pk}/").status_code) == (200, 404)


def test_a_stranger_finds_no_set(client, at, heron):
    client.force_login(person("Mara", at))

    assert client.get(f"/sets/{heron.pk}/").status_code == 404
    assert "Heron" not in read(client, "/")


def test_home_leads_into_a_room_that_can_be_opened(client, at, bo, heron):
    meetings.plan_meeting(heron, starts_at=at + timedelta(minutes=30), minutes=90, protocol_key="first-meeting", by=bo, at=at)
    client.force_login(bo)

    page = read(client, "/")

    assert "Heron meets today" in page
    assert page.count("button--primary") == 1
    assert ">Open the room</a>" in page


def test_a_set_that_is_put_away_is_found_and_taken_back(client, bo, heron, at):
    sets.archive(heron, by=bo, at=at)
    client.force_login(bo)

    home, page = read(client, "/"), read(client, f"/sets/{heron.pk}/")
    taken_back = client.post(f"/sets/{heron.pk}/archive/", follow=True)

    assert "You are in no set that meets just now." in home
    assert f'<a href="/sets/{heron.pk}/">Heron</a>' in home
    assert f'href="/sets/{heron.pk}/archive/"' in page
    assert "The set is back where it stood." in taken_back.content.decode()


def test_who_only_facilitates_is_offered_nothing_that_members_do(client, at, bo, heron):
    amara = person("Amara", at)
    sets.begin_term(heron, person=amara, end_rule=EndRule.OPEN, by=bo, at=at)
    client.force_login(amara)

    page = read(client, "/")

    assert "When do we meet next?" in page
    assert f"/sets/{heron.pk}/challenges/new/" not in page
    assert f"/sets/{heron.pk}/actions/new/" not in page


@pytest.mark.parametrize("place", PLACES)
def test_a_set_that_is_put_away_says_so_and_offers_nothing_that_changes_it(client, bo, heron, at, place):
    client.force_login(bo)
    before = read(client, f"/sets/{heron.pk}/{place}")

    sets.archive(heron, by=bo, at=at)
    page = read(client, f"/sets/{heron.pk}/{place}")

    assert SAYS not in before
    assert SAYS in page
    assert f'href="/sets/{heron.pk}/archive/"' in page
    assert not place or PLACES[place] in before
    assert PLACES[place] not in page


def test_home_says_when_something_was_first_set_out_although_it_has_changed_shape(client, at):
    bo = person("Bo", at - timedelta(days=40))
    heron = circle("Heron", [bo], at - timedelta(days=40))
    action = actions.set_out(owner=bo, learning_set=heron, what="Ask the night shift.", at=at - timedelta(days=30))
    actions.change_shape(action, what="Work one night with them.", by=bo, at=at - timedelta(days=2))
    client.force_login(bo)

    page = read(client, "/")

    assert "Work one night with them." in page
    assert "Saturday 24 October" in page
