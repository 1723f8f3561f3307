"""The report as one HTML file: opens from disk, asks nothing of any other machine, prints."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.template import Context, Engine

from knotwork.formation.programme import Plan, Programme, Violation
from knotwork.formation.report import made, style
from knotwork.formation.report.cards import Card, Cards, labels_of
from knotwork.formation.report.changes import changes
from knotwork.formation.report.picture import Pictures, share_of_bound
from knotwork.formation.report.roll import PRIVATE, Roll
from knotwork.formation.report.why import Reasons
from knotwork.formation.report.words import counted, listed, number, per_cent, sentence

_UNFOLDED = 24
"""With more sets than this each card is folded to a line."""
_PRIVATE_WISH = (
    "Somebody’s private wish does not hold. Whose it is and where stays out of this page; the plan’s JSON file has it."
)
_PRIVATE_NARROWED = "Private wishes left less choice. Whose they are stays out of this page."


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that does not hold, whom it touches and in which sets; a private wish names nobody."""

    rule: str
    why: str
    names: str
    sets: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the list of everyone, and where they sit."""

    name: str
    label: str
    anchor: str


def render(programme: Programme, plan: Plan, *, what_was_hard: Sequence[str]) -> str:
    """The page: figures, what does not hold, a card for each set, what was hard, how it was made.

    No mail address stands in it, and no private wish; the same arguments give the same bytes. Some seconds for 5,000
    people.

    Args:
        what_was_hard: sentences; mail addresses in them become names, and one about people kept apart becomes general.
    """
    roll = Roll(programme)
    reasons = Reasons(roll)
    pictures = Pictures(plan, reasons.scales, roll.counting)
    cards = Cards(roll, reasons, pictures).of(plan, _broken(plan))
    shown = {
        "title": _title(plan), "lead": _lead(plan), "spreads": pictures.whole(), "cards": cards, "folded": len(cards) > _UNFOLDED,
        "faults": faults(roll, plan, {card.label: card for card in cards}),
        "not_placed": listed(roll.called(plan.not_placed)) if plan.not_placed else "",
        "everyone": _everyone(roll, plan, cards), "changes": changes(plan.change, roll, plan.bound) if plan.change else None,
        "hard": list(dict.fromkeys(_hard(roll, what_was_hard))),
        "made": _made(plan), "rules": made.rules_in_words(roll), "wishes": made.wishes_in_words(programme.rules),
        "silence": made.silence_in_words(roll, reasons),
    }  # fmt: skip
    return filled("page.html", shown)


def filled(template: str, shown: Mapping[str, object]) -> str:
    """A page of these, in the product's own look; whatever people typed is escaped."""
    rules = style.sheet()
    look = {"style": style.element(rules), "policy": style.policy(rules), "mark": style.mark(), "icon": style.icon()}
    context = Context({**shown, **look}, autoescape=True, use_l10n=False, use_tz=False)
    return re.sub(r"\s*\n\s*", "\n", _engine().get_template(template).render(context)).lstrip()


@cache
def _engine() -> Engine:
    """The template language on its own: no settings and no installed apps."""
    return Engine(dirs=[str(files("knotwork.formation.report") / "templates")])


def _title(plan: Plan) -> str:
    people = sum(len(one.members) for one in plan.sets) + len(plan.not_placed)
    return sentence(f"{counted(len(plan.sets), 'set')} for {counted(people, 'person', 'people')}").rstrip(".")


def _lead(plan: Plan) -> list[str]:
    """The figures in sentences: who is placed, what holds, what is reached, and the set that is furthest from it."""
    waiting, broken = len(plan.not_placed), len(_to_name(plan))
    placed = f"{counted(waiting, 'person has', 'people have')} no place yet" if waiting else "everybody has a place"
    holds = "every rule holds"
    if broken:
        holds = "a rule does not hold" if broken == 1 else f"rules do not hold in {number(broken)} places"
    told = [sentence(f"{placed}, and {holds}")]
    if plan.sets:
        reached = per_cent(share_of_bound(plan.score, plan.bound))
        told.append(
            f"{'The set reaches' if len(plan.sets) == 1 else 'The sets reach'} {reached} of what is possible: mixed where you want them mixed, alike where you want them alike."
        )
        last = min(plan.sets, key=lambda one: one.distance)
        least = per_cent(share_of_bound(last.distance, plan.bound))
        told += [f"{last.label} reaches the least, {least}."] if least != reached else []
    if plan.again is not None:
        told.append(met_in_words(len(plan.again)))
    return told


def met_in_words(pairs: int) -> str:
    """How many pairs meet who met before, in a sentence."""
    if not pairs:
        return "Nobody meets anybody they have been in a set with before."
    return sentence(f"{counted(pairs, 'pair has', 'pairs have')} been in a set together before")


def _to_name(plan: Plan) -> list[Violation]:
    """What does not hold beside what the list of people without a place says already."""
    waiting = set(plan.not_placed)
    return [
        one for one in plan.violations if not (one.rule.replace("_", " ") == "not placed" and waiting.issuperset(one.people))
    ]


def _is_private(violation: Violation) -> bool:
    return bool(PRIVATE.search(violation.rule))


def _broken(plan: Plan) -> frozenset[str]:
    """Labels of the sets in which a rule does not hold that may be named."""
    return frozenset(label for one in plan.violations if not _is_private(one) for label in labels_of(plan, one.people))


def faults(roll: Roll, plan: Plan, cards: Mapping[str, Card]) -> list[Fault]:
    """What does not hold, each rule named; private wishes once, in general."""
    named = [
        Fault(
            rule=sentence(one.rule.replace("_", " ")),
            why=sentence(roll.without_mail(one.why)),
            names=listed(roll.called(one.people)) if one.people else "",
            sets=tuple(cards[label] for label in labels_of(plan, one.people) if label in cards),
        )
        for one in _to_name(plan)
        if not _is_private(one)
    ]
    private = [Fault("A private wish.", _PRIVATE_WISH, "", ())] if any(map(_is_private, plan.violations)) else []
    return named + private


def _everyone(roll: Roll, plan: Plan, cards: Iterable[Card]) -> list[Entry]:
    """All who have a place, by alphabet."""
    at = {mail: card for one, card in zip(plan.sets, cards, strict=True) for mail in one.members}
    return [Entry(roll.names[person.email], at[person.email].label, at[person.email].anchor) for person in roll.sorted(at)]


def _hard(roll: Roll, told: Iterable[str]) -> Iterable[str]:
    for one in told:
        yield _PRIVATE_NARROWED if PRIVATE.search(one) else sentence(roll.without_mail(one))


def _made(plan: Plan) -> str:
    return (
        f"{made.tried_in_words(plan, 'sets')} "
        f"On average two people of a set differ by {plan.score:.4f} of 1; no plan could reach more than {plan.bound:.4f}."
    )
