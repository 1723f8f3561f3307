"""Handing over: what a facilitator holds for a set goes into members' hands, one thing at a time."""

from datetime import timedelta

import pytest

from knotwork.platform.audit import queries as record
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.models import Letter
from knotwork.sets import handing, queries, rules, services
from knotwork.sets.enums import EndRule, Held, Stage
from knotwork.sets.models import HandOver
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def chen(heron, bo, at):
    newcomer = factories.person("Chen", at)
    factories.add(heron, newcomer, bo, at)
    return newcomer


@pytest.fixture
def term(heron, bo, amara, chen, at):
    for stage in (Stage.CONTRACTING, Stage.WORKING):
        services.enter_stage(heron, stage=stage, by=bo, at=at)
    return factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=(at + 30 * DAY).date())


def keeper(heron, what, at):
    listed = handing.of_set(heron, at)
    line = listed.line(what) if listed else None
    return line.keeper.name if line and line.keeper else None


@pytest.mark.parametrize(
    ("meetings", "links", "invitations", "absent"),
    [
        (3, 2, 1, set()),
        (3, 0, 1, {Held.LINK}),
        (0, 0, 1, {Held.STEERING, Held.DATES, Held.LETTERS, Held.LINK}),
        (3, 1, 0, {Held.INVITATIONS}),
    ],
)
def test_the_list_names_what_there_is(meetings, links, invitations, absent):
    listed = rules.held_for_the_set(meetings=meetings, links=links, invitations=invitations)

    assert set(Held) - set(listed) == absent


def test_a_set_nobody_ever_facilitated_has_no_list(heron, at):
    assert handing.of_set(heron, at) is None


def test_a_member_takes_over_and_the_line_ticks(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)

    listed = handing.of_set(heron, at)
    assert keeper(heron, Held.ARCHIVE, at) == "Chen"
    assert listed.left == len(listed.lines) - 1


def test_when_every_line_is_taken_nothing_is_left(heron, bo, chen, term, at):
    for line in handing.of_set(heron, at).lines:
        services.take_over(heron, what=line.what, by=bo, at=at)

    assert handing.of_set(heron, at).left == 0


def test_with_the_invitations_goes_their_working_on(heron, bo, amara, chen, term, at):
    invitation, _secret = services.invite(heron, by=amara, at=at)
    services.take_over(heron, what=Held.INVITATIONS, by=chen, at=at)

    services.end_term(term, by=bo, at=at + DAY)

    invitation.refresh_from_db()
    assert invitation.invited_by == chen
    assert not queries.is_orphaned(invitation, at + DAY)


def test_a_link_that_stopped_with_the_term_is_not_revived(heron, bo, amara, chen, term, at):
    invitation, _secret = services.invite(heron, by=amara, at=at)
    services.end_term(term, by=bo, at=at + DAY)

    with pytest.raises(Refused, match="nothing_to_hand_over"):
        services.take_over(heron, what=Held.INVITATIONS, by=chen, at=at + DAY)

    assert queries.is_orphaned(invitation, at + DAY)


def test_whoever_is_asked_gets_a_letter_and_the_line_ticks_only_once_they_take_it(heron, amara, chen, term, at):
    services.ask_to_take_over(heron, what=Held.ARCHIVE, to=chen, by=amara, at=at)

    assert keeper(heron, Held.ARCHIVE, at) is None
    assert [one.address for one in Letter.objects.filter(kind="sets.hand_over")] == ["chen@example.org"]
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)
    assert keeper(heron, Held.ARCHIVE, at) == "Chen"


def test_the_facilitator_takes_nothing_over_and_asks_no_stranger(heron, amara, term, at):
    with pytest.raises(Refused, match="not_your_set"):
        services.take_over(heron, what=Held.ARCHIVE, by=amara, at=at)
    with pytest.raises(Refused, match="not_one_of_us"):
        services.ask_to_take_over(heron, what=Held.ARCHIVE, to=factories.person("Mara", at), by=amara, at=at)


def test_what_one_looks_after_another_cannot_take(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)

    with pytest.raises(Refused, match="looked_after"):
        services.take_over(heron, what=Held.ARCHIVE, by=bo, at=at)
    with pytest.raises(Refused, match="looked_after"):
        services.ask_to_take_over(heron, what=Held.ARCHIVE, to=bo, by=bo, at=at)


