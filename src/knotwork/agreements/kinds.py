"""Kinds of rules a set can version. Whoever owns a rule registers how it is shown and how it takes effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from knotwork.agreements.models import Version
from knotwork.people.models import Person

type Show = Callable[[Mapping[str, Any]], list[str]]
type Adopt = Callable[[Version, Person | None, datetime], None]


@dataclass(frozen=True)
class RuleKind:
    """One kind of rule.

    `show(body)` says the rule in lines for people; `adopt(version, by, at)` makes it so, inside the transaction in
    which the last member consents (`by` None = somebody's leaving made it unanimous).
    """

    key: str
    title: str | Promise
    show: Show
    adopt: Adopt


_kinds: dict[str, RuleKind] = {}


def register(kind: RuleKind) -> None:
    """Make a kind known; called from an app's `ready`.

    Raises:
        ValueError: another kind has this key.
    """
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"rule kind {kind.key} is registered twice")


def kind_of(key: str) -> RuleKind:
    """The kind with this key."""
    return _kinds[key]
