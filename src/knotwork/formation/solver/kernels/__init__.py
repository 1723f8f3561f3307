"""The inner loops: exchange people between two sets, keep the sums, count the rules that do not hold.

All functions are compiled by numba and change the arrays of a `State` in place. Distances are whole numbers, so sums
are exact in whatever order they are made, and the same seed gives the same bytes. A *party* is one person, or all who
must sit together.
"""

from knotwork.formation.solver.kernels.annealing import anneal
from knotwork.formation.solver.kernels.holding import mark_strangers
from knotwork.formation.solver.kernels.mending import mend
from knotwork.formation.solver.kernels.worth import refresh, sampled, total_worth

__all__ = ["anneal", "mark_strangers", "mend", "refresh", "sampled", "total_worth"]
