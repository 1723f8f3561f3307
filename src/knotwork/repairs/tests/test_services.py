"""One person tells one other that something got out; for everybody else there is nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.actions import services as actions
from knotwork.challenges import queries as challenges
from knotwork.challenges.tests import factories
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit import clock
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.models import Letter
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.repairs import queries, services
from knotwork.repairs.enums import Ending, Stand, Why
from knotwork.repairs.models import Matter
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEARD = "CNRY-heard at work"


@pytest.fixture
def at():
    return clock.now() - 3 * HOUR


@pytest.fixture
def house(at):
    return factories.heron(at)


@pytest.fixture
def matter(house, at):
    """Dina tells Amara, who facilitates."""
    return services.raise_matter(house.learning_set, keeper=house.amara, words=HEARD, by=house.dina, at=at)


def see(client, viewer, name, *ids):
    client.force_login(viewer)
    return client.get(reverse(f"repairs:{name}", args=ids))


def send(client, viewer, name, *ids, **words):
    client.force_login(viewer)
    return client.post(reverse(f"repairs:{name}", args=ids), words)


def refused(service, *subject, **more):
    with pytest.raises(Refused) as found:
        service(*subject, **more)
    return found.value.why


def test_it_is_read_by_the_two_it_is_between_and_by_nobody_else(house, matter, client):
    others = (house.bo, house.edo, house.goran, house.hana, house.lev, house.mara)

    seen = {person.name: see(client, person, "matter", matter.pk).status_code for person in others}

    assert seen == dict.fromkeys((person.name for person in others), 404)
    for person in (house.dina, house.amara):
        assert HEARD in see(client, person, "matter", matter.pk).content.decode()


def test_raising_it_leaves_no_trace_in_the_record_and_no_letter(house, matter):
    assert not Entry.objects.filter(learning_set=house.learning_set.pk, event__startswith="matter").exists()
    assert Letter.objects.filter(recipient=house.amara.pk).count() == Letter.objects.filter(recipient=house.bo.pk).count() == 0


def test_the_keeper_finds_it_on_the_first_page_they_open(house, matter, client):
    assert queries.at_hand(house.amara, [house.learning_set], clock.now()).kept == [matter]
    assert queries.at_hand(house.bo, [house.learning_set], clock.now()).kept == []
    client.force_login(house.amara)
    page = client.get("/").content.decode()

    assert reverse("repairs:matter", args=[matter.pk]) in page
    assert HEARD not in page


def test_answered_in_time_it_says_so_to_whoever_raised_it(house, matter, at, client):
    assert "answers by" in see(client, house.dina, "matter", matter.pk).content.decode()

    send(client, house.amara, "answer", matter.pk)

    assert "read it and answered" in see(client, house.dina, "matter", matter.pk).content.decode()
    assert send(client, house.dina, "answer", matter.pk).status_code == 404


def test_unanswered_after_two_days_it_is_told_to_somebody_else_who_then_reads_it_alone(house, matter, at, client):
    assert matter.stand_at(at + 49 * HOUR) is Stand.LATE

    services.entrust(matter, keeper=house.bo, by=house.dina, at=at + 49 * HOUR)

    assert see(client, house.amara, "matter", matter.pk).status_code == 404
    assert see(client, house.bo, "matter", matter.pk).status_code == 200
    assert Matter.objects.get().stand_at(at + 50 * HOUR) is Stand.WAITING


def test_a_keeper_whose_term_has_ended_reads_it_no_more_and_another_is_chosen(house, matter, at, client):
    services.answer(matter, by=house.amara, at=at)
    assert refused(services.entrust, matter, keeper=house.bo, by=house.dina, at=at) is Why.IS_ANSWERED
    sets.end_term(house.learning_set.facilitator_terms.get(person=house.amara), by=house.bo, at=at)

    assert see(client, house.amara, "matter", matter.pk).status_code == 404
    assert "no longer belongs to the set" in see(client, house.dina, "matter", matter.pk).content.decode()
    services.entrust(matter, keeper=house.bo, by=house.dina, at=at)
    assert queries.at_hand(house.bo, [house.learning_set], clock.now()).kept == [matter]


def test_it_is_told_to_somebody_of_the_set_alone(house, at):
    for stranger in (house.dina, house.hana, house.goran, house.lev):
        why = refused(services.raise_matter, house.learning_set, keeper=stranger, words="So.", by=house.dina, at=at)
        assert why is Why.NOT_A_KEEPER
    assert (
        refused(services.raise_matter, house.learning_set, keeper=house.bo, words="So.", by=house.amara, at=at)
        is Why.NOT_IN_THIS_SET
    )


def test_a_second_submission_of_one_form_raises_it_once(house, at):
    words = {"keeper": house.bo, "words": HEARD, "key": new_id(), "by": house.dina, "at": at}

    first, second = (services.raise_matter(house.learning_set, **words) for _ in range(2))

    assert first == second
    assert Matter.objects.count() == 1


def test_settled_by_whoever_raised_it_its_words_are_erased(house, matter, at, client):
    assert refused(services.settle, matter, ending=Ending.LET_BE, by=house.amara, at=at) is Why.NOT_YOURS_TO_SETTLE

    send(client, house.dina, "settlement", matter.pk, ending="renewed")

    kept = Matter.objects.get()
    assert (kept.words, kept.ending_word, kept.stand_at(clock.now())) == ("", Ending.RENEWED, Stand.SETTLED)
    assert queries.at_hand(house.amara, [house.learning_set], clock.now()).kept == []
    assert HEARD not in see(client, house.dina, "matter", matter.pk).content.decode()


def test_one_press_keeps_everything_of_ones_own_from_the_set(house, at, client):
    factories.challenge(house, at, "Knot", shown=True)
    actions.set_out(owner=house.dina, learning_set=house.learning_set, what="Ask", at=at)
    reflections.note(
        author=house.dina, learning_set=house.learning_set, level=Level.SELF, text="Slow", audience=Audience.SET, at=at
    )
    assert len(challenges.of_set(house.bo, house.learning_set)) == 1

    send(client, house.dina, "holding_back", house.learning_set.pk)

    assert challenges.of_set(house.bo, house.learning_set) == []
    assert services.hold_back(house.learning_set, by=house.dina, at=clock.now()) == 0


def test_telling_and_choosing_work_by_the_page(house, client):
    set_id = house.learning_set.pk
    told = send(client, house.dina, "of_set", set_id, words=HEARD, keeper=house.edo.pk)
    matter = Matter.objects.get()
    assert told["Location"] == reverse("repairs:matter", args=[matter.pk])

    assert send(client, house.dina, "of_set", set_id, words="", keeper=house.edo.pk).status_code == 422
    assert send(client, house.dina, "keeper", matter.pk, keeper=house.hana.pk).status_code == 422
    send(client, house.dina, "keeper", matter.pk, keeper=house.bo.pk)

    assert Matter.objects.get().keeper == house.bo
    assert "You told" not in see(client, house.bo, "of_set", set_id).content.decode()


def test_it_is_in_the_export_of_whoever_raised_it_alone_and_goes_with_their_account(house, matter, at):
    assert [one["words"] for one in queries.export_of(house.dina)["matters"]] == [HEARD]
    assert queries.export_of(house.amara) == {"matters": [], "invitations_to_talk": []}

    services.depart(house.dina, at=at)

    assert Matter.objects.count() == 0
