"""Who is who in a programme: each person by mail address, and a name that is theirs alone."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from knotwork.formation.programme import Attribute, Participant, PlannedSet, Programme
from knotwork.formation.report.words import heading

_MAIL = re.compile(r"[^\s,;:<>()\"“”‘’]+@[^\s,;:<>()\"“”‘’]+[^\s,;:<>()\"“”‘’.?!]")
PRIVATE = re.compile(r"(?<![a-z])apart(?![a-z])", re.IGNORECASE)
"""What a rule's name or a sentence holds if it speaks of the wish not to sit with somebody."""


class Roll:
    """The people of a programme, looked up often: made once for a report."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.by_mail = {person.email: person for person in programme.people}
        self.to_place = tuple(person for person in programme.people if not person.facilitates)
        self.counting: tuple[Attribute, ...] = tuple(one for one in programme.rules.attributes if one.weight > 0)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How each person is called on the page, by mail address; no two alike."""
        alike = defaultdict(list)
        for person in self.programme.people:
            alike[_folded(_own_name(person))].append(person)
        return {mail: name for people in alike.values() for mail, name in self._told_apart(people)}

    def of(self, planned: PlannedSet) -> list[Participant]:
        """The members of a set, by alphabet."""
        return self.sorted(planned.members)

    def together(self, planned: PlannedSet) -> list[Participant]:
        """The members of a set, then its facilitator."""
        return self.of(planned) + self.sorted([planned.facilitator])

    def sorted(self, mails: Iterable[str]) -> list[Participant]:
        """These people, by alphabet; who is not in the programme is left out."""
        known = [self.by_mail[mail] for mail in mails if mail in self.by_mail]
        return sorted(known, key=lambda person: self._places[person.email])

    def called(self, mails: Iterable[str]) -> list[str]:
        """The names of these people, by alphabet."""
        return sorted((self.names.get(mail, "somebody who is not in the file") for mail in mails), key=_folded)

    def without_mail(self, text: str) -> str:
        """A sentence in which people go by their names, and nobody by a mail address."""
        for mail in set(_MAIL.findall(text)):
            person = self.by_mail.get(mail.casefold())
            if person:
                text = text.replace(f"{person.name} ({mail})", self.names[person.email])
        return _MAIL.sub(lambda found: self.names.get(found[0].casefold(), "somebody"), text)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each person stands in the alphabet."""
        order = sorted(self.names, key=lambda mail: (_folded(self.names[mail]), mail))
        return {mail: place for place, mail in enumerate(order)}

    def _told_apart(self, people: list[Participant]) -> list[tuple[str, str]]:
        """Names for people called alike: by what they differ in if one column does it, else by their row of the file."""
        if len(people) == 1:
            return [(people[0].email, _own_name(people[0]))]
        telling = [_trait(attribute) for attribute in self.counting]
        by = next((told for told in telling if _differ(told, people)), _row)
        return [(person.email, f"{_own_name(person)} ({by(person)})") for person in people]


def _trait(attribute: Attribute) -> Callable[[Participant], str]:
    """What somebody says of an attribute; a bare number needs the attribute's name to be understood."""

    def told(person: Participant) -> str:
        value = person.traits.get(attribute.name, "")
        return f"{heading(attribute.name)} {value}".lower() if value.replace(".", "").isdigit() else value

    return told


def _differ(told: Callable[[Participant], str], people: list[Participant]) -> bool:
    values = {_folded(told(person)) for person in people}
    return len(values) == len(people) and "" not in values


def _row(person: Participant) -> str:
    return f"row {person.line}" if person.line else person.email.partition("@")[0]


def _own_name(person: Participant) -> str:
    """The name in the file, or what stands before the @ if there is none."""
    return " ".join(person.name.split()) or person.email.partition("@")[0]


def _folded(name: str) -> str:
    """For comparing and sorting: without capitals, accents and spaces at the ends."""
    if name.isascii():
        return name.casefold().strip()
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip()
