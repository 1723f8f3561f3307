from dataclasses import replace

import pytest

from knotwork.formation.programme import Attribute, Direction, Kind, Participant, PlannedSet, Programme
from knotwork.formation.report import why_together
from knotwork.formation.tests import shoreline

CURLEW, DUNLIN, EGRET, FULMAR = shoreline.PLAN.sets


def people(**columns):
    """Six people who say these values, one of each list after another."""
    rows = zip(*columns.values(), strict=True)
    return tuple(
        Participant(f"p{at}@example.org", f"P{at}", "UTC", traits={n: v for n, v in zip(columns, row, strict=True) if v})
        for at, row in enumerate(rows)
    )


def told(attribute, values, *, others=()):
    """What is said about one column in a set that says these values, in a programme with others who say other values."""
    everyone = people(**{attribute.name: [*values, *others]})
    members = tuple(person.email for person in everyone[: len(values)])
    rules = replace(shoreline.RULES, attributes=(attribute,))
    return " ".join(why_together(Programme(everyone, rules), PlannedSet("A", members)))


def test_what_differs_is_alike_shared_and_had_to_hold_is_said_in_that_order():
    assert why_together(shoreline.PROGRAMME, CURLEW) == (
        "Six functions and six organisations, none twice; tenure from 1 to 15 and five domains between them.",
        "Alike as wished: seniority is 3 or 4.",
        "All speak English and three weekly times suit everyone in all twenty-six weeks; Anouk de Vries and Femi Adeyemi stay together.",
    )


def test_what_is_weak_is_said_as_plainly_as_what_is_good():
    said = why_together(shoreline.PROGRAMME, EGRET)

    assert "Three of six say “Finance” for function, more than their part of the programme (21\u202f%)." in said
    assert "Seniority runs from 2 to 6, though more alike was wished." in said
    assert said[-1] == "All speak English and no weekly time suits everyone yet."


def test_nobody_is_said_to_be_free_of_a_manager_who_sits_there():
    parted = replace(EGRET, members=tuple(mail for mail in EGRET.members if not mail.startswith("mirjam")))

    assert "line manager" not in " ".join(why_together(shoreline.PROGRAMME, EGRET))
    assert "nobody sits with their line manager" in " ".join(why_together(shoreline.PROGRAMME, parted))


def test_a_facilitator_in_somebodys_line_is_their_line_manager_too():
    led = replace(
        shoreline.PROGRAMME,
        people=tuple(
            replace(one, manager=CURLEW.facilitator) if one.email == CURLEW.members[0] else one for one in shoreline.PEOPLE
        ),
    )

    assert "line manager" not in " ".join(why_together(led, CURLEW))
    assert "nobody sits with their line manager" in " ".join(why_together(led, replace(CURLEW, facilitator="")))


def test_a_private_wish_changes_no_word_of_any_reason():
    unwished = replace(
        shoreline.PROGRAMME, people=tuple(replace(person, keep_apart=frozenset()) for person in shoreline.PROGRAMME.people)
    )
    together = replace(FULMAR, members=tuple(sorted({*FULMAR.members, shoreline.mail("Quentin Moreau")})))

    assert any(person.keep_apart for person in shoreline.PROGRAMME.people)
    for planned in (*shoreline.PLAN.sets, together):
        assert why_together(shoreline.PROGRAMME, planned) == why_together(unwished, planned)


@pytest.mark.parametrize("planned", shoreline.PLAN.sets)
def test_there_are_two_to_four_sentences_and_no_mail_address(planned):
    said = why_together(shoreline.PROGRAMME, planned)

    assert 2 <= len(said) <= 4
    assert all(one.endswith(".") and "@" not in one for one in said)


@pytest.mark.parametrize(
    ("attribute", "values", "others", "sentence"),
    [
        (Attribute("function"), ["a", "b", "c"], [], "Three functions, none twice."),
        (Attribute("mascot"), ["a", "b", "c"], [], "Three answers under “mascot”, none twice."),
        (Attribute("function"), ["a", "A", "b"], [], "Two functions."),
        (Attribute("city"), ["x", "x", "x", "y"], ["x"] * 3, "Three of four say “x” for city; the programme has many (86\u202f%)."),
        (Attribute("city"), ["x", "x", "x"], ["y"] * 9, "All of three say “x” for city, more than their part of the programme (25\u202f%)."),
        (Attribute("city", direction=Direction.MATCH), ["x", "x"], ["y"], "Alike as wished: city is “x” for both."),
        (Attribute("city", direction=Direction.MATCH), ["x", "x", "y"], [], "Two of three say “x” for city, though more alike was wished."),
        (Attribute("tenure", Kind.NUMERIC), ["3", "11.5", ""], [], "Tenure from 3 to 11.5."),
        (Attribute("domains", Kind.MANY), ["a; b", "b; c", "a"], [], "Three domains between them."),
        (Attribute("city", weight=0), ["a", "b"], [], "No column says what else they should differ or be alike in."),
    ],
)  # fmt: skip
def test_a_column_is_told_as_what_it_is(attribute, values, others, sentence):
    assert sentence in told(attribute, values, others=others)


def test_a_language_nobody_shares_and_people_who_have_met_are_named():
    alone = tuple(
        replace(person, languages=frozenset({"fr"})) if person.email == DUNLIN.members[0] else person
        for person in shoreline.PROGRAMME.people
    )
    met = frozenset({frozenset(DUNLIN.members[:2])})
    said = " ".join(why_together(replace(shoreline.PROGRAMME, people=alone, met=met), DUNLIN))

    assert "No language is named by all of them" in said
    assert "one pair has been in a set together before" in said
