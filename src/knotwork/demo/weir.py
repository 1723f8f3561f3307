"""Weir: four people who manage themselves, at their beginning. Everything here is invented."""

from knotwork.demo.cast import BO, HANA, NOOR, OSKAR
from knotwork.demo.texts import Brought, Joining, Learned, Met, Undertaken

NAME = "Weir"
PURPOSE = "Four people who started something new this year and have nobody beside them to ask."

JOINED = (
    Joining(
        HANA,
        "I will tell you the number I am afraid of.",
        "I have opened a repair shop for bicycles.",
        "To hear myself think before I sign.",
    ),
    Joining(
        BO,
        "I come as a beginner here; in Heron I have grown comfortable.",
        "I run a food bank's sorting hall and have started a second site.",
        "To find out what I repeat.",
    ),
    Joining(
        NOOR,
        "I will keep the time, and ask for it too.",
        "I left the city's planning office to work for three villages.",
        "To make fewer friends and more decisions.",
    ),
    Joining(
        OSKAR,
        "I will not present a solved thing.",
        "I teach carpentry to people who leave prison.",
        "To ask for help before the roof leaks.",
    ),
)

CLAUSES = (
    "What is said here stays here.",
    "Questions first; advice only when somebody asks for it.",
    "Whoever is steward does not present in that meeting.",
    "We answer each other within three days, even if only with 'not now'.",
)

BROUGHT = (
    Brought(
        HANA,
        "I have a waiting list and no profit, and I cannot say either aloud.",
        ("personal", "professional"),
        ("Raised the price of one repair and told three customers why.",),
    ),
    Brought(
        OSKAR,
        "The people I train find work and do not tell me how it goes.",
        ("professional", "social"),
        ("Wrote to eleven of them; two answered.",),
    ),
)

MET = (Met(1, (HANA, BO, NOOR, OSKAR), NOOR, one_word={"Hana": "brave", "Bo": "new", "Noor": "orderly", "Oskar": "heard"}),)

UNDERTAKEN = (
    Undertaken(
        HANA,
        1,
        "Write the real hourly cost of one repair on a card and carry it for a week.",
        "Whether I look at it.",
        "tried",
        "I looked at it before each phone call. I charged the real price twice.",
    ),
    Undertaken(OSKAR, 1, "Visit one of the eleven where he works.", "What he would show me."),
)

LEARNED = (
    Learned(
        NOOR,
        1,
        "set",
        "Four is enough when nobody leads.",
    ),
)
