"""A keeper invites whoever a matter concerns; nothing goes out before whoever raised it has read it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges.tests import factories
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit import clock
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.models import Letter
from knotwork.repairs import queries, services, tasks
from knotwork.repairs.enums import Asked, Ending, Why
from knotwork.repairs.models import Talk
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEARD, WRITTEN = "CNRY-heard at work", "CNRY-written to you"


@pytest.fixture
def at():
    return clock.now() - 3 * HOUR


@pytest.fixture
def house(at):
    return factories.heron(at)


@pytest.fixture
def matter(house, at):
    """Dina told Amara, who facilitates and has answered."""
    raised = services.raise_matter(house.learning_set, keeper=house.amara, words=HEARD, by=house.dina, at=at)
    return services.answer(raised, by=house.amara, at=at)


@pytest.fixture
def talk(house, matter, at):
    """Amara has written to Edo; Dina has not sent it."""
    return services.prepare_talk(matter, concerned=house.edo, words=WRITTEN, by=house.amara, at=at)


@pytest.fixture
def sent(house, talk, at):
    return services.send_talk(talk, by=house.dina, at=at)


def see(client, viewer, name, *ids):
    client.force_login(viewer)
    return client.get(reverse(f"repairs:{name}", args=ids))


def send(client, viewer, name, *ids, **words):
    client.force_login(viewer)
    return client.post(reverse(f"repairs:{name}", args=ids), words)


def home(client, viewer):
    client.force_login(viewer)
    return client.get("/").content.decode()


def refused(service, *subject, **more):
    with pytest.raises(Refused) as found:
        service(*subject, **more)
    return found.value.why


def test_until_it_is_sent_nobody_but_the_two_learns_of_it(house, matter, talk, client):
    assert see(client, house.edo, "talk", talk.pk).status_code == 404
    assert reverse("repairs:talk", args=[talk.pk]) not in home(client, house.edo)
    assert "only you can send" in home(client, house.dina)
    page = see(client, house.dina, "matter", matter.pk).content.decode()
    assert WRITTEN in page
    assert "Send it" in page
    assert "Send it" not in see(client, house.amara, "matter", matter.pk).content.decode()


def test_sent_it_is_read_by_whoever_is_invited_and_by_nobody_else(house, matter, sent, client):
    address = reverse("repairs:talk", args=[sent.pk])
    others = (house.bo, house.goran, house.hana, house.lev, house.mara, house.amara, house.dina)

    assert address in home(client, house.edo)
    page = see(client, house.edo, "talk", sent.pk).content.decode()
    assert WRITTEN in page
    assert HEARD not in page
    assert "Dina" not in page
    assert {see(client, person, "talk", sent.pk).status_code for person in others} == {404}
    assert see(client, house.edo, "matter", matter.pk).status_code == 404


def test_an_invitation_leaves_no_letter_and_no_trace_in_the_record(house, matter, at):
    before = Letter.objects.count(), Entry.objects.count()
    written = services.prepare_talk(matter, concerned=house.edo, words=WRITTEN, by=house.amara, at=at)
    services.send_talk(written, by=house.dina, at=at)
    services.say(written, comes=True, by=house.edo, at=at)

    assert (Letter.objects.count(), Entry.objects.count()) == before


def test_only_the_keeper_writes_it_and_only_whoever_raised_it_sends_it(house, matter, talk, client):
    assert send(client, house.amara, "talk_sending", talk.pk).status_code == 404
    assert send(client, house.edo, "talk_sending", talk.pk).status_code == 404
    assert see(client, house.dina, "inviting", matter.pk).status_code == 404

    send(client, house.dina, "talk_sending", talk.pk)

    assert Talk.objects.get().sent_at is not None


@pytest.mark.parametrize(
    ("said", "stood", "told"), [("yes", Asked.COMES, "will come and talk"), ("no", Asked.RATHER_NOT, "would rather not")]
)
def test_it_is_answered_with_one_press_and_both_see_it(house, matter, sent, client, said, stood, told):
    send(client, house.edo, "talk_answer", sent.pk, comes=said)

    assert Talk.objects.get().stand_at(clock.now()) is stood
    for person in (house.dina, house.amara):
        assert told in see(client, person, "matter", matter.pk).content.decode()


def test_a_press_that_says_nothing_answers_nothing(house, sent, client):
    send(client, house.edo, "talk_answer", sent.pk, comes="perhaps")

    assert Talk.objects.get().comes is None


def test_a_no_is_no_more_asked_for_and_can_become_a_yes(house, matter, sent, at):
    services.say(sent, comes=False, by=house.edo, at=at)

    assert house.edo not in queries.to_invite(matter, at)
    why = refused(services.prepare_talk, matter, concerned=house.edo, words="Please.", by=house.amara, at=at)
    assert why is Why.NOT_TO_BE_INVITED
    assert services.say(sent, comes=True, by=house.edo, at=at).stand_at(at) is Asked.COMES


def test_after_seven_days_it_cannot_be_answered_and_another_can_be_written(house, matter, sent, at):
    later = at + 8 * DAY

    assert refused(services.say, sent, comes=True, by=house.edo, at=later) is Why.NOT_OPEN_NOW
    assert queries.at_hand(house.edo, [house.learning_set], later).notices == []
    again = services.prepare_talk(matter, concerned=house.edo, words="Once more.", by=house.amara, at=later)
    assert again.stand_at(later) is Asked.PREPARED


def test_only_one_is_open_at_a_time_and_one_form_writes_one(house, matter, at):
    words = {"concerned": house.edo, "words": WRITTEN, "key": new_id(), "by": house.amara, "at": at}

    first, second = (services.prepare_talk(matter, **words) for _ in range(2))

    assert first == second
    why = refused(services.prepare_talk, matter, concerned=house.bo, words="You too.", by=house.amara, at=at)
    assert why is Why.ONE_IS_OPEN


def test_neither_of_the_two_and_nobody_from_outside_is_invited(house, matter, at):
    for person in (house.dina, house.amara, house.hana, house.goran, house.lev):
        why = refused(services.prepare_talk, matter, concerned=person, words="Come.", by=house.amara, at=at)
        assert why is Why.NOT_TO_BE_INVITED


def test_taken_back_before_it_is_sent_it_is_gone(house, talk, client):
    send(client, house.dina, "talk_taking_back", talk.pk)

    assert Talk.objects.count() == 0


def test_taken_back_afterwards_its_words_are_erased_and_whoever_was_invited_is_told(house, sent, client):
    assert send(client, house.amara, "talk_taking_back", sent.pk).status_code == 409

    send(client, house.dina, "talk_taking_back", sent.pk)

    assert Talk.objects.get().words == ""
    page = see(client, house.edo, "talk", sent.pk).content.decode()
    assert "taken back" in page
    assert WRITTEN not in page
    assert refused(services.say, sent, comes=True, by=house.edo, at=clock.now()) is Why.NOT_OPEN_NOW


def test_settled_the_words_are_erased_and_a_week_later_it_is_forgotten_who_was_invited(house, matter, sent, client):
    now = clock.now()
    services.say(sent, comes=True, by=house.edo, at=now)
    services.settle(matter, ending=Ending.REPAIRED, by=house.dina, at=now)

    assert Talk.objects.get().words == ""
    assert "It is settled" in see(client, house.edo, "talk", sent.pk).content.decode()
    assert "Edo" not in see(client, house.dina, "matter", matter.pk).content.decode()
    (periodic,) = tasks.PERIODIC
    periodic.run(now + 6 * DAY)
    assert Talk.objects.count() == 1
    assert queries.load_talk(house.edo, {"talk_id": sent.pk}, now + 8 * DAY) is None
    periodic.run(now + 7 * DAY)
    assert Talk.objects.count() == 0


def test_another_keeper_begins_anew(house, matter, sent, at, client):
    services.say(sent, comes=True, by=house.edo, at=at)
    sets.end_term(house.learning_set.facilitator_terms.get(person=house.amara), by=house.bo, at=at)

    services.entrust(matter, keeper=house.bo, by=house.dina, at=at)

    assert Talk.objects.get().stand_at(at) is Asked.TAKEN_BACK
    assert "Edo" not in see(client, house.bo, "matter", matter.pk).content.decode().split("Tell somebody else")[0]


def test_nothing_goes_out_once_one_of_the_three_has_left(house, talk, at):
    sets.end_term(house.learning_set.facilitator_terms.get(person=house.amara), by=house.bo, at=at)

    assert refused(services.send_talk, talk, by=house.dina, at=at) is Why.NO_LONGER_HERE


def test_it_is_written_by_the_page(house, matter, client):
    assert "Edo" in see(client, house.amara, "inviting", matter.pk).content.decode()
    assert send(client, house.amara, "inviting", matter.pk, words="", concerned=house.edo.pk).status_code == 422

    send(client, house.amara, "inviting", matter.pk, words=WRITTEN, concerned=house.edo.pk)

    assert (Talk.objects.get().words, Talk.objects.get().concerned) == (WRITTEN, house.edo)
    assert see(client, house.amara, "inviting", matter.pk).status_code == 409


def test_what_a_keeper_wrote_is_theirs_to_take_out_and_goes_with_their_account(house, sent, at):
    assert [one["words"] for one in queries.export_of(house.amara)["invitations_to_talk"]] == [WRITTEN]
    assert queries.export_of(house.edo)["invitations_to_talk"] == []

    services.depart(house.amara, at=at)

    assert Talk.objects.count() == 0


def test_whoever_was_invited_is_not_named_after_their_account_is_gone(house, sent, at):
    services.depart(house.edo, at=at)

    assert Talk.objects.count() == 0
