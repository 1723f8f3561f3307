"""What was understood, in plain words, for somebody who wants to look before anything is formed."""

from knotwork.formation.programme import Attribute, Direction, Kind, Participant, Rules
from knotwork.formation.reading.text import counted, listed, one_line, quoted, shortened
from knotwork.formation.reading.understood import Understood

_KINDS = {
    Kind.CATEGORICAL: "alike or not",
    Kind.ORDINAL: "in steps",
    Kind.NUMERIC: "as a number",
    Kind.MANY: "several at once",
}


def describe(understood: Understood) -> str:
    """Say what was understood of the files, in paragraphs of plain words; ends with a line break."""
    rules = understood.programme.rules
    paragraphs = [
        [_file(understood), *_sample(understood)],
        [_people(understood)],
        ["Columns with a meaning:", *(f"  {name}: {column}" for name, column in understood.reserved.items())],
        ["Columns that count:", *(f"  {_attribute(attribute)}" for attribute in rules.attributes)] if rules.attributes else [],
        ["Columns that do not count:", *(f"  {c}: {why}." for c, why in understood.left_out)] if understood.left_out else [],
        ["Rules:", *(f"  {rule}" for rule in _rules(rules, facilitators=understood.facilitators))],
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


def _named(person: Participant) -> str:
    return f"{one_line(person.name)} <{person.email}>" if person.name else person.email


def _attribute(attribute: Attribute) -> str:
    wish = "mixed in a set" if attribute.direction is Direction.MIX else "alike in a set"
    steps = f" ({' < '.join(attribute.order)})" if attribute.order else ""
    weight = "" if attribute.weight == 1 else f", weight {attribute.weight:g}"
    return f"{shortened(attribute.name)}: {_KINDS[attribute.kind]}{steps}, {wish}{weight}"


def _rules(rules: Rules, *, facilitators: int) -> list[str]:
    size = rules.size
    said = [
        f"Sets of {size.smallest} to {size.largest} people, best {size.target}.",
        f"Each set meets for {rules.meeting_minutes} minutes, at a weekly time that suits everybody in it.",
        f"That time holds in each of the {rules.weeks} weeks from {rules.starts_on.isoformat()}.",
    ]
    if rules.at_most_per_organisation:
        said.append(f"At most {rules.at_most_per_organisation} people of one organisation in a set.")
    said += [f"Never together: {listed(sorted(pair))}." for pair in sorted(rules.rivals, key=sorted)]
    if rules.not_with_manager:
        said.append("Nobody sits with their line manager.")
    if rules.shared_language:
        said.append("Each set shares a language.")
    if rules.every_set_facilitated and facilitators:
        said.append("Each set has a facilitator.")
    said += [f"Nobody is the only one of their {quoted(name)}." for name in rules.not_alone]
    said.append(
        f"Sets are to be about equally well mixed: equity {rules.equity:g}, where 0 looks at all of them together only."
    )
    return said
