from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from knotwork.sets import rules
from knotwork.sets.enums import EndRule, InvitedAs, Stage, Standing, Why
from knotwork.sets.rules import Offer, TermWish

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MEMBER, NOBODY = frozenset({Standing.MEMBER}), frozenset[Standing]()


def offer(**said):
    return Offer(
        **{
            "invited_as": InvitedAs.MEMBER,
            "address": "",
            "expires_at": AT + timedelta(days=1),
            "is_used": False,
            "is_revoked": False,
            "is_orphaned": False,
            **said,
        }
    )


@pytest.mark.parametrize(("size", "why"), [(2, Why.SIZE_OUT_OF_BOUNDS), (3, None), (12, None), (13, Why.SIZE_OUT_OF_BOUNDS)])
def test_a_set_aims_at_three_to_twelve(size, why):
    assert rules.why_not_this_size(size) == why


@pytest.mark.parametrize(("size", "unusual"), [(3, True), (4, False), (8, False), (9, True)])
def test_practice_warns_below_four_and_above_eight(size, unusual):
    assert rules.is_unusual_size(size) is unusual


@pytest.mark.parametrize(
    ("said", "address", "why"),
    [
        ({}, None, None),
        ({}, "mara@example.org", None),
        ({"address": "mara@example.org"}, None, None),
        ({"address": "mara@example.org"}, " Mara@Example.org ", None),
        ({"address": "mara@example.org"}, "kim@example.org", Why.INVITATION_FOR_ANOTHER),
        ({"is_used": True}, None, Why.INVITATION_USED),
        ({"is_orphaned": True}, None, Why.INVITER_HAS_LEFT),
        ({"is_revoked": True}, None, Why.INVITATION_REVOKED),
        ({"expires_at": AT}, None, Why.INVITATION_EXPIRED),
        ({"is_used": True, "address": "mara@example.org"}, "kim@example.org", Why.INVITATION_USED),
    ],
)
def test_an_invitation_says_why_it_does_not_open(said, address, why):
    assert rules.why_not_usable(offer(**said), address, AT) == why


@pytest.mark.parametrize(
    ("is_member", "members", "stage", "commitment", "why"),
    [
        (False, 8, Stage.WORKING, "I come.", None),
        (False, 11, Stage.FORMING, "I come.", None),
        (False, 12, Stage.FORMING, "I come.", Why.SET_IS_FULL),
        (True, 5, Stage.FORMING, "I come.", Why.ALREADY_MEMBER),
        (False, 5, Stage.CLOSED, "I come.", Why.SET_IS_CLOSED),
        (False, 5, Stage.FORMING, " \n ", Why.COMMITMENT_MISSING),
    ],
)
def test_joining_needs_room_and_own_words(is_member, members, stage, commitment, why):
    said = {"is_member": is_member, "members": members, "commitment": commitment}

    assert rules.why_not_join(offer(), stage, is_archived=False, **said) == why
    assert rules.why_not_join(offer(), stage, is_archived=True, **said) is not None


@pytest.mark.parametrize(
    ("standings", "stage", "members", "made_today", "why"),
    [
        (MEMBER, Stage.FORMING, 5, 0, None),
        (frozenset({Standing.FACILITATOR}), Stage.FORMING, 5, 0, None),
        (NOBODY, Stage.FORMING, 5, 0, Why.NOT_YOUR_SET),
        (frozenset({Standing.FORMER_FACILITATOR}), Stage.FORMING, 5, 0, Why.NOT_YOUR_SET),
        (MEMBER, Stage.CLOSED, 5, 0, Why.SET_IS_CLOSED),
        (MEMBER, Stage.FORMING, 12, 0, Why.SET_IS_FULL),
        (MEMBER, Stage.FORMING, 5, 20, Why.TOO_MANY_INVITATIONS),
    ],
)
def test_who_may_offer_a_place(standings, stage, members, made_today, why):
    said = {"invited_as": InvitedAs.MEMBER, "members": members, "made_today": made_today, "is_archived": False}

    assert rules.why_not_invite(standings, stage, **said) == why


