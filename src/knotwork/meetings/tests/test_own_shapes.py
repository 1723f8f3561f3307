"""A set copies a shape, changes it, proposes it, and meets in it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from knotwork.agreements import queries as agreements
from knotwork.agreements import services as deciding
from knotwork.agreements.enums import Answer
from knotwork.meetings import services as meetings
from knotwork.platform.kit.refusals import Refused
from knotwork.protocols import queries, rules, services, shape
from knotwork.protocols.enums import Towards
from knotwork.protocols.models import ShapeVersion
from knotwork.protocols.shape import Role
from knotwork.protocols.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(at: datetime):
    return factories.heron(at)


@pytest.fixture
def own(circle, at: datetime):
    learning_set, bo, _chen = circle
    return factories.own_classic(learning_set, bo, at)


def keys(own) -> list[str]:
    return [phase.key for phase in queries.draft_of(own).phases]


def adopt(circle, own, at: datetime) -> None:
    _learning_set, bo, chen = circle
    version = services.propose(own, reason="Nobody used the offers.", by=bo, at=at)
    for each in (bo, chen):
        deciding.answer(version, revision=version.revision, answer=Answer.AGREE, by=each, at=at)


def test_a_copy_has_the_phases_of_its_parent(own) -> None:
    assert queries.draft_of(own).phases == queries.shipped_by_key("classic").phases
    assert queries.draft_of(own).parent == "classic"


def test_a_phase_taken_out_comes_back_by_undoing(circle, own, at: datetime) -> None:
    before = keys(own)

    shorter = services.remove_phase(own, key="offers", by=circle[1], at=at)

    assert keys(shorter) == [key for key in before if key != "offers"]
    assert queries.draft_of(shorter).minutes == queries.shipped_by_key("classic").minutes - 12
    assert keys(services.undo(shorter, by=circle[1], at=at)) == before


def test_a_phase_moves_by_steps_and_to_a_place(circle, own, at: datetime) -> None:
    first, second, third = keys(own)[:3]

    stepped = services.move_phase(own, key=second, towards=Towards.UP, by=circle[1], at=at)
    placed = services.place_phase(stepped, key=second, to=2, seen=stepped.revision, by=circle[1], at=at)

    assert keys(stepped)[:3] == [second, first, third]
    assert keys(placed)[:3] == [first, third, second]


def test_an_older_text_does_not_overwrite_a_newer_one(circle, own, at: datetime) -> None:
    services.remove_phase(own, key="offers", by=circle[1], at=at)

    with pytest.raises(Refused, match="changed_elsewhere"):
        services.name(own, label="Other", inspired_by="", seen=1, by=circle[2], at=at)


def test_a_shape_that_contradicts_itself_is_kept_and_cannot_be_proposed(circle, own, at: datetime) -> None:
    broken = services.place_phase(own, key="explore", to=0, seen=1, by=circle[1], at=at)

    assert rules.why_not_run(queries.draft_of(broken)) is not None
    with pytest.raises(Refused, match="does_not_run"):
        services.propose(broken, reason="Why not", by=circle[1], at=at)


def planned(circle, at: datetime) -> list:
    learning_set, bo, _chen = circle
    series = meetings.plan_series(
        learning_set, every_weeks=4, starts_on=at.date() + timedelta(days=9), wall_time=at.time(), zone="Europe/London",
        count=3, minutes=210, by=bo, at=at,
    )  # fmt: skip
    return list(series.meetings.order_by("number"))


def test_meetings_follow_what_the_set_agreed_on(circle, own, at: datetime) -> None:
    first, *ahead = planned(circle, at)
    adopt(circle, services.remove_phase(own, key="offers", by=circle[1], at=at), at)

    for meeting in (first, *ahead):
        meeting.refresh_from_db()
    shapes = [queries.shape_of(circle[0], each.protocol_key) for each in ahead]

    assert first.protocol_key == "first-meeting"
    assert all("offers" not in [phase.key for phase in each.phases] for each in shapes)
    assert all("explore" in [phase.key for phase in each.phases] for each in shapes)


def test_a_shape_agreed_on_gives_way_to_the_next_one(circle, own, at: datetime) -> None:
    _first, *ahead = planned(circle, at)
    adopt(circle, own, at)
    adopt(circle, services.remove_phase(own, key="offers", by=circle[1], at=at), at)

    for meeting in ahead:
        meeting.refresh_from_db()

    assert {meeting.protocol_key for meeting in ahead} == {queries.usual_key(circle[0])}


def test_only_the_next_meeting_tries_a_shape(circle, own, at: datetime) -> None:
    first, second, third = planned(circle, at)

    services.try_once(own, by=circle[1], at=at)

    for meeting in (first, second, third):
        meeting.refresh_from_db()
    assert queries.is_own(first.protocol_key)
    assert (second.protocol_key, third.protocol_key) == ("classic", "classic")


def test_a_version_never_changes_while_the_text_goes_on(circle, own, at: datetime) -> None:
    bo = circle[1]
    first = services.freeze(own, by=bo, at=at)
    changed = services.remove_phase(own, key="offers", by=bo, at=at)
    second = services.freeze(changed, by=bo, at=at)

    first.refresh_from_db()

    assert (first.number, second.number) == (1, 2)
    assert "offers" in [phase["key"] for phase in first.body["phases"]]
    assert services.freeze(changed, by=bo, at=at) == second


def test_the_pages_of_a_shape_let_a_member_work_on_it(circle, own, client: Client) -> None:
    learning_set, bo, _chen = circle
    client.force_login(bo)
    here = [learning_set.pk, own.pk]

    page = client.get(reverse("protocols:own", args=here), {"minutes": 90, "presenters": 3}).content.decode()
    client.post(reverse("protocols:place", args=[*here, "offers"]), {"towards": "up"})
    client.post(reverse("protocols:phases", args=here), {"label": "Stretch", "minutes": 3, "after": "check-in"})
    answer = client.post(
        reverse("protocols:phase", args=[*here, "own-1"]),
        {"label": "Stretch", "minutes": 3, "protected": 5, "rule": "rest", "audience": "set", "seen": 3},
    )

    assert "It does not fit" in page
    assert answer.status_code == 302
    text = client.get(reverse("protocols:own", args=here)).content.decode()
    assert "More minutes are protected than the phase has." in text


def test_a_proposal_tells_its_phases_and_is_answered_like_any_rule(circle, own, client: Client, at: datetime) -> None:
    learning_set, bo, chen = circle
    services.propose(services.remove_phase(own, key="offers", by=bo, at=at), reason="Too long.", by=bo, at=at)
    client.force_login(chen)

    text = client.get(reverse("agreements:rule", args=[learning_set.pk, queries.KIND])).content.decode()

    assert "Too long." in text
    assert "Explore" in text
    assert "Offers" not in text


def test_another_sets_version_is_unknown(circle, own, at: datetime) -> None:
    bo = circle[1]
    version = services.freeze(own, by=bo, at=at)
    other = factories.weir(at)

    assert queries.is_known(circle[0], version.key)
    assert not queries.is_known(other, version.key)


def test_a_name_taken_out_of_the_rule_is_taken_out_of_the_shape_and_of_the_meetings_that_ran_with_it(
    circle, own, at: datetime
) -> None:
    learning_set, bo, _chen = circle
    explore = next(phase for phase in queries.draft_of(own).phases if phase.key == "explore")
    named = replace(explore, steward_lines=("Ask as Mr Smith would.",), prompts={Role.MEMBER: "Think of SMITH."})
    own = services.change_phase(own, phase=named, seen=own.revision, by=bo, at=at)
    own = services.name(own, label="Smith’s way", inspired_by="", seen=own.revision, by=bo, at=at)
    adopt(circle, own, at)
    first = planned(circle, at)[0]
    told = shape.to_dict(queries.draft_of(own))
    first = meetings.open_meeting(first, protocol=lambda _rules: told, by=bo, at=first.starts_at)
    version = agreements.in_force(learning_set, queries.KIND)
    seen = own.revision

    deciding.redact(version, phrase="smith", by=bo, at=at)

    for each in (own, first, version):
        each.refresh_from_db()
    frozen = ShapeVersion.objects.get(shape=own)
    for kept in (own.body, own.before, frozen.body, first.protocol, version.body):
        assert "smith" not in str(kept).lower()
        assert "▒▒▒" in str(kept)
    assert rules.why_not_run(queries.shape_of(learning_set, frozen.key)) is None
    with pytest.raises(Refused, match="changed_elsewhere"):
        services.name(own, label="Smith’s way", inspired_by="", seen=seen, by=bo, at=at)


def test_a_name_that_stands_in_the_shape_alone_is_taken_out_too_and_one_that_stands_nowhere_is_said(circle, own, at) -> None:
    learning_set, bo, _chen = circle
    explore = next(phase for phase in queries.draft_of(own).phases if phase.key == "explore")
    own = services.change_phase(
        own, phase=replace(explore, steward_lines=("Ask as Mr Smith would.",)), seen=own.revision, by=bo, at=at
    )
    adopt(circle, own, at)
    version = agreements.in_force(learning_set, queries.KIND)

    assert deciding.redact(version, phrase="Smith", by=bo, at=at) == 2
    with pytest.raises(Refused, match="phrase_not_there"):
        deciding.redact(version, phrase="Smith", by=bo, at=at)


def test_a_shape_put_away_is_offered_no_more_and_taken_out_again(circle, own, at: datetime, client: Client) -> None:
    learning_set, bo, _chen = circle
    key = services.freeze(own, by=bo, at=at).key
    client.force_login(bo)
    assert key in dict(queries.choices(learning_set))

    client.post(reverse("protocols:putting_away", args=[learning_set.pk, own.pk]))
    assert key not in dict(queries.choices(learning_set))
    assert key not in dict(queries.usual_choices(learning_set))
    page = client.get(reverse("protocols:of_set", args=[learning_set.pk])).content.decode()
    assert "Take it out again" in page

    client.post(reverse("protocols:taking_out", args=[learning_set.pk, own.pk]))
    assert key in dict(queries.choices(learning_set))
    assert queries.own_shapes(learning_set) == [own]


def test_the_shape_the_set_agreed_on_stays_offered_when_it_is_put_away(circle, own, at: datetime) -> None:
    adopt(circle, own, at)

    services.put_away(own, by=circle[1], at=at)

    assert next(iter(dict(queries.choices(circle[0])))) == queries.usual_key(circle[0])


def test_the_page_where_the_set_chooses_its_shape_says_the_minutes(circle, own, at: datetime, client: Client) -> None:
    services.freeze(own, by=circle[1], at=at)
    client.force_login(circle[1])

    page = client.get(reverse("agreements:rule", args=[circle[0].pk, queries.KIND])).content.decode()

    assert "Ours (our own, version 1), 210 minutes" in page
    for shipped in queries.shipped():
        assert (f"{shipped.label}, {shipped.minutes} minutes" in page) == (not shipped.closes_set)
