from datetime import UTC, date, datetime, timedelta

import pytest

from knotwork.platform.kit.refusals import Refused
from knotwork.sets import queries, services
from knotwork.sets.enums import EndRule, Standing, Why
from knotwork.sets.rules import TermWish
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db

MEMBER = frozenset({Standing.MEMBER})
FACILITATOR = frozenset({Standing.FACILITATOR})
WAS_FACILITATOR = frozenset({Standing.FORMER_FACILITATOR})


def test_standing_of_who_is_inside_is_two_small_queries(bo, heron, at, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert queries.standing(bo, heron, at) == MEMBER


def test_loading_a_set_is_one_query_more(bo, heron, at, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = queries.load_set(bo, {"set_id": heron.pk}, at)

    assert found is not None
    assert found.subject == heron
    assert found.standings == MEMBER


def test_a_stranger_has_no_standing_and_finds_nothing(heron, at):
    mara = factories.person("Mara", at)

    assert queries.standing(mara, heron, at) == frozenset()
    assert queries.load_set(mara, {"set_id": heron.pk}, at) is None


def test_a_member_of_another_set_has_no_standing_here(heron, at):
    hana = factories.person("Hana", at)
    factories.heron(hana, at)

    assert queries.standing(hana, heron, at) == frozenset()


def test_a_host_administrator_has_no_standing(heron, at):
    lev = factories.person("Lev", at)
    lev.is_host = True
    lev.save()

    assert queries.standing(lev, heron, at) == frozenset()
    assert queries.visible(lev, at) == []


def test_who_left_was_a_member_and_who_is_back_is_one(bo, heron, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at)
    services.leave(heron, by=chen, at=at + timedelta(hours=1))
    later = at + timedelta(hours=2)

    assert queries.standing(chen, heron, later) == {Standing.FORMER_MEMBER}
    assert queries.visible(chen, later) == []

    factories.add(heron, chen, bo, later)

    assert queries.standing(chen, heron, later) == MEMBER


def test_an_invited_address_stands_as_invited_until_it_is_over(bo, heron, at):
    mara = factories.person("Mara", at)
    invitation, _secret = services.invite(heron, address="Mara@Example.org", by=bo, at=at)

    assert queries.standing(mara, heron, at) == {Standing.INVITED}
    assert queries.standing(mara, heron, at + timedelta(days=14)) == frozenset()

    services.revoke(invitation, by=bo, at=at)

    assert queries.standing(mara, heron, at) == frozenset()


@pytest.mark.parametrize(
    ("zone", "ends_on", "last_instant"),
    [
        ("Europe/Amsterdam", date(2027, 2, 11), datetime(2027, 2, 11, 23, 0, tzinfo=UTC)),
        ("Europe/Amsterdam", date(2027, 6, 30), datetime(2027, 6, 30, 22, 0, tzinfo=UTC)),
        ("Europe/Amsterdam", date(2027, 3, 28), datetime(2027, 3, 28, 22, 0, tzinfo=UTC)),
        ("Pacific/Auckland", date(2027, 2, 11), datetime(2027, 2, 11, 11, 0, tzinfo=UTC)),
        ("America/Los_Angeles", date(2027, 2, 11), datetime(2027, 2, 12, 8, 0, tzinfo=UTC)),
        ("America/Santiago", date(2027, 9, 4), datetime(2027, 9, 5, 4, 0, tzinfo=UTC)),
    ],
)
def test_a_term_by_date_lasts_to_the_end_of_that_day_in_the_sets_zone(bo, amara, at, zone, ends_on, last_instant):
    heron = factories.heron(bo, at, zone=zone)
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=ends_on)

    assert queries.standing(amara, heron, last_instant - timedelta(microseconds=1)) == FACILITATOR
    assert queries.standing(amara, heron, last_instant) == WAS_FACILITATOR


def test_after_the_term_the_set_is_not_among_the_facilitators_sets(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2026, 11, 23))
    end = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)

    assert queries.visible(amara, at) == [heron]
    assert queries.set_for(amara, heron.pk, at) == heron
    assert queries.visible(amara, end) == []
    assert queries.set_for(amara, heron.pk, end) is None
    assert queries.facilitator(heron, end) is None


def test_a_term_after_a_meeting_ends_when_the_meeting_closes(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.AFTER_MEETING, ends_after=2)
    closed = at + timedelta(days=40)

    services.end_terms_after(heron, meeting_number=1, at=at + timedelta(days=10))
    assert queries.standing(amara, heron, closed - timedelta(seconds=1)) == FACILITATOR

    services.end_terms_after(heron, meeting_number=2, at=closed)
    assert queries.standing(amara, heron, closed) == WAS_FACILITATOR


def test_a_meeting_nobody_closed_ends_the_term_at_its_latest_end(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.AFTER_MEETING, ends_after=4)
    latest = at + timedelta(days=3)

    services.note_latest_end(heron, meeting_number=4, latest_end_at=latest)

    assert queries.standing(amara, heron, latest - timedelta(seconds=1)) == FACILITATOR
    assert queries.standing(amara, heron, latest) == WAS_FACILITATOR


def test_a_term_begun_after_the_meeting_was_planned_knows_its_end(bo, amara, heron, at):
    latest = at + timedelta(days=3)
    services.note_latest_end(heron, meeting_number=4, latest_end_at=latest)

    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.AFTER_MEETING, ends_after=4)

    assert queries.standing(amara, heron, latest) == WAS_FACILITATOR


