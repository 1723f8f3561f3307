"""The plan as JSON (design: forming.md §3), the same bytes for the same plan."""

import json
from collections.abc import Mapping

from knotwork.formation.programme import Change, Plan, PlannedSet, Rounds, Slot, Violation

_PLACES = 6
"""Digits kept after the point: more would differ from machine to machine."""


def as_json(plan: Plan, explanation: Mapping[str, object] | None = None) -> str:
    """The plan as text that ends with a line break; people by their mail address.

    Keys stand in the order of the design, sets in the order of the plan, people and violations sorted. `weekday` is 0
    for Monday, `start` is wall time in `zone`. `seconds` is the time that was given, 0 for a number of exchanges.
    `is_early` is there if somebody ended the search; `again`, the pairs who met before, if earlier sets are avoided;
    `change` if earlier sets were kept: its `fewest_possible` is a number of moves below which no plan can keep every
    rule, and `is_least` says that its curve begins there. `explanation` is there if a rule is broken and it was looked
    for why.
    """
    return _text({**_plan(plan), **({"explanation": explanation} if explanation is not None else {})})


def explanation_as_json(explanation: Mapping[str, object]) -> str:
    """Why there is no plan, where none was made: text with `explanation` alone."""
    return _text({"explanation": explanation})


def rounds_as_json(rounds: Rounds) -> str:
    """Several rounds as text: `rounds`, each a plan as `as_json` tells it, and `again`, who meets more than once and when.

    Round 0 stands for sets before these.
    """
    again = [{"people": list(pair), "rounds": list(when)} for pair, when in rounds.again]
    return _text({"rounds": [_plan(plan) for plan in rounds.plans], "again": again, "is_design": rounds.is_design})


def _text(told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "sets": [_set(one) for one in plan.sets],
        "not_placed": sorted(plan.not_placed),
        "violations": sorted((_violation(one) for one in plan.violations), key=lambda one: list(map(str, one.values()))),
        "score": _rounded(plan.score),
        "bound": _rounded(plan.bound),
        "share_of_bound": _rounded(plan.score / plan.bound if plan.bound else 1.0),
        "worst_set": _rounded(plan.worst_set),
        "seed": plan.seed,
        "proposals": plan.proposals,
        "seconds": _rounded(plan.seconds),
        **({"is_early": True} if plan.is_early else {}),
        **({"again": [list(pair) for pair in plan.again]} if plan.again is not None else {}),
        **({"change": _change(plan.change)} if plan.change else {}),
    }


def _set(one: PlannedSet) -> dict[str, object]:
    return {
        "label": one.label,
        "members": sorted(one.members),
        "facilitator": one.facilitator or None,
        "slot": _slot(one.slots[0]) if one.slots else None,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "moves": [{"email": move.email, "left": move.left, "joins": move.joins} for move in change.moves],
        "fewest_possible": change.fewest,
        "is_least": change.is_least,
        "arrived": list(change.arrived),
        "gone": list(change.gone),
        "closed": list(change.closed),
        "opened": list(change.opened),
        "led_anew": list(change.led_anew),
        "curve": [
            {
                "moves": step.moves,
                "score": _rounded(step.score),
                "share_of_bound": _rounded(step.share),
                "worst_set": _rounded(step.worst_set),
            }
            for step in change.curve
        ],
    }


def _slot(slot: Slot) -> dict[str, object]:
    return {"weekday": slot.weekday, "start": f"{slot.start:%H:%M}", "zone": slot.zone, "minutes": slot.minutes}


def _violation(one: Violation) -> dict[str, object]:
    return {"rule": one.rule, "people": sorted(one.people), "why": one.why}


def _rounded(number: float) -> float:
    """Six digits after the point; never minus nought."""
    return round(float(number), _PLACES) + 0.0
