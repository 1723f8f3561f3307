import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from knotwork.challenges import queries, services
from knotwork.challenges.enums import Domain, LinkKind, NodeKind, Why
from knotwork.challenges.models import MapState
from knotwork.challenges.queries import domain_map as maps
from knotwork.challenges.rules import domain_map as rules
from knotwork.challenges.rules import ground, map_difference
from knotwork.challenges.rules.domain_map import Joined, Said
from knotwork.challenges.rules.map_difference import Change
from knotwork.challenges.screens import domain_map as screens
from knotwork.challenges.services import domain_map as drawing
from knotwork.challenges.tests import factories
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets

DAY = timedelta(days=1)
SOME = st.sets(st.sampled_from(list(Domain)), min_size=1).map(frozenset)
ISSUE = Said("My silence", NodeKind.ISSUE, frozenset({Domain.PERSONAL}))
FORCE = Said("The opening day", NodeKind.FORCE, frozenset({Domain.ORGANISATIONAL}))


@pytest.fixture
def at():
    return clock.now() - 10 * DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


@pytest.fixture
def challenge(house, at):
    return factories.challenge(house, at)


def put(challenge, said, at, key=None):
    key = key or uuid4()
    drawing.add_node(challenge, said=said, key=key, by=challenge.owner, at=at)
    return key


def join(challenge, source, target, at, kind=LinkKind.BLOCKS):
    key = uuid4()
    drawing.add_link(challenge, joined=Joined(str(source), kind, str(target)), key=key, by=challenge.owner, at=at)
    return key


def stands(challenge, at):
    states = maps.map_states(challenge.owner, challenge, at)
    return states[0].map if states else rules.Map()


@given(SOME, st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 740)), max_size=8))
def test_something_is_drawn_inside_the_regions_it_belongs_to(regions, taken):
    x, y = ground.free_place(regions, taken)

    assert regions <= ground.regions_at(x, y)
    assert ground.is_on_it(x, y)


@given(st.lists(st.tuples(st.text(max_size=90), SOME), max_size=6))
def test_what_is_kept_of_a_map_reads_back_as_the_same_map(told):
    now = rules.Map()
    for words, regions in told:
        drawn = rules.add_node(now, str(uuid4()), Said(words, NodeKind.ISSUE, regions), None)
        now = now if isinstance(drawn, Why) else drawn

    assert rules.read(rules.kept(now)) == now


def test_carried_over_a_border_it_belongs_where_it_lies():
    now = rules.add_node(rules.Map(), "a", ISSUE, None)

    both = rules.move_node(now, "a", (500, 150)).node("a").said.regions
    outside = rules.move_node(now, "a", (2, 2)).node("a").said.regions

    assert both == {Domain.PERSONAL, Domain.PROFESSIONAL}
    assert outside == {Domain.PERSONAL}
    assert rules.move_node(now, "a", (2, 4000)) is Why.OFF_THE_MAP


def test_a_difference_says_what_came_what_went_and_what_changed():
    earlier = rules.add_node(rules.add_node(rules.Map(), "a", ISSUE, None), "b", FORCE, None)
    earlier = rules.add_link(earlier, "l", Joined("a", LinkKind.DRIVES, "b"))
    later = rules.add_node(rules.remove_node(earlier, "b"), "c", FORCE, None)
    later = rules.change_node(later, "a", Said("My fear", NodeKind.ISSUE, ISSUE.regions))

    difference = map_difference.between(earlier, later)
    told = screens.told(difference)

    assert difference.nodes == {"a": Change.CHANGED, "b": Change.WENT, "c": Change.CAME}
    assert difference.links == {"l": Change.WENT}
    assert [pair.was.node.said.words for pair in told.changed] == ["My silence"]
    assert len(screens.drawing(difference.both, difference).nodes) == 3
    assert map_difference.between(later, later).is_empty


