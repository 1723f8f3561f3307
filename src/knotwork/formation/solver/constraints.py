"""The constraint solver, as everything here asks it: with one worker, so much effort, and somebody who may end it.

Loading it would load pandas, for tables of variables that nobody here makes: a second and 33 MB each time. So while it
loads an empty module stands in for pandas; whoever imports pandas later gets the real one.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from types import ModuleType
from typing import Final


class _Nothing(ModuleType):
    """A module that has a class of whatever name, and nothing in it."""

    def __getattr__(self, name: str) -> type:
        return type(name, (), {})


@contextmanager
def _without(name: str) -> Iterator[None]:
    if name in sys.modules:
        yield
        return
    sys.modules[name] = _Nothing(name)
    try:
        yield
    finally:
        del sys.modules[name]


with _without("pandas"):
    from ortools.sat.python import cp_model
    from ortools.sat.python.cp_model import IntVar

__all__ = ["GoOn", "IntVar", "cp_model", "solved"]

GoOn = Callable[[], bool]
POLL_SECONDS: Final = 0.05
"""How often it is asked, while the solver works, whether to go on."""


def solved(model: cp_model.CpModel, *, effort: float, go_on: GoOn, linearized: int = 1) -> tuple[object, cp_model.CpSolver]:
    """The status and the solver that has the answer; the same model has the same unless `go_on` ends it.

    It works beside the main thread, so that whoever waits can end it; nor does it take Ctrl+C for itself, which would end
    the program from then on, and lose the best so far.

    Args:
        effort: in the solver's own measure, near seconds.
        linearized: how much of the model is looked at as a linear programme too, from 0 to 2.
    """
    solver, found = cp_model.CpSolver(), []
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.linearization_level = linearized
    solver.parameters.catch_sigint_signal = False
    worker = Thread(target=lambda: found.append(solver.solve(model)), daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(POLL_SECONDS)
        if worker.is_alive() and not go_on():
            solver.stop_search()
            worker.join()
    return (found[0] if found else cp_model.UNKNOWN), solver
