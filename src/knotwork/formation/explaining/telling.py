"""An explanation in words: whole for the lead who wrote the files, without private wishes for a page that is handed on."""

from collections.abc import Iterator

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.clash import Clash
from knotwork.formation.explaining.explanation import Explanation, Way
from knotwork.formation.explaining.words import Names, spoken
from knotwork.formation.programme import Programme

NOT_PROVEN = (
    "It was not proven that no sets could keep every rule. More --proposals may find better ones; "
    "if the same rule comes again and again, look there."
)
CUT = "The search for what clashes was ended before everything was looked at."
IS_MINIMAL = "Without any one of them the others can be kept."
PERHAPS_FEWER = "Perhaps not all of them are needed to clash."
NO_TIME_FOR_FEWER = "Whether all of them are needed to clash was not seen in the time there was."
LEAST = "Least to change, and tried"
LEAST_IN_TIME = "Least to change of what there was time to try"
NO_WAY = "No small change was found after which every rule can be kept."
NO_TIME_FOR_A_WAY = "What small change would let every rule be kept was not found in the time there was; there may well be one."
PRIVATE = "Private wishes and other rules cannot all be kept. Whose wishes they are stays out of this page."


def for_the_lead(programme: Programme, why: Explanation) -> Iterator[str]:
    """Lines for the terminal of whoever wrote the files: what clashes, and what would help."""
    if not why.clashes:
        yield f"{CUT} {NOT_PROVEN}" if why.is_cut else NOT_PROVEN
        return
    names = Names(programme)
    for number, clash in enumerate(why.clashes):
        these = "all of these" if len(clash.facts) > 1 else "this"
        yield f"No sets can keep {these}:" if number == 0 else f"Nor can any keep {these}:"
        yield from (f"  • {sentence}" for sentence in names.asked(clash.facts))
        if len(clash.facts) > 1:
            yield _how_few(clash, is_cut=why.is_cut)
    yield from _ways(why)


def _how_few(clash: Clash, *, is_cut: bool) -> str:
    if clash.is_minimal:
        return IS_MINIMAL
    return NO_TIME_FOR_FEWER if is_cut else PERHAPS_FEWER


def _ways(why: Explanation) -> Iterator[str]:
    if not why.ways:
        yield NO_TIME_FOR_A_WAY if why.is_cut else NO_WAY
        return
    first, *others = map(_if, why.ways)
    yield f"{LEAST_IN_TIME if why.is_cut else LEAST}: {first}"
    yield from (f"Or: {sentence}" for sentence in others)


def _if(way: Way) -> str:
    return f"If {spoken(way.said)}, every rule can be kept."


def for_the_report(programme: Programme, why: Explanation) -> list[str]:
    """What was hard, for a page that others read.

    Of a clash that holds a private wish nothing is named: from who must be together it could be read who is apart. Nor are
    ways out told then.
    """
    private = [any(fact.rule is Rule.KEEP_APART for fact in clash.facts) for clash in why.clashes]
    names, told = Names(programme), []
    for clash, is_private in zip(why.clashes, private, strict=True):
        told.append(PRIVATE if is_private else f"No sets can keep all of these. {' '.join(names.asked(clash.facts))}")
    return told if any(private) else [*told, *map(_if, why.ways[:1])]
