"""Somebody who facilitates one meeting sees its room while it lasts, and nothing else of the set, before or after."""

from datetime import timedelta

import pytest
import time_machine

from knotwork.live import queries as live
from knotwork.live import services as rooms
from knotwork.meetings import services as meetings
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import services as sets
from knotwork.sets import visiting
from knotwork.sets.enums import EndRule, InvitedAs
from knotwork.sets.models import Invitation
from tests.trust.asking import Browser, bare
from tests.trust.cases import ABSENT, cases, url
from tests.trust.matrix import MATRIX
from tests.trust.searching import all_of, found

ROOM = frozenset({"live:room", "live:screen", "live:shared", "live:phase"})
POSTED = frozenset({"live:moves", "live:drafts"})
OF_THE_MEETING = {"CNRY-setname-Weir", "CNRY-moodopen-Oskar", "CNRY-questionopen-Oskar", "CNRY-reframed-Noor"}
"""The set's name, what was said in this meeting, and the challenge that is on the table in it."""
SECOND = timedelta(seconds=1)


@pytest.fixture
def meeting(world):
    """The meeting of Weir that is on; Mara, who is in no set, facilitates it and no other."""
    weir = world.meetings["Weir", "open"]
    sets.ask_to_visit(weir.learning_set, meeting=weir.pk, address=world.people["Mara"].email, by=None, at=world.at)
    secret = Invitation.objects.get(invited_as=InvitedAs.VISITOR).secret_to_mail
    sets.accept_visit(secret=secret, person=world.people["Mara"], at=world.at)
    return weir


def passed(world):
    """Every address about something of a set or a meeting that Mara is let in to, and what each showed."""
    browser, things = Browser(world, "Mara"), cases(world)
    absent = bare(browser.ask("GET", f"/nothing/{ABSENT}/"))
    for name, line in MATRIX.items():
        for case in things[line.about] if line.about and not line.in_view else ():
            answer = browser.ask("GET", url(name, case))
            assert answer.status_code < 500, (name, case.label)
            if not case.may_pass(line, "Mara") and bare(answer) != absent:
                yield name, case, answer


def test_a_visitor_passes_into_the_one_room_and_nowhere_else(world, meeting):
    let_in = list(passed(world))

    assert {name for name, _, _ in let_in} == ROOM | POSTED
    assert {case.kwargs["meeting_id"] for _, case, _ in let_in} == {meeting.pk}
    assert {answer.status_code for name, _, answer in let_in if name in ROOM} == {200}
    assert {answer.status_code for name, _, answer in let_in if name in POSTED} == {405}


def test_the_room_shows_a_visitor_nothing_from_before(world, meeting):
    shown = {word for _, _, answer in passed(world) for word in found(world.canaries, all_of(answer))}

    assert shown == OF_THE_MEETING


def test_nothing_is_left_from_the_moment_the_meeting_closes(world, meeting):
    mara, room = world.people["Mara"], f"/meetings/{meeting.pk}/room/"
    browser = Browser(world, "Mara")
    assert browser.ask("GET", room).status_code == 200
    assert live.may_be_in(mara, meeting.pk, world.at)

    meetings.close_meeting(meeting, by=world.people["Hana"], at=world.at + SECOND)

    with time_machine.travel(world.at + 2 * SECOND, tick=False):
        later = Browser(world, "Mara")
        assert bare(later.ask("GET", room)) == bare(later.ask("GET", f"/meetings/{ABSENT}/room/"))
        assert list(passed(world)) == []
        assert not live.may_be_in(mara, meeting.pk, world.at + 2 * SECOND)
        assert live.visits_of(mara, world.at + 2 * SECOND) == []


def test_a_meeting_nobody_closes_ends_the_visit_all_the_same(world, meeting):
    mara, last = world.people["Mara"], meeting.closes_at_latest

    assert live.may_be_in(mara, meeting.pk, last - SECOND)
    assert not live.may_be_in(mara, meeting.pk, last)
    assert live.load_room(mara, {"meeting_id": meeting.pk}, last) is None


def test_a_visit_taken_back_ends_at_once(world, meeting):
    mara = world.people["Mara"]
    visit = visiting.visit_to(meeting.pk)
    rooms.follow_circle(meeting.pk, at=world.at)
    sets.end_visit(visit, by=world.people["Hana"], at=world.at + SECOND)

    later = world.at + 2 * SECOND
    assert live.pairs_that_may_be_in({(meeting.pk, mara.pk)}, later) == set()


def test_whoever_facilitates_the_set_comes_before_a_visitor(world, meeting):
    mara, learning_set = world.people["Mara"], meeting.learning_set
    begun = {"person": world.people["Ines"], "end_rule": EndRule.OPEN, "by": world.people["Hana"]}
    sets.begin_term(learning_set, **begun, at=world.at + SECOND)

    assert not live.may_be_in(mara, meeting.pk, world.at + 2 * SECOND)
    assert live.load_room(mara, {"meeting_id": meeting.pk}, world.at + 2 * SECOND) is None


def test_nobody_can_be_asked_twice_nor_somebody_who_is_inside(world, meeting):
    weir, hana = meeting.learning_set, world.people["Hana"]
    with pytest.raises(Refused, match="meeting_is_visited"):
        sets.ask_to_visit(weir, meeting=meeting.pk, address="ivo@example.org", by=None, at=world.at)
    sets.end_visit(visiting.visit_to(meeting.pk), by=hana, at=world.at)
    with pytest.raises(Refused, match="members_do_not_visit"):
        sets.ask_to_visit(weir, meeting=meeting.pk, address=hana.email, by=None, at=world.at)
    with pytest.raises(Refused, match="meeting_is_over"):
        sets.ask_to_visit(weir, meeting=ABSENT, address="ivo@example.org", by=None, at=world.at)
    heron = world.meetings["Heron", "open"]
    with pytest.raises(Refused, match="has_facilitator"):
        sets.ask_to_visit(heron.learning_set, meeting=heron.pk, address="ivo@example.org", by=None, at=world.at)
