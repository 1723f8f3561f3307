"""What the set chose to keep together, and where a learning came from."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges.tests import factories
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import Audience, Level, Source, Why
from knotwork.reflections.models import LearningNote, WishToKeep
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KEPT = "What we chose to keep"


@pytest.fixture
def at():
    return clock.now() - DAY


@pytest.fixture
def house(at):
    """Heron: Bo, Dina and Edo are members, so that two of them are more than half."""
    return factories.heron(at)


def note(house, at, text="We rush", audience=Audience.SET, level=Level.SET, **more):
    return services.note(
        author=house.dina, learning_set=house.learning_set, level=level, text=text, audience=audience, at=at, **more
    )


def wish(one, *people):
    for person in people:
        services.wish_to_keep(one, is_wish=True, by=person)


def page(client, viewer, house):
    client.force_login(viewer)
    return client.get(reverse("reflections:notes_of_set", args=[house.learning_set.pk])).text


def wished(house, one):
    return queries.wishes(house.dina, house.learning_set, [one])[one.pk]


@pytest.mark.parametrize(("active", "needed"), [(1, 2), (2, 2), (3, 2), (4, 3), (6, 4), (7, 4)])
def test_more_than_half_are_needed_and_never_one_alone(active, needed):
    assert rules.needed_to_keep(active) == needed


def test_the_set_keeps_what_more_than_half_wish_for(client, house, at):
    one = note(house, at)
    url = reverse("reflections:note_keeping", args=[one.pk])
    assert "Let us keep this together" in page(client, house.bo, house)

    client.post(url, {"wish": "yes"})
    client.post(url, {"wish": "yes"})
    assert KEPT not in (after_one := page(client, house.edo, house))
    assert "1 would keep it; 2 are needed." in after_one
    client.post(url, {"wish": "yes"})

    kept = page(client, house.dina, house)
    assert kept.index(KEPT) < kept.index("We rush")
    client.post(url, {"no_wish": "yes"})
    client.force_login(house.edo)
    client.post(url, {"no_wish": "yes"})
    assert KEPT not in page(client, house.dina, house)


def test_a_facilitator_reads_what_is_kept_and_wishes_for_nothing(client, house, at):
    one = note(house, at)
    wish(one, house.bo, house.edo)

    read = page(client, house.amara, house)

    assert KEPT in read
    assert "Let us keep this together" not in read
    assert client.post(reverse("reflections:note_keeping", args=[one.pk]), {"wish": "yes"}).status_code == 404
    assert wished(house, one).by == 2


def test_nobody_outside_and_nobody_new_wishes_for_what_they_cannot_read(client, house, at):
    shared, own = note(house, at), note(house, at, "Mine", Audience.ME)
    farah = factories.newcomer(house, at + DAY / 2)

    for somebody in (house.hana, house.mara, house.lev, house.goran, farah):
        client.force_login(somebody)
        assert client.post(reverse("reflections:note_keeping", args=[shared.pk]), {"wish": "yes"}).status_code == 404
    client.force_login(house.dina)
    assert client.post(reverse("reflections:note_keeping", args=[own.pk]), {"wish": "yes"}).status_code == 404
    assert not WishToKeep.objects.exists()


def test_only_what_is_shared_in_a_set_that_meets_can_be_kept(house, at):
    own, shared = note(house, at, "Mine", Audience.ME), note(house, at)
    with pytest.raises(Refused) as of_own:
        wish(own, house.dina)
    with pytest.raises(Refused) as by_stranger:
        wish(shared, house.mara)
    sets.archive(house.learning_set, by=house.bo, at=at)
    with pytest.raises(Refused) as put_away:
        wish(shared, house.bo)

    assert (of_own.value.why, by_stranger.value.why) == (Why.NOT_SHARED, Why.NOT_IN_THIS_SET)
    assert put_away.value.why is Why.SET_IS_ARCHIVED


def test_other_words_or_taking_it_back_undo_what_was_chosen(house, at):
    one, other = note(house, at), note(house, at, "We wait")
    for each in (one, other):
        wish(each, house.bo, house.edo)

    services.change_note(one, level=Level.SELF, text="We rush", by=house.dina)
    assert wished(house, one).is_kept
    services.change_note(one, level=Level.SELF, text="We run", by=house.dina)
    services.unshare(other, by=house.dina, at=at)

    assert not WishToKeep.objects.exists()


def test_who_left_or_pauses_does_not_count(house, at):
    one = note(house, at)
    wish(one, house.bo, house.edo)

    sets.pause(house.learning_set, by=house.edo, at=at)

    assert (wished(house, one).by, wished(house, one).needed, wished(house, one).is_kept) == (1, 2, False)


def test_leaving_the_host_takes_the_wishes_along(house, at):
    wish(note(house, at), house.bo, house.edo)

    services.depart(house.bo, at=at)

    assert [one.person for one in WishToKeep.objects.all()] == [house.edo]


def test_a_note_of_oneself_and_one_of_the_set_are_in_the_own_notes_and_only_the_shared_one_in_the_set(client, house, at):
    note(house, at, "CNRY-self", Audience.ME, Level.SELF, source=Source.OTHERS_TURN)
    note(house, at, "CNRY-set", Audience.SET, Level.SET, source=Source.OWN_TURN)
    client.force_login(house.dina)

    own = client.get(reverse("reflections:notes")).text

    assert own.index("About oneself") < own.index("CNRY-self") < own.index("About the set") < own.index("CNRY-set")
    assert "from somebody else’s turn" in own
    of_others = page(client, house.bo, house)
    assert "CNRY-set" in of_others
    assert "CNRY-self" not in of_others


def test_a_note_says_where_it_came_from_and_need_not(client, house):
    client.force_login(house.dina)
    url = reverse("reflections:notes_of_set", args=[house.learning_set.pk])

    client.post(url, {"text": "A", "level": "self", "audience": "me", "source": "others_turn"})
    client.post(url, {"text": "B", "level": "self", "audience": "me"})

    assert {one.text: one.source for one in LearningNote.objects.all()} == {"A": "others_turn", "B": "elsewhere"}
