from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from knotwork.repairs import rules
from knotwork.repairs.enums import Stand, Why

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
