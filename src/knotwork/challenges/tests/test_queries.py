from datetime import timedelta

import pytest

from knotwork.challenges import queries, services
from knotwork.challenges.enums import Bond, Help, InterventionKind, Prompt
from knotwork.challenges.tests import factories
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import EndRule

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def load(viewer, challenge, at):
    return queries.load_challenge(viewer, {"challenge_id": challenge.pk}, at)


def test_a_challenge_kept_to_oneself_is_absent_for_everybody_else(house, at):
    challenge = factories.challenge(house, at)

    assert Bond.OWNER in load(house.dina, challenge, at).standings
    assert [load(somebody, challenge, at) for somebody in house.others()] == [None] * 7


def test_a_shown_challenge_is_read_by_the_set_and_its_facilitator_only(house, at):
    challenge = factories.challenge(house, at, shown=True)

    assert all(load(somebody, challenge, at) for somebody in (house.bo, house.edo, house.amara))
    assert [load(somebody, challenge, at) for somebody in house.outsiders()] == [None] * 4


def test_a_facilitator_reads_nothing_once_the_term_has_ended(house, at):
    challenge = factories.challenge(house, at, shown=True)
    assert queries.of_set(house.amara, house.learning_set, at) == [challenge]

    set_services.end_term(sets.running_term(house.learning_set, at), by=house.bo, at=at + DAY)

    assert load(house.amara, challenge, at + DAY) is None
    assert queries.of_set(house.amara, house.learning_set, at + DAY) == []


def test_a_term_extended_without_a_gap_reads_on(house, at):
    challenge = factories.challenge(house, at, shown=True)

    set_services.end_term(sets.running_term(house.learning_set, at), by=house.bo, at=at + DAY)
    set_services.begin_term(house.learning_set, person=house.amara, end_rule=EndRule.OPEN, by=house.bo, at=at + DAY)

    assert load(house.amara, challenge, at + 2 * DAY) is not None


def test_a_newcomer_sees_nothing_from_before_joining_until_its_owner_shares_it(house, at):
    challenge = factories.challenge(house, at, shown=True)
    farah = factories.newcomer(house, at + DAY)
    assert queries.of_set(house.bo, house.learning_set) == [challenge]
    assert queries.of_set(farah, house.learning_set) == []
    assert load(farah, challenge, at + DAY) is None

    services.show_to_set(challenge, by=house.dina, at=at + 2 * DAY)

    assert queries.of_set(farah, house.learning_set) == [challenge]


def test_a_challenge_brought_again_shows_a_newcomer_only_what_was_said_since(house, at):
    challenge = factories.challenge(house, at, "CNRY first wording", shown=True)
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="CNRY early", by=house.dina, at=at)
    services.reframe(challenge, headline="In force when Farah came", by=house.dina, at=at)
    farah = factories.newcomer(house, at + DAY)

    services.bring(challenge, meeting=factories.meeting(house, at), by=house.dina, at=at + 3 * DAY)
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="late", by=house.dina, at=at + 3 * DAY)

    found = load(farah, challenge, at + 3 * DAY).subject
    told, known = queries.told(farah, found, at + 3 * DAY), queries.told(house.bo, found, at + 3 * DAY)
    assert [one.headline for one in told.framings] == ["In force when Farah came"]
    assert [one.what for one in told.interventions] == ["late"]
    assert (len(known.framings), len(known.interventions)) == (2, 2)


def test_nobody_is_answered_anothers_brief_or_kept_questions(house, at):
    challenge = factories.challenge(house, at, shown=True)
    services.keep_question(owner=house.dina, challenge=challenge, meeting=None, text="CNRY", at=at)
    services.write_brief(challenge, answers={}, help_wanted=None, challenge_invited=None, version=0, by=house.dina, at=at)
    assert queries.brief_of(house.dina, challenge) is not None
    assert len(queries.kept_questions(house.dina, challenge)) == 1

    for somebody in house.others():
        assert queries.brief_of(somebody, challenge) is None
        assert queries.kept_questions(somebody, challenge) == []
        assert "CNRY" not in str(queries.export_of(somebody))


def test_taking_out_holds_all_that_was_prepared(house, at):
    challenge = factories.challenge(house, at)
    answers = {Prompt.TRIED: "Asked twice"}
    services.write_brief(
        challenge, answers=answers, help_wanted=Help.DECIDE, challenge_invited=4, version=0, by=house.dina, at=at
    )

    (taken,) = queries.export_of(house.dina)["challenges"]

    assert (taken["brief"], taken["help_wanted"], taken["challenge_invited"]) == ({"tried": "Asked twice"}, "decide", 4)


def test_a_brief_shared_for_a_meeting_before_somebody_joined_is_absent_for_them(house, at):
    challenge, meeting = factories.challenge(house, at), factories.meeting(house, at)
    services.write_brief(challenge, answers={}, help_wanted=None, challenge_invited=3, version=0, by=house.dina, at=at)
    services.share_brief(challenge, meeting=meeting, by=house.dina, at=at)
    farah = factories.newcomer(house, at + 10 * DAY)
    where = {"challenge_id": challenge.pk, "meeting_id": meeting.pk}

    assert queries.load_shared_brief(house.bo, where, at + 10 * DAY) is not None
    assert queries.load_shared_brief(farah, where, at + 10 * DAY) is None
    assert queries.shared_briefs(farah, meeting) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_lists_take_the_same_few_queries_for_one_and_for_three(house, at, how_many, django_assert_num_queries):
    for number in range(how_many):
        factories.challenge(house, at, f"Number {number}", shown=True)

    with django_assert_num_queries(3):
        found = [queries.headline(one) for one in queries.mine(house.dina, house.learning_set)]

    assert sorted(found) == [f"Number {number}" for number in range(how_many)]
