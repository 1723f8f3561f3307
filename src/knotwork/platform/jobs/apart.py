"""Work for many sets at once, each on its own; and what may be written down of a fault."""

import logging
from collections.abc import Callable, Iterable
from pathlib import PurePath

_log = logging.getLogger(__name__)


def each_apart[Thing, Result](things: Iterable[Thing], do: Callable[[Thing], Result]) -> list[Result]:
    """Do this with each thing; a fault at one is written down without its words and keeps no other from being done.

    Each must be whole by itself, in a transaction of its own.

    Returns:
        What came of each.

    Raises:
        Exception: the first fault, when all have been done, so that the duty is known to have failed and is tried again.
    """
    results: list[Result] = []
    faults: list[Exception] = []
    for thing in things:
        try:
            results.append(do(thing))
        except Exception as fault:  # noqa: BLE001 – any fault of one is noted, and the next done
            _log.error("one of many failed: %s", told(fault))
            faults.append(fault)
    if faults:
        raise faults[0]
    return results


def told(fault: BaseException) -> str:
    """What may be written down of a fault: its class and where it came from; its message could hold content."""
    step = fault.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    where = f" at {PurePath(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step is not None else ""
    return f"{type(fault).__name__}{where}"
