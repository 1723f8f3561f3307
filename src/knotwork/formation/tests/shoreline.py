"""A learning network that forms its spring sets: a believable programme and a plan of it, made by hand."""

from dataclasses import replace
from datetime import date, time

from knotwork.formation.programme import (
    Attribute,
    Direction,
    Kind,
    Participant,
    Plan,
    PlannedSet,
    Programme,
    Rules,
    Share,
    Size,
    Slot,
    Span,
    Violation,
)

ATTRIBUTES = (
    Attribute("function", weight=2),
    Attribute("organisation"),
    Attribute("seniority", Kind.ORDINAL, ("1", "2", "3", "4", "5", "6"), Direction.MATCH, weight=2),
    Attribute("tenure", Kind.NUMERIC),
    Attribute("domains", Kind.MANY),
    Attribute("nickname", weight=0),
)
RULES = Rules(
    starts_on=date(2027, 1, 4), size=Size(5, 7, 6), weeks=26, at_most_per_organisation=2, attributes=ATTRIBUTES,
    rivals=frozenset({frozenset({"harbour trust", "quayside homes"})}),
)  # fmt: skip
ROWS = """
Curlew | Anouk de Vries | Youth work | Harbour Trust | 4 | 6 | schools; streets | Europe/Amsterdam | en nl
Curlew | Benedikt Aigner | Medicine | St Anne’s Hospital | 4 | 3 | emergencies | Europe/Berlin | de en
Curlew | Ciara Byrne | Planning | City Council | 3 | 15 | housing; streets | Europe/Dublin | en
Curlew | Deniz Kaya | Transport | Metro Trams | 4 | 7 | safety | Europe/Berlin | de en tr
Curlew | Eluned Pryce | Teaching | Lyceum West | 4 | 1 | schools | Europe/London | en cy
Curlew | Femi Adeyemi | Housing | Tenants’ Union | 3 | 10 | housing | Europe/London | en
Dunlin | Gabriela Nunes | Fisheries | Lisbon Port | 5 | 12 | sea; safety | Europe/Lisbon | en pt
Dunlin | Hamza Rahim | Nursing | St Anne’s Hospital | 5 | 9 | emergencies; care | America/New_York | en
Dunlin | Ilse Brandt | Libraries | City Council | 5 | 21 | schools; reading | Europe/Berlin | de en
Dunlin | João Pires | Transport | Lisbon Port | 5 | 2 | sea | Europe/Lisbon | en pt
Dunlin | Kirsten Olsen | Food aid | Table for All | 4 | | streets | America/New_York | en
Dunlin | Lúcia Faria | Teaching | Lyceum West | 5 | 17 | schools; reading | Europe/Lisbon | en pt
Egret | Mirjam Levi | Finance | Hospice North | 3 | 2 | care | Europe/London | en
Egret | Nils Sandberg | Finance | Clear Water | 2 | 1 | sea | Europe/Stockholm | en sv
Egret | Oyelaran Bello | Refugee work | Harbour Trust | 6 | 8 | housing; reading | Africa/Lagos | en
Egret | Paula Ricci | Finance | Tax Office | 2 | 5 | | Europe/Rome | en it
Egret | Quentin Moreau | Theatre | Quay Stage | 3 | 14 | schools | Europe/Paris | en fr
Egret | Ana Silva | Nursing | St Anne’s Hospital | 3 | 9 | care | Europe/Lisbon | en pt
Fulmar | Ana Silva | Planning | Metro Trams | 5 | 11 | streets; safety | Europe/Lisbon | en pt
Fulmar | Rohan Mehta | Finance | Clear Water | 6 | 19 | sea | Asia/Kolkata | en hi
Fulmar | Siobhán Kelly | Medicine | Hospice North | 5 | 3 | care; emergencies | Europe/Dublin | en
Fulmar | Tomáš Novák | Finance | Tax Office | 5 | 10 | | Europe/Prague | cs en
Fulmar | Uma Pillai | Housing | Quayside Homes | 6 | 6 | housing | Asia/Kolkata | en
| Vera Okoro | Teaching | Quay Stage | 1 | 1 | reading | Africa/Lagos | fr
""".strip().splitlines()
LINE_OF = {"Paula Ricci": "Mirjam Levi"}
TOGETHER = {"Anouk de Vries": "Femi Adeyemi"}
APART = {"Quentin Moreau": "Rohan Mehta"}
PINNED = {"Gabriela Nunes"}


def mail(name: str, line: int = 0) -> str:
    """The address of somebody; the second Ana Silva has another than the first."""
    plain = name.casefold().replace(" ", ".").replace("’", "")
    return f"{plain}{2 if (name, line) == ('Ana Silva', 20) else ''}@example.org"


