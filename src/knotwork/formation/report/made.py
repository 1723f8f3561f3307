"""How a plan was made, in words: its rules, its wishes, and what silence counts as."""

from collections.abc import Iterable

from knotwork.formation.programme import ANY_WORKING_DAY, Attribute, Direction, Plan, Rules
from knotwork.formation.report.roll import Roll
from knotwork.formation.report.why import Reasons
from knotwork.formation.report.words import counted, listed, number, sentence

SILENCE = (
    "Whoever says nothing about an attribute is taken to differ from others in it as often as anyone in the programme; in the "
    "picture of a single set pairs in which one answer is missing are left out."
)


def rules_in_words(roll: Roll) -> list[str]:
    """What must hold, one sentence for each rule, whether or not anybody asked for it in this programme."""
    rules = roll.programme.rules
    size = rules.size
    begins = f"{rules.starts_on.day} {rules.starts_on:%B %Y}"
    a_time = f"a weekly time of {rules.meeting_minutes} minutes"
    told = [
        f"{number(size.smallest)} to {number(size.largest)} people in a set, {number(size.target)} where possible",
        f"{a_time} that suits everyone in each of {number(rules.weeks)} weeks from {begins}, on their own clocks",
        *_of_people(rules),
        *_of_organisations(rules),
        *([_of_facilitators(rules)] if any(person.facilitates for person in roll.programme.people) else []),
        "people who are to be kept together, and places given from the start, stay as they are",
        "private wishes not to sit with somebody count as rules; whose they are is never shown",
    ]
    return [sentence(one) for one in told]


def tried_in_words(plan: Plan, found: str) -> str:
    """How much was tried, and whether the same would give the same sets, or rounds, again."""
    if plan.is_early:
        return f"Seed {plan.seed}; the search was ended early, and these are the best {found} until then."
    again = f"The same people, rules, seed and number of exchanges give the same {found}."
    return f"Seed {plan.seed}, {plan.proposals:,} exchanges tried. {again}"


def _of_people(rules: Rules) -> Iterable[str]:
    if rules.not_with_manager:
        yield "nobody sits with their line manager"
    if rules.shared_language:
        yield "everyone in a set speaks one language in common"
    for attribute in rules.not_alone:
        yield f"nobody is alone in a set with what they say under “{attribute.replace('_', ' ')}”"


def _of_organisations(rules: Rules) -> Iterable[str]:
    if rules.at_most_per_organisation:
        yield f"at most {number(rules.at_most_per_organisation)} of one organisation in a set"
    if rules.rivals:
        yield "people of rival organisations do not share a set"


def _of_facilitators(rules: Rules) -> str:
    within = "each set has a facilitator" if rules.every_set_facilitated else "sets have a facilitator where one can be found"
    return f"{within}, who speaks its language, is free at its time, and is in nobody's line and of nobody's organisation"


def wishes_in_words(rules: Rules) -> list[str]:
    """What is to be mixed, what alike, what is left out, and how weak sets count."""
    mixed = [_weighed(one) for one in rules.attributes if one.weight > 0 and one.direction is Direction.MIX]
    alike = [_weighed(one) for one in rules.attributes if one.weight > 0 and one.direction is Direction.MATCH]
    left = [one.name.replace("_", " ") for one in rules.attributes if one.weight <= 0]
    told = [
        f"as different as possible inside a set: {listed(mixed)}" if mixed else "",
        f"as alike as possible inside a set: {listed(alike)}" if alike else "",
        f"left out: {listed(left)}" if left else "",
        "the weakest sets count most, so that no set pays for the others" if rules.equity else "all sets count the same",
    ]
    return [sentence(one) for one in told if one]


def _weighed(attribute: Attribute) -> str:
    name = attribute.name.replace("_", " ")
    return name if attribute.weight == 1 else f"{name} (weight {attribute.weight:g})"


def silence_in_words(roll: Roll, reasons: Reasons) -> list[str]:
    """What a missing answer counts as, and how many there are."""
    count = len(roll.to_place)
    missing = [
        f"{name.replace('_', ' ')} of {number(count - len(scale.answers))}"
        for name, scale in reasons.scales.items()
        if len(scale.answers) < count
    ]
    any_time = sum(person.available == ANY_WORKING_DAY for person in roll.programme.people)
    told = [SILENCE, f"not known: {listed(missing)}" if missing else "no answer is missing"]
    if any_time:
        who = counted(any_time, "person is", "people are")
        told.append(f"{who} taken to be free on any working day from 09:00 to 17:00, as is everyone who says nothing about it")
    return [sentence(one) for one in told]
