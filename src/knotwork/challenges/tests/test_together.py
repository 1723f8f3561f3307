"""A challenge that belongs to a set: everybody in it may, nobody alone owns it."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from knotwork.challenges import queries, rules, services
from knotwork.challenges.enums import Domain, InterventionKind, NodeKind, SheetKind, Status, Why
from knotwork.challenges.models import Challenge, Framing
from knotwork.challenges.rules import GridLine
from knotwork.challenges.rules.domain_map import Said
from knotwork.challenges.services import domain_map as drawing
from knotwork.challenges.tests import factories
from knotwork.platform.kit import clock
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, SECOND = "The night bus does not come.", "Nobody is there to miss it."


@pytest.fixture
def at():
    return clock.now() - 9 * DAY


@pytest.fixture
def house(at):
    """Heron works on one challenge together."""
    made = factories.heron(at)
    LearningSet.objects.filter(pk=made.learning_set.pk).update(problem_mode=ProblemMode.SHARED)
    made.learning_set.refresh_from_db()
    return made


def begun(house, at, headline=FIRST, **more):
    return services.begin_shared(learning_set=house.learning_set, headline=headline, by=house.dina, at=at, **more)


def put_anew(house, at, **more):
    """Begun by Dina, and put anew by Bo an hour later."""
    challenge = begun(house, at, **more)
    return services.reframe(challenge, headline=SECOND, moved_by="Who waits there?", by=house.bo, at=at + HOUR)


def why_not(service, *subject, **more):
    with pytest.raises(Refused) as refused:
        service(*subject, **more)
    return refused.value.why


def fresh(challenge):
    return Challenge.objects.get(pk=challenge.pk)


def headlines(viewer, challenge, at):
    return [one.headline for one in queries.told(viewer, fresh(challenge), at).framings]


def see(client, viewer, name, *ids):
    client.force_login(viewer)
    return client.get(reverse(f"challenges:{name}", args=ids))


def read(client, viewer, name, *ids):
    return see(client, viewer, name, *ids).content.decode()


def send(client, viewer, name, *ids, **words):
    client.force_login(viewer)
    return client.post(reverse(f"challenges:{name}", args=ids), words)


def test_a_set_that_works_on_one_challenge_has_one_at_a_time(house, at):
    first = begun(house, at)
    assert why_not(begun, house, at, headline="Another.") is Why.ANOTHER_IS_SHARED

    services.place(first, status=Status.CLOSED, domains=(), by=house.bo, at=at + DAY)
    second = begun(house, at + DAY, "Another.")

    assert queries.shared_of(house.learning_set) == second
    assert why_not(services.undo_placing, first, by=house.bo, at=at + DAY) is Why.ANOTHER_IS_SHARED


def test_where_each_brings_their_own_nothing_is_shared(at):
    assert why_not(begun, factories.heron(at), at) is Why.EACH_BRINGS_OWN


def test_every_member_puts_it_anew_and_each_wording_says_whose_it_was(house, at):
    challenge = put_anew(house, at)
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="Counted", by=house.edo, at=at + HOUR)

    told = queries.told(house.edo, fresh(challenge), at + HOUR)

    assert [(one.headline, one.said_by) for one in told.framings] == [(SECOND, house.bo), (FIRST, house.dina)]
    assert [(one.what, one.said_by) for one in told.interventions] == [("Counted", house.edo)]


@pytest.mark.parametrize("who", ["amara", "goran", "hana", "mara"])
def test_whoever_is_no_member_changes_nothing(house, at, who):
    challenge = begun(house, at)

    assert why_not(services.reframe, challenge, headline="Mine.", by=getattr(house, who), at=at) is Why.NOT_IN_THIS_SET

    assert headlines(house.bo, challenge, at) == [FIRST]


def test_it_is_taken_to_a_meeting_by_any_member_once_something_is_tried(house, at):
    challenge = begun(house, at)
    assert queries.biddable(house.bo, house.learning_set) == []

    services.tell_intervention(challenge, kind=InterventionKind.PLANNED, what="Ask", by=house.edo, at=at)

    assert queries.biddable(house.bo, house.learning_set) == [challenge]
    assert queries.biddable(house.hana, house.learning_set) == []
    assert queries.brought_by(house.bo, house.learning_set, challenge.pk) == challenge


def test_a_part_is_taken_by_one_and_given_back(house, at):
    part = services.write_part(begun(house, at), what="Talk with the drivers", takes=True, by=house.bo, at=at)
    assert why_not(services.take_part, part, by=house.dina, at=at) is Why.PART_IS_HELD

    services.give_part_back(part, by=house.bo, at=at + HOUR)
    services.take_part(part, by=house.dina, at=at + DAY)

    (held,) = queries.parts(house.edo, part.challenge, at + DAY)
    assert (held.holder, held.since, [one.person for one in held.before]) == (house.dina, at + DAY, [house.bo])


def test_what_a_leaver_held_waits_for_somebody_else_and_they_find_nothing(house, at, client):
    challenge = begun(house, at)
    services.write_part(challenge, what="Talk with the drivers", takes=True, by=house.bo, at=at)
    assert see(client, house.bo, "challenge", challenge.pk).status_code == 200

    sets.leave(house.learning_set, by=house.bo, at=at + HOUR)

    assert [one.holder for one in queries.parts(house.dina, challenge, at + HOUR)] == [None]
    assert see(client, house.bo, "challenge", challenge.pk).status_code == 404


def test_a_newcomer_reads_how_it_stands_and_not_what_was_said_before(house, at, client):
    challenge = put_anew(house, at, interventions=[(InterventionKind.TRIED, "Counted buses")])
    services.write_part(challenge, what="Talk with the drivers", takes=True, by=house.bo, at=at + HOUR)
    farah = factories.newcomer(house, at + DAY)

    to_farah, to_bo = read(client, farah, "challenge", challenge.pk), read(client, house.bo, "challenge", challenge.pk)

    before = (FIRST, "Who waits there?", "Counted buses")
    assert [words in to_farah for words in (SECOND, "Talk with the drivers", *before)] == [True, True, False, False, False]
    assert all(words in to_bo for words in before)


def test_the_past_opens_when_every_member_agrees(house, at):
    challenge = put_anew(house, at)
    farah = factories.newcomer(house, at + DAY)
    for member in (house.bo, house.dina, house.edo):
        services.agree_to_open(challenge, by=member, at=at + 2 * DAY)
    assert headlines(farah, challenge, at + 2 * DAY) == [SECOND]

    services.agree_to_open(challenge, by=farah, at=at + 3 * DAY)

    assert headlines(farah, challenge, at + 3 * DAY) == [SECOND, FIRST]
    assert why_not(services.agree_to_open, challenge, by=house.bo, at=at + 3 * DAY) is Why.NOTHING_TO_OPEN


def test_a_yes_from_before_somebody_joined_does_not_count(at):
    one, other = new_id(), new_id()
    joined = {one: at, other: at + DAY}

    assert not rules.is_opened({one: at + HOUR, other: at + DAY}, joined)
    assert rules.is_opened({one: at + DAY, other: at + DAY}, joined)
    assert not rules.is_opened({}, {})


def test_one_who_agrees_no_longer_keeps_it_closed(house, at):
    challenge = put_anew(house, at)
    farah = factories.newcomer(house, at + DAY)
    services.agree_to_open(challenge, by=house.edo, at=at + 2 * DAY)
    services.take_agreement_back(challenge, by=house.edo)

    for member in (house.bo, house.dina, farah):
        services.agree_to_open(challenge, by=member, at=at + 2 * DAY)

    past = queries.past_of(house.edo, fresh(challenge))
    assert headlines(farah, challenge, at + 2 * DAY) == [SECOND]
    assert (past.came_later, past.agreed, past.members, past.has_agreed) == (True, 3, 4, False)


def test_when_the_only_one_who_had_not_agreed_leaves_it_opens(house, at):
    challenge = put_anew(house, at)
    farah = factories.newcomer(house, at + DAY)
    for member in (house.bo, house.dina, farah):
        services.agree_to_open(challenge, by=member, at=at + 2 * DAY)

    sets.leave(house.learning_set, by=house.edo, at=at + 3 * DAY)

    assert headlines(farah, challenge, at + 3 * DAY) == [SECOND, FIRST]


def test_all_members_draw_one_map_and_whoever_facilitates_looks(house, at, client):
    challenge, key = begun(house, at), new_id()
    said = Said("the depot", NodeKind.FORCE, (Domain.ORGANISATIONAL,))
    drawing.add_node(challenge, said=said, key=key, by=house.dina, at=at)

    assert see(client, house.bo, "map_node", challenge.pk, key).status_code == 200
    assert see(client, house.amara, "map_node", challenge.pk, key).status_code == 404
    assert see(client, house.amara, "domain_map", challenge.pk).status_code == 200


def test_a_newcomer_goes_on_writing_on_the_sheet_that_stands(house, at):
    challenge = begun(house, at)
    keep = partial(services.keep_sheet, challenge, kind=SheetKind.GRID)
    for version, who in enumerate(("the depot", "the drivers")):
        keep(lines=[GridLine(who, 1, 2, 3)], version=version, by=house.bo, at=at + version * DAY)
    farah = factories.newcomer(house, at + 2 * DAY)

    (stands,) = queries.sheets_of(farah, challenge, SheetKind.GRID, at + 2 * DAY)
    keep(lines=[GridLine("the riders", 3, 3, 0)], version=stands.version, by=farah, at=at + 3 * DAY)

    assert [one.lines[0]["who"] for one in queries.sheets_of(farah, challenge, SheetKind.GRID, at + 3 * DAY)] == ["the riders"]
    assert len(queries.sheets_of(house.bo, challenge, SheetKind.GRID, at + 3 * DAY)) == 3


@pytest.mark.parametrize("name", ["brief", "check", "lens", "sharing", "turns"])
def test_what_is_one_persons_look_at_their_own_is_not_here(house, at, client, name):
    assert see(client, house.dina, name, begun(house, at).pk).status_code == 404


def test_words_taken_back_from_a_closed_set_are_those_one_said(house, at):
    challenge = put_anew(house, at)
    services.write_part(challenge, what="Mine", takes=True, by=house.bo, at=at)

    services.give_back_shared(house.bo, house.learning_set, at + DAY)

    kept = Framing.objects.filter(challenge=challenge).order_by("number")
    assert [(one.headline, one.moved_by) for one in kept] == [(FIRST, ""), ("", "")]
    assert queries.headline(fresh(challenge)) == FIRST
    assert queries.parts(house.dina, challenge, at + DAY) == []


def test_what_one_said_of_it_is_in_ones_own_export(house, at):
    put_anew(house, at)

    taken = queries.export_of(house.bo)["shared"]

    assert [one["headline"] for shared in taken for one in shared["framings"]] == [SECOND]


def test_members_begin_it_divide_it_and_name_who_opens_doors(house, at, client):
    set_id = house.learning_set.pk
    assert see(client, house.dina, "new", set_id)["Location"] == reverse("challenges:shared_new", args=[set_id])
    words = {"headline": FIRST, "planned": "Count", "sponsor": "The head of the night services"}
    send(client, house.dina, "shared_new", set_id, **words)
    challenge = queries.shared_of(house.learning_set)
    send(client, house.bo, "parts", challenge.pk, what="Talk with the drivers", takes="on")
    part = challenge.parts.get()
    send(client, house.bo, "part", challenge.pk, part.pk, give_back="yes")
    send(client, house.edo, "part", challenge.pk, part.pk, take="yes")
    send(client, house.edo, "sponsor", challenge.pk, words="The council")

    page = read(client, house.amara, "challenge", challenge.pk)

    assert queries.parts(house.bo, challenge, clock.now())[0].holder == house.edo
    assert "The council" in page
    assert "I take it" not in page
    assert FIRST in read(client, house.bo, "of_set", set_id)
    assert see(client, house.bo, "shared_new", set_id).status_code == 302


def test_a_part_put_away_is_gone_from_the_page(house, at, client):
    challenge = begun(house, at)
    part = services.write_part(challenge, what="Talk with the drivers", takes=False, by=house.bo, at=at)

    send(client, house.edo, "part", challenge.pk, part.pk, put_away="yes")

    assert "Talk with the drivers" not in read(client, house.bo, "challenge", challenge.pk)
    assert why_not(services.take_part, part, by=house.bo, at=at) is Why.PART_IS_PUT_AWAY


def test_what_one_has_in_hand_is_told_once_however_many_are_in_the_set(house, at):
    own = factories.challenge(house, at, "Mine", shown=True)
    shared = begun(house, at)

    assert sorted(one.pk for one in queries.in_hand_of(house.dina, [house.learning_set])) == sorted([own.pk, shared.pk])
    assert queries.in_hand_of(house.bo, [house.learning_set]) == [shared]