def test_where_something_is_drawn_makes_no_difference():
    now = rules.add_node(rules.Map(), "a", ISSUE, None)

    assert map_difference.between(now, rules.move_node(now, "a", (200, 200))).is_empty


@pytest.mark.django_db
def test_each_sitting_becomes_one_dated_state(challenge, at):
    first = put(challenge, ISSUE, at)
    put(challenge, FORCE, at + timedelta(minutes=10))
    drawing.remove_node(challenge, first, by=challenge.owner, at=at + DAY)

    states = maps.map_states(challenge.owner, challenge, at + DAY)

    assert [len(one.map.nodes) for one in states] == [1, 2]
    assert [one.made_at for one in states] == [at + DAY, at + timedelta(minutes=10)]
    assert MapState.objects.filter(challenge=challenge).count() == 2


@pytest.mark.django_db
def test_sent_twice_it_happens_once(challenge, at):
    key, other = put(challenge, ISSUE, at), put(challenge, FORCE, at)
    put(challenge, ISSUE, at, key)
    join(challenge, key, other, at)
    join(challenge, key, other, at)

    now = stands(challenge, at)

    assert (len(now.nodes), len(now.links)) == (2, 1)


@pytest.mark.django_db
def test_the_last_steps_of_a_sitting_can_be_taken_back_but_no_earlier_day(challenge, at):
    put(challenge, ISSUE, at)
    put(challenge, FORCE, at + DAY)
    put(challenge, ISSUE, at + DAY)
    newest = maps.map_states(challenge.owner, challenge, at)[0]

    drawing.undo(challenge, state_id=newest.pk, by=challenge.owner, at=at + DAY)
    drawing.undo(challenge, state_id=newest.pk, by=challenge.owner, at=at + DAY)
    left = len(stands(challenge, at).nodes)
    again = maps.map_states(challenge.owner, challenge, at)[0]
    drawing.undo(challenge, state_id=again.pk, by=challenge.owner, at=at + DAY)

    assert left == 2
    assert len(stands(challenge, at).nodes) == 1
    with pytest.raises(Refused) as refusal:
        drawing.undo(challenge, state_id=None, by=challenge.owner, at=at + DAY)
    assert refusal.value.why is Why.NOTHING_TO_UNDO


@pytest.mark.django_db
def test_no_more_steps_are_kept_than_can_be_taken_back(challenge, at):
    key = put(challenge, ISSUE, at)
    for nth in range(rules.STEPS_KEPT + 5):
        drawing.move_node(challenge, key, to=(200 + nth, 200), by=challenge.owner, at=at)

    assert MapState.objects.filter(challenge=challenge).count() == rules.STEPS_KEPT


@pytest.mark.django_db
def test_nobody_but_its_owner_draws(house, challenge, at):
    for one in house.others():
        with pytest.raises(Refused):
            drawing.add_node(challenge, said=ISSUE, key=uuid4(), by=one, at=at)


@pytest.mark.django_db
def test_the_map_is_read_as_the_framings_are(house, at):
    challenge = factories.challenge(house, at, shown=True)
    for day in range(3):
        put(challenge, Said(f"Day {day}", NodeKind.ISSUE, ISSUE.regions), at + day * DAY)
    farah = factories.newcomer(house, at + timedelta(days=2, hours=1))
    meeting = factories.meeting(house, at + 3 * DAY)
    unbrought = maps.map_states(farah, challenge, at + 4 * DAY)
    services.bring(challenge, meeting=meeting, by=house.dina, at=at + 4 * DAY)

    assert unbrought == []
    assert [one.sitting for one in maps.map_states(farah, challenge, at + 4 * DAY)] == [3]
    assert [one.sitting for one in maps.map_states(house.bo, challenge, at + 4 * DAY)] == [3, 2, 1]
    assert all(maps.map_states(one, challenge, at + 4 * DAY) == [] for one in house.outsiders())


