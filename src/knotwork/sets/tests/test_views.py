import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from knotwork.people.models import AddressProof, Person
from knotwork.sets import queries, services
from knotwork.sets.enums import EndRule, FacilitationMode, Standing
from knotwork.sets.models import LearningSet, Membership
from knotwork.sets.rules import TermWish
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db

START = {
    "name": "Heron",
    "purpose": "To get unstuck.",
    "target_size": "6",
    "problem_mode": "own",
    "zone": "Europe/Amsterdam",
    "facilitation": "self_managed",
    "commitment": "I come prepared.",
    "chosen": "on",
}
JOIN = {"chosen": "on", "commitment": "I ask before I guess."}
OF_A_SET = ("people", "invitations", "membership", "departure", "particulars", "archive")


def text_of(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace(" .", ".")


def url(name, learning_set, *more):
    return reverse(f"sets:{name}", args=[learning_set.pk, *more])


def test_starting_a_set_leads_to_inviting(opened_by, bo):
    answer = opened_by(bo).post("/sets/new/", START, follow=True)

    heron = LearningSet.objects.get()
    assert answer.redirect_chain == [(url("invitations", heron), 302)]
    assert queries.membership_of(bo, heron).commitment == "I come prepared."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"target_size": "13"}, "A set has between three and twelve members"),
        ({"target_size": "2"}, "A set has between three and twelve members"),
        ({"commitment": ""}, "What I commit to"),
        ({"chosen": ""}, "I am here because I choose to be"),
        ({"facilitation": "nominated"}, "Give the address of the person you want to ask"),
        ({"facilitation": "limited", "facilitator_address": "a@example.org"}, "Give one end"),
        ({"facilitation": "limited", "facilitator_address": "a@example.org", "ends_on": "2026-01-01"}, "lies in the past"),
    ],
)
def test_a_start_that_cannot_be_says_why_and_keeps_what_was_written(opened_by, bo, changed, said):
    answer = opened_by(bo).post("/sets/new/", {**START, **changed})

    assert said in text_of(answer)
    assert "To get unstuck." in text_of(answer)
    assert not LearningSet.objects.exists()


def test_an_unusual_size_warns_and_succeeds(opened_by, bo):
    answer = opened_by(bo).post("/sets/new/", {**START, "target_size": "10"}, follow=True)

    assert "Most sets work best with four to eight" in text_of(answer)
    assert LearningSet.objects.get().target_size == 10


def test_a_facilitator_for_a_time_is_asked_by_letter(opened_by, bo, at):
    asked = {"facilitation": "limited", "facilitator_address": "Amara@Example.org", "ends_after": "4"}
    opened_by(bo).post("/sets/new/", {**START, **asked})

    heron = LearningSet.objects.get()
    invitation = queries.asked_to_facilitate(heron, at)
    assert (invitation.address, invitation.end_rule, invitation.ends_after) == ("amara@example.org", "after_meeting", 4)
    assert heron.facilitation == FacilitationMode.LIMITED


def test_where_only_the_host_starts_sets_others_are_told(opened_by, bo, settings):
    settings.KNOTWORK_START_SET = "host"

    answer = opened_by(bo).get("/sets/new/")

    assert answer.status_code == 403
    assert "only its administrators start sets" in text_of(answer)


def test_the_page_of_people_shows_commitment_and_date(opened_by, bo, heron, at):
    factories.add(heron, factories.person("Chen", at), bo, at, commitment="I ask before I guess.", bio="Hospital data")

    said = text_of(opened_by(bo).get(url("people", heron)))

    assert "I ask before I guess. Said on joining, 23 November 2026." in said
    assert "Hospital data" in said
    assert said.index("Bo you") < said.index("Chen I ask")


