"""What the command line says to the person who runs it."""

import sys


class CannotStart(Exception):
    """The program refuses to start; the message is a sentence that says why and what to do."""


def say(sentence: str = "") -> None:
    """Print a line, at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """Print a line about what went wrong."""
    sys.stderr.write(f"{sentence}\n")


def progress(sentence: str) -> None:
    """Say how far long work has come, over the line before, if somebody is watching."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{sentence}   ")
        sys.stdout.flush()
