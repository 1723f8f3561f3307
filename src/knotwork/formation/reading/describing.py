"""What was understood, in plain words, for somebody who wants to look before anything is formed."""

from collections.abc import Sequence

from knotwork.formation.programme import Attribute, Direction, Kind, Participant, Programme
from knotwork.formation.reading.earlier import KeptSet
from knotwork.formation.reading.text import counted, listed, one_line, quoted, shortened
from knotwork.formation.reading.understood import Understood

_KINDS = {
    Kind.CATEGORICAL: "alike or not",
    Kind.ORDINAL: "in steps",
    Kind.NUMERIC: "as a number",
    Kind.MANY: "several at once",
}


def describe(understood: Understood, earlier: Sequence[KeptSet] = (), *, met_before: bool = False) -> str:
    """Say what was understood of the files, in paragraphs of plain words; ends with a line break.

    Args:
        earlier: the sets there are, if they are to be kept.
        met_before: whether it was told who has been in a set with whom.
    """
    rules = understood.programme.rules
    paragraphs = [
        [_file(understood), *_sample(understood)],
        [_people(understood)],
        [_earlier(earlier, understood.programme)] if earlier else [],
        [_met(understood.programme)] if met_before else [],
        ["Columns with a meaning:", *(f"  {name}: {column}" for name, column in understood.reserved.items())],
        ["Columns that count:", *(f"  {_attribute(attribute)}" for attribute in rules.attributes)] if rules.attributes else [],
        ["Columns that do not count:", *(f"  {c}: {why}." for c, why in understood.left_out)] if understood.left_out else [],
        ["Rules:", *(f"  {rule}" for rule in _rules(understood.programme, facilitators=understood.facilitators))],
        ["Guessed:", *(f"  {note}" for note in understood.notes)] if understood.notes else [],
    ]
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _file(understood: Understood) -> str:
    how = (
        "as stated"
        if understood.encoding_stated
        else ""
        if understood.encoding_is_sure
        else "a guess: please look at the names"
    )
    encoding = f"{understood.encoding}{f' ({how})' if how else ''}"
    return (
        f"{understood.sheet.file}: encoding {encoding}, cells parted by {understood.separator}, heading in line "
        f"{understood.header_line}."
    )


def _sample(understood: Understood) -> list[str]:
    """Names in which a wrong encoding would show."""
    telling = [person.name for person in understood.programme.people if not person.name.isascii()]
    if not telling or understood.encoding_is_sure:
        return []
    return [f'Names read like this: {listed(telling, at_most=4)}. If they look wrong, write encoding = "…" in the rules file.']


def _people(understood: Understood) -> str:
    placed, facilitators = understood.to_place, understood.facilitators
    capacity = sum(person.facilitates for person in understood.programme.people)
    words = f"{counted(placed, 'person', 'people')} to place"
    if facilitators:
        words += f", {counted(facilitators, 'facilitator', 'facilitators')} for {counted(capacity, 'set', 'sets')}"
    return f"{words}. The first: {_named(understood.programme.people[0])}."


def _earlier(earlier: Sequence[KeptSet], programme: Programme) -> str:
    """Who of the sets there are is still here, and who is new."""
    placed = {person.email for person in programme.people if not person.facilitates}
    sat = {email for one in earlier for email in one.members}
    left, new = len(sat - placed), len(placed - sat)
    return (
        f"{counted(len(earlier), 'set', 'sets')} there {'is' if len(earlier) == 1 else 'are'}, "
        f"with {counted(len(sat), 'person', 'people')}: {left:,} left, {new:,} new."
    )


def _met(programme: Programme) -> str:
    pairs = counted(len(programme.met), "pair", "pairs")
    return f"{pairs} of these people {'has' if len(programme.met) == 1 else 'have'} been in a set together before."


def _named(person: Participant) -> str:
    return f"{one_line(person.name)} <{person.email}>" if person.name else person.email


def _attribute(attribute: Attribute) -> str:
    wish = "mixed in a set" if attribute.direction is Direction.MIX else "alike in a set"
    steps = f" ({' < '.join(attribute.order)})" if attribute.order else ""
    weight = "" if attribute.weight == 1 else f", weight {attribute.weight:g}"
    return f"{shortened(attribute.name)}: {_KINDS[attribute.kind]}{steps}, {wish}{weight}"


def _rules(programme: Programme, *, facilitators: int) -> list[str]:
    rules, size = programme.rules, programme.rules.size
    said = [
        f"Sets of {size.smallest} to {size.largest} people, best {size.target}.",
        f"Each set meets for {rules.meeting_minutes} minutes, at a weekly time that suits everybody in it.",
        f"That time holds in each of the {rules.weeks} weeks from {rules.starts_on.isoformat()}.",
    ]
    if rules.at_most_per_organisation:
        said.append(f"At most {rules.at_most_per_organisation} people of one organisation in a set.")
    said += _rivals(programme)
    if rules.not_with_manager:
        said.append("Nobody sits with their line manager.")
    if rules.shared_language:
        said.append("Each set shares a language.")
    if rules.every_set_facilitated and facilitators:
        said.append("Each set has a facilitator.")
    said += [f"Nobody is alone in a set with what they say under {quoted(name)}." for name in rules.not_alone]
    said.append(
        f"Sets are to be about equally well mixed: equity {rules.equity:g}, where 0 looks at all of them together only."
    )
    return said


def _rivals(programme: Programme) -> list[str]:
    """Organisations that do not meet in a set, as the people file spells them."""
    spelt = {name.lower(): name for person in programme.people if (name := person.traits.get("organisation"))}
    pairs = sorted(sorted(spelt.get(name, name) for name in pair) for pair in programme.rules.rivals)
    return [f"Never together: {listed(pair)}." for pair in pairs]
