"""What somebody may do ends with what they are: the very next request, the open stream, the letter on its way."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from knotwork.actions.models import Action
from knotwork.challenges.models import Challenge
from knotwork.live.models import Move
from knotwork.live.stream import door
from knotwork.live.stream.hub import End, Listener
from knotwork.meetings import emails as letters
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Lead
from knotwork.meetings.models import Meeting
from knotwork.people.services import devices, leaving
from knotwork.platform.mail import kinds
from knotwork.platform.mail.models import Letter
from knotwork.reflections.models import LearningNote
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule
from tests.trust.asking import Browser, bare
from tests.trust.cases import ABSENT

WRITTEN = (Action, Challenge, Meeting, LearningNote)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


class Visit:
    """Somebody who has Heron's pages open, listens to its room, and to whom a reminder is on its way."""

    def __init__(self, world, name):
        self.world, self.person, self.browser = world, world.people[name], Browser(world, name)
        self.meeting = world.meetings["Heron", "open"]
        cookie = next(iter(self.browser.cookies.values()))
        self.cookies, self.session = f"{cookie.key}={cookie.value}", cookie.value
        for lead in Lead:
            letters.remind(world.meetings["Heron", "later"], lead, at=world.at)

    def pages(self):
        """The answers of the set, its meeting, its room."""
        paths = (f"/sets/{self.world.heron.pk}/", f"/meetings/{self.meeting.pk}/", f"/meetings/{self.meeting.pk}/room/")
        return [bare(self.browser.ask("GET", path)) for path in paths]

    def move(self):
        """Post a move; whether it was kept."""
        before = Move.objects.count()
        sent = {"kind": "ready", "move_id": "0b5e57de-0000-4000-8000-00000000000a"}
        self.browser.post(f"/meetings/{self.meeting.pk}/room/moves/", sent)
        return Move.objects.count() > before

    def stream(self, at):
        """Why the stream that is open must end; None if it goes on."""
        ended = door.no_longer_welcome([Listener(self.meeting.pk, self.person.pk, self.session, loop=None)], at=at)
        welcome = door.welcome(self.cookies, self.meeting.pk, at=at)
        assert isinstance(welcome, End) == bool(ended), "who is let in anew must be who may stay"
        return ended[0][1] if ended else None

    def letters(self, at):
        """Whether each reminder on its way may still be sent."""
        mine = Letter.objects.filter(recipient=self.person.pk, kind=letters.REMINDER)
        return {kinds.kind_of(one.kind).may_be_sent(one.params, one.recipient, at) for one in mine}

    def is_in(self, at):
        """Everything is open to them."""
        return ([page[0] for page in self.pages()], self.stream(at), self.letters(at)) == ([200] * 3, None, {True})

    def is_out(self, at, *, why=End.NOT_YOURS):
        """Nothing is, and it all looks as if it had never been."""
        absent = bare(self.browser.ask("GET", f"/nothing/{ABSENT}/"))
        return (self.pages(), self.stream(at), self.letters(at), self.move()) == ([absent] * 3, why, {False}, False)


@pytest.fixture
def amara(world):
    return Visit(world, "Amara")


def begin_anew(world, **term):
    """Amara's open term ends, and one with an end begins."""
    bo, amara = world.people["Bo"], world.people["Amara"]
    sets.end_term(world.heron.facilitator_terms.get(person=amara, ended_at=None), by=bo, at=world.at)
    return sets.begin_term(world.heron, person=amara, by=bo, at=world.at, **term)


def test_a_term_with_a_last_day_ends_with_that_day_on_the_clock_of_the_set(world, amara):
    sets.change_zone(world.heron, zone="Pacific/Kiritimati", by=world.people["Bo"], at=world.at)
    world.heron.refresh_from_db()
    midnight = datetime(2026, 11, 25, tzinfo=ZoneInfo("Pacific/Kiritimati"))
    begin_anew(world, end_rule=EndRule.ON_DATE, ends_on=(midnight - DAY).date())

    with time_machine.travel(midnight - SECOND, tick=False):
        assert [page[0] for page in amara.pages()] == [200] * 3
    with time_machine.travel(midnight, tick=False):
        assert amara.is_out(midnight)
    world.heron.refresh_from_db()


