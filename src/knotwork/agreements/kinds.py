"""Kinds of rules a set can version. Whoever owns a rule registers how it is shown and how it takes effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise

from knotwork.agreements.enums import Starts, Weight
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.sets.models import LearningSet

type Show = Callable[[Mapping[str, Any]], list[str]]
type Usual = Callable[[LearningSet, datetime], list[str]]
type Adopt = Callable[[Version, Person | None, datetime], None]
type TakeOut = Callable[[LearningSet, str], int]


class RuleForm(Protocol):
    """A Django form in which a rule is entered; `body()` tells a valid one as it is stored."""

    def is_valid(self) -> bool:
        """Whether what was entered can be stored."""

    def body(self) -> dict[str, Any]:
        """What is stored."""


type MakeForm = Callable[[LearningSet, Mapping[str, Any] | None, Mapping[str, Any] | None], RuleForm]


def only_written_down(version: Version, by: Person | None, at: datetime) -> None:
    """For a rule that is looked up where it matters: being in force is all it takes."""


def nothing_beside(_set: LearningSet, _phrase: str) -> int:
    """For a rule whose words stand in its versions alone."""
    return 0


@dataclass(frozen=True)
class RuleKind:
    """One kind of rule.

    Attributes:
        show: says the rule in lines for people.
        usual: how it is, in lines, while the set has decided nothing.
        adopt: makes it so, inside the transaction in which it comes into force (`by` is None: the set did it, not who answered last).
        weight: how much it takes to change it.
        starts: from when a change is in force unless its proposer chooses otherwise.
        page: the URL name of the page of its own where it is changed; empty = it is changed on the page of its kind.
        made_at: the URL name of the page where a set makes its own of what is chosen from; empty = there is none.
        begin_trial: makes a body so for the next meeting alone; None = it cannot be tried.
        end_trial: takes that back before the meeting was held.
        once: it is decided for this time alone, so that the same can be decided again.
        take_out: takes a phrase out of what it keeps beside its versions, and tells how often it stood there.
    """

    key: str
    title: str | Promise
    show: Show
    usual: Usual
    adopt: Adopt = only_written_down
    weight: Weight = Weight.FOUNDATION
    starts: Starts = Starts.NEXT_MEETING
    page: str = ""
    made_at: str = ""
    begin_trial: Adopt | None = None
    end_trial: Adopt = only_written_down
    once: bool = False
    take_out: TakeOut = nothing_beside

    @property
    def can_be_tried(self) -> bool:
        """Whether one press makes it so for the next meeting."""
        return self.begin_trial is not None


_kinds: dict[str, RuleKind] = {}
_forms: dict[str, MakeForm] = {}


def register(kind: RuleKind, form: MakeForm | None = None) -> None:
    """Make a kind known; called from an app's `ready`.

    Args:
        form: makes the form in which it is entered, of a set, what was posted, and the body to begin with.

    Raises:
        ValueError: another kind has this key.
    """
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"rule kind {kind.key} is registered twice")
    if form is not None:
        _forms[kind.key] = form


def form_of(kind: RuleKind) -> MakeForm | None:
    """What makes the form of this kind; None if it has a page of its own."""
    return _forms.get(kind.key)


def kind_of(key: str) -> RuleKind:
    """The kind with this key."""
    return _kinds[key]


def kinds() -> list[RuleKind]:
    """Every kind, in the order they were registered: the lowest app's first."""
    return list(_kinds.values())


def is_known(key: str) -> bool:
    """Whether there is such a kind."""
    return key in _kinds
