from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from knotwork.repairs import rules
from knotwork.repairs.enums import Asked, Stand, Why

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
AMARA, BO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("hours", "answered", "settled", "stand"),
    [
        (0, False, False, Stand.WAITING),
        (48, False, False, Stand.WAITING),
        (49, False, False, Stand.LATE),
        (49, True, False, Stand.ANSWERED),
        (49, False, True, Stand.SETTLED),
        (49, True, True, Stand.SETTLED),
    ],
)
def test_a_keeper_answers_within_forty_eight_hours(hours, answered, settled, stand):
    told = rules.stand(
        entrusted_at=AT, answered_at=AT if answered else None, settled_at=AT if settled else None, at=AT + hours * HOUR
    )

    assert told is stand


@pytest.mark.parametrize(
    ("words", "keeper", "is_member", "is_archived", "why"),
    [
        ("Heard it.", AMARA, True, False, None),
        ("Heard it.", BO, True, False, Why.NOT_A_KEEPER),
        ("  ", AMARA, True, False, Why.WORDS_MISSING),
        ("Heard it.", AMARA, False, False, Why.NOT_IN_THIS_SET),
        ("Heard it.", AMARA, True, True, Why.SET_IS_ARCHIVED),
    ],
)
def test_a_member_tells_somebody_of_the_set(words, keeper, is_member, is_archived, why):
    assert rules.why_not_raise(words, keeper, {AMARA}, is_member=is_member, is_archived=is_archived) is why


@pytest.mark.parametrize(
    ("now", "is_raiser", "has_keeper", "why"),
    [
        (Stand.WAITING, True, True, None),
        (Stand.LATE, True, True, None),
        (Stand.ANSWERED, True, True, Why.IS_ANSWERED),
        (Stand.ANSWERED, True, False, None),
        (Stand.SETTLED, True, False, Why.SETTLED_ALREADY),
        (Stand.LATE, False, True, Why.NOT_YOURS_TO_SETTLE),
    ],
)
def test_it_is_entrusted_anew_until_somebody_answers(now, is_raiser, has_keeper, why):
    assert rules.why_not_entrust(now, BO, {BO}, is_raiser=is_raiser, has_keeper=has_keeper) is why


@pytest.mark.parametrize(
    ("sent", "comes", "taken_back", "settled", "days", "stood"),
    [
        (False, None, False, False, 30, Asked.PREPARED),
        (True, None, False, False, 7, Asked.WAITING),
        (True, None, False, False, 8, Asked.UNANSWERED),
        (True, True, False, False, 30, Asked.COMES),
        (True, False, False, False, 30, Asked.RATHER_NOT),
        (True, True, True, False, 1, Asked.TAKEN_BACK),
        (True, True, False, True, 1, Asked.OVER),
    ],
)
def test_whoever_is_invited_has_seven_days_from_when_it_was_sent(sent, comes, taken_back, settled, days, stood):
    at = AT + timedelta(days=days)

    told = rules.asked(sent_at=AT if sent else None, comes=comes, taken_back=taken_back, is_settled=settled, at=at)

    assert told is stood


@pytest.mark.parametrize(
    ("now", "more", "why"),
    [
        (Stand.ANSWERED, {}, None),
        (Stand.WAITING, {}, Why.NOT_ANSWERED_YET),
        (Stand.LATE, {}, Why.NOT_ANSWERED_YET),
        (Stand.SETTLED, {}, Why.SETTLED_ALREADY),
        (Stand.ANSWERED, {"is_keeper": False}, Why.NOT_YOURS_TO_INVITE),
        (Stand.ANSWERED, {"is_archived": True}, Why.SET_IS_ARCHIVED),
        (Stand.ANSWERED, {"is_member": False}, Why.NO_LONGER_HERE),
        (Stand.ANSWERED, {"one_is_open": True}, Why.ONE_IS_OPEN),
    ],
)
def test_the_keeper_prepares_one_invitation_at_a_time_once_they_have_answered(now, more, why):
    usual = {"is_keeper": True, "is_member": True, "is_archived": False, "one_is_open": False}

    assert rules.why_not_prepare(now, **{**usual, **more}) is why


@pytest.mark.parametrize(
    ("now", "more", "why"),
    [
        (Asked.PREPARED, {}, None),
        (Asked.WAITING, {}, None),
        (Asked.COMES, {}, Why.NOT_OPEN_NOW),
        (Asked.PREPARED, {"is_raiser": False}, Why.NOT_YOURS_TO_SETTLE),
        (Asked.PREPARED, {"is_archived": True}, Why.SET_IS_ARCHIVED),
        (Asked.PREPARED, {"all_are_here": False}, Why.NO_LONGER_HERE),
    ],
)
def test_whoever_raised_it_alone_sends_it(now, more, why):
    usual = {"is_raiser": True, "is_archived": False, "all_are_here": True}

    assert rules.why_not_send(now, **{**usual, **more}) is why


@pytest.mark.parametrize(
    ("now", "raiser", "keeper"),
    [
        (Asked.PREPARED, None, None),
        (Asked.WAITING, None, Why.NOT_YOURS_TO_SETTLE),
        (Asked.COMES, None, Why.NOT_YOURS_TO_SETTLE),
        (Asked.RATHER_NOT, Why.NOT_OPEN_NOW, Why.NOT_OPEN_NOW),
        (Asked.UNANSWERED, Why.NOT_OPEN_NOW, Why.NOT_OPEN_NOW),
        (Asked.TAKEN_BACK, Why.NOT_OPEN_NOW, Why.NOT_OPEN_NOW),
        (Asked.OVER, Why.NOT_OPEN_NOW, Why.NOT_OPEN_NOW),
    ],
)
def test_it_is_taken_back_at_the_pace_of_whoever_raised_it(now, raiser, keeper):
    assert rules.why_not_take_back(now, is_raiser=True, is_keeper=False) is raiser
    assert rules.why_not_take_back(now, is_raiser=False, is_keeper=True) is keeper


@pytest.mark.parametrize("now", list(Asked))
def test_an_invitation_is_answered_while_it_is_open_and_an_answer_can_change(now):
    can = now in {Asked.WAITING, Asked.COMES, Asked.RATHER_NOT}

    assert rules.why_not_say(now, is_concerned=True, is_archived=False) is (None if can else Why.NOT_OPEN_NOW)
    assert rules.why_not_say(now, is_concerned=False, is_archived=False) is Why.NOT_YOUR_INVITATION
    assert rules.why_not_say(now, is_concerned=True, is_archived=True) is Why.SET_IS_ARCHIVED


def test_a_no_is_asked_for_once():
    assert rules.may_be_invited([Asked.UNANSWERED, Asked.TAKEN_BACK])
    assert not rules.may_be_invited([Asked.UNANSWERED, Asked.RATHER_NOT])
    assert not rules.may_be_invited([Asked.COMES])