@pytest.mark.parametrize("others", [0, 2])
def test_the_page_of_people_asks_the_same_queries_for_one_and_three(
    opened_by, bo, heron, at, others, django_assert_num_queries
):
    for name in ("Chen", "Dina")[:others]:
        factories.add(heron, factories.person(name, at), bo, at, bio="Here", access_needs="Captions.")
        services.invite(heron, address=f"{name}2@example.org", by=bo, at=at)
    client = opened_by(bo)
    client.get(url("people", heron))

    with django_assert_num_queries(11):
        client.get(url("people", heron))


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_of_invitations_asks_the_same_queries(opened_by, bo, heron, at, others, django_assert_num_queries):
    for number in range(others):
        services.invite(heron, address=f"somebody{number}@example.org", by=bo, at=at)
    client = opened_by(bo)
    client.get(url("invitations", heron))

    with django_assert_num_queries(8):
        client.get(url("invitations", heron))


def test_access_needs_are_shown_to_the_facilitator_and_not_to_another_member(opened_by, bo, amara, heron, at):
    chen, dina = factories.person("Chen", at), factories.person("Dina", at)
    factories.add(heron, dina, bo, at)
    factories.add(heron, chen, bo, at, access_needs="CNRY-captions", access_needs_for=dina)
    page = url("people", heron)

    def sees(person):
        return "CNRY-captions" in text_of(opened_by(person).get(page))

    assert (sees(chen), sees(dina), sees(bo)) == (True, True, False)

    factories.facilitate(heron, amara, bo, at)

    assert (sees(chen), sees(dina), sees(bo), sees(amara)) == (True, False, False, True)


def test_nothing_of_a_set_is_shown_to_who_is_not_in_it(opened_by, bo, amara, heron, at):
    chen, mara = factories.person("Chen", at), factories.person("Mara", at)
    hana, lev = factories.person("Hana", at), factories.person("Lev", at)
    factories.heron(hana, at)
    lev.is_host = True
    lev.save()
    factories.add(heron, chen, bo, at, bio="CNRY-bio")
    services.leave(heron, by=chen, at=at)
    services.end_term(factories.facilitate(heron, amara, bo, at), by=bo, at=at)
    services.invite(heron, address="kim@example.org", by=bo, at=at)
    kim = factories.person("Kim", at)
    assert "I come prepared." in text_of(opened_by(bo).get(url("people", heron)))

    for name in OF_A_SET:
        for person in (chen, mara, hana, lev, amara, kim):
            answer = opened_by(person).get(url(name, heron))
            assert (answer.status_code, "I come prepared." in text_of(answer)) == (404, False), (name, person)
        assert opened_by(None).get(url(name, heron)).status_code == 302


def test_a_facilitator_in_term_reads_and_invites_but_does_not_keep_the_set(opened_by, bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at)

    answers = {name: opened_by(amara).get(url(name, heron)).status_code for name in OF_A_SET}

    assert answers == {
        "people": 200,
        "invitations": 200,
        "membership": 404,
        "departure": 404,
        "particulars": 404,
        "archive": 404,
    }


def test_between_two_clicks_a_term_ends_and_one_page_is_left(opened_by, bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2026, 11, 23))
    client = opened_by(amara)
    assert client.get(url("people", heron)).status_code == 200
    assert client.get(url("ended", heron)).status_code == 404

    with time_machine.travel(at + timedelta(hours=11), tick=False):
        after = {name: client.get(url(name, heron)).status_code for name in OF_A_SET}
        ended = client.get(url("ended", heron))
        posted = client.post(url("link", heron)).status_code

    assert set(after.values()) == {404}
    assert posted == 404
    assert ended.status_code == 200
    assert "Your term has ended" in text_of(ended)
    assert "Heron" not in text_of(ended)


def test_a_link_is_shown_once(opened_by, bo, heron):
    client = opened_by(bo)
    first = client.post(url("link", heron)).content.decode()

    link = re.search(r"/invitations/[\w-]{43}/", first)

    assert link
    assert link.group() not in client.get(url("invitations", heron)).content.decode()