def test_a_term_cannot_last_until_a_meeting_that_has_closed(bo, amara, heron, at):
    services.end_terms_after(heron, meeting_number=2, at=at)

    with pytest.raises(Refused) as refused:
        factories.facilitate(heron, amara, bo, at, end_rule=EndRule.AFTER_MEETING, ends_after=2)

    assert refused.value.why is Why.TERM_END_IN_THE_PAST


def test_a_moved_meeting_moves_the_end_of_the_term(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.AFTER_MEETING, ends_after=4)
    services.note_latest_end(heron, meeting_number=4, latest_end_at=at + timedelta(days=3))
    services.note_latest_end(heron, meeting_number=4, latest_end_at=at + timedelta(days=9))

    assert queries.standing(amara, heron, at + timedelta(days=5)) == FACILITATOR


def test_a_term_ended_early_stays_ended_whatever_becomes_of_the_meeting(bo, amara, heron, at):
    term = factories.facilitate(heron, amara, bo, at, end_rule=EndRule.AFTER_MEETING, ends_after=4)
    services.end_term(term, by=bo, at=at + timedelta(days=1))

    services.note_latest_end(heron, meeting_number=4, latest_end_at=at + timedelta(days=9))

    assert queries.standing(amara, heron, at + timedelta(days=2)) == WAS_FACILITATOR


def test_the_sets_zone_carries_the_end_of_the_day_with_it(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at, end_rule=EndRule.ON_DATE, ends_on=date(2027, 2, 11))

    services.change_zone(heron, zone="America/Los_Angeles", by=bo, at=at)

    end = datetime(2027, 2, 12, 8, 0, tzinfo=UTC)
    assert queries.standing(amara, heron, end - timedelta(seconds=1)) == FACILITATOR
    assert queries.standing(amara, heron, end) == WAS_FACILITATOR


def test_a_facilitator_who_is_also_a_member_stays_a_member_after_the_term(bo, heron, at):
    term = factories.facilitate(heron, bo, bo, at)
    assert queries.standing(bo, heron, at) == {Standing.MEMBER, Standing.FACILITATOR}

    services.end_term(term, by=bo, at=at + timedelta(hours=1))

    assert queries.standing(bo, heron, at + timedelta(hours=1)) == {Standing.MEMBER, Standing.FORMER_FACILITATOR}


def test_a_second_term_makes_the_facilitator_one_again(bo, amara, heron, at):
    term = factories.facilitate(heron, amara, bo, at)
    services.end_term(term, by=bo, at=at + timedelta(hours=1))
    factories.facilitate(heron, amara, bo, at + timedelta(hours=2))

    assert queries.standing(amara, heron, at + timedelta(hours=1)) == WAS_FACILITATOR
    assert queries.standing(amara, heron, at + timedelta(hours=2)) == FACILITATOR


def test_nobody_facilitates_beside_another(bo, amara, heron, at):
    ivo = factories.person("Ivo", at)
    factories.facilitate(heron, amara, bo, at)

    with pytest.raises(Refused) as refused:
        factories.facilitate(heron, ivo, bo, at)

    assert refused.value.why is Why.HAS_FACILITATOR


@pytest.mark.parametrize("days", [0, 1, 5, 9, 40])
def test_all_ways_of_asking_how_somebody_stands_agree(bo, heron, at, days):
    """`standing` judges rows, `load_set` lets the database judge, a circle knows who is inside."""
    chen, dina, amara, ines, goran, mara = (
        factories.person(name, at) for name in ("Chen", "Dina", "Amara", "Ines", "Goran", "Mara")
    )
    for person in (chen, dina):
        factories.add(heron, person, bo, at)
    services.leave(heron, by=chen, at=at + timedelta(days=1))
    services.leave(heron, by=dina, at=at + timedelta(days=1))
    factories.add(heron, dina, bo, at + timedelta(days=2))
    first = services.begin_term(heron, person=ines, end_rule=EndRule.OPEN, by=bo, at=at)
    services.end_term(first, by=bo, at=at + timedelta(days=2))
    ends_on = (at + timedelta(days=8)).date()
    services.begin_term(heron, person=amara, end_rule=EndRule.ON_DATE, ends_on=ends_on, by=bo, at=at + timedelta(days=3))
    services.invite(heron, address=goran.email, by=bo, at=at + timedelta(days=3))
    now = at + timedelta(days=days)

    for person in (bo, chen, dina, amara, ines, goran, mara):
        found = queries.load_set(person, {"set_id": heron.pk}, now)
        held = queries.standing(person, heron, now)
        assert held == (found.standings if found else frozenset())
        assert queries.circle(heron, now).standing(person) == held & (MEMBER | FACILITATOR)


def test_a_facilitator_takes_back_no_question_to_somebody_else(bo, amara, heron, at):
    services.begin_term(heron, person=amara, end_rule=EndRule.OPEN, by=bo, at=at)
    asked, _secret = services.invite_facilitator(heron, address="nell@example.org", wish=TermWish(EndRule.OPEN), by=bo, at=at)
    offered, _secret = services.invite(heron, by=bo, at=at)

    services.revoke(offered, by=amara, at=at)
    with pytest.raises(Refused, match=Why.NOT_YOUR_SET.value):
        services.revoke(asked, by=amara, at=at)
    assert queries.asked_to_facilitate(heron, at) == asked
    services.revoke(asked, by=bo, at=at)
