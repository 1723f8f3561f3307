"""The kinds of rule this app keeps itself: the working agreement, and who facilitates."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knotwork.agreements import rules
from knotwork.agreements.enums import Admission, Choice, Rule, Silence, Starts, Why
from knotwork.agreements.kinds import RuleKind
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.kit.refusals import refuse
from knotwork.platform.kit.words import say
from knotwork.sets import queries as set_queries
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, Stage
from knotwork.sets.models import LearningSet
from knotwork.sets.rules import TermWish
from knotwork.sets.visiting import Occasion


def facilitation_body(
    choice: Choice, *, address: str, name: str, wish: TermWish, occasion: Occasion | None = None, day: date | None = None
) -> dict[str, Any]:
    """What is stored of a proposal about facilitation; managing ourselves needs neither person nor end.

    Args:
        occasion: the one meeting somebody is asked to, on this `day` of the set's clock.
    """
    if choice is Choice.SELF_MANAGE:
        return {"choice": choice}
    if occasion is not None and day is not None:
        return {"choice": choice, "address": address, "name": name, "meeting": str(occasion.meeting), "day": day.isoformat()}
    ends_on = wish.ends_on.isoformat() if wish.ends_on else None
    asked = {"address": address, "name": name}
    return {"choice": choice, **asked, "end_rule": wish.end_rule, "ends_on": ends_on, "ends_after": wish.ends_after}


def _wish(body: Mapping[str, Any]) -> TermWish:
    ends_on = date.fromisoformat(body["ends_on"]) if body["ends_on"] else None
    return TermWish(EndRule(body["end_rule"]), ends_on, body["ends_after"])


def _show_clauses(body: Mapping[str, Any]) -> list[str]:
    return [clause.text for clause in rules.clauses_in(body)]


def _show_facilitation(body: Mapping[str, Any]) -> list[str]:
    choice = Choice(body["choice"])
    if choice is Choice.SELF_MANAGE:
        return [_("We manage this set ourselves. Each meeting has a steward, and the screen tells everybody what to do.")]
    known = {"name": body["name"] or body["address"] or _("somebody who has left")}
    if choice is Choice.VISIT:
        told = known | {"day": date_format(date.fromisoformat(body["day"]), "j F Y")}
        once = _("We ask %(name)s to facilitate our meeting of %(day)s, and that one alone.") % told
        return [
            once,
            _("%(name)s sees the room of that meeting until it closes. Otherwise we manage this set ourselves.") % known,
        ]
    asked = _("We ask %(name)s to stay on.") if choice is Choice.EXTEND else _("We ask %(name)s to facilitate.")
    return [asked % known, _show_end(_wish(body))]


def _show_end(wish: TermWish) -> str:
    if wish.end_rule is EndRule.AFTER_MEETING:
        return _("The term ends when meeting %(n)s closes.") % {"n": wish.ends_after}
    if wish.ends_on is not None:
        return _("The term ends with %(day)s.") % {"day": date_format(wish.ends_on, "j F Y")}
    return _("The term has no end set.")


def _adopt_agreement(version: Version, by: Person | None, at: datetime) -> None:  # noqa: ARG001 – a kind's signature
    """A set that was contracting has what it needs to work."""
    if version.learning_set.stage == Stage.CONTRACTING:
        sets.enter_stage(version.learning_set, stage=Stage.WORKING, by=None, at=at)


def _adopt_facilitation(version: Version, by: Person | None, at: datetime) -> None:  # noqa: ARG001 – a kind's signature
    """Whoever is asked gets an invitation: a term needs the consent of the set and of the facilitator.

    Raises:
        Refused: `asked_has_left`, their account is closed, so that no letter could reach them; or a word of `sets`.
    """
    body: Mapping[str, Any] = version.body
    if body["choice"] == Choice.VISIT:
        _ask_in(version, at)
        return
    if body["choice"] == Choice.SELF_MANAGE:
        sets.manage_ourselves(version.learning_set, by=None, at=at)
    else:
        refuse(None if body["address"] else Why.ASKED_HAS_LEFT)
        sets.invite_facilitator(version.learning_set, address=body["address"], wish=_wish(body), by=None, at=at)


def _ask_in(version: Version, at: datetime) -> None:
    """A set nobody facilitates manages itself but for that one meeting; a running term keeps its own end."""
    body, learning_set = version.body, version.learning_set
    refuse(None if body["address"] else Why.ASKED_HAS_LEFT)
    if set_queries.running_term(learning_set, at) is None:
        sets.manage_ourselves(learning_set, by=None, at=at)
    sets.ask_to_visit(learning_set, meeting=UUID(body["meeting"]), address=body["address"], by=None, at=at)


def _show_silence(body: Mapping[str, Any]) -> list[str]:
    return [say(Silence(body["silence"]))]


def _no_agreement(_set: LearningSet, _at: datetime) -> list[str]:
    return [_("There is none yet.")]


def _who_facilitates(learning_set: LearningSet, at: datetime) -> list[str]:
    somebody = set_queries.facilitator(learning_set, at)
    if somebody is None:
        return [_("Nobody facilitates this set.")]
    return [_("%(name)s facilitates this set.") % {"name": somebody.name}]


def _silence_keeps(_set: LearningSet, _at: datetime) -> list[str]:
    return [say(Silence.KEEPS_THE_OLD)]


AGREEMENT = RuleKind(
    Rule.AGREEMENT,
    gettext_lazy("Working agreement"),
    _show_clauses,
    _no_agreement,
    _adopt_agreement,
    page="agreements:agreement",
)
FACILITATION = RuleKind(
    Rule.FACILITATION,
    gettext_lazy("Facilitation"),
    _show_facilitation,
    _who_facilitates,
    _adopt_facilitation,
    starts=Starts.AT_ONCE,
    page="agreements:facilitation",
)
SILENCE = RuleKind(Rule.SILENCE, gettext_lazy("What silence means"), _show_silence, _silence_keeps)


def _show_admission(body: Mapping[str, Any]) -> list[str]:
    return [say(Admission(body["admission"]))]


def _any_member_invites(_set: LearningSet, _at: datetime) -> list[str]:
    return [say(Admission.ANY_MEMBER)]


def _adopt_admission(version: Version, by: Person | None, at: datetime) -> None:  # noqa: ARG001 – a kind's signature
    sets.ask_all(version.learning_set, asks_all=version.body["admission"] == Admission.ALL_OF_US, at=at)


def _show_newcomer(body: Mapping[str, Any]) -> list[str]:
    if not body["address"]:
        return [_("We invite somebody who has left the host since.")]
    return [_("We invite %(name)s, at %(address)s.") % {"name": body["name"], "address": body["address"]}]


def _nobody_proposed(_set: LearningSet, _at: datetime) -> list[str]:
    return [_("Nobody new is agreed on.")]


def _adopt_newcomer(version: Version, by: Person | None, at: datetime) -> None:  # noqa: ARG001 – a kind's signature
    """The letter leaves in the name of whoever proposed them.

    Raises:
        Refused: `asked_has_left`, `set_is_closed`, `set_is_full`, `already_member`.
    """
    refuse(None if version.body["address"] else Why.ASKED_HAS_LEFT)
    sets.invite_as_agreed(version.learning_set, address=version.body["address"], by=version.drafted_by, at=at)


ADMISSION = RuleKind(
    Rule.ADMISSION,
    gettext_lazy("Who is invited"),
    _show_admission,
    _any_member_invites,
    _adopt_admission,
    starts=Starts.AT_ONCE,
)
NEWCOMER = RuleKind(
    Rule.NEWCOMER,
    gettext_lazy("Somebody new"),
    _show_newcomer,
    _nobody_proposed,
    _adopt_newcomer,
    starts=Starts.AT_ONCE,
    once=True,
)
