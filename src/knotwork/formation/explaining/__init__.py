"""Why a programme has no plan: the fewest things asked for that cannot all be kept, and what to let go so that there is one.

A *fact* is one thing in the files that could be let go; a *clash* is facts that cannot all be kept, though without any one
of them the others can; a *way* is a small change after which a plan was found that keeps every rule. Quick checks suspect
facts, a constraint solver narrows them down, and the independent checker judges each plan that shows what can be kept.
"""

from knotwork.formation.explaining.clash import Clash, Watch
from knotwork.formation.explaining.explanation import Explanation, Way, explain

__all__ = ["Clash", "Explanation", "Watch", "Way", "explain"]