def test_a_keeper_hands_on_and_keeps_it_until_it_is_taken(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)
    services.ask_to_take_over(heron, what=Held.ARCHIVE, to=bo, by=chen, at=at)
    assert keeper(heron, Held.ARCHIVE, at) == "Chen"

    services.take_over(heron, what=Held.ARCHIVE, by=bo, at=at)

    assert keeper(heron, Held.ARCHIVE, at) == "Bo"


def test_who_cannot_says_so_and_it_waits_for_somebody_else(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)
    services.give_back(heron, what=Held.ARCHIVE, by=chen, at=at)

    assert keeper(heron, Held.ARCHIVE, at) is None
    with pytest.raises(Refused, match="not_in_your_hands"):
        services.give_back(heron, what=Held.ARCHIVE, by=bo, at=at)


def test_who_has_left_keeps_nothing(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)

    services.leave(heron, by=chen, at=at + DAY)

    assert keeper(heron, Held.ARCHIVE, at + DAY) is None
    services.take_over(heron, what=Held.ARCHIVE, by=bo, at=at + DAY)
    assert keeper(heron, Held.ARCHIVE, at + DAY) == "Bo"


def test_who_leaves_the_host_is_named_on_no_list(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)
    services.ask_to_take_over(heron, what=Held.NEEDS, to=chen, by=bo, at=at)
    assert queries.export_of(chen)["looks_after"] == [{"set": str(heron.pk), "what": "archive", "taken_at": at.isoformat()}]

    services.depart(chen, at=at + DAY)

    assert set(HandOver.objects.values_list("keeper", "asked")) == {(None, None)}


def test_a_term_without_an_end_is_not_handed_over_as_a_whole(heron, bo, amara, chen, at):
    for stage in (Stage.CONTRACTING, Stage.WORKING):
        services.enter_stage(heron, stage=stage, by=bo, at=at)
    factories.facilitate(heron, amara, bo, at)

    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)

    heron.refresh_from_db()
    assert heron.stage == Stage.WORKING


def test_the_first_thing_taken_says_that_the_set_hands_over_and_a_longer_term_that_it_works_on(
    heron, bo, amara, chen, term, at
):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)
    heron.refresh_from_db()
    assert heron.stage == Stage.HANDING_OVER

    factories.facilitate(heron, amara, bo, at + DAY)

    heron.refresh_from_db()
    assert heron.stage == Stage.WORKING


def test_a_set_that_decided_to_manage_itself_stands_alone_when_the_term_ends(heron, bo, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)
    services.manage_ourselves(heron, by=bo, at=at)

    services.end_term(term, by=bo, at=at + DAY)

    heron.refresh_from_db()
    assert heron.stage == Stage.SELF_MANAGED


def test_the_list_stays_after_the_term_for_what_is_left(heron, bo, chen, term, at):
    services.end_term(term, by=bo, at=at + DAY)

    services.take_over(heron, what=Held.NEEDS, by=chen, at=at + DAY)

    listed = handing.of_set(heron, at + DAY)
    assert (listed.is_running, keeper(heron, Held.NEEDS, at + DAY)) == (False, "Chen")


def test_the_record_tells_that_it_was_taken(heron, chen, term, at):
    services.take_over(heron, what=Held.ARCHIVE, by=chen, at=at)

    assert [entry.detail for entry in record.of_set(heron.pk).filter(event="hand_over.taken")] == [{"what": "archive"}]


def test_the_page_offers_members_to_take_over_and_the_facilitator_to_ask(client, heron, bo, amara, chen, term):
    path = f"/sets/{heron.pk}/handing-over/"
    client.force_login(amara)
    of_amara = client.get(path).content.decode()
    client.post(f"{path}archive/asking/", {"to": str(chen.pk)})
    client.force_login(chen)
    asked = client.get(path).content.decode()
    client.post(f"{path}archive/taking/")
    taken = client.get(path).content.decode()

    assert "Take it over" not in of_amara
    assert "You are asked to take this over." in asked
    assert "looks after it" in taken
    assert client.post(f"{path}nothing/taking/").status_code == 404