def _person(row: str, line: int) -> tuple[str, Participant]:
    label, name, *values, zone, languages = (part.strip() for part in row.split("|"))
    traits = {one.name: value for one, value in zip(ATTRIBUTES, values, strict=False) if value}
    return label, Participant(
        email=mail(name, line), name=name, zone=zone, available=(Span(1, 480, 1140), Span(3, 480, 1140)), line=line,
        manager=mail(LINE_OF[name]) if name in LINE_OF else "", languages=frozenset(languages.split()), pinned=label * (name in PINNED),
        keep_together=frozenset({mail(TOGETHER[name])}) if name in TOGETHER else frozenset(),
        keep_apart=frozenset({mail(APART[name])}) if name in APART else frozenset(), traits=traits,
    )  # fmt: skip


SEATED = [_person(row, line) for line, row in enumerate(ROWS, start=2)]
GUIDES = tuple(
    Participant(mail(name), name, zone, languages=frozenset({"en"}), facilitates=2, line=line)
    for line, (name, zone) in enumerate([("Amara Obi", "Europe/London"), ("Jorun Dahl", "Europe/Oslo")], start=26)
)
PEOPLE = tuple(person for _, person in SEATED) + GUIDES
PROGRAMME = Programme(PEOPLE, RULES)

AFTERNOON = Slot(1, time(14), "Europe/London", 120)
SLOTS = {
    "Curlew": (Slot(1, time(9, 30), "Europe/London", 120), AFTERNOON, Slot(3, time(9), "Europe/London", 120)),
    "Dunlin": (AFTERNOON, *(Slot(3, time(13 + half // 2, half % 2 * 30), "Europe/London", 120) for half in range(8))),
    "Egret": (),
    "Fulmar": (Slot(3, time(9), "Europe/London", 120),),
}
DISTANCE = {"Curlew": 0.7681, "Dunlin": 0.8038, "Egret": 0.6512, "Fulmar": 0.7579}


def _set(label: str) -> PlannedSet:
    members = tuple(sorted(person.email for seat, person in SEATED if seat == label))
    guide = {"Curlew": "Amara Obi", "Dunlin": "Jorun Dahl", "Fulmar": "Amara Obi"}.get(label)
    return PlannedSet(label, members, mail(guide) if guide else "", SLOTS[label], DISTANCE[label])


SHARES = (
    Share("function", 0.9377), Share("organisation", 0.9833), Share("seniority", 0.9632), Share("tenure", 0.9342), Share("domains", 0.9525),
)  # fmt: skip
SOUND_SHARES = (
    Share("function", 0.9667), Share("organisation", 0.9778), Share("seniority", 0.9854), Share("tenure", 0.9617), Share("domains", 0.9647),
)  # fmt: skip
PLAN = Plan(
    sets=tuple(map(_set, SLOTS)), not_placed=(mail("Vera Okoro"),), score=0.74525, bound=0.78039, worst_set=0.6512, shares=SHARES,
    violations=(
        Violation("not_with_manager", (mail("Mirjam Levi"), mail("Paula Ricci")), f"{mail('Mirjam Levi')} manages {mail('Paula Ricci')}"),
        Violation("weekly_time", _set("Egret").members, "no weekly time suits all six in each week"),
    ),
    seed=1, proposals=1_000_000, seconds=4.25,
)  # fmt: skip
HARD = (
    f"No set has both a language and a time for {mail('Vera Okoro')}, who speaks French only.",
    "Eight people can meet only on Tuesdays.",
)

SOUND = Programme(tuple(person for label, person in SEATED if label not in {"", "Egret"}) + GUIDES, RULES)
SOUND_PLAN = replace(
    PLAN,
    sets=tuple(one for one in PLAN.sets if one.label != "Egret"),
    not_placed=(),
    violations=(),
    score=0.77659,
    bound=0.79703,
    worst_set=0.7579,
    shares=SOUND_SHARES,
)
"""The same without the set that does not work: everybody has a place and every rule holds."""


def many(count: int) -> tuple[Programme, Plan]:
    """A programme of so many, in sets of six, for seeing how the page grows."""
    people = tuple(
        replace(PEOPLE[at % 24], email=f"p{at}@example.org", name=f"{PEOPLE[at % 24].name} {at:04}", line=at + 2, pinned="",
                manager="", keep_together=frozenset(), keep_apart=frozenset())
        for at in range(count)
    )  # fmt: skip
    mails = [person.email for person in people]
    sets = tuple(
        PlannedSet(f"Set {at // 6 + 1}", tuple(sorted(mails[at : at + 6])), "", SLOTS["Dunlin"], 0.7)
        for at in range(0, count, 6)
    )
    return Programme(people, RULES), replace(PLAN, sets=sets, not_placed=(), violations=(), score=0.7, worst_set=0.7)