@pytest.mark.parametrize(
    ("stage", "is_archived", "why"),
    [
        (Stage.WORKING, False, None),
        (Stage.WORKING, True, Why.SET_IS_ARCHIVED),
        (Stage.CLOSED, True, Why.SET_IS_CLOSED),
    ],
)
def test_nothing_changes_in_a_set_that_is_closed_or_archived(stage, is_archived, why):
    assert rules.why_not_now(stage, is_archived=is_archived) == why
    assert rules.why_not_change(MEMBER, stage, is_archived=is_archived) == why
    assert rules.why_not_change(NOBODY, stage, is_archived=is_archived) == Why.NOT_YOUR_SET


def test_a_full_set_may_still_ask_for_a_facilitator():
    said = {"invited_as": InvitedAs.FACILITATOR, "members": 12, "made_today": 0, "is_archived": False}

    assert rules.why_not_invite(MEMBER, Stage.WORKING, **said) is None


@pytest.mark.parametrize(
    ("wish", "latest_end", "why"),
    [
        (TermWish(EndRule.OPEN), None, None),
        (TermWish(EndRule.ON_DATE), None, Why.TERM_END_MISSING),
        (TermWish(EndRule.ON_DATE, ends_on=date(2026, 11, 23)), AT + timedelta(hours=11), None),
        (TermWish(EndRule.ON_DATE, ends_on=date(2026, 11, 22)), AT - timedelta(hours=13), Why.TERM_END_IN_THE_PAST),
        (TermWish(EndRule.AFTER_MEETING), None, Why.TERM_END_MISSING),
        (TermWish(EndRule.AFTER_MEETING, ends_after=4), None, None),
        (TermWish(EndRule.AFTER_MEETING, ends_after=4), AT, Why.TERM_END_IN_THE_PAST),
    ],
)
def test_a_term_needs_an_end_still_to_come(wish, latest_end, why):
    assert rules.why_not_wish(wish, latest_end, AT) == why


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("UTC", date(2026, 11, 23), datetime(2026, 11, 24, 0, 0, tzinfo=UTC)),
        ("Europe/London", date(2026, 7, 1), datetime(2026, 7, 1, 23, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 7, 1), datetime(2026, 7, 1, 18, 15, tzinfo=UTC)),
    ],
)
def test_a_day_ends_where_the_set_is(zone, day, end):
    assert rules.end_of_day(day, ZoneInfo(zone)) == end


@pytest.mark.parametrize(
    ("now", "then", "why"),
    [
        (Stage.FORMING, Stage.CONTRACTING, None),
        (Stage.FORMING, Stage.WORKING, Why.STAGE_NOT_NEXT),
        (Stage.CONTRACTING, Stage.WORKING, None),
        (Stage.WORKING, Stage.SELF_MANAGED, None),
        (Stage.SELF_MANAGED, Stage.REVIEWING, None),
        (Stage.PAUSED, Stage.WORKING, None),
        (Stage.CLOSED, Stage.WORKING, Why.STAGE_NOT_NEXT),
        (Stage.CLOSED, Stage.CLOSED, Why.STAGE_NOT_NEXT),
    ],
)
def test_a_set_goes_from_stage_to_stage(now, then, why):
    assert rules.why_not_enter(now, then) == why


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_any_set_can_close(stage):
    assert rules.why_not_enter(stage, Stage.CLOSED) is None


@pytest.mark.parametrize(
    ("who_may", "is_host", "why"), [("anyone", False, None), ("host", True, None), ("host", False, Why.HOST_STARTS_SETS)]
)
def test_the_host_says_who_starts_sets(who_may, is_host, why):
    assert rules.why_not_start(who_may, is_host=is_host) == why


@pytest.mark.parametrize(
    ("left", "warning"), [(timedelta(days=14), 14), (timedelta(days=4), 14), (timedelta(days=3), 3), (timedelta(1), 3)]
)
def test_the_warning_that_fits_is_the_shortest(left, warning):
    assert rules.warning_due(AT + left, AT) == timedelta(days=warning)


@pytest.mark.parametrize(
    ("terms", "since"),
    [
        ([], None),
        ([(5, None)], 5),
        ([(5, 8)], None),
        ([(11, None)], None),
        ([(5, None), (2, 5)], 2),
        ([(5, None), (2, 5), (1, 2)], 1),
        ([(5, None), (2, 4)], 5),
        ([(11, None), (5, 12)], 5),
    ],
)
def test_terms_without_a_gap_count_as_one(terms, since):
    def day(number):
        return None if number is None else datetime(2026, 11, number, tzinfo=UTC)

    assert rules.unbroken_since([(day(begun), day(ended)) for begun, ended in terms], day(10)) == day(since)
