"""The kinds of rule this app keeps itself: the working agreement, and who facilitates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from knotwork.agreements import rules
from knotwork.agreements.enums import Rule
from knotwork.agreements.kinds import RuleKind
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage


def _show(body: Mapping[str, Any]) -> list[str]:
    return [clause.text for clause in rules.clauses_in(body)]


def _adopt(version: Version, by: Person | None, at: datetime) -> None:  # noqa: ARG001 – a kind's signature
    """A set that was contracting has what it needs to work."""
    if version.learning_set.stage == Stage.CONTRACTING:
        sets.enter_stage(version.learning_set, stage=Stage.WORKING, by=None, at=at)


AGREEMENT = RuleKind(key=Rule.AGREEMENT, title=_("Working agreement"), show=_show, adopt=_adopt)