def test_opening_an_invitation_consumes_nothing_and_says_nothing_to_who_is_not_signed_in(opened_by, bo, heron, at):
    invitation, secret = services.invite(heron, by=bo, at=at)
    page = reverse("sets:invitation", args=[secret])

    answers = [opened_by(None).get(page) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert "Heron" not in text_of(answers[0])
    assert "Bo" not in text_of(answers[0]).split()
    assert reverse("people:sign_up") in answers[0].content.decode()
    assert queries.invitations(heron, at) == [invitation]


def test_joining_goes_by_own_words(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    chen = factories.person("Chen", at)
    client, page = opened_by(chen), reverse("sets:invitation", args=[secret])
    offered = text_of(client.get(page))
    assert "Bo invites you Join Heron To get unstuck together." in offered

    refused = client.post(page, {"chosen": "on", "commitment": " ", "bio": "Hospital data"})
    assert "Hospital data" in text_of(refused)
    assert not queries.is_member(chen, heron)

    joined = client.post(page, JOIN)
    assert joined.headers["Location"] == reverse("home:set", args=[heron.pk])
    assert Membership.objects.get(person=chen).commitment == "I ask before I guess."


def test_a_used_invitation_says_so_in_another_browser(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    page = reverse("sets:invitation", args=[secret])
    opened_by(factories.person("Chen", at)).post(page, JOIN)

    for person in (None, factories.person("Dina", at)):
        answer = opened_by(person).get(page)
        assert answer.status_code == 410
        assert "already been used" in text_of(answer)


def test_who_used_the_link_is_led_to_the_set(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    client, page = opened_by(factories.person("Chen", at)), reverse("sets:invitation", args=[secret])
    client.post(page, JOIN)

    assert client.get(page).headers["Location"] == reverse("home:set", args=[heron.pk])


@pytest.mark.parametrize(
    ("days", "revoked", "said"), [(14, False, "more than two weeks old"), (0, True, "taken back by the set")]
)
def test_an_invitation_that_is_over_says_why(opened_by, bo, heron, at, days, revoked, said):
    invitation, secret = services.invite(heron, by=bo, at=at)
    if revoked:
        services.revoke(invitation, by=bo, at=at)

    with time_machine.travel(at + timedelta(days=days), tick=False):
        answer = opened_by(None).get(reverse("sets:invitation", args=[secret]))

    assert answer.status_code == 410
    assert said in text_of(answer)


def test_a_secret_nobody_made_is_not_known(opened_by):
    answer = opened_by(None).get(reverse("sets:invitation", args=["x" * 43]))

    assert answer.status_code == 404
    assert "not an invitation we know" in text_of(answer)


def test_an_invitation_for_another_address_shows_neither_set_nor_address(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, address="mara@example.org", by=bo, at=at)
    page = reverse("sets:invitation", args=[secret])
    kim = factories.person("Kim", at)
    assert "Heron" in text_of(opened_by(factories.person("Mara", at)).get(page))

    for answer in (opened_by(kim).get(page), opened_by(kim).post(page, JOIN)):
        assert answer.status_code == 403
        assert "made for another address" in text_of(answer)
        assert "Heron" not in text_of(answer)
        assert "mara@example.org" not in text_of(answer)


def test_an_invitation_for_another_address_leads_to_signing_in_with_it(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, address="mara@example.org", by=bo, at=at)
    page, client = reverse("sets:invitation", args=[secret]), opened_by(factories.person("Kim", at))
    assert "Sign out and use another address" in text_of(client.get(page))

    client.post(reverse("people:sign_out"), {"next": page})

    assert client.session["next"] == page


def test_a_member_who_opens_a_link_leaves_it_for_others(opened_by, bo, heron, at):
    invitation, secret = services.invite(heron, by=bo, at=at)

    answer = opened_by(bo).get(reverse("sets:invitation", args=[secret]))

    assert "You are in Heron already" in text_of(answer)
    assert queries.invitations(heron, at) == [invitation]


def test_a_ninth_member_is_warned_and_joins(opened_by, bo, heron, at):
    for number in range(7):
        factories.add(heron, factories.person(f"Member{number}", at), bo, at)
    _invitation, secret = services.invite(heron, by=bo, at=at)
    client = opened_by(factories.person("Ninth", at))

    client.post(reverse("sets:invitation", args=[secret]), JOIN)

    assert queries.size(heron) == 9
    assert "more than eight of you" in text_of(client.get(url("people", heron)))


def test_a_facilitator_accepts_a_term_whose_end_is_said(opened_by, bo, amara, heron, at):
    wish = TermWish(EndRule.AFTER_MEETING, ends_after=4)
    _, secret = services.invite_facilitator(heron, address=amara.email, wish=wish, by=bo, at=at)
    client, page = opened_by(amara), reverse("sets:invitation", args=[secret])
    assert "Until meeting 4 closes." in text_of(client.get(page))

    client.post(page)

    assert queries.standing(amara, heron, at) == {Standing.FACILITATOR}


def test_an_invitation_is_taken_back(opened_by, bo, heron, at):
    invitation, _secret = services.invite(heron, by=bo, at=at)

    opened_by(bo).post(url("revocation", heron, invitation.pk))

    assert queries.invitations(heron, at) == []


def test_an_invitation_of_another_set_is_not_there_to_take_back(opened_by, bo, heron, at):
    hana = factories.person("Hana", at)
    invitation, _secret = services.invite(factories.heron(hana, at), by=hana, at=at)

    assert opened_by(bo).post(url("revocation", heron, invitation.pk)).status_code == 404


def test_after_leaving_the_set_is_gone_and_the_others_see_the_date_only(opened_by, bo, heron, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at, bio="Hospital data")
    client = opened_by(chen)

    answer = client.post(url("departure", heron), {"own_words": "keep"})

    assert answer.headers["Location"] == reverse("home:home")
    assert client.get(url("people", heron)).status_code == 404
    said = text_of(opened_by(bo).get(url("people", heron)))
    assert "Chen left on 23 November 2026." in said
    assert "Hospital data" not in said


def test_leaving_asks_what_becomes_of_own_words(opened_by, bo, heron):
    answer = opened_by(bo).post(url("departure", heron), {})

    assert answer.status_code == 200
    assert queries.is_member(bo, heron)
    assert "You are the last one here" in text_of(answer)


def test_what_i_say_about_myself_can_change(opened_by, bo, heron):
    opened_by(bo).post(url("membership", heron), {"commitment": "I come prepared, and on time.", "bio": "Night shelter"})

    own = queries.membership_of(bo, heron)
    assert (own.commitment, own.bio) == ("I come prepared, and on time.", "Night shelter")


def test_a_link_that_opened_an_account_offers_no_other_and_still_joins_whose_it_is(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    page = reverse("sets:invitation", args=[secret])
    first, second = opened_by(None), opened_by(None)
    for browser, name in ((first, "mara"), (second, "goran")):
        browser.get(page)
        browser.post("/sign-up/", {"name": name.title(), "address": f"{name}@example.org", "zone": "UTC"})

    first.post("/sign-in/code/", {"code": AddressProof.objects.get(address="mara@example.org").code})
    late = second.post("/sign-in/code/", {"code": AddressProof.objects.get(address="goran@example.org").code})
    reopened = second.get(page)
    first.post(page, JOIN)

    assert "This invitation has opened an account already" in text_of(late)
    assert "This invitation has opened an account already" in text_of(reopened)
    assert "I am new here" not in text_of(reopened)
    assert "I have an account" in text_of(reopened)
    assert [person.name for person in queries.members(heron)] == ["Bo", "Mara"]
    assert not Person.objects.filter(email="goran@example.org").exists()
