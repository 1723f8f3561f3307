"""The inner loops: exchange people between two sets, keep the sums, count the rules that do not hold.

All functions are compiled by numba and change the arrays of a `State` in place. Distances are whole numbers, so sums
are exact in whatever order they are made, and the same seed gives the same bytes. A *party* is one person, or all who
must sit together.
"""

from pathlib import Path

from knotwork.formation.solver.kernels import compiled

compiled.keep_beside([*Path(__file__).parent.glob("*.py"), Path(__file__).parents[1] / "state.py"])

from knotwork.formation.solver.kernels.annealing import anneal  # noqa: E402 – where loops are kept is said first
from knotwork.formation.solver.kernels.holding import unfit  # noqa: E402 – see above
from knotwork.formation.solver.kernels.mending import mend  # noqa: E402 – see above
from knotwork.formation.solver.kernels.worth import refresh, sampled, total_worth  # noqa: E402 – see above

__all__ = ["anneal", "mend", "refresh", "sampled", "total_worth", "unfit"]
