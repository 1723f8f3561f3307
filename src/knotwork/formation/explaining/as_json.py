"""An explanation for plan.json: whole, as on the terminal of whoever wrote the files (decision 26)."""

from knotwork.formation.checker import Rule
from knotwork.formation.explaining.clash import Clash
from knotwork.formation.explaining.explanation import Explanation, Way
from knotwork.formation.explaining.facts import Fact
from knotwork.formation.explaining.words import Names
from knotwork.formation.programme import Programme

ABOUT_HOUSES = frozenset({Rule.RIVALS, Rule.ORGANISATION_LIMIT})


def explained(programme: Programme, why: Explanation) -> dict[str, object]:
    """What was proven, what would help and whether everything was looked at; the same for the same explanation."""
    names = Names(programme)
    return {
        "clashes": [_clash(names, clash) for clash in why.clashes],
        "ways_out": [_way(names, way) for way in why.ways],
        "is_cut": why.is_cut,
    }


def _clash(names: Names, clash: Clash) -> dict[str, object]:
    return {
        "rules": [_fact(names, fact) for fact in clash.facts],
        "is_minimal": clash.is_minimal,
        "said": names.asked(clash.facts),
    }


def _way(names: Names, way: Way) -> dict[str, object]:
    """What is changed, and how to say each change after an “if”."""
    return {"changes": [{**_fact(names, fact), "said": said} for fact, said in zip(way.facts, way.said, strict=True)]}


def _fact(names: Names, fact: Fact) -> dict[str, object]:
    about = sorted(fact.about)
    is_of_all, of_houses = fact.rule is Rule.NOT_ALONE, fact.rule in ABOUT_HOUSES
    return {
        "rule": str(fact.rule),
        "people": [] if is_of_all or of_houses else about,
        "organisations": [names.house(house) for house in about] if of_houses else [],
        "columns": about if is_of_all else [],
    }
