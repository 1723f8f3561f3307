"""Words on standard output and standard error, which may be closed, full or in an encoding that lacks a letter."""

import os
import sys
from typing import TextIO


def say(text: str) -> None:
    """Write to standard error; whoever no longer listens is no reason to stop."""
    _put(text, sys.stderr)


def say_line(text: str) -> None:
    """Write a line to standard error."""
    say(f"{text}\n")


def answer(text: str) -> None:
    """Write to standard output; a reader who has seen enough, like `head`, is no fault.

    Raises:
        OSError: it cannot be written, as onto a full disk.
    """
    try:
        _put(text, sys.stdout)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, "standard output") from fault


def _put(text: str, stream: TextIO | None) -> None:
    """Write at once; a stream that cannot take it swallows all that follows."""
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except OSError as fault:
        _swallow(stream)
        if not isinstance(fault, BrokenPipeError):
            raise


def _swallow(stream: TextIO) -> None:
    """Point the stream to nowhere, so that flushing it at the end of the program raises nothing either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
