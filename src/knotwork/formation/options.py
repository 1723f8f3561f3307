"""What `knotwork form` takes on its line; needs none of the libraries of forming."""

import argparse
from pathlib import Path

USUAL_PROPOSALS = 20_000_000
"""Enough for a thousand people; some seconds."""
USUAL_AGAIN = 4_000_000
"""As much where sets are kept, for all numbers of moves together."""

MOST_ROUNDS = 60
MOST = 10**12
"""Exchanges, and the highest seed; a year of searching, and within what the loops count in."""

SHOWN = 30
"""Characters of a mistaken word that are said back."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what `knotwork form` takes."""
    parser.add_argument("people", type=Path, nargs="?", metavar="people.csv", help="the people, one row each")
    parser.add_argument("--rules", type=Path, metavar="rules.toml", help="what must hold, and how much each column counts")
    parser.add_argument("--size", type=_size, help="people in a set, if possible; counts more than the rules file")
    parser.add_argument("--seed", type=_count, default=1, help="another seed, other sets about as good (1)")
    budget = parser.add_mutually_exclusive_group()
    budget.add_argument(
        "--proposals",
        type=_count,
        help=f"exchanges to try ({USUAL_PROPOSALS:,}, or {USUAL_AGAIN:,} with --keep); repeats the same plan",
    )
    budget.add_argument("--seconds", type=_seconds, help="search for so long; how far that gets depends on the machine")
    parser.add_argument("--keep", type=Path, metavar="sets.csv", help="sets there are: change as little as possible")
    parser.add_argument("--moves", type=_count, help="with --keep: so many people may change their set (as few as can be)")
    parser.add_argument("--avoid", type=Path, metavar="met.csv", help="sets people have been in together before")
    parser.add_argument("--rounds", type=_count, help="plan so many rounds at once, in which people meet others each time")
    parser.add_argument("--out", type=Path, metavar="sets.csv", help="where to write the sets; else they are printed")
    parser.add_argument("--report", type=Path, metavar="report.html", help="where to write the report")
    parser.add_argument(
        "--json", type=Path, nargs="?", const=Path("-"), metavar="plan.json", help="where to write the plan as JSON"
    )
    parser.add_argument("--explain", action="store_true", help="say first which wishes clash, if any; then write no sets")
    parser.add_argument("--dry-run", action="store_true", help="say what was understood, and write nothing")
    parser.add_argument("--mdgp", type=Path, metavar="FILE", help="solve an instance of MDGPLIB instead, for benchmarks")


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > len(str(MOST)) or int(text) > MOST:
        raise argparse.ArgumentTypeError(f"{_short(text)} is no whole number from 0 to {MOST:,}")
    return int(text)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _size(text: str) -> int:
    if not text.isdecimal() or len(text) > len("12") or not 3 <= int(text) <= 12:
        raise argparse.ArgumentTypeError(f"{_short(text)} people make no set; say a number from 3 to 12")
    return int(text)


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < 86_400:
        raise argparse.ArgumentTypeError(f"{_short(text)} is no number of seconds above 0 and below a day")
    return found
