"""Who is invited, where each member is asked first."""

from datetime import timedelta

import pytest

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, Rule, VersionState
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.models import Letter
from knotwork.sets import queries as set_queries
from knotwork.sets import services as sets
from knotwork.sets.enums import Why
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MIA = {"name": "Mia", "address": "mia@example.org"}


def agree(version, people, at):
    for person in people:
        version = services.answer(version, revision=version.revision, answer=Answer.AGREE, by=person, at=at)
    return version


def propose(heron, kind, body, by, at):
    return services.propose(heron, kind=kind, body=body, reason="", by=by, at=at)


@pytest.fixture
def asking(at):
    """Heron has decided that each of them is asked."""
    heron, people = factories.full_heron(at)
    agree(propose(heron, Rule.ADMISSION, {"admission": "all_of_us"}, people["Bo"], at), people.values(), at)
    heron.refresh_from_db()
    return heron, people


def letters():
    return list(Letter.objects.filter(address=MIA["address"]))


def test_nobody_invites_alone_any_more(asking, at):
    heron, people = asking
    with pytest.raises(Refused) as refused:
        sets.invite(heron, address=MIA["address"], by=people["Bo"], at=at)
    assert refused.value.why is Why.ALL_ARE_ASKED


def test_a_link_that_was_made_before_lets_nobody_in_unasked(at):
    heron, people = factories.full_heron(at)
    _, link = sets.invite(heron, by=people["Bo"], at=at)
    invited, letter = sets.invite(heron, address=MIA["address"], by=people["Bo"], at=at)
    agree(propose(heron, Rule.ADMISSION, {"admission": "all_of_us"}, people["Bo"], at), people.values(), at)

    with pytest.raises(Refused) as refused:
        sets.join(secret=link, person=factories.person("Mara", at), commitment="I come.", at=at)

    assert refused.value.why is Why.INVITATION_REVOKED
    assert set_queries.invitations(heron, at) == [invited]
    sets.join(secret=letter, person=factories.person("Mia", at), commitment="I come.", at=at)


def test_a_newcomer_waits_until_each_member_has_answered_and_is_then_invited(asking, at):
    heron, people = asking
    *most, last = people.values()
    version = agree(propose(heron, Rule.NEWCOMER, MIA, people["Bo"], at), most, at)
    assert letters() == []

    agree(version, [last], at)

    (invitation,) = set_queries.invitations(heron, at)
    assert (invitation.address, invitation.invited_by) == (MIA["address"], people["Bo"])
    assert len(letters()) == 1
    assert MIA["name"] not in str(letters()[0].params)


def test_one_objection_stops_it_and_the_set_can_talk(asking, at):
    heron, people = asking
    *most, last = people.values()
    version = agree(propose(heron, Rule.NEWCOMER, MIA, people["Bo"], at), most, at)
    services.answer(version, revision=1, answer=Answer.OBJECT, words="We work in one house.", by=last, at=at)
    services.remark(version, text="Shall we talk about it next time?", by=people["Dina"], at=at)

    services.settle_due(at=at + 7 * DAY)

    version.refresh_from_db()
    assert version.state == VersionState.REJECTED
    assert letters() == []
    assert len(queries.remarks(people["Bo"], version)) == 1
    propose(heron, Rule.NEWCOMER, MIA, people["Bo"], at + 30 * DAY)


def test_whoever_was_proposed_and_closes_their_account_is_named_no_more(asking, at):
    heron, people = asking
    version = propose(heron, Rule.NEWCOMER, MIA, people["Bo"], at)
    mia = factories.person("Mia", at)

    services.depart(mia, at=at)

    version.refresh_from_db()
    assert queries.lines(version) == ["We invite somebody who has left the host since."]


def test_the_page_of_invitations_leads_to_proposing(asking, client):
    heron, people = asking
    client.force_login(people["Chen"])
    assert f"/sets/{heron.pk}/rules/newcomer/" in client.get(f"/sets/{heron.pk}/invitations/").text
    page = client.get(f"/sets/{heron.pk}/rules/newcomer/").text
    assert "Their address" in page
