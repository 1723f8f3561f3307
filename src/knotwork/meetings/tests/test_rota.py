"""The rota goes round fairly, and a role moves only when two people have said so."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from knotwork.meetings import queries, rules, services
from knotwork.meetings.enums import Attendance, MeetingState, RotaRole, SwapAnswer, Why
from knotwork.meetings.models import Meeting, RoleHeld
from knotwork.meetings.rules import Place
from knotwork.meetings.tests.factories import heron, person, series
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule

PEOPLE = [UUID(int=n) for n in range(1, 13)]


@pytest.mark.parametrize("size", range(3, 13))
def test_over_many_meetings_everybody_has_every_role_about_as_often(size):
    members = dict.fromkeys(PEOPLE[:size], 0)

    plan = rules.rota(members, [], [Place(number, {}) for number in range(1, 10 * size + 1)])

    for role in RotaRole:
        often = Counter(place[role] for place in plan)
        assert max(often.values()) - min(often[person] for person in members) <= 3
    assert all(len(set(place.values())) == min(4, size) for place in plan)


def test_whoever_cannot_come_is_passed_over_and_comes_next():
    members = dict.fromkeys(PEOPLE[:5], 0)

    first, second = rules.rota(members, [], [Place(1, {}, frozenset({PEOPLE[0]})), Place(2, {})])

    assert PEOPLE[0] not in first.values()
    assert second[RotaRole.STEWARD] == PEOPLE[0]


def test_a_newcomer_waits_like_whoever_has_just_had_each_role():
    members = dict.fromkeys(PEOPLE[:5], 0) | {PEOPLE[5]: 5}
    held = [Place(number, {role: PEOPLE[(number + nth) % 5] for nth, role in enumerate(RotaRole)}) for number in range(1, 6)]

    plan = rules.rota(members, held, [Place(number, {}) for number in range(6, 12)])

    assert plan[0][RotaRole.STEWARD] != PEOPLE[5]
    assert PEOPLE[5] in {place[RotaRole.STEWARD] for place in plan}


def test_with_nobody_there_nobody_is_named():
    assert rules.rota({}, [], [Place(1, {})]) == ({},)


@pytest.fixture
def planned(db, at):
    learning_set, cast = heron(at)
    return learning_set, cast, series(learning_set, cast["Bo"], at)


def named(meeting, at) -> dict[RotaRole, str]:
    return {turn.role: turn.person.name for turn in queries.turns_of(meeting, at)}


def refused(why, service, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        service(*args, **kwargs)
    assert caught.value.why is why


def test_a_swap_moves_the_role_when_the_other_says_yes(planned, at):
    _learning_set, cast, meetings = planned
    steward = next(one for one in cast.values() if one.name == named(meetings[0], at)[RotaRole.STEWARD])
    timekeeper = next(one for one in cast.values() if one.name == named(meetings[0], at)[RotaRole.TIMEKEEPER])

    swap = services.ask_to_swap(meetings[0], role=RotaRole.STEWARD, asked=timekeeper, by=steward, at=at)
    before = named(meetings[0], at)
    services.answer_swap(swap, answer=SwapAnswer.ACCEPTED, by=timekeeper, at=at)

    assert before[RotaRole.STEWARD] == steward.name
    assert named(meetings[0], at)[RotaRole.STEWARD] == timekeeper.name
    assert named(meetings[0], at)[RotaRole.TIMEKEEPER] == steward.name


def test_nobody_asks_for_a_role_that_is_not_theirs_and_nobody_else_answers(planned, at):
    _learning_set, cast, meetings = planned
    steward = next(one for one in cast.values() if one.name == named(meetings[0], at)[RotaRole.STEWARD])
    other, third = [one for one in cast.values() if one != steward]
    mara = person("Mara", at)

    refused(Why.NOT_YOUR_ROLE, services.ask_to_swap, meetings[0], role=RotaRole.STEWARD, asked=third, by=other, at=at)
    refused(Why.NOT_ONE_OF_US, services.ask_to_swap, meetings[0], role=RotaRole.STEWARD, asked=mara, by=steward, at=at)
    swap = services.ask_to_swap(meetings[0], role=RotaRole.STEWARD, asked=other, by=steward, at=at)
    refused(Why.NOT_ASKED, services.answer_swap, swap, answer=SwapAnswer.ACCEPTED, by=steward, at=at)
    refused(Why.NOT_YOUR_SET, services.answer_swap, swap, answer=SwapAnswer.ACCEPTED, by=mara, at=at)
    services.answer_swap(swap, answer=SwapAnswer.TAKEN_BACK, by=steward, at=at)
    refused(Why.SWAP_OVERTAKEN, services.answer_swap, swap, answer=SwapAnswer.ACCEPTED, by=other, at=at)


def test_a_yes_that_comes_after_the_roles_have_changed_moves_nothing(planned, at):
    _learning_set, cast, meetings = planned
    steward = next(one for one in cast.values() if one.name == named(meetings[0], at)[RotaRole.STEWARD])
    other = next(one for one in cast.values() if one != steward)
    swap = services.ask_to_swap(meetings[0], role=RotaRole.STEWARD, asked=other, by=steward, at=at)
    services.answer_attendance(meetings[0], answer=Attendance.CANNOT, message="", by=steward, at=at)

    refused(Why.SWAP_OVERTAKEN, services.answer_swap, swap, answer=SwapAnswer.ACCEPTED, by=other, at=at)


def test_opening_keeps_the_roles_and_the_next_meeting_goes_on_from_there(planned, at):
    _learning_set, cast, meetings = planned
    first = named(meetings[0], at)

    services.open_meeting(meetings[0], protocol=lambda _ran_with: {}, by=cast["Bo"], at=meetings[0].starts_at)
    services.close_meeting(meetings[0], by=cast["Bo"], at=meetings[0].planned_end_at)

    assert RoleHeld.objects.filter(meeting=meetings[0]).count() == 4
    assert named(meetings[1], meetings[0].planned_end_at)[RotaRole.STEWARD] != first[RotaRole.STEWARD]


def test_whoever_leaves_the_set_has_no_role_any_more(planned, at):
    learning_set, cast, meetings = planned

    sets.leave(learning_set, by=cast["Dina"], at=at)

    assert "Dina" not in {name for meeting in meetings for name in named(meeting, at).values()}


def test_the_number_of_queries_does_not_grow_with_meetings(planned, at, django_assert_num_queries):
    learning_set, _cast, meetings = planned

    with django_assert_num_queries(6):
        queries.rota(learning_set, at)
    Meeting.objects.exclude(pk=meetings[0].pk).update(state=MeetingState.CANCELLED)
    with django_assert_num_queries(6):
        queries.rota(learning_set, at)


def test_members_swap_on_the_page_of_the_rota(client, planned, at):
    learning_set, cast, meetings = planned
    steward = next(one for one in cast.values() if one.name == named(meetings[0], at)[RotaRole.STEWARD])
    other = next(one for one in cast.values() if one != steward)
    with time_machine.travel(at, tick=False):
        client.force_login(steward)
        asked = client.post(f"/meetings/{meetings[0].pk}/swaps/", {"role": "steward", "asked": str(other.pk)}, follow=True)
        client.force_login(other)
        page = client.get(f"/sets/{learning_set.pk}/rota/").content.decode()
        swap = meetings[0].swaps.get()
        waiting = queries.swaps_asked(other, [learning_set], at)
        said = client.post(
            f"/meetings/{meetings[0].pk}/swaps/answer/", {"swap": str(swap.pk), "answer": "accepted"}, follow=True
        )

    assert f"{other.name} is asked." in asked.content.decode()
    assert waiting == [swap]
    assert queries.swaps_asked(steward, [learning_set], at) == queries.swaps_asked(other, [], at) == []
    assert queries.swaps_asked(other, [learning_set], at) == []
    assert f"{steward.name} asks you to be steward in this meeting." in page
    assert "The role is yours in that meeting." in said.content.decode()


def test_what_makes_no_sense_is_said_kindly(client, planned, at):
    _learning_set, cast, meetings = planned
    with time_machine.travel(at, tick=False):
        client.force_login(cast["Bo"])
        ask = client.post(f"/meetings/{meetings[0].pk}/swaps/", {"role": "king", "asked": "x"}, follow=True)
        answer = client.post(f"/meetings/{meetings[0].pk}/swaps/answer/", {"swap": "x", "answer": "maybe"}, follow=True)

    assert "Ask another member of the set." in ask.content.decode()
    assert "Meanwhile this was answered" in answer.content.decode()


def test_a_facilitator_reads_the_rota_and_swaps_nothing(client, planned, at):
    learning_set, cast, meetings = planned
    amara = person("Amara", at)
    sets.begin_term(learning_set, person=amara, end_rule=EndRule.OPEN, by=cast["Bo"], at=at)
    with time_machine.travel(at + timedelta(minutes=1), tick=False):
        client.force_login(amara)
        assert client.get(f"/sets/{learning_set.pk}/rota/").status_code == 200
        assert client.post(f"/meetings/{meetings[0].pk}/swaps/", {}).status_code in {403, 404}
