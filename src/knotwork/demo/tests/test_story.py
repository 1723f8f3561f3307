"""What the demo tells is whole, and plausible at any hour."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from knotwork.actions.models import Action
from knotwork.challenges import queries as challenges
from knotwork.demo import ferry, heron, story, weir
from knotwork.demo.cast import AMARA, BO, CHEN, FARAH, FERRY, HANA, PIA, SANA
from knotwork.demo.story import NotHere
from knotwork.home import queries as home
from knotwork.meetings import queries as meetings
from knotwork.people import queries as people
from knotwork.people import services as accounts
from knotwork.reflections.models import LearningNote
from knotwork.repairs import queries as repairs
from knotwork.sets import queries as sets

pytestmark = pytest.mark.django_db

TOLD = (heron, weir, ferry)


def test_the_demo_tells_a_half_year_that_goes_on_now_and_says_nothing_twice(at, settings):
    settings.KNOTWORK_DEMO = True

    story.tell(at=at)

    bo, amara, hana = (people.by_address(role.address) for role in (BO, AMARA, HANA))
    here, there = sets.visible(bo, at)
    page, following = home.home(bo, at), meetings.next_of(there, at)
    assert (page.nearest.meeting.learning_set, page.nearest.may_enter) == (here, True)
    assert page.nearest.meeting.starts_at == at + timedelta(minutes=30)
    assert [home.set_page(bo, each, at).situation.held for each in (here, there)] == [4, 1]
    assert sets.facilitator(here, at) == amara
    assert [coming.person.name for coming in page.coming if coming.answer is None] == ["Bo"]
    assert hana.local(following.starts_at).hour == 11
    undertaken, noted = (
        [each.what for each in Action.objects.filter(grew_from=None)],
        [each.text for each in LearningNote.objects.all()],
    )
    assert sorted(undertaken) == sorted(each.what for told in TOLD for each in told.UNDERTAKEN)
    assert Action.objects.exclude(grew_from=None).count() == 2
    assert {each.text for told in TOLD for each in told.LEARNED} <= set(noted)
    assert len(set(noted)) == len(noted)


def test_four_of_the_demo_work_on_one_challenge_that_nobody_alone_owns(at, settings):
    settings.KNOTWORK_DEMO = True

    story.tell(at=at)

    pia, sana = (people.by_address(role.address) for role in (PIA, SANA))
    (learning_set,) = sets.visible(pia, at)
    shared = challenges.shared_of(learning_set)
    page = home.home(pia, at)
    assert (shared.owner, shared.sponsor) == (None, ferry.SPONSOR)
    assert {framing.said_by.name for framing in shared.framings.all()} == {role.name for role in FERRY}
    held = {each.part.what: each.holder and each.holder.name for each in challenges.parts(sana, shared, at)}
    assert held == {each.what: None if each.given_back else each.holder.name for each in ferry.PARTS}
    grown = Action.objects.filter(learning_set=learning_set)
    assert {action.challenge for action in grown} == {shared}
    assert {action.owner.name for action in grown} == {role.name for role in FERRY}
    assert (page.nearest.meeting.learning_set, page.nearest.may_enter) == (learning_set, True)


def test_what_was_repaired_is_seen_by_those_two_alone_and_says_of_nobody_else(at, settings, client):
    settings.KNOTWORK_DEMO = True
    story.tell(at=at)
    farah, amara, chen, bo = (people.by_address(role.address) for role in (FARAH, AMARA, CHEN, BO))
    (here,) = sets.visible(farah, at)
    (matter,) = repairs.of_viewer(farah, here)

    seen = {}
    for person in (farah, amara, chen, bo):
        with time_machine.travel(at, tick=False):
            client.force_login(person)
            seen[person.name] = client.get(reverse("repairs:matter", args=[matter.pk]))

    assert {name: page.status_code for name, page in seen.items()} == {"Farah": 200, "Amara": 200, "Chen": 404, "Bo": 404}
    assert "We spoke, and it is well again." in seen["Farah"].content.decode()
    assert repairs.talks(farah, matter) == []
    assert matter.words == ""


def test_the_demo_is_told_into_an_empty_demo_folder_only(at, settings):
    settings.KNOTWORK_DEMO = True
    accounts.open_account(email=BO.address, name=BO.name, zone=BO.zone, at=at)

    with pytest.raises(NotHere):
        story.tell(at=at)
