"""The rule of a set that protocols keep: what it asks itself at the end of a meeting."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knotwork.agreements.enums import Weight
from knotwork.agreements.kinds import RuleKind, only_written_down
from knotwork.agreements.models import Version
from knotwork.platform.kit.words import say
from knotwork.protocols.enums import IN_WORDS, Item, Rule
from knotwork.protocols.shape import ReviewItem


def review_in(ran_with: Mapping[str, Version]) -> tuple[ReviewItem, ...]:
    """The questions a set chose for the review of its meetings, of the rules a meeting runs with; none = the shape's own."""
    version = ran_with.get(Rule.REVIEW)
    return review_of(version.body) if version else ()


def review_of(body: Mapping[str, Any]) -> tuple[ReviewItem, ...]:
    """The questions a version of this rule chose, in its order, each said in the house's words."""
    return tuple(ReviewItem(item, say(item), item not in IN_WORDS) for item in map(Item, body["items"]))


REVIEW = RuleKind(
    Rule.REVIEW,
    gettext_lazy("What we ask ourselves after a meeting"),
    lambda body: [item.label for item in review_of(body)],
    lambda _set, _at: [_("What the shape of the meeting asks.")],
    weight=Weight.WORKING,
    begin_trial=only_written_down,
)