def test_a_term_until_a_meeting_ends_when_that_meeting_is_closed(world, amara):
    number = world.meetings["Heron", "open"].number
    begin_anew(world, end_rule=EndRule.AFTER_MEETING, ends_after=number)
    assert amara.is_in(world.at)

    meetings.close_meeting(world.meetings["Heron", "open"], by=world.people["Bo"], at=world.at)

    assert amara.is_out(world.at)


def test_a_term_until_a_meeting_nobody_closes_ends_two_hours_after_its_planned_end(world, amara):
    meeting = world.meetings["Heron", "open"]
    begin_anew(world, end_rule=EndRule.AFTER_MEETING, ends_after=meeting.number)
    latest = meeting.planned_end_at + timedelta(hours=2)

    with time_machine.travel(latest - SECOND, tick=False):
        assert [page[0] for page in amara.pages()] == [200] * 3
        assert amara.stream(latest - SECOND) is None
    with time_machine.travel(latest, tick=False):
        assert amara.is_out(latest)


def test_a_term_ends_when_a_member_ends_it(world, amara):
    assert amara.is_in(world.at)

    sets.end_term(world.heron.facilitator_terms.get(person=amara.person, ended_at=None), by=world.people["Bo"], at=world.at)

    assert amara.is_out(world.at)


def test_who_leaves_is_out_at_once(world):
    farah = Visit(world, "Farah")
    assert farah.is_in(world.at)

    sets.leave(world.heron, by=farah.person, at=world.at)

    assert farah.is_out(world.at)


def test_who_closes_their_account_is_nobody_at_once(world):
    farah = Visit(world, "Farah")

    leaving.leave_host(farah.person, at=world.at)

    assert {page[0] for page in farah.pages()} == {302}
    assert farah.stream(world.at) is not None
    assert farah.letters(world.at) == {False}
    assert not farah.move()


def test_who_is_signed_out_on_another_device_is_out_there_at_once(world):
    chen = Visit(world, "Chen")
    assert chen.is_in(world.at)

    devices.end_others(chen.person, session_key=None, at=world.at)

    assert {page[0] for page in chen.pages()} == {302}
    assert chen.stream(world.at) is End.SIGNED_OUT
    assert not chen.move()


def test_who_no_longer_looks_after_the_host_no_longer_sees_its_pages(world):
    lev = Browser(world, "Lev")
    assert lev.ask("GET", "/letters/").status_code == 200

    type(world.people["Lev"]).objects.filter(pk=world.people["Lev"].pk).update(is_host=False)

    assert lev.ask("GET", "/letters/").status_code == 404


def test_an_invitation_taken_back_opens_nothing_and_its_letter_stays_here(world):
    kim, path = Browser(world, "Kim"), f"/invitations/{world.ids['Heron', 'secret']}/"
    invitation = world.heron.invitations.get(pk=world.ids["Heron", "invitation"])
    letter = Letter.objects.get(kind="sets.invitation", address="kim@example.org")
    kind = kinds.kind_of(letter.kind)
    assert kim.ask("GET", path).status_code == 200
    assert kind.may_be_sent(letter.params, letter.recipient, world.at)

    sets.revoke(invitation, by=world.people["Bo"], at=world.at)
    answers = [kim.ask("GET", path), kim.post(path, {"commitment": "I come.", "chosen": "on"})]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not kind.may_be_sent(letter.params, letter.recipient, world.at)
    assert not world.heron.memberships.filter(person=world.people["Kim"]).exists()


def test_a_set_put_away_can_be_read_and_nothing_can_be_added(world):
    bo, heron = Browser(world, "Bo"), world.heron
    sets.archive(heron, by=world.people["Bo"], at=world.at)
    before = {model: model.objects.count() for model in WRITTEN}

    answers = [
        bo.post(f"/sets/{heron.pk}/actions/new/", {"what": "More."}),
        bo.post(f"/sets/{heron.pk}/challenges/new/", {"headline": "More.", "shown": "yes"}),
        bo.post(f"/sets/{heron.pk}/notes/", {"text": "More.", "level": "set", "audience": "set"}),
        bo.post(f"/sets/{heron.pk}/extra-meeting/", {"starts": "2026-12-24T10:00", "minutes": "90", "protocol_key": "classic"}),
    ]

    assert [answer.status_code for answer in answers if answer.status_code not in {200, 403, 409, 422}] == [], answers
    assert {model: model.objects.count() for model in WRITTEN} == before
    assert bo.ask("GET", f"/sets/{heron.pk}/").status_code == 200
    heron.refresh_from_db()