@pytest.mark.django_db
def test_its_owner_takes_the_map_out(challenge, at):
    join(challenge, put(challenge, ISSUE, at), put(challenge, FORCE, at), at)

    taken = queries.export_of(challenge.owner)["challenges"][0]["map"]

    assert taken[0]["links"] == [{"from": "My silence", "kind": "blocks", "to": "The opening day"}]


@pytest.mark.django_db
def test_the_table_alone_is_enough_to_draw_a_map(client, house, challenge, at):
    client.force_login(house.dina)
    page = reverse("challenges:domain_map", args=[challenge.pk])
    for words, region in (("My silence", "personal"), ("The opening day", "organisational")):
        said = {"key": uuid4(), "words": words, "kind": "issue", "regions": [region]}
        client.post(reverse("challenges:map_nodes", args=[challenge.pk]), said)
    a, b = stands(challenge, clock.now()).nodes
    client.post(
        reverse("challenges:map_links", args=[challenge.pk]), {"key": uuid4(), "source": a.id, "kind": "drives", "target": b.id}
    )
    client.post(
        reverse("challenges:map_node", args=[challenge.pk, b.id]),
        {"words": "The mayor’s day", "kind": "force", "regions": ["social", "organisational"]},
    )
    shown = client.get(page).content.decode()
    asked = client.get(reverse("challenges:map_node_removal", args=[challenge.pk, a.id])).content.decode()
    client.post(reverse("challenges:map_node_removal", args=[challenge.pk, a.id]))

    now = stands(challenge, clock.now())
    assert "organisational, social" in shown
    assert "These links go with it" in asked
    assert [one.said.words for one in now.nodes] == ["The mayor’s day"]
    assert now.links == ()


@pytest.mark.django_db
def test_what_cannot_stand_there_is_said_and_nothing_is_kept(client, house, challenge):
    client.force_login(house.dina)
    nodes, links = (reverse(f"challenges:map_{what}", args=[challenge.pk]) for what in ("nodes", "links"))

    answers = [
        client.post(nodes, {"words": "x", "kind": "issue"}),
        client.post(nodes, {"words": "x" * 81, "kind": "issue", "regions": ["social"]}),
        client.post(nodes, {"words": "x", "kind": "beast", "regions": ["nowhere"], "x": "far"}),
        client.post(links, {"source": str(uuid4()), "kind": "drives", "target": "x"}),
    ]

    assert [one.status_code for one in answers] == [422, 422, 422, 422]
    assert stands(challenge, clock.now()) == rules.Map()


@pytest.mark.django_db
def test_two_dates_are_compared_in_words(client, house, challenge, at):
    put(challenge, ISSUE, at)
    put(challenge, FORCE, at + DAY)
    client.force_login(house.dina)

    shown = client.get(reverse("challenges:map_comparison", args=[challenge.pk])).content.decode()
    alone = client.get(reverse("challenges:domain_map", args=[challenge.pk])).content.decode()

    assert "<h3>Came</h3>" in shown
    assert re.search(r"\+\s+The opening day", shown)
    assert "Compare two dates" in alone


@pytest.mark.django_db
def test_members_see_the_map_and_no_form_and_only_once_it_is_shown(client, house, challenge, at):
    put(challenge, ISSUE, at)
    page = reverse("challenges:domain_map", args=[challenge.pk])
    client.force_login(house.bo)
    before = client.get(page).status_code
    services.show_to_set(challenge, by=house.dina, at=at)

    shown = client.get(page).content.decode()

    assert before == 404
    assert "My silence" in shown
    assert "data-stay" not in shown
    assert "domain-map.js" not in shown


@pytest.mark.django_db
def test_an_owner_who_left_still_reads_the_map_and_draws_no_more(client, house, challenge, at):
    put(challenge, ISSUE, at)
    sets.leave(challenge.learning_set, by=house.dina, at=at + DAY)
    client.force_login(house.dina)

    shown = client.get(reverse("challenges:domain_map", args=[challenge.pk])).content.decode()

    assert "My silence" in shown
    assert "data-stay" not in shown
