from datetime import UTC, datetime

import pytest

from knotwork.challenges import rules
from knotwork.challenges.enums import Domain, Status, Why
from knotwork.challenges.rules import Reading

EARLY, JOINED, LATE = (datetime(2026, month, 1, tzinfo=UTC) for month in (9, 10, 11))


@pytest.mark.parametrize(
    ("is_owner", "shown_at", "brought_at", "here_since", "how_much"),
    [
        (True, None, None, None, Reading.ALL),
        (False, None, None, JOINED, Reading.NOTHING),
        (False, None, LATE, JOINED, Reading.NOTHING),
        (False, LATE, None, None, Reading.NOTHING),
        (False, LATE, None, JOINED, Reading.ALL),
        (False, JOINED, None, JOINED, Reading.ALL),
        (False, EARLY, None, JOINED, Reading.NOTHING),
        (False, EARLY, EARLY, JOINED, Reading.NOTHING),
        (False, EARLY, LATE, JOINED, Reading.SINCE),
        (False, LATE, LATE, JOINED, Reading.ALL),
    ],
)
def test_reading_begins_when_somebody_joined_unless_the_owner_shares_forward(
    is_owner, shown_at, brought_at, here_since, how_much
):
    read = rules.reading(is_owner=is_owner, shown_at=shown_at, brought_at=brought_at, here_since=here_since)

    assert read is how_much


@pytest.mark.parametrize(
    ("headline", "why"),
    [
        ("", Why.HEADLINE_MISSING),
        ("  \n ", Why.HEADLINE_MISSING),
        ("x" * 140, None),
        (" " + "x" * 140 + " ", None),
        ("x" * 141, Why.HEADLINE_TOO_LONG),
        ("🪢" * 140, None),
    ],
)
def test_a_headline_has_one_to_140_characters(headline, why):
    assert rules.why_not_headline(headline) is why


@pytest.mark.parametrize(
    ("is_owner", "is_member", "is_archived", "why"),
    [
        (True, True, False, None),
        (False, True, False, Why.NOT_YOURS),
        (True, False, False, Why.NOT_IN_THIS_SET),
        (True, True, True, Why.SET_IS_ARCHIVED),
    ],
)
def test_only_its_owner_changes_a_challenge_and_only_in_a_living_set(is_owner, is_member, is_archived, why):
    assert rules.why_not_change(is_owner=is_owner, is_member=is_member, is_archived=is_archived) is why


@pytest.mark.parametrize(
    ("status", "tried", "why"),
    [
        (Status.SKETCHED, True, None),
        (Status.LIVE, True, None),
        (Status.RESTING, True, None),
        (Status.LIVE, False, Why.NOTHING_TRIED_YET),
        (Status.CLOSED, True, Why.NOT_ALIVE),
        (Status.CHANGED_SHAPE, True, Why.NOT_ALIVE),
    ],
)
def test_a_challenge_is_bid_only_alive_and_with_something_tried_or_planned(status, tried, why):
    assert rules.why_not_bid(status, something_tried_or_planned=tried) is why


@pytest.mark.parametrize(
    ("strength", "why"),
    [
        (None, None),
        (1, None),
        (5, None),
        (0, Why.STRENGTH_OUT_OF_BOUNDS),
        (6, Why.STRENGTH_OUT_OF_BOUNDS),
        (-1, Why.STRENGTH_OUT_OF_BOUNDS),
    ],
)
def test_a_challenge_is_invited_from_one_to_five(strength, why):
    assert rules.why_not_invite(strength) is why


def test_domains_are_stored_in_one_order_and_unknown_ones_are_left_out():
    assert rules.sides_text([Domain.SOCIAL, "personal", "cosmic"]) == "personal social"
